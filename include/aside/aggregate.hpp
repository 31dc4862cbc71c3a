#pragma once
// Functions over many rows.
#include <string_view>

#include "aside/expression.hpp"
#include "aside/field.hpp"

namespace aside {
namespace detail {

struct no_condition {
    static constexpr bool run_time = false;
    template <class M, class N>
    using error = fine;
    void write(ExprWriter&) const {}
};

struct count_function {
    static constexpr std::string_view sql = "COUNT";
    template <class T>
    static constexpr bool takes = true;
    template <class T>
    using result = std::int64_t;
};
template <class T>
inline constexpr bool summable = is_number_field<T> || std::is_same_v<T, Duration>;
struct sum_function {
    static constexpr std::string_view sql = "SUM";
    template <class T>
    static constexpr bool takes = summable<T>;
    template <class T>
    using result = std::optional<std::conditional_t<std::is_integral_v<T>, std::int64_t, T>>;
};
struct avg_function {
    static constexpr std::string_view sql = "AVG";
    template <class T>
    static constexpr bool takes = summable<T>;
    template <class T>
    using result = std::optional<std::conditional_t<std::is_integral_v<T>, double, T>>;
};
template <class T>
inline constexpr bool has_order = !std::is_same_v<T, Json> && !std::is_same_v<T, star_type> &&
                                  !std::is_same_v<T, run_time_type>;  // of no type that a row has
struct min_function {
    static constexpr std::string_view sql = "MIN";
    template <class T>
    static constexpr bool takes = has_order<T>;
    template <class T>
    using result = std::optional<T>;
};
struct max_function {
    static constexpr std::string_view sql = "MAX";
    template <class T>
    static constexpr bool takes = has_order<T>;
    template <class T>
    using result = std::optional<T>;
};

}  // namespace detail

/// A function over many rows; `Count`, `Sum`, `Avg`, `Min` and `Max` make them.
template <class Function, class Argument, class Filter = detail::no_condition>
struct [[nodiscard]] AggregateOf : Lookups<AggregateOf<Function, Argument, Filter>> {
    Argument argument;
    Filter condition;
    bool is_distinct;
    constexpr AggregateOf(Argument a, Filter c, bool d)
        : argument(std::move(a)), condition(std::move(c)), is_distinct(d) {}

    static constexpr bool run_time = Argument::run_time || Filter::run_time;
    static constexpr bool is_aggregate = true;
    using label = AggregateOf;

    /// Only of distinct values.
    constexpr AggregateOf distinct() const { return {argument, condition, true}; }
    /// Only of the rows for which the condition holds.
    template <Condition C>
    constexpr auto filter(C only) const {
        return AggregateOf<Function, Argument, C>{argument, std::move(only), is_distinct};
    }

    template <class M, class N>
    static consteval auto check() {
        using Problem = typename detail::first_error<typename Argument::template error<M, N>,
                                                     typename Filter::template error<M, N>>::type;
        using T = detail::without_optional<typename Argument::template value<M, N>>;
        if constexpr (!std::is_same_v<Problem, detail::fine>)
            return std::type_identity<Problem>{};
        else if constexpr (!Function::template takes<T>)
            return std::type_identity<argument_has_the_wrong_type<Function, T>>{};
        else
            return std::type_identity<detail::fine>{};
    }
    template <class M, class N>
    using error = typename decltype(check<M, N>())::type;
    template <class M, class N>
    using value = typename Function::template result<
        detail::without_optional<typename Argument::template value<M, N>>>;

    void write(detail::ExprWriter& writer) const {
        const std::size_t node =
            writer.begin(detail::ExprKind::aggregate, is_distinct ? 1 : 0, Function::sql);
        argument.write(writer);
        condition.write(writer);
        writer.end(node);
    }
};

namespace detail {
template <class Function, Expression Argument>
constexpr auto aggregate_of(Argument argument) {
    return AggregateOf<Function, Argument>{std::move(argument), {}, false};
}
}  // namespace detail

/// How many rows have a value there; `Count("*"_f)`: how many rows there are.
template <Expression E>
constexpr auto Count(E expression) {
    return detail::aggregate_of<detail::count_function>(std::move(expression));
}
/// The sum, NULL of no rows.
template <Expression E>
constexpr auto Sum(E expression) {
    return detail::aggregate_of<detail::sum_function>(std::move(expression));
}
/// The mean, NULL of no rows: a `double` for integers, a decimal rounded to its places for
/// decimals.
template <Expression E>
constexpr auto Avg(E expression) {
    return detail::aggregate_of<detail::avg_function>(std::move(expression));
}
/// The least, NULL of no rows.
template <Expression E>
constexpr auto Min(E expression) {
    return detail::aggregate_of<detail::min_function>(std::move(expression));
}
/// The greatest, NULL of no rows.
template <Expression E>
constexpr auto Max(E expression) {
    return detail::aggregate_of<detail::max_function>(std::move(expression));
}

}  // namespace aside
