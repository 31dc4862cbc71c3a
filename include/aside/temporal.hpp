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
    /// From a duration since midnight; finer than a microsecond is floored. Throws
    /// `ValidationError` outside of one day.
    constexpr explicit Time(Duration since_midnight) : since_midnight_(checked(since_midnight)) {}
    constexpr Time(int hour, int minute, int second = 0, int microsecond = 0)
        : Time(std::chrono::hours(hour) + std::chrono::minutes(minute) +
               std::chrono::seconds(second) + Duration(microsecond)) {}

    [[nodiscard]] constexpr Duration since_midnight() const { return since_midnight_; }
    [[nodiscard]] constexpr int hour() const {
        return static_cast<int>(since_midnight_ / std::chrono::hours(1));
    }
    [[nodiscard]] constexpr int minute() const {
        return static_cast<int>(since_midnight_ / std::chrono::minutes(1) % 60);
    }
    [[nodiscard]] constexpr int second() const {
        return static_cast<int>(since_midnight_ / std::chrono::seconds(1) % 60);
    }
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

/// The formats in which Django stores them: `2024-02-29`, `2024-02-29 13:37:00.000001`, `13:37:00`;
/// the fraction is left out where it is zero. Throw `DataError` for what is no date or lies outside
/// of the years 1 to 9999.
[[nodiscard]] std::string format_date(Date date);
[[nodiscard]] std::string format_date_time(DateTime moment);
[[nodiscard]] std::string format_time(Time time);
/// The same into a buffer of `longest_date_time` characters, without an allocation; give the end.
inline constexpr std::size_t day_length = sizeof "2024-02-29" - 1;
inline constexpr std::size_t longest_date_time = sizeof "2024-02-29 13:37:00.000001" - 1;
[[nodiscard]] char* write_date(char* to, Date date);
[[nodiscard]] char* write_date_time(char* to, DateTime moment);
[[nodiscard]] char* write_time(char* to, Time time);
/// The same formats; in a `DateTime` also a date alone, its midnight, and ISO 8601's `T`, `Z` and
/// offsets. Throw `ValidationError`.
[[nodiscard]] Date parse_date(std::string_view text);
[[nodiscard]] DateTime parse_date_time(std::string_view text);
[[nodiscard]] Time parse_time(std::string_view text);

[[noreturn]] void duration_out_of_range();
/// Floored to microseconds; throws `DataError` where there are more of them than 64 bits hold.
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
