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

/// A byte string, what a `BLOB` column holds.
using Blob = std::vector<std::byte>;

/// One value as SQL knows it: NULL, an integer, a double, text or bytes. Owns what it holds; text
/// may contain NUL.
class SqlValue {
public:
    SqlValue() noexcept;
    SqlValue(std::nullptr_t) : SqlValue() {}
    /// Every integer but `std::uint64_t`, whose upper half SQL has no room for.
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

    enum class Kind : unsigned char { null, integer, real, text, blob };
    [[nodiscard]] Kind kind() const { return static_cast<Kind>(held_.index()); }
    [[nodiscard]] bool is_null() const { return held_.index() == 0; }
    /// The integer, or nothing where the value is no integer; the others likewise.
    [[nodiscard]] const std::int64_t* integer() const { return std::get_if<std::int64_t>(&held_); }
    [[nodiscard]] const double* real() const { return std::get_if<double>(&held_); }
    [[nodiscard]] const std::string* text() const { return std::get_if<std::string>(&held_); }
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
