#include "backend/postgresql/wire.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <chrono>
#include <cstdint>
#include <cstring>
#include <limits>
#include <type_traits>

#include "backend/postgresql/wire_numbers.hpp"
#include "model/unstorable.hpp"
#include "sql/postgresql/values.hpp"

namespace aside::backend::postgresql {

using detail::Cell;
using detail::CellType;
using detail::Int128;
using sql::postgresql::require_text;

namespace {

using Days = std::chrono::days;
using UInt128 = unsigned __int128;

constexpr std::chrono::sys_days epoch = std::chrono::year(2000) / 1 / 1;
constexpr Duration day = Days(1);
constexpr char version_of_jsonb = 1;

/// Of a value, with which a message has some bytes more.
constexpr std::size_t longest_value = 1'000'000'000;

// numeric: digits of base 10,000, the first of which counts 10,000 to the power of the weight.

constexpr int base = 10'000;
constexpr int digits_of_base = 4;
constexpr int most_places = 38;
constexpr std::uint16_t negative = 0x4000;
constexpr std::uint16_t not_a_number = 0xC000;
constexpr std::uint16_t infinity = 0xD000;
constexpr std::uint16_t negative_infinity = 0xF000;

void encode_numeric(std::string& bytes, Int128 units, int places) {
    UInt128 left = units < 0 ? -static_cast<UInt128>(units) : static_cast<UInt128>(units);
    std::int16_t digits[16];  // the last one first
    int count = 0;
    // The places behind the last whole digit of the base.
    if (const int over = places % digits_of_base; over != 0) {
        const auto unit = static_cast<UInt128>(detail::power_of_ten(over));
        digits[count++] = static_cast<std::int16_t>(static_cast<std::int64_t>(left % unit) *
                                                    detail::power_of_ten(digits_of_base - over));
        left /= unit;
    }
    while (left != 0) {
        digits[count++] = static_cast<std::int16_t>(left % base);
        left /= base;
    }
    const int behind_point = (places + digits_of_base - 1) / digits_of_base;
    const int weight = count - behind_point - 1;
    int zeros = 0;
    while (zeros < count && digits[zeros] == 0) ++zeros;
    put(bytes, static_cast<std::int16_t>(count - zeros));
    put(bytes, static_cast<std::int16_t>(zeros == count ? 0 : weight));
    put(bytes, static_cast<std::uint16_t>(units < 0 ? negative : 0));
    put(bytes, static_cast<std::int16_t>(places));
    for (int i = count; i-- > zeros;) put(bytes, digits[i]);
}

/// A number of at most 38 digits, as its digits come.
class Mantissa {
public:
    /// False if there are too many digits.
    [[nodiscard]] bool append(int number, std::int64_t unit) {
        constexpr UInt128 most =
            static_cast<UInt128>(detail::power_of_ten<Int128>(most_places)) - 1;
        const auto factor = static_cast<UInt128>(unit);
        const auto addend = static_cast<UInt128>(number);
        if (units_ > (most - addend) / factor) return false;
        units_ = units_ * factor + addend;
        return true;
    }
    [[nodiscard]] Int128 units(bool is_negative) const {
        const auto units = static_cast<Int128>(units_);
        return is_negative ? -units : units;
    }

private:
    UInt128 units_ = 0;
};

[[noreturn]] void throw_too_many_digits() {
    throw Undecodable("has more than 38 digits: round it in the statement");
}

/// The digit of the base without its last places.
void append_part(Mantissa& mantissa, int digit, int dropped) {
    const auto number = static_cast<int>(digit / detail::power_of_ten(dropped));
    if (!mantissa.append(number, detail::power_of_ten(digits_of_base - dropped)))
        throw_too_many_digits();
}

Cell decode_numeric(std::string_view bytes) {
    const int count = number_at<std::int16_t>(bytes, 0);
    const int weight = number_at<std::int16_t>(bytes, 2);
    const auto sign = number_at<std::uint16_t>(bytes, 4);
    const int scale = number_at<std::int16_t>(bytes, 6);
    using Limits = std::numeric_limits<double>;
    if (sign == not_a_number) return {.type = CellType::real, .real = Limits::quiet_NaN()};
    if (sign == infinity) return {.type = CellType::real, .real = Limits::infinity()};
    if (sign == negative_infinity) return {.type = CellType::real, .real = -Limits::infinity()};
    Mantissa mantissa;
    int places = digits_of_base * (count - weight - 1);  // of the last digit, so far
    for (int i = 0; i < count; ++i) {
        const int digit = number_at<std::int16_t>(bytes, 8 + 2 * static_cast<std::size_t>(i));
        // What goes beyond the scale in the last digit of the base are zeros.
        const bool last = i + 1 == count;
        const int dropped = last && places > scale ? places - scale : 0;
        append_part(mantissa, digit, dropped);
        if (last) places -= dropped;
    }
    if (count == 0) places = 0;
    for (; places < 0; ++places)
        if (!mantissa.append(0, 10)) throw_too_many_digits();
    while (places < scale && places < most_places && mantissa.append(0, 10)) ++places;
    return detail::cell_of(DecimalValue(mantissa.units(sign == negative), places));
}

// Dates and times.

/// Whole days, rounded down, and what is left: as Django stores it. Of the least duration the days
/// alone would be beyond its range, counted in microseconds.
void encode_interval(std::string& bytes, Duration duration) {
    std::int64_t days = duration.count() / day.count();
    std::int64_t rest = duration.count() % day.count();
    if (rest < 0) {
        --days;
        rest += day.count();
    }
    put(bytes, rest);
    put(bytes, static_cast<std::int32_t>(days));
    put(bytes, std::int32_t{0});  // months
}

[[noreturn]] void throw_no_date() {
    throw Undecodable("holds a moment of no year from 1 to 9999, or infinity");
}

Cell decode_date(std::string_view bytes) {
    const Days since(number_at<std::int32_t>(bytes));
    constexpr std::chrono::sys_days first = std::chrono::year(1) / 1 / 1;
    constexpr std::chrono::sys_days last = std::chrono::year(9999) / 12 / 31;
    if (since < first - epoch || since > last - epoch) throw_no_date();
    return {.type = CellType::date, .date = Date(epoch + since)};
}

Cell decode_moment(std::string_view bytes) {
    constexpr DateTime first = std::chrono::sys_days(std::chrono::year(1) / 1 / 1);
    constexpr DateTime end = std::chrono::sys_days(std::chrono::year(10'000) / 1 / 1);
    const Duration since(number_at<std::int64_t>(bytes));
    if (since < first - epoch || since >= end - epoch) throw_no_date();
    return {.type = CellType::date_time, .date_time = epoch + since};
}

Cell decode_time(std::string_view bytes) {
    const Duration since_midnight(number_at<std::int64_t>(bytes));
    if (since_midnight < Duration(0) || since_midnight >= day)
        throw Undecodable("holds 24:00:00, which is no time of a day");
    return {.type = CellType::time, .time = Time(since_midnight)};
}

Cell decode_interval(std::string_view bytes) {
    const auto rest = number_at<std::int64_t>(bytes, 0);
    const auto days = number_at<std::int32_t>(bytes, 8);
    if (number_at<std::int32_t>(bytes, 12) != 0)
        throw Undecodable("holds an interval of months, which have no fixed length");
    const Int128 whole = Int128{days} * day.count() + rest;
    if (whole != static_cast<std::int64_t>(whole))
        throw Undecodable("holds an interval of more microseconds than 64 bits");
    return {.type = CellType::duration, .duration = Duration(static_cast<std::int64_t>(whole))};
}

Cell decode_uuid(std::string_view bytes) {
    std::array<std::byte, 16> digits{};
    if (bytes.size() != digits.size()) throw Undecodable("has fewer bytes than its type");
    for (std::size_t i = 0; i < digits.size(); ++i) digits[i] = static_cast<std::byte>(bytes[i]);
    return {.type = CellType::uuid, .uuid = Uuid(digits)};
}

Cell integer(std::int64_t value) { return {.type = CellType::integer, .integer = value}; }
Cell text(std::string_view value) { return {.type = CellType::text, .text = value}; }

}  // namespace

void throw_too_short() { throw Undecodable("has fewer bytes than its type"); }

TypeNumber type_of(CellType cell) {
    switch (cell) {
        case CellType::null:
            return types::unknown;
        case CellType::boolean:
            return types::boolean;
        case CellType::integer:
            return types::int8;
        case CellType::real:
            return types::float8;
        case CellType::text:
            return types::text;
        case CellType::blob:
            return types::bytea;
        case CellType::date:
            return types::date;
        case CellType::date_time:
            return types::timestamptz;
        case CellType::time:
            return types::time;
        case CellType::duration:
            return types::interval;
        case CellType::decimal:
            return types::numeric;
        case CellType::uuid:
            return types::uuid;
        case CellType::json:
            return types::jsonb;
        case CellType::array:
            break;
    }
    return types::unknown;
}

TypeNumber type_of(const Cell& cell) {
    return cell.type == CellType::array ? array_of(type_of(cell.array.element))
                                        : type_of(cell.type);
}

void encode(std::string& bytes, const Cell& cell) {
    switch (cell.type) {
        case CellType::null:
            return;
        case CellType::boolean:
            bytes += static_cast<char>(cell.integer != 0);
            return;
        case CellType::integer:
            return put(bytes, cell.integer);
        case CellType::real:
            return put(bytes, std::bit_cast<std::uint64_t>(cell.real));
        case CellType::text:
            require_text(cell.text);
            [[fallthrough]];
        case CellType::blob:
            bytes += cell.text;
            return;
        case CellType::date:
            model::require_storable(cell.date);
            return put(bytes, static_cast<std::int32_t>(
                                  (std::chrono::sys_days(cell.date) - epoch).count()));
        case CellType::date_time:
            model::require_storable(cell.date_time);
            return put(bytes, std::int64_t{(cell.date_time - epoch).count()});
        case CellType::time:
            return put(bytes, std::int64_t{cell.time.since_midnight().count()});
        case CellType::duration:
            return encode_interval(bytes, cell.duration);
        case CellType::decimal:
            return encode_numeric(bytes, cell.decimal().units(), cell.decimal().places());
        case CellType::uuid:
            for (const std::byte byte : cell.uuid.bytes()) bytes += static_cast<char>(byte);
            return;
        case CellType::json:
            require_text(cell.text);
            bytes += version_of_jsonb;
            bytes += cell.text;
            return;
        case CellType::array:
            return encode_array(bytes, cell);
    }
}

void put_text(std::string& bytes, std::string_view text) {
    require_text(text);
    put_length(bytes, text.size());
    bytes += text;
}

void put_length(std::string& bytes, std::size_t length) {
    if (length > longest_value)
        throw model::Unstorable("PostgreSQL takes no value of more than 1 GB");
    put(bytes, static_cast<std::int32_t>(length));
}

void encode_behind_length(std::string& bytes, const Cell& cell) {
    const std::size_t before = bytes.size();
    put(bytes, std::int32_t{0});
    const std::size_t begin = bytes.size();
    encode(bytes, cell);
    std::string length;
    put_length(length, bytes.size() - begin);
    bytes.replace(before, length.size(), length);
}

void throw_other_type(CellType wanted, CellType bound) {
    throw InterfaceError("aside: a value is of the kind " +
                         std::to_string(static_cast<int>(bound)) + ", and its field of the kind " +
                         std::to_string(static_cast<int>(wanted)) +
                         ": its binding and its type differ");
}

Cell decode_other(TypeNumber type, std::string_view bytes) {
    switch (type) {
        case types::object_number:
            return integer(number_at<std::uint32_t>(bytes));
        case types::float4:
            return {.type = CellType::real,
                    .real = std::bit_cast<float>(number_at<std::uint32_t>(bytes))};
        case types::numeric:
            return decode_numeric(bytes);
        case types::bpchar:
        case types::name:
        case types::single_character:
        case types::unknown_literal:
        case types::xml:
            return text(bytes);
        case types::bytea:
            return {.type = CellType::blob, .text = bytes};
        case types::date:
            return decode_date(bytes);
        case types::timestamp:
            throw Undecodable(
                "is a timestamp without time zone, which is no moment: have the column altered to "
                "timestamp with time zone, or say whose clocks it means by AT TIME ZONE in RawSQL");
        case types::timestamptz:
            return decode_moment(bytes);
        case types::time:
            return decode_time(bytes);
        case types::interval:
            return decode_interval(bytes);
        case types::uuid:
            return decode_uuid(bytes);
        case types::json:
            return {.type = CellType::json, .text = bytes};
        case types::jsonb:
            if (bytes.empty() || bytes[0] != version_of_jsonb)
                throw Undecodable("holds jsonb of a version that is not known");
            return {.type = CellType::json, .text = bytes.substr(1)};
        case types::void_type:
            return {};
        default:
            throw Undecodable("is of a type that is read as text only (its number in pg_type is " +
                              std::to_string(type) + "): write CAST(... AS text)");
    }
}

Cell decode(TypeNumber type, std::string_view bytes) { return decode_here(type, bytes); }

}  // namespace aside::backend::postgresql
