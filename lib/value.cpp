#include "aside/value.hpp"

#include <array>
#include <charconv>
#include <cmath>

#include "aside/detail/driver.hpp"
#include "aside/error.hpp"

namespace aside {

namespace {

std::string quoted(const std::string& text) {
    std::string literal = "'";
    for (const char letter : text) {
        if (letter == '\'') literal += '\'';
        literal += letter;
    }
    return literal += '\'';
}

std::string hexadecimal(const Blob& bytes) {
    constexpr char digits[] = "0123456789ABCDEF";
    std::string literal = "X'";
    for (const std::byte byte : bytes) {
        literal += digits[std::to_integer<unsigned>(byte) >> 4U];
        literal += digits[std::to_integer<unsigned>(byte) & 15U];
    }
    return literal += '\'';
}

// The shortest digits that read back as the same number; infinities as a literal that overflows to
// them.
std::string real_literal(double value) {
    if (std::isnan(value)) return "NaN";
    if (std::isinf(value)) return value > 0 ? "9e999" : "-9e999";
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    std::string literal(digits.data(), end);
    if (literal.find_first_of(".e") == std::string::npos) literal += ".0";
    return literal;
}

}  // namespace

SqlValue::SqlValue() noexcept = default;
SqlValue::SqlValue(double value) : held_(value) {}
SqlValue::SqlValue(std::string value) : held_(std::move(value)) {}
SqlValue::SqlValue(std::string_view value) : held_(std::string(value)) {}
SqlValue::SqlValue(const char* value) : held_(std::string(value)) {}
SqlValue::SqlValue(Blob value) : held_(std::move(value)) {}
SqlValue::SqlValue(Date value) : held_(value) {}
SqlValue::SqlValue(DateTime value) : held_(value) {}
SqlValue::SqlValue(Time value) : held_(value) {}
SqlValue::SqlValue(Duration value) : held_(value) {}
SqlValue::SqlValue(DecimalValue value) : held_(value) {}
SqlValue::SqlValue(Uuid value) : held_(value) {}
SqlValue::SqlValue(Json value) : held_(std::move(value)) {}
SqlValue::SqlValue(std::in_place_t, std::int64_t value) : held_(value) {}
SqlValue::SqlValue(const SqlValue&) = default;
SqlValue::SqlValue(SqlValue&&) noexcept = default;
SqlValue& SqlValue::operator=(const SqlValue&) = default;
SqlValue& SqlValue::operator=(SqlValue&&) noexcept = default;
SqlValue::~SqlValue() = default;

bool SqlValue::equals(const SqlValue& other) const {
    if (json() != nullptr && other.json() != nullptr) return json()->text() == other.json()->text();
    return held_ == other.held_;
}

namespace {

/// The text of a date or moment; another one for what is none, or lies outside of the years that
/// have a text.
template <class Format>
std::string shown_or(Format format, const std::string& otherwise) {
    try {
        return quoted(format());
    } catch (const DataError&) {
        return otherwise;
    }
}

}  // namespace

std::string SqlValue::to_string() const {
    switch (kind()) {
        case Kind::null:
            return "NULL";
        case Kind::boolean:
            return *boolean() ? "TRUE" : "FALSE";
        case Kind::integer:
            return std::to_string(*integer());
        case Kind::real:
            return real_literal(*real());
        case Kind::text:
            return quoted(*text());
        case Kind::blob:
            return hexadecimal(*blob());
        case Kind::date:
            return shown_or([&] { return detail::format_date(*date()); }, "'no date'");
        case Kind::date_time:
            return shown_or([&] { return detail::format_date_time(*date_time()); },
                            std::to_string(date_time()->time_since_epoch().count()));
        case Kind::time:
            return quoted(detail::format_time(*time()));
        case Kind::duration:
            return std::to_string(duration()->count());
        case Kind::decimal:
            return decimal()->to_string();
        case Kind::uuid:
            return quoted(uuid()->to_string());
        case Kind::json:
            return quoted(json()->text());
    }
    return {};
}

namespace detail {

void Binder::integer(int parameter, std::int64_t value) {
    bind(parameter, {.type = CellType::integer, .integer = value}, Lifetime::lasting);
}

void Binder::real(int parameter, double value) {
    bind(parameter, {.type = CellType::real, .real = value}, Lifetime::lasting);
}

void Binder::require_room(std::string_view, const FieldInfo&) {}

void Binder::text(int parameter, std::string_view value, Lifetime lifetime) {
    bind(parameter, {.type = CellType::text, .text = value}, lifetime);
}

void bind(Binder& binder, int parameter, const SqlValue& value, Lifetime lifetime) {
    if (const std::int64_t* integer = value.integer()) return binder.integer(parameter, *integer);
    if (const std::string* text = value.text()) return binder.text(parameter, *text, lifetime);
    binder.bind(parameter, cell_of(value), lifetime);
}

Cell cell_of(DecimalValue value) {
    const Int128 units = value.units();
    return {.type = CellType::decimal,
            .integer = value.places(),
            .units = {static_cast<std::uint64_t>(units), static_cast<std::uint64_t>(units >> 64)}};
}

Cell cell_of(std::span<const std::byte> bytes) {
    return {.type = CellType::blob,
            .text = {reinterpret_cast<const char*>(bytes.data()), bytes.size()}};
}

Cell cell_of(const SqlValue& value) {
    const CellType type = value.kind();
    switch (type) {
        case CellType::null:
            break;
        case CellType::boolean:
            return {.type = type, .integer = *value.boolean() ? 1 : 0};
        case CellType::integer:
            return {.type = type, .integer = *value.integer()};
        case CellType::real:
            return {.type = type, .real = *value.real()};
        case CellType::text:
            return {.type = type, .text = *value.text()};
        case CellType::blob:
            return cell_of(std::span(*value.blob()));
        case CellType::date:
            return {.type = type, .date = *value.date()};
        case CellType::date_time:
            return {.type = type, .date_time = *value.date_time()};
        case CellType::time:
            return {.type = type, .time = *value.time()};
        case CellType::duration:
            return {.type = type, .duration = *value.duration()};
        case CellType::decimal:
            return cell_of(*value.decimal());
        case CellType::uuid:
            return {.type = type, .uuid = *value.uuid()};
        case CellType::json:
            return {.type = type, .text = value.json()->text()};
    }
    return {};
}

SqlValue read_value(const Cell& cell) {
    switch (cell.type) {
        case CellType::null:
            break;
        case CellType::boolean:
            return cell.integer != 0;
        case CellType::integer:
            return cell.integer;
        case CellType::real:
            return cell.real;
        case CellType::text:
            return cell.text;
        case CellType::blob: {
            const auto bytes = cell.blob();
            return Blob(bytes.begin(), bytes.end());
        }
        case CellType::date:
            return cell.date;
        case CellType::date_time:
            return cell.date_time;
        case CellType::time:
            return cell.time;
        case CellType::duration:
            return cell.duration;
        case CellType::decimal:
            return cell.decimal();
        case CellType::uuid:
            return cell.uuid;
        case CellType::json:
            return Json::from_valid_text(std::string(cell.text));
    }
    return {};
}

}  // namespace detail

}  // namespace aside
