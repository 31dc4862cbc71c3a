#include "sql/sqlite/storage.hpp"

#include <charconv>
#include <cstdint>
#include <limits>
#include <string>

#include "model/unstorable.hpp"

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

Cell decimal(DecimalValue value) {
    const Cell kept = stored_decimal(value.units(), value.places());
    if (kept.type != CellType::null) return kept;
    if (value.units() % detail::power_of_ten<Int128>(value.places()) == 0)
        throw model::Unstorable("SQLite keeps whole decimals of 64 bits, too few for " +
                                value.to_string() + ": text keeps all of it");
    throw model::Unstorable("SQLite keeps 15 significant digits of a decimal, too few for " +
                            value.to_string() +
                            ": text, or an integer of its smallest units, keeps all of it");
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

namespace {

/// A power of ten up to that one is a double.
constexpr int exact_powers = 22;

}  // namespace

Cell stored_decimal(Int128 units, int places) {
    constexpr std::int64_t told_apart = 1'000'000'000'000'000;
    if (units < told_apart && units > -told_apart && places <= detail::digits_in_64_bits) {
        const auto few = static_cast<std::int64_t>(units);
        const std::int64_t unit = detail::power_of_ten(places);
        if (few % unit == 0) return integer(few / unit);
        // Decimals of 15 digits are doubles of their own.
        return {.type = CellType::real,
                .real = static_cast<double>(few) / static_cast<double>(unit)};
    }
    const auto unit = detail::power_of_ten<Int128>(places);
    const Int128 whole = units / unit;
    if (units % unit == 0)
        return whole == static_cast<std::int64_t>(whole) ? integer(static_cast<std::int64_t>(whole))
                                                         : Cell{};
    const double real = nearest_double(units, places);
    Int128 kept = 0;
    if (!detail::decimal_units(real, places, kept) || kept != units) return {};
    return {.type = CellType::real, .real = real};
}

double nearest_double(Int128 units, int places) {
    constexpr Int128 exact = Int128{1} << 53;
    // Both operands are exact doubles, so that the one division rounds correctly.
    if (units < exact && units > -exact && places <= exact_powers)
        return static_cast<double>(units) /
               static_cast<double>(detail::power_of_ten<Int128>(places));
    const std::string digits = detail::format_decimal(units, places);
    double real = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), real);
    return real;
}

void throw_not_a_number() {
    throw model::Unstorable("NaN cannot be a parameter: SQLite would make it NULL");
}

SqlValue stored(const SqlValue& value) {
    StorageText room;
    return detail::read_value(stored(detail::cell_of(value), room));
}

}  // namespace aside::sql::sqlite
