#pragma once
// The arguments that `dates` and `datetimes` take beside a field.
#include <string_view>

#include "aside/detail/function.hpp"

namespace aside {
namespace detail {

/// Stands for a text that is no part of a date.
inline constexpr Function no_truncation = Function::now;
constexpr Function truncation_to(std::string_view part) {
    if (part == "year") return Function::trunc_year;
    if (part == "quarter") return Function::trunc_quarter;
    if (part == "month") return Function::trunc_month;
    if (part == "week") return Function::trunc_week;
    if (part == "day") return Function::trunc_day;
    return no_truncation;
}
constexpr Function fine_truncation_to(std::string_view part) {
    if (part == "hour") return Function::trunc_hour;
    if (part == "minute") return Function::trunc_minute;
    if (part == "second") return Function::trunc_second;
    return truncation_to(part);
}

// No constants, so that the compiler says their names.
void date_part_is_one_of_year_quarter_month_week_day();
void part_is_one_of_year_quarter_month_week_day_hour_minute_second();

}  // namespace detail

/// The part of a date behind which `dates` cuts it off: `"year"`, `"quarter"`, `"month"`, `"week"`
/// (which begins on a Monday) or `"day"`. Another text does not compile.
class DatePart {
public:
    consteval DatePart(const char* part) : truncation_(detail::truncation_to(part)) {
        if (truncation_ == detail::no_truncation)
            detail::date_part_is_one_of_year_quarter_month_week_day();
    }
    [[nodiscard]] constexpr detail::Function truncation() const { return truncation_; }

private:
    detail::Function truncation_;
};
/// The part of a moment behind which `datetimes` cuts it off: `"year"`, `"quarter"`, `"month"`,
/// `"week"` (which begins on a Monday), `"day"`, `"hour"`, `"minute"` or `"second"`. Another text
/// does not compile.
class DateTimePart {
public:
    consteval DateTimePart(const char* part) : truncation_(detail::fine_truncation_to(part)) {
        if (truncation_ == detail::no_truncation)
            detail::part_is_one_of_year_quarter_month_week_day_hour_minute_second();
    }
    [[nodiscard]] constexpr detail::Function truncation() const { return truncation_; }

private:
    detail::Function truncation_;
};

/// Options of `dates` and `datetimes`.
struct DatesOptions {
    bool descending = false;
};

}  // namespace aside
