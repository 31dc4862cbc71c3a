#include "backend/sqlite/register_functions.hpp"

#include <sqlite3.h>

#include <span>

#include "backend/sqlite/errors.hpp"
#include "backend/sqlite/functions/calculations.hpp"
#include "backend/sqlite/functions/casts.hpp"
#include "backend/sqlite/functions/characters.hpp"
#include "backend/sqlite/functions/collections.hpp"
#include "backend/sqlite/functions/dates.hpp"
#include "backend/sqlite/functions/decimals.hpp"
#include "backend/sqlite/functions/digests.hpp"
#include "backend/sqlite/functions/for_field.hpp"
#include "backend/sqlite/functions/json.hpp"
#include "backend/sqlite/functions/math.hpp"
#include "backend/sqlite/functions/regexp.hpp"
#include "backend/sqlite/functions/search.hpp"
#include "backend/sqlite/functions/statistics.hpp"
#include "backend/sqlite/functions/sums.hpp"
#include "backend/sqlite/functions/text.hpp"

namespace aside::backend::sqlite {

namespace {

// Innocuous, as SQLite's own: an index or a check may use them in any build.
constexpr int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;

constexpr Scalar regular_expressions[] = {{"regexp", 2, regexp}};

void register_scalars(sqlite3* database, StopCheck& stop, std::span<const Scalar> scalars) {
    for (const Scalar& scalar : scalars) {
        const auto destroy = +[](void* registered) { delete static_cast<Registered*>(registered); };
        // SQLite destroys it also if this fails.
        const int code = sqlite3_create_function_v2(database, scalar.name, scalar.arguments, flags,
                                                    new Registered{scalar, stop}, run_scalar,
                                                    nullptr, nullptr, destroy);
        if (code != SQLITE_OK) raise(database, code, {});
    }
}

void register_aggregates(sqlite3* database, std::span<const Aggregate> aggregates) {
    for (const Aggregate& aggregate : aggregates) {
        const auto finish = aggregate.finish == nullptr ? aggregate.result : aggregate.finish;
        const int code = sqlite3_create_window_function(
            database, aggregate.name, aggregate.arguments, flags, nullptr, aggregate.enter, finish,
            aggregate.result, aggregate.leave, nullptr);
        if (code != SQLITE_OK) raise(database, code, {});
    }
}

}  // namespace

void register_functions(sqlite3* database, StopCheck& stop) {
    for (const auto scalars :
         {std::span<const Scalar>(regular_expressions), calculation_functions(), cast_functions(),
          character_functions(), date_functions(), decimal_functions(), digest_functions(),
          json_functions(), math_functions(), search_functions(), text_functions()})
        register_scalars(database, stop, scalars);
    for (const auto aggregates : {collections(), statistics(), sums()})
        register_aggregates(database, aggregates);
    register_for_field(database);
}

}  // namespace aside::backend::sqlite
