#pragma once
#include <span>

#include "backend/sqlite/functions/function.hpp"

namespace aside::backend::sqlite {

/// Parts of dates and times as they are stored, and arithmetic with them:
/// - `date_part(part, x)`, an integer: year, quarter, month, day, hour, minute, second,
///   microsecond, `week` and `iso_year` of ISO 8601, `week_day` from Sunday = 1, `iso_week_day`
///   from Monday = 1;
/// - `date_trunc(part, x)`, of x's own shape: year, quarter, month, week, day, hour, minute,
///   second;
/// - `to_date(x)`, `to_date_time(x)`, `to_time(x)`;
/// - `add_duration(x, microseconds)`: a date gives a date and time, a time goes round the clock;
/// - `duration_between(a, b)`: the microseconds of a - b. A date begins at midnight; a time has no
///   date, so asking for one is an error.
std::span<const Scalar> date_functions();

}  // namespace aside::backend::sqlite
