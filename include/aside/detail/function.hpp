#pragma once
// The functions that an expression may call; how each is spelled is the dialect's business.
#include <string_view>

namespace aside::detail {

enum class Function : unsigned char {
    // of text
    lower,
    upper,
    length,
    trim,
    ltrim,
    rtrim,
    concat,
    substr,
    replace,
    left,
    right,
    str_index,
    lpad,
    rpad,
    repeat,
    reverse,
    md5,
    sha1,
    sha224,
    sha256,
    sha512,
    // of numbers
    abs,
    ceil,
    floor,
    round,
    mod,
    power,
    sqrt,
    sign,
    exp,
    ln,
    log,
    // of anything
    coalesce,
    greatest,
    least,
    null_if,
    cast,
    // of dates and times
    now,
    year,
    month,
    day,
    hour,
    minute,
    second,
    week,
    week_day,
    iso_week_day,
    iso_year,
    quarter,
    date,
    time,
    trunc_year,
    trunc_quarter,
    trunc_month,
    trunc_week,
    trunc_day,
    trunc_hour,
    trunc_minute,
    trunc_second,
    // of windows
    row_number,
    rank,
    dense_rank,
    percent_rank,
    cume_dist,
    ntile,
    lag,
    lead,
    first_value,
    last_value,
    nth_value
};

/// Whether it is a function of text, which gives text or a number. Its like, and those of the other
/// groups below, stand together in the enumeration.
[[nodiscard]] constexpr bool is_of_text(Function function) { return function <= Function::sha512; }
/// Whether it gives a part of a date or time as a number.
[[nodiscard]] constexpr bool is_part_of_moment(Function function) {
    return function >= Function::year && function <= Function::quarter;
}
/// Whether it gives the beginning of what a date or time lies in.
[[nodiscard]] constexpr bool truncates(Function function) {
    return function >= Function::trunc_year && function <= Function::trunc_second;
}
/// Whether it gives the beginning of an hour, minute or second.
[[nodiscard]] constexpr bool truncates_within_a_day(Function function) {
    return function >= Function::trunc_hour && function <= Function::trunc_second;
}
/// Whether it is a function over a window and nothing else.
[[nodiscard]] constexpr bool is_of_window(Function function) {
    return function >= Function::row_number;
}

/// The functions that a path may end in, by the names that they go by there.
struct Transform {
    std::string_view name;
    Function function;
};
inline constexpr Transform transforms[] = {
    {"year", Function::year},         {"month", Function::month},
    {"day", Function::day},           {"hour", Function::hour},
    {"minute", Function::minute},     {"second", Function::second},
    {"week", Function::week},         {"week_day", Function::week_day},
    {"iso_year", Function::iso_year}, {"iso_week_day", Function::iso_week_day},
    {"quarter", Function::quarter},   {"date", Function::date},
    {"time", Function::time},         {"lower", Function::lower},
    {"upper", Function::upper},       {"length", Function::length},
    {"trim", Function::trim},         {"abs", Function::abs}};
/// The transform of that name, or nullptr.
[[nodiscard]] constexpr const Transform* find_transform(std::string_view name) {
    for (const Transform& transform : transforms)
        if (transform.name == name) return &transform;
    return nullptr;
}

enum class Aggregation : unsigned char {
    count,
    sum,
    avg,
    min,
    max,
    stddev_pop,
    stddev_samp,
    var_pop,
    var_samp,
    string_agg,
    json_agg
};
/// Bits beside the aggregation in a node's `op`.
inline constexpr unsigned char distinct_aggregation = 0x80;

/// Bits of an `order_term`'s `op`.
enum OrderFlags : unsigned char { descending_flag = 1, nulls_first_flag = 2, nulls_last_flag = 4 };

/// The parts of an expression that not every method takes, as bits.
using Contents = unsigned char;
inline constexpr Contents plain_contents = 0;
inline constexpr Contents has_run_time = 1;   ///< a path that came at run time
inline constexpr Contents has_outer = 2;      ///< an OuterRef
inline constexpr Contents has_aggregate = 4;  ///< outside of subqueries and windows
inline constexpr Contents has_window = 8;

}  // namespace aside::detail
