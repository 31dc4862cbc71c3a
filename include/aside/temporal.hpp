#pragma once
#include <chrono>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

namespace aside {

/// A calendar date. A default-constructed one is no date, and saving it is an error.
using Date = std::chrono::year_month_day;
/// A moment in UTC, in microseconds.
using DateTime = std::chrono::sys_time<std::chrono::microseconds>;
/// A span of time in microseconds.
using Duration = std::chrono::microseconds;

/// A time of day in microseconds since midnight, without a date or a zone.
class Time {
public:
    constexpr Time() = default;
    /// Makes a time from a duration since midnight; finer than a microsecond is floored. Throws
    /// `ValidationError` outside of one day.
    constexpr explicit Time(Duration since_midnight) : since_midnight_(checked(since_midnight)) {}
    /// Makes a time of day. Throws `ValidationError` if the sum is outside of one day.
    constexpr Time(int hour, int minute, int second = 0, int microsecond = 0)
        : Time(std::chrono::hours(hour) + std::chrono::minutes(minute) +
               std::chrono::seconds(second) + Duration(microsecond)) {}

    /// The duration since midnight.
    [[nodiscard]] constexpr Duration since_midnight() const { return since_midnight_; }
    /// The hour, from 0 to 23.
    [[nodiscard]] constexpr int hour() const {
        return static_cast<int>(since_midnight_ / std::chrono::hours(1));
    }
    /// The minute, from 0 to 59.
    [[nodiscard]] constexpr int minute() const {
        return static_cast<int>(since_midnight_ / std::chrono::minutes(1) % 60);
    }
    /// The second, from 0 to 59.
    [[nodiscard]] constexpr int second() const {
        return static_cast<int>(since_midnight_ / std::chrono::seconds(1) % 60);
    }
    /// The microsecond in the second, from 0 to 999,999.
    [[nodiscard]] constexpr int microsecond() const {
        return static_cast<int>(since_midnight_.count() % 1'000'000);
    }

    friend constexpr auto operator<=>(const Time&, const Time&) = default;

private:
    static constexpr Duration checked(Duration since_midnight) {
        if (since_midnight < Duration(0) || since_midnight >= std::chrono::hours(24))
            out_of_range();
        return since_midnight;
    }
    [[noreturn]] static void out_of_range();

    Duration since_midnight_{0};
};

/// The current moment.
[[nodiscard]] DateTime now();

namespace detail {

/// The text in Django's format: `2024-02-29`, `2024-02-29 13:37:00.000001` or `13:37:00`; a
/// fraction of zero is left out. Throws `DataError` if the value is no date or lies outside of the
/// years 1 to 9999.
[[nodiscard]] std::string format_date(Date date);
/// The text in Django's format `2024-02-29 13:37:00.000001`; a fraction of zero is left out. Throws
/// `DataError` outside of the years 1 to 9999.
[[nodiscard]] std::string format_date_time(DateTime moment);
/// The text in Django's format `13:37:00.000001`; a fraction of zero is left out.
[[nodiscard]] std::string format_time(Time time);
/// The lengths of the texts that `write_date` and its like make.
inline constexpr std::size_t day_length = sizeof "2024-02-29" - 1;
inline constexpr std::size_t longest_date_time = sizeof "2024-02-29 13:37:00.000001" - 1;
/// Writes Django's format of a date into a buffer of `longest_date_time` characters, without an
/// allocation; gives the end. Throws like `format_date`.
[[nodiscard]] char* write_date(char* to, Date date);
/// Writes Django's format of a moment into a buffer of `longest_date_time` characters, without an
/// allocation; gives the end. Throws like `format_date_time`.
[[nodiscard]] char* write_date_time(char* to, DateTime moment);
/// Writes Django's format of a time into a buffer of `longest_date_time` characters, without an
/// allocation; gives the end.
[[nodiscard]] char* write_time(char* to, Time time);
/// The date of a day. Throws `DataError` outside of the years 1 to 9999.
[[nodiscard]] Date date_of(std::chrono::sys_days day);
/// Reads `2024-02-29`. Throws `ValidationError`.
[[nodiscard]] Date parse_date(std::string_view text);
/// Reads Django's format of a moment, a date alone (its midnight), and ISO 8601's `T`, `Z` and
/// offsets. Throws `ValidationError`.
[[nodiscard]] DateTime parse_date_time(std::string_view text);
/// Reads Django's format of a time. Throws `ValidationError`.
[[nodiscard]] Time parse_time(std::string_view text);

[[noreturn]] void duration_out_of_range();
/// Floors a duration to microseconds. Throws `DataError` if there are more of them than 64 bits
/// hold.
template <class Rep, class Period>
[[nodiscard]] constexpr Duration to_microseconds(std::chrono::duration<Rep, Period> span) {
    using Given = std::chrono::duration<Rep, Period>;
    if constexpr (!std::is_same_v<Given, Duration>) {
        using Wide = std::chrono::duration<long double, std::micro>;
        const long double count = Wide(span).count();
        if (!(count >= -0x1p63L && count < 0x1p63L)) duration_out_of_range();
    }
    return std::chrono::floor<Duration>(span);
}

}  // namespace detail
}  // namespace aside
