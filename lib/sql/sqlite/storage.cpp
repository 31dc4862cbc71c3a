#include "sql/sqlite/storage.hpp"

#include <charconv>
#include <cstdint>
#include <limits>
#include <string>

#include "aside/error.hpp"

namespace aside::sql::sqlite {

using detail::Cell;
using detail::CellType;
using detail::Int128;

namespace {

static_assert(StorageText().size() >= detail::longest_date_time);

Cell integer(std::int64_t value) { return {.type = CellType::integer, .integer = value}; }

Cell text(const StorageText& room, const char* end) {
    return {.type = CellType::text,
            .text = {room.data(), static_cast<std::size_t>(end - room.data())}};
}

/// A column of decimals has the affinity NUMERIC: an integer, or the nearest double.
Cell decimal(DecimalValue value) {
    const Int128 units = value.units();
    const auto unit = detail::power_of_ten<Int128>(value.places());
    const Int128 whole = units / unit;
    if (units % unit == 0 && whole == static_cast<std::int64_t>(whole))
        return integer(static_cast<std::int64_t>(whole));
    if (units % unit == 0)
        throw DataError("a decimal column of SQLite keeps whole numbers of 64 bits, too few for " +
                        value.to_string() + ": store it as text");
    const double real = nearest_double(units, value.places());
    Int128 kept = 0;
    if (!detail::decimal_units(real, value.places(), kept) || kept != units)
        throw DataError("a decimal column of SQLite keeps 15 significant digits, too few for " +
                        value.to_string() +
                        ": store it as text, or as an integer of its smallest units");
    return {.type = CellType::real, .real = real};
}

/// 32 hexadecimal digits.
Cell uuid(const Uuid& value, StorageText& room) {
    static_assert(StorageText().size() >= 32);
    const std::string digits = value.hex();
    return text(room, digits.copy(room.data(), room.size()) + room.data());
}

}  // namespace

Cell stored(const Cell& value, StorageText& room) {
    switch (value.type) {
        case CellType::null:
        case CellType::integer:
        case CellType::text:
        case CellType::blob:
            return value;
        case CellType::real:
            require_number(value.real);
            return value;
        case CellType::boolean:
            return integer(value.integer);
        case CellType::date:
            return text(room, detail::write_date(room.data(), value.date));
        case CellType::date_time:
            return text(room, detail::write_date_time(room.data(), value.date_time));
        case CellType::time:
            return text(room, detail::write_time(room.data(), value.time));
        case CellType::duration:
            return integer(value.duration.count());
        case CellType::decimal:
            return decimal(value.decimal());
        case CellType::uuid:
            return uuid(value.uuid, room);
        case CellType::json:
            return {.type = CellType::text, .text = value.text};
    }
    return {};
}

double nearest_double(Int128 units, int places) {
    constexpr Int128 exact = Int128{1} << 53;
    constexpr int exact_powers = 22;
    // Both operands are exact, so the one division rounds correctly.
    if (units < exact && units > -exact && places <= exact_powers)
        return static_cast<double>(units) /
               static_cast<double>(detail::power_of_ten<Int128>(places));
    const std::string digits = detail::format_decimal(units, places);
    double real = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), real);
    return real;
}

void throw_not_a_number() {
    throw DataError("NaN cannot be a parameter: SQLite would make it NULL");
}

SqlValue stored(const SqlValue& value) {
    StorageText room;
    return detail::read_value(stored(detail::cell_of(value), room));
}

}  // namespace aside::sql::sqlite
