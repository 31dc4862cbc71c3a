#include "backend/sqlite/functions/sums.hpp"

#include <sqlite3.h>

namespace aside::backend::sqlite {

namespace {

/// Twice the width of what is added: no number of rows is too large for it.
__extension__ using Wide = __int128;

/// Begins as zeroed memory.
struct Sum {
    Wide units;
    std::int64_t count;
};

Sum* sum_of(sqlite3_context* context) {
    return static_cast<Sum*>(state_of(context, sizeof(Sum), alignof(Sum)));
}

template <int sign>
void add(sqlite3_context* context, int, sqlite3_value** arguments) {
    const int type = sqlite3_value_numeric_type(arguments[0]);
    if (type == SQLITE_NULL) return;
    if (type != SQLITE_INTEGER) return fail(context, "sums and means are of whole numbers here");
    Sum* const sum = sum_of(context);
    if (sum == nullptr) return sqlite3_result_error_nomem(context);
    sum->units += Wide(sign) * sqlite3_value_int64(arguments[0]);
    sum->count += sign;
}

void give(sqlite3_context* context, Wide units) {
    const auto result = static_cast<std::int64_t>(units);
    if (result != units) return fail(context, "a sum of decimals has more than 18 digits");
    sqlite3_result_int64(context, result);
}

void sum(sqlite3_context* context) {
    const Sum* const sum = sum_of(context);
    if (sum == nullptr) return sqlite3_result_error_nomem(context);
    if (sum->count > 0) give(context, sum->units);
}

void mean(sqlite3_context* context) {
    const Sum* const sum = sum_of(context);
    if (sum == nullptr) return sqlite3_result_error_nomem(context);
    if (sum->count == 0) return;
    const Wide half = sum->count / 2;
    // The quotient is cut off, towards zero.
    give(context, (sum->units + (sum->units < 0 ? -half : half)) / sum->count);
}

constexpr Aggregate aggregates[] = {
    {"sum_of_units", add<1>, add<-1>, sum},
    {"mean_of_units", add<1>, add<-1>, mean},
};

}  // namespace

std::span<const Aggregate> sums() { return aggregates; }

}  // namespace aside::backend::sqlite
