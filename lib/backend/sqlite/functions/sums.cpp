#include "backend/sqlite/functions/sums.hpp"

#include <sqlite3.h>

#include <new>

#include "backend/sqlite/functions/decimals.hpp"

namespace aside::backend::sqlite {

namespace {

/// Twice the width of the values that are added: no number of rows is too large for it.
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
void add(sqlite3_context* context, std::int64_t units) {
    Sum* const sum = sum_of(context);
    if (sum == nullptr) return sqlite3_result_error_nomem(context);
    sum->units += Wide(sign) * units;
    sum->count += sign;
}

template <int sign>
void add_units(sqlite3_context* context, int, sqlite3_value** arguments) {
    const int type = sqlite3_value_numeric_type(arguments[0]);
    if (type == SQLITE_NULL) return;
    if (type != SQLITE_INTEGER) return fail(context, "sums and means are of whole numbers here");
    add<sign>(context, sqlite3_value_int64(arguments[0]));
}

detail::Cell cell_of(sqlite3_value* value) {
    using detail::CellType;
    switch (sqlite3_value_type(value)) {
        case SQLITE_INTEGER:
            return {.type = CellType::integer, .integer = sqlite3_value_int64(value)};
        case SQLITE_FLOAT:
            return {.type = CellType::real, .real = sqlite3_value_double(value)};
        case SQLITE_TEXT: {
            const void* text = sqlite3_value_text(value);
            if (text == nullptr) throw std::bad_alloc();
            return {.type = CellType::text,
                    .text = {static_cast<const char*>(text),
                             static_cast<std::size_t>(sqlite3_value_bytes(value))}};
        }
        default:
            return {.type = CellType::blob};
    }
}

template <int sign>
void add_decimal(sqlite3_context* context, int, sqlite3_value** arguments) {
    if (sqlite3_value_type(arguments[0]) == SQLITE_NULL) return;
    try {
        const auto units = units_of_decimal(cell_of(arguments[0]), sqlite3_value_int(arguments[1]));
        if (!units) return fail(context, no_decimal);
        add<sign>(context, *units);
    } catch (const std::bad_alloc&) {
        sqlite3_result_error_nomem(context);
    }
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
    {"sum_of_units", 1, add_units<1>, add_units<-1>, sum},
    {"sum_of_units", 2, add_decimal<1>, add_decimal<-1>, sum},
    {"mean_of_units", 1, add_units<1>, add_units<-1>, mean},
    {"mean_of_units", 2, add_decimal<1>, add_decimal<-1>, mean},
};

}  // namespace

std::span<const Aggregate> sums() { return aggregates; }

}  // namespace aside::backend::sqlite
