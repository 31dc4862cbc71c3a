#include "aside/value.hpp"

#include <array>
#include <charconv>
#include <cmath>

#include "aside/detail/driver.hpp"

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
SqlValue::SqlValue(std::in_place_t, std::int64_t value) : held_(value) {}
SqlValue::SqlValue(const SqlValue&) = default;
SqlValue::SqlValue(SqlValue&&) noexcept = default;
SqlValue& SqlValue::operator=(const SqlValue&) = default;
SqlValue& SqlValue::operator=(SqlValue&&) noexcept = default;
SqlValue::~SqlValue() = default;

bool SqlValue::equals(const SqlValue& other) const { return held_ == other.held_; }

std::string SqlValue::to_string() const {
    if (const auto* value = integer()) return std::to_string(*value);
    if (const auto* value = real()) return real_literal(*value);
    if (const auto* value = text()) return quoted(*value);
    if (const auto* value = blob()) return hexadecimal(*value);
    return "NULL";
}

namespace detail {

void bind(Binder& binder, int parameter, const SqlValue& value) {
    if (const auto* integer = value.integer()) return binder.integer(parameter, *integer);
    if (const auto* real = value.real()) return binder.real(parameter, *real);
    if (const auto* text = value.text()) return binder.text(parameter, *text);
    if (const auto* blob = value.blob()) return binder.blob(parameter, *blob);
    binder.null(parameter);
}

SqlValue read_value(const Cell& cell) {
    switch (cell.type) {
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
        case CellType::null:
            break;
    }
    return {};
}

}  // namespace detail

}  // namespace aside
