#include "model/conversions.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include "aside/value.hpp"
#include "model/ascii.hpp"
#include "model/unreadable.hpp"

namespace aside::model {

using namespace detail;

namespace {

constexpr std::string_view true_texts[] = {"true", "t", "yes", "y", "on", "1"};
constexpr std::string_view false_texts[] = {"false", "f", "no", "n", "off", "0"};

bool is_one_of(std::span<const std::string_view> names, std::string_view text) {
    const auto same = [](char a, char b) { return lower(b) == a; };
    return std::ranges::any_of(
        names, [&](std::string_view name) { return std::ranges::equal(name, text, same); });
}

template <class Number>
bool parse(std::string_view text, Number& number) {
    if (text.starts_with('+')) text.remove_prefix(1);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() && !std::isnan(number);
}

/// The digits before the point, or nothing if some behind it are not zero.
std::string whole_digits(DecimalValue decimal) {
    const auto unit = power_of_ten<Int128>(decimal.places());
    return decimal.units() % unit == 0 ? format_decimal(decimal.units() / unit, 0) : std::string();
}

bool is_whole(double real) { return real == std::floor(real) && std::abs(real) < 0x1p63; }

}  // namespace

std::pair<std::int64_t, std::int64_t> integer_range(const FieldType& type) {
    if (type.bytes == 8)
        return {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()};
    const std::int64_t span = std::int64_t{1} << (type.bytes * 8);
    return type.is_signed ? std::pair{-span / 2, span / 2 - 1}
                          : std::pair{std::int64_t{0}, span - 1};
}

std::int64_t integer_of(const Cell& cell, const FieldInfo& field) {
    if (cell.type == CellType::integer) return cell.integer;
    if (cell.type == CellType::real && is_whole(cell.real))
        return static_cast<std::int64_t>(cell.real);
    std::int64_t integer = 0;
    if (cell.type == CellType::decimal && parse(whole_digits(cell.decimal()), integer))
        return integer;
    if (cell.type != CellType::text || !parse(cell.text, integer)) throw_unreadable(field, cell);
    return integer;
}

double real_of(const Cell& cell, const FieldInfo& field) {
    double real = 0;
    if (cell.type == CellType::integer)
        real = static_cast<double>(cell.integer);
    else if (cell.type == CellType::decimal)
        (void)parse(cell.decimal().to_string(), real);
    else if (cell.type != CellType::text || !parse(cell.text, real))
        throw_unreadable(field, cell);
    return real;
}

bool boolean_of(const Cell& cell, const FieldInfo& field) {
    if (cell.type == CellType::boolean) return cell.integer != 0;
    const auto named = cell.type == CellType::text ? detail::boolean_of(cell.text) : std::nullopt;
    return named ? *named : integer_of(cell, field) != 0;
}

std::string text_of(const Cell& cell, const FieldInfo& field) {
    if (cell.type == CellType::integer) return std::to_string(cell.integer);
    if (cell.type != CellType::real) throw_unreadable(field, cell);
    return SqlValue(cell.real).to_string();
}

Date date_of(const Cell& cell, const FieldInfo& field) {
    if (cell.type == CellType::date) return cell.date;
    if (cell.type != CellType::text) throw_unreadable(field, cell);
    const DateTime moment = parse_date_time(cell.text);
    const auto day = std::chrono::floor<std::chrono::days>(moment);
    if (moment != day) throw_unreadable(field, cell);
    return Date(day);
}

Uuid uuid_of(const Cell& cell, const FieldInfo& field) {
    if (cell.type == CellType::uuid) return cell.uuid;
    std::array<std::byte, 16> bytes{};
    if (cell.type != CellType::blob || cell.text.size() != bytes.size())
        throw_unreadable(field, cell);
    std::ranges::copy(cell.blob(), bytes.begin());
    return Uuid(bytes);
}

}  // namespace aside::model

namespace aside::detail {

std::optional<bool> boolean_of(std::string_view text) {
    if (model::is_one_of(model::true_texts, text)) return true;
    if (model::is_one_of(model::false_texts, text)) return false;
    return std::nullopt;
}

}  // namespace aside::detail
