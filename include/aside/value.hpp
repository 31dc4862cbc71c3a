#pragma once
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace aside {

/// A byte string, the value of a `BLOB` column.
using Blob = std::vector<std::byte>;

/// One value as SQL knows it: NULL, an integer, a double, text or bytes. Owns its text and bytes;
/// text may contain NUL.
class SqlValue {
public:
    SqlValue() noexcept;
    /// Makes NULL.
    SqlValue(std::nullptr_t) : SqlValue() {}
    /// Makes an integer of every type but `std::uint64_t`, whose upper half SQL has no room for.
    template <std::integral Integer>
    requires(std::is_signed_v<Integer> || sizeof(Integer) < 8) SqlValue(Integer value)
        : SqlValue(std::in_place, static_cast<std::int64_t>(value)) {}
    SqlValue(double value);
    SqlValue(std::string value);
    SqlValue(std::string_view value);
    SqlValue(const char* value);
    SqlValue(Blob value);
    SqlValue(const SqlValue& other);
    SqlValue(SqlValue&& other) noexcept;
    SqlValue& operator=(const SqlValue& other);
    SqlValue& operator=(SqlValue&& other) noexcept;
    ~SqlValue();

    /// The types of value that SQL knows.
    enum class Kind : unsigned char { null, integer, real, text, blob };
    [[nodiscard]] Kind kind() const { return static_cast<Kind>(held_.index()); }
    [[nodiscard]] bool is_null() const { return held_.index() == 0; }
    /// The integer, or nullptr if the value is no integer.
    [[nodiscard]] const std::int64_t* integer() const { return std::get_if<std::int64_t>(&held_); }
    /// The double, or nullptr if the value is no double.
    [[nodiscard]] const double* real() const { return std::get_if<double>(&held_); }
    /// The text, or nullptr if the value is no text.
    [[nodiscard]] const std::string* text() const { return std::get_if<std::string>(&held_); }
    /// The bytes, or nullptr if the value is no byte string.
    [[nodiscard]] const Blob* blob() const { return std::get_if<Blob>(&held_); }

    /// For people: `NULL`, `42`, `'it''s'`, `X'0AFF'`, also valid as an SQLite literal unless text
    /// contains NUL.
    [[nodiscard]] std::string to_string() const;

    friend bool operator==(const SqlValue& a, const SqlValue& b) { return a.equals(b); }

private:
    SqlValue(std::in_place_t, std::int64_t value);
    [[nodiscard]] bool equals(const SqlValue& other) const;

    std::variant<std::monostate, std::int64_t, double, std::string, Blob> held_;
};

}  // namespace aside
