#include "backend/sqlite/functions/sums.hpp"

#include <sqlite3.h>

#include <new>
#include <string>

#include "backend/sqlite/cell.hpp"
#include "backend/sqlite/functions/decimals.hpp"
#include "backend/sqlite/functions/number.hpp"

namespace aside::backend::sqlite {

namespace {

constexpr const char* too_many = "a sum of decimals has more than 38 digits";

/// Begins as zeroed memory.
struct Sum {
    Int128 units;
    std::int64_t count;
};

Sum* sum_of(sqlite3_context* context) {
    return static_cast<Sum*>(state_of(context, sizeof(Sum), alignof(Sum)));
}

template <int sign>
void add(sqlite3_context* context, Int128 units) {
    Sum* const sum = sum_of(context);
    if (sum == nullptr) return sqlite3_result_error_nomem(context);
    if (__builtin_add_overflow(sum->units, sign < 0 ? -units : units, &sum->units))
        return fail(context, too_many);
    sum->count += sign;
}

/// Whole numbers, or decimals of so many places.
template <int sign>
void add_units(sqlite3_context* context, int count, sqlite3_value** arguments) {
    if (sqlite3_value_type(arguments[0]) == SQLITE_NULL) return;
    try {
        if (count == 1 && sqlite3_value_type(arguments[0]) == SQLITE_FLOAT)
            return fail(context, "sums and means are of whole numbers here");
        const int places = count == 1 ? 0 : sqlite3_value_int(arguments[1]);
        const detail::Cell cell = cell_of(arguments[0]);
        if (cell.type == detail::CellType::text && cell.text.data() == nullptr)
            throw std::bad_alloc();
        const auto units = units_of_decimal(cell, places);
        if (!units) return fail(context, no_decimal);
        add<sign>(context, *units);
    } catch (const std::bad_alloc&) {
        sqlite3_result_error_nomem(context);
    }
}

void give(sqlite3_context* context, Int128 units) {
    if (const auto few = static_cast<std::int64_t>(units); few == units)
        return sqlite3_result_int64(context, few);
    constexpr Int128 limit = power_of_ten(detail::most_decimal_digits);
    if (units >= limit || units <= -limit) return fail(context, too_many);
    try {
        const std::string text = detail::format_decimal(units, 0);
        sqlite3_result_text64(context, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    } catch (const std::bad_alloc&) {
        sqlite3_result_error_nomem(context);
    }
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
    const Int128 half = sum->count / 2;
    // The quotient is cut off, towards zero.
    give(context, (sum->units + (sum->units < 0 ? -half : half)) / sum->count);
}

constexpr Aggregate aggregates[] = {
    {"sum_of_units", 1, add_units<1>, add_units<-1>, sum},
    {"sum_of_units", 2, add_units<1>, add_units<-1>, sum},
    {"mean_of_units", 1, add_units<1>, add_units<-1>, mean},
    {"mean_of_units", 2, add_units<1>, add_units<-1>, mean},
};

}  // namespace

std::span<const Aggregate> sums() { return aggregates; }

}  // namespace aside::backend::sqlite
