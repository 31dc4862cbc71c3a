#pragma once
// Functions of dates and times.
#include "aside/function_of.hpp"

namespace aside {
namespace detail {

struct now_function {
    static constexpr Function function = Function::now;
    template <class...>
    static consteval auto wrong() {
        return std::type_identity<unknown_type>{};
    }
    template <class...>
    using result = DateTime;
};
struct year_function : of_moment<Function::year> {};
struct month_function : of_moment<Function::month> {};
struct day_function : of_moment<Function::day> {};
struct hour_function : of_moment<Function::hour> {};
struct minute_function : of_moment<Function::minute> {};
struct second_function : of_moment<Function::second> {};
struct week_function : of_moment<Function::week> {};
struct week_day_function : of_moment<Function::week_day> {};
struct iso_week_day_function : of_moment<Function::iso_week_day> {};
struct iso_year_function : of_moment<Function::iso_year> {};
struct quarter_function : of_moment<Function::quarter> {};
struct date_function : of_moment<Function::date> {};
struct time_function : of_moment<Function::time> {};
struct trunc_year_function : of_beginning<Function::trunc_year> {};
struct trunc_quarter_function : of_beginning<Function::trunc_quarter> {};
struct trunc_month_function : of_beginning<Function::trunc_month> {};
struct trunc_week_function : of_beginning<Function::trunc_week> {};
struct trunc_day_function : of_beginning<Function::trunc_day> {};
struct trunc_hour_function : of_beginning<Function::trunc_hour> {};
struct trunc_minute_function : of_beginning<Function::trunc_minute> {};
struct trunc_second_function : of_beginning<Function::trunc_second> {};

}  // namespace detail

/// The moment at which the statement was put together.
inline auto Now() { return detail::function_of<detail::now_function>(); }
/// The year of a date or moment.
template <class A>
constexpr auto ExtractYear(A&& moment) {
    return detail::function_of<detail::year_function>(std::forward<A>(moment));
}
/// The quarter of a date or moment, from 1 to 4.
template <class A>
constexpr auto ExtractQuarter(A&& moment) {
    return detail::function_of<detail::quarter_function>(std::forward<A>(moment));
}
/// The month of a date or moment, from 1 to 12.
template <class A>
constexpr auto ExtractMonth(A&& moment) {
    return detail::function_of<detail::month_function>(std::forward<A>(moment));
}
/// The day of the month, from 1 to 31.
template <class A>
constexpr auto ExtractDay(A&& moment) {
    return detail::function_of<detail::day_function>(std::forward<A>(moment));
}
/// The hour of a moment or time, from 0 to 23.
template <class A>
constexpr auto ExtractHour(A&& moment) {
    return detail::function_of<detail::hour_function>(std::forward<A>(moment));
}
/// The minute of a moment or time, from 0 to 59.
template <class A>
constexpr auto ExtractMinute(A&& moment) {
    return detail::function_of<detail::minute_function>(std::forward<A>(moment));
}
/// The second of a moment or time, from 0 to 59; a fraction is cut off.
template <class A>
constexpr auto ExtractSecond(A&& moment) {
    return detail::function_of<detail::second_function>(std::forward<A>(moment));
}
/// The week of the year by ISO 8601, from 1 to 53.
template <class A>
constexpr auto ExtractWeek(A&& moment) {
    return detail::function_of<detail::week_function>(std::forward<A>(moment));
}
/// The day of the week, from 1 on Sunday to 7 on Saturday.
template <class A>
constexpr auto ExtractWeekDay(A&& moment) {
    return detail::function_of<detail::week_day_function>(std::forward<A>(moment));
}
/// The day of the week by ISO 8601, from 1 on Monday to 7 on Sunday.
template <class A>
constexpr auto ExtractIsoWeekDay(A&& moment) {
    return detail::function_of<detail::iso_week_day_function>(std::forward<A>(moment));
}
/// The year that the week belongs to by ISO 8601.
template <class A>
constexpr auto ExtractIsoYear(A&& moment) {
    return detail::function_of<detail::iso_year_function>(std::forward<A>(moment));
}
/// The first day or moment of the year; a date stays a date.
template <class A>
constexpr auto TruncYear(A&& moment) {
    return detail::function_of<detail::trunc_year_function>(std::forward<A>(moment));
}
/// The first day or moment of the quarter; a date stays a date.
template <class A>
constexpr auto TruncQuarter(A&& moment) {
    return detail::function_of<detail::trunc_quarter_function>(std::forward<A>(moment));
}
/// The first day or moment of the month; a date stays a date.
template <class A>
constexpr auto TruncMonth(A&& moment) {
    return detail::function_of<detail::trunc_month_function>(std::forward<A>(moment));
}
/// The Monday of the week; a date stays a date.
template <class A>
constexpr auto TruncWeek(A&& moment) {
    return detail::function_of<detail::trunc_week_function>(std::forward<A>(moment));
}
/// The beginning of the day.
template <class A>
constexpr auto TruncDay(A&& moment) {
    return detail::function_of<detail::trunc_day_function>(std::forward<A>(moment));
}
/// The beginning of the hour; a time stays a time.
template <class A>
constexpr auto TruncHour(A&& moment) {
    return detail::function_of<detail::trunc_hour_function>(std::forward<A>(moment));
}
/// The beginning of the minute; a time stays a time.
template <class A>
constexpr auto TruncMinute(A&& moment) {
    return detail::function_of<detail::trunc_minute_function>(std::forward<A>(moment));
}
/// The beginning of the second; a time stays a time.
template <class A>
constexpr auto TruncSecond(A&& moment) {
    return detail::function_of<detail::trunc_second_function>(std::forward<A>(moment));
}
/// A moment's date.
template <class A>
constexpr auto TruncDate(A&& moment) {
    return detail::function_of<detail::date_function>(std::forward<A>(moment));
}
/// A moment's time of day.
template <class A>
constexpr auto TruncTime(A&& moment) {
    return detail::function_of<detail::time_function>(std::forward<A>(moment));
}

}  // namespace aside
