#pragma once
// Functions over many rows.
#include "aside/expression.hpp"
#include "aside/field.hpp"
#include "aside/window.hpp"

namespace aside {

struct sample_t {};
/// `StdDev("x"_f, aside::sample)`
inline constexpr sample_t sample{};

namespace detail {

struct no_condition {
    static constexpr Contents contents = plain_contents;
    template <class M, class N>
    using error = fine;
};
struct no_default {};

struct count_function {
    static constexpr Aggregation aggregation = Aggregation::count;
    template <class T>
    static constexpr bool takes = true;
    template <class T>
    using result = std::int64_t;
};
template <class T>
inline constexpr bool summable = is_number_field<T> || std::is_same_v<T, Duration>;
struct sum_function {
    static constexpr Aggregation aggregation = Aggregation::sum;
    template <class T>
    static constexpr bool takes = summable<T>;
    template <class T>
    using result = std::optional<std::conditional_t<std::is_integral_v<T>, std::int64_t, T>>;
};
struct avg_function {
    static constexpr Aggregation aggregation = Aggregation::avg;
    template <class T>
    static constexpr bool takes = summable<T>;
    template <class T>
    using result = std::optional<std::conditional_t<std::is_integral_v<T>, double, T>>;
};
template <class T>
inline constexpr bool has_order = !std::is_same_v<T, Json> && !std::is_same_v<T, star_type> &&
                                  !std::is_same_v<T, run_time_type>;  // of no type that a row has
struct min_function {
    static constexpr Aggregation aggregation = Aggregation::min;
    template <class T>
    static constexpr bool takes = has_order<T>;
    template <class T>
    using result = std::optional<T>;
};
struct max_function {
    static constexpr Aggregation aggregation = Aggregation::max;
    template <class T>
    static constexpr bool takes = has_order<T>;
    template <class T>
    using result = std::optional<T>;
};
/// A measure of how values are spread: of all of them, or estimated from a sample.
template <Aggregation Measure>
struct spread_function {
    static constexpr Aggregation aggregation = Measure;
    template <class T>
    static constexpr bool takes = is_number_field<T>;
    template <class T>
    using result = std::optional<double>;
};

}  // namespace detail

/// A function over many rows; `Count`, `Sum`, `Avg`, `Min`, `Max`, `StdDev` and `Variance` make
/// them.
template <class Function, class Argument, class Filter = detail::no_condition,
          class Default = detail::no_default>
/// Made by `Count`, `Sum`, `Avg`, `Min`, `Max`, `StdDev` and `Variance`.
struct [[nodiscard]] AggregateOf
    : Lookups<AggregateOf<Function, Argument, Filter, Default>>,
      detail::CopiedWhenMoved<AggregateOf<Function, Argument, Filter, Default>> {
    Argument argument;
    Filter condition;
    Default otherwise;
    bool is_distinct;
    constexpr AggregateOf(Argument a, Filter c, Default o, bool d)
        : argument(std::move(a)),
          condition(std::move(c)),
          otherwise(std::move(o)),
          is_distinct(d) {}

    static constexpr detail::Contents contents =
        Argument::contents | Filter::contents | detail::has_aggregate;
    static constexpr bool null_of_no_rows = false;  // its type says so already
    static constexpr bool has_default = !std::is_same_v<Default, detail::no_default>;
    using label = AggregateOf;

    /// The function of distinct values only.
    constexpr AggregateOf distinct() const { return {argument, condition, otherwise, true}; }
    /// The function of only the rows for which the condition holds.
    template <ConditionLike C>
    constexpr auto filter(C only) const {
        using Only = detail::condition_t<C>;
        return AggregateOf<Function, Argument, Only, Default>{argument, Only(std::move(only)),
                                                              otherwise, is_distinct};
    }
    /// The value to give instead of NULL if there are no rows.
    template <class V>
    constexpr auto default_(V&& operand) const {
        using Value = detail::owned_t<V>;
        return AggregateOf<Function, Argument, Filter, Value>{
            argument, condition, detail::own(std::forward<V>(operand)), is_distinct};
    }
    /// The function over the rows of a window, so that each row keeps its own:
    /// `Sum("n"_f).over(...)`.
    template <WindowPart... Part>
    constexpr auto over(Part... parts) const {
        return WindowOf<AggregateOf, Part...>{*this, std::move(parts)...};
    }

    template <class M, class N>
    static consteval auto check() {
        using Problem = typename detail::first_error<detail::operand_error_t<M, N, Argument>,
                                                     typename Filter::template error<M, N>,
                                                     detail::operand_error_t<M, N, Default>>::type;
        using T =
            detail::without_optional<detail::column_value_t<detail::operand_t<M, N, Argument>>>;
        if constexpr (!std::is_same_v<Problem, detail::fine>)
            return std::type_identity<Problem>{};
        else if constexpr ((Argument::contents | Filter::contents) & detail::has_aggregate)
            return std::type_identity<aggregate_is_not_allowed_here<Argument>>{};
        else if constexpr (!Function::template takes<T>)
            return std::type_identity<argument_has_the_wrong_type<Function, T>>{};
        else if constexpr (!has_default)
            return std::type_identity<detail::fine>{};
        else if constexpr (!detail::comparable<M, N, typename Function::template result<T>,
                                               Default>())
            return std::type_identity<argument_has_the_wrong_type<Function, Default>>{};
        else
            return std::type_identity<detail::fine>{};
    }
    template <class M, class N>
    using error = typename decltype(check<M, N>())::type;
    template <class M, class N>
    using plain_value = typename Function::template result<
        detail::without_optional<detail::column_value_t<detail::operand_t<M, N, Argument>>>>;
    template <class M, class N>
    using value = std::conditional_t<
        has_default,
        detail::without_optional<detail::with_default_t<
            plain_value<M, N>, detail::column_value_t<detail::operand_t<M, N, Default>>>>,
        plain_value<M, N>>;

    void write(detail::ExprWriter& writer) const {
        const auto op = static_cast<unsigned char>(Function::aggregation) |
                        (is_distinct ? detail::distinct_aggregation : 0);
        const std::size_t node =
            writer.begin(detail::ExprKind::aggregate, static_cast<unsigned char>(op));
        detail::write_operand(writer, argument);
        if constexpr (!std::is_same_v<Filter, detail::no_condition>) {
            const std::size_t clause = writer.begin(detail::ExprKind::filter_clause);
            condition.write(writer);
            writer.end(clause);
        }
        if constexpr (has_default) detail::write_operand(writer, otherwise);
        writer.end(node);
    }
};

namespace detail {
template <class Function, computed Argument>
constexpr auto aggregate_of(Argument argument) {
    return AggregateOf<Function, Argument>{std::move(argument), {}, {}, false};
}
}  // namespace detail

/// How many rows have a value there; `Count("*"_f)`: how many rows there are.
template <detail::computed E>
constexpr auto Count(E expression) {
    return detail::aggregate_of<detail::count_function>(std::move(expression));
}
/// The sum, NULL of no rows.
template <detail::computed E>
constexpr auto Sum(E expression) {
    return detail::aggregate_of<detail::sum_function>(std::move(expression));
}
/// The mean, NULL of no rows: a `double` for integers, a decimal rounded to its places for
/// decimals.
template <detail::computed E>
constexpr auto Avg(E expression) {
    return detail::aggregate_of<detail::avg_function>(std::move(expression));
}
/// The least, NULL of no rows.
template <detail::computed E>
constexpr auto Min(E expression) {
    return detail::aggregate_of<detail::min_function>(std::move(expression));
}
/// The greatest, NULL of no rows.
template <detail::computed E>
constexpr auto Max(E expression) {
    return detail::aggregate_of<detail::max_function>(std::move(expression));
}
/// The standard deviation of these values, NULL of no rows.
template <detail::computed E>
constexpr auto StdDev(E expression) {
    return detail::aggregate_of<detail::spread_function<detail::Aggregation::stddev_pop>>(
        std::move(expression));
}
/// The standard deviation as estimated from a sample, NULL of fewer than two rows.
template <detail::computed E>
constexpr auto StdDev(E expression, sample_t) {
    return detail::aggregate_of<detail::spread_function<detail::Aggregation::stddev_samp>>(
        std::move(expression));
}
/// The variance of these values, NULL of no rows.
template <detail::computed E>
constexpr auto Variance(E expression) {
    return detail::aggregate_of<detail::spread_function<detail::Aggregation::var_pop>>(
        std::move(expression));
}
/// The variance as estimated from a sample, NULL of fewer than two rows.
template <detail::computed E>
constexpr auto Variance(E expression, sample_t) {
    return detail::aggregate_of<detail::spread_function<detail::Aggregation::var_samp>>(
        std::move(expression));
}

}  // namespace aside
