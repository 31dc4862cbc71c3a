#include "backend/sqlite/functions/dates.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "aside/error.hpp"
#include "aside/temporal.hpp"

namespace aside::backend::sqlite {

namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::sys_days;
using std::chrono::weekday;

constexpr Duration whole_day = days(1);
constexpr std::size_t date_size = 10;  // of YYYY-MM-DD
constexpr DateTime first_moment = sys_days(std::chrono::year(1) / 1 / 1);
constexpr DateTime end_of_moments = sys_days(std::chrono::year(10000) / 1 / 1);

enum class Shape { date, date_time, time };

/// A date, at its midnight; a date and time; or a time, on a day without a meaning.
struct Moment {
    Shape shape;
    DateTime at;
};

Moment moment_of(const Call& call, int index) {
    const std::string_view text = call.text(index);
    try {
        if (text.size() < date_size || text[4] != '-')
            return {Shape::time, DateTime(detail::parse_time(text).since_midnight())};
        if (text.size() == date_size) return {Shape::date, sys_days(detail::parse_date(text))};
        return {Shape::date_time, detail::parse_date_time(text)};
    } catch (const ValidationError&) {
        throw FunctionError("the argument must be a date, a time, or a date and time, as stored");
    }
}

Duration time_of_day(DateTime at) { return at - floor<days>(at); }
Date date_of(DateTime at) { return Date(floor<days>(at)); }
weekday weekday_of(DateTime at) { return weekday(floor<days>(at)); }
std::chrono::month first_month_of_quarter(Date date) {
    return std::chrono::month((unsigned(date.month()) - 1) / 3 * 3 + 1);
}
sys_days monday_of(DateTime at) {
    return floor<days>(at) - days(weekday_of(at).iso_encoding() - 1);
}
/// The Thursday of its week, which lies in the year to which ISO 8601 counts the week.
sys_days thursday_of(DateTime at) { return monday_of(at) + days(3); }

void give(const Call& call, Moment moment) {
    char text[detail::longest_date_time];
    char* end = text;
    if (moment.shape == Shape::time) {
        end = detail::write_time(end, Time(time_of_day(moment.at)));
    } else {
        if (moment.at < first_moment || moment.at >= end_of_moments)
            throw FunctionError("the result lies outside of the years 1 to 9999");
        end = moment.shape == Shape::date ? detail::write_date(end, date_of(moment.at))
                                          : detail::write_date_time(end, moment.at);
    }
    call.give_text({text, static_cast<std::size_t>(end - text)});
}

/// The meaning of a part's name; `dated` are those that a time does not have.
template <class Result>
struct Part {
    std::string_view name;
    bool dated;
    Result (*of)(DateTime);
};

using Number = std::int64_t;

constexpr Part<Number> numbers[] = {
    {"year", true, [](DateTime at) -> Number { return int(date_of(at).year()); }},
    {"month", true, [](DateTime at) -> Number { return unsigned(date_of(at).month()); }},
    {"day", true, [](DateTime at) -> Number { return unsigned(date_of(at).day()); }},
    {"hour", false, [](DateTime at) -> Number { return time_of_day(at) / std::chrono::hours(1); }},
    {"minute", false,
     [](DateTime at) -> Number { return time_of_day(at) / std::chrono::minutes(1) % 60; }},
    {"second", false,
     [](DateTime at) -> Number { return time_of_day(at) / std::chrono::seconds(1) % 60; }},
    {"microsecond", false,
     [](DateTime at) -> Number { return (at - floor<std::chrono::seconds>(at)).count(); }},
    {"quarter", true,
     [](DateTime at) -> Number { return (unsigned(date_of(at).month()) + 2) / 3; }},
    {"week", true,
     [](DateTime at) -> Number {
         const sys_days thursday = thursday_of(at);
         const sys_days new_year = Date(thursday).year() / 1 / 1;
         return (thursday - new_year) / days(7) + 1;
     }},
    {"week_day", true, [](DateTime at) -> Number { return weekday_of(at).c_encoding() + 1; }},
    {"iso_week_day", true, [](DateTime at) -> Number { return weekday_of(at).iso_encoding(); }},
    {"iso_year", true, [](DateTime at) -> Number { return int(date_of(thursday_of(at)).year()); }},
};

constexpr Part<DateTime> beginnings[] = {
    {"year", true, [](DateTime at) -> DateTime { return sys_days(date_of(at).year() / 1 / 1); }},
    {"quarter", true,
     [](DateTime at) -> DateTime {
         const Date date = date_of(at);
         return sys_days(date.year() / first_month_of_quarter(date) / 1);
     }},
    {"month", true,
     [](DateTime at) -> DateTime {
         const Date date = date_of(at);
         return sys_days(date.year() / date.month() / 1);
     }},
    {"week", true, [](DateTime at) -> DateTime { return monday_of(at); }},
    {"day", true, [](DateTime at) -> DateTime { return floor<days>(at); }},
    {"hour", false, [](DateTime at) -> DateTime { return floor<std::chrono::hours>(at); }},
    {"minute", false, [](DateTime at) -> DateTime { return floor<std::chrono::minutes>(at); }},
    {"second", false, [](DateTime at) -> DateTime { return floor<std::chrono::seconds>(at); }},
};

/// The part of the moment that the first argument names.
template <class Result>
Result part_of(const Call& call, std::span<const Part<Result>> parts, Moment moment) {
    const auto part = std::ranges::find(parts, call.text(0), &Part<Result>::name);
    if (part == parts.end()) throw FunctionError("there is no part of this name");
    if (part->dated && moment.shape == Shape::time)
        throw FunctionError("a time of day has no such part");
    return part->of(moment.at);
}

void date_part(const Call& call) {
    call.give_integer(part_of<Number>(call, numbers, moment_of(call, 1)));
}

void date_trunc(const Call& call) {
    const Moment moment = moment_of(call, 1);
    give(call, {moment.shape, part_of<DateTime>(call, beginnings, moment)});
}

void to_date(const Call& call) {
    const Moment moment = moment_of(call, 0);
    if (moment.shape == Shape::time) throw FunctionError("a time of day has no date");
    give(call, {Shape::date, moment.at});
}

void to_date_time(const Call& call) {
    const Moment moment = moment_of(call, 0);
    if (moment.shape == Shape::time) throw FunctionError("a time of day has no date");
    give(call, {Shape::date_time, moment.at});
}

void to_time(const Call& call) {
    const Moment moment = moment_of(call, 0);
    if (moment.shape == Shape::date) throw FunctionError("a date has no time of day");
    give(call, {Shape::time, moment.at});
}

/// Durations are stored as integers; one that was multiplied or averaged may be real.
Duration duration_of(const Call& call, int index) {
    if (call.is_integer(index)) return Duration(call.integer(index));
    const double count = std::round(call.real(index));
    if (!(std::abs(count) < 0x1p63)) throw FunctionError("the duration is too long");
    return Duration(static_cast<std::int64_t>(count));
}

void add_duration(const Call& call) {
    const Moment moment = moment_of(call, 0);
    const Duration duration = duration_of(call, 1);
    if (moment.shape == Shape::time)
        return give(call, {Shape::time, moment.at + duration % whole_day});
    Duration::rep sum = 0;
    if (__builtin_add_overflow(moment.at.time_since_epoch().count(), duration.count(), &sum))
        throw FunctionError("the result lies outside of the years 1 to 9999");
    give(call, {Shape::date_time, DateTime(Duration(sum))});
}

void duration_between(const Call& call) {
    const Moment end = moment_of(call, 0);
    const Moment start = moment_of(call, 1);
    if ((end.shape == Shape::time) != (start.shape == Shape::time))
        throw FunctionError("between a time of day and a date lies no duration");
    call.give_integer((end.at - start.at).count());
}

constexpr Scalar functions[] = {
    {"date_part", 2, date_part},
    {"date_trunc", 2, date_trunc},
    {"to_date", 1, to_date},
    {"to_date_time", 1, to_date_time},
    {"to_time", 1, to_time},
    {"add_duration", 2, add_duration},
    {"duration_between", 2, duration_between},
};

}  // namespace

std::span<const Scalar> date_functions() { return functions; }

}  // namespace aside::backend::sqlite
