#pragma once
#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "aside/decimal.hpp"
#include "aside/json_value.hpp"
#include "aside/temporal.hpp"
#include "aside/uuid.hpp"

namespace aside {

/// A byte string, the value of a `BLOB` column.
using Blob = std::vector<std::byte>;

/// One value of a parameter or a column, of the type that it has in C++: NULL, a boolean, an
/// integer, a double, text, bytes, a date, a moment, a time, a duration, a decimal, a UUID or JSON.
/// The engine decides how it is stored. Owns its text and bytes; text may contain NUL.
class SqlValue {
public:
    SqlValue() noexcept;
    /// Makes NULL.
    SqlValue(std::nullptr_t) : SqlValue() {}
    /// Makes a boolean, and no integer.
    template <std::same_as<bool> Boolean>
    SqlValue(Boolean value) : held_(value) {}
    /// Makes an integer of every type but `std::uint64_t`, whose upper half SQL has no room for.
    template <std::integral Integer>
    requires(!std::same_as<Integer, bool> && (std::is_signed_v<Integer> || sizeof(Integer) < 8))
        SqlValue(Integer value)
        : SqlValue(std::in_place, static_cast<std::int64_t>(value)) {}
    SqlValue(double value);
    SqlValue(std::string value);
    SqlValue(std::string_view value);
    SqlValue(const char* value);
    SqlValue(Blob value);
    SqlValue(Date value);
    /// Makes a date. Throws `DataError` outside of the years 1 to 9999.
    SqlValue(std::chrono::sys_days value) : SqlValue(detail::date_of(value)) {}
    SqlValue(DateTime value);
    SqlValue(Time value);
    SqlValue(Duration value);
    SqlValue(DecimalValue value);
    SqlValue(DecimalLiteral value) : SqlValue(DecimalValue(value)) {}
    template <int Digits, int Places>
    SqlValue(Decimal<Digits, Places> value) : SqlValue(DecimalValue(value)) {}
    SqlValue(Uuid value);
    SqlValue(Json value);
    SqlValue(const SqlValue& other);
    SqlValue(SqlValue&& other) noexcept;
    SqlValue& operator=(const SqlValue& other);
    SqlValue& operator=(SqlValue&& other) noexcept;
    ~SqlValue();

    /// The types of a value.
    enum class Kind : unsigned char {
        null,
        boolean,
        integer,
        real,
        text,
        blob,
        date,
        date_time,
        time,
        duration,
        decimal,
        uuid,
        json
    };
    [[nodiscard]] Kind kind() const { return static_cast<Kind>(held_.index()); }
    [[nodiscard]] bool is_null() const { return held_.index() == 0; }
    /// The boolean, or nullptr if the value is none.
    [[nodiscard]] const bool* boolean() const { return std::get_if<bool>(&held_); }
    /// The integer, or nullptr if the value is no integer.
    [[nodiscard]] const std::int64_t* integer() const { return std::get_if<std::int64_t>(&held_); }
    /// The double, or nullptr if the value is no double.
    [[nodiscard]] const double* real() const { return std::get_if<double>(&held_); }
    /// The text, or nullptr if the value is no text.
    [[nodiscard]] const std::string* text() const { return std::get_if<std::string>(&held_); }
    /// The bytes, or nullptr if the value is no byte string.
    [[nodiscard]] const Blob* blob() const { return std::get_if<Blob>(&held_); }
    /// The date, or nullptr if the value is none.
    [[nodiscard]] const Date* date() const { return std::get_if<Date>(&held_); }
    /// The date and time, or nullptr if the value is none.
    [[nodiscard]] const DateTime* date_time() const { return std::get_if<DateTime>(&held_); }
    /// The time of day, or nullptr if the value is none.
    [[nodiscard]] const Time* time() const { return std::get_if<Time>(&held_); }
    /// The duration, or nullptr if the value is none.
    [[nodiscard]] const Duration* duration() const { return std::get_if<Duration>(&held_); }
    /// The decimal number, or nullptr if the value is none.
    [[nodiscard]] const DecimalValue* decimal() const { return std::get_if<DecimalValue>(&held_); }
    /// The UUID, or nullptr if the value is none.
    [[nodiscard]] const Uuid* uuid() const { return std::get_if<Uuid>(&held_); }
    /// The JSON document, or nullptr if the value is none.
    [[nodiscard]] const Json* json() const { return std::get_if<Json>(&held_); }

    /// The value as text for people: `NULL`, `TRUE`, `42`, `9.90`, `'it''s'`, `X'0AFF'`,
    /// `'2024-02-29'`; a duration in microseconds.
    [[nodiscard]] std::string to_string() const;

    /// Whether both are of one kind and have equal values. Decimals may differ in their places, and
    /// JSON is compared by its text.
    friend bool operator==(const SqlValue& a, const SqlValue& b) { return a.equals(b); }

private:
    SqlValue(std::in_place_t, std::int64_t value);
    [[nodiscard]] bool equals(const SqlValue& other) const;

    // In the order of Kind.
    std::variant<std::monostate, bool, std::int64_t, double, std::string, Blob, Date, DateTime,
                 Time, Duration, DecimalValue, Uuid, Json>
        held_;
};

}  // namespace aside
