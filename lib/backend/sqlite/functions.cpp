#include "backend/sqlite/functions.hpp"

#include <sqlite3.h>

#include "backend/sqlite/errors.hpp"
#include "backend/sqlite/regexp.hpp"

namespace aside::backend::sqlite {

namespace {

struct Scalar {
    const char* name;
    int arguments;
    void (*call)(sqlite3_context*, int, sqlite3_value**);
};

constexpr Scalar scalars[] = {
    {"regexp", 2, regexp},
};

}  // namespace

void register_functions(sqlite3* database) {
    for (const auto& scalar : scalars) {
        const int code = sqlite3_create_function_v2(database, scalar.name, scalar.arguments,
                                                    SQLITE_UTF8 | SQLITE_DETERMINISTIC, nullptr,
                                                    scalar.call, nullptr, nullptr, nullptr);
        if (code != SQLITE_OK) raise(database, code, {});
    }
}

}  // namespace aside::backend::sqlite
