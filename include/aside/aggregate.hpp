#pragma once
// Functions over many rows.
#include <string>

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
struct no_order {
    template <class M, class N>
    using error = fine;
};

/// What an aggregate computes; one whose result depends on the order of its values says so.
struct aggregate_function {
    static constexpr bool is_ordered = false;
};
struct count_function : aggregate_function {
    static constexpr Aggregation aggregation = Aggregation::count;
    template <class T>
    static constexpr bool takes = true;
    template <class T>
    using result = std::int64_t;
};
template <class T>
inline constexpr bool summable = is_number_field<T> || std::is_same_v<T, Duration>;
struct sum_function : aggregate_function {
    static constexpr Aggregation aggregation = Aggregation::sum;
    template <class T>
    static constexpr bool takes = summable<T>;
    template <class T>
    using result = std::optional<std::conditional_t<std::is_integral_v<T>, std::int64_t, T>>;
};
struct avg_function : aggregate_function {
    static constexpr Aggregation aggregation = Aggregation::avg;
    template <class T>
    static constexpr bool takes = summable<T>;
    template <class T>
    using result = std::optional<std::conditional_t<std::is_integral_v<T>, double, T>>;
};
template <class T>
inline constexpr bool has_order = !std::is_same_v<T, Json> && !std::is_same_v<T, star_type> &&
                                  !std::is_same_v<T, run_time_type>;  // of no type that a row has
struct min_function : aggregate_function {
    static constexpr Aggregation aggregation = Aggregation::min;
    template <class T>
    static constexpr bool takes = has_order<T>;
    template <class T>
    using result = std::optional<T>;
};
struct max_function : aggregate_function {
    static constexpr Aggregation aggregation = Aggregation::max;
    template <class T>
    static constexpr bool takes = has_order<T>;
    template <class T>
    using result = std::optional<T>;
};
/// A measure of how values are spread: of all of them, or estimated from a sample.
template <Aggregation Measure>
struct spread_function : aggregate_function {
    static constexpr Aggregation aggregation = Measure;
    template <class T>
    static constexpr bool takes = is_number_field<T>;
    template <class T>
    using result = std::optional<double>;
};

/// Whether a condition holds for all rows, or for one.
template <Aggregation Extreme>
struct truth_function : aggregate_function {
    static constexpr Aggregation aggregation = Extreme;
    template <class T>
    static constexpr bool takes = std::is_same_v<T, bool>;
    template <class T>
    using result = std::optional<bool>;
};
struct string_function : aggregate_function {
    static constexpr Aggregation aggregation = Aggregation::string_agg;
    static constexpr bool is_ordered = true;
    std::string delimiter;
    template <class T>
    static constexpr bool takes = std::is_same_v<T, std::string>;
    template <class T>
    using result = std::optional<std::string>;
};
struct json_function : aggregate_function {
    static constexpr Aggregation aggregation = Aggregation::json_agg;
    static constexpr bool is_ordered = true;
    template <class T>
    static constexpr bool takes =
        !std::is_same_v<T, Blob> && !std::is_same_v<T, Duration> && !std::is_same_v<T, star_type> &&
        !std::is_same_v<T, run_time_type>;
    template <class T>
    using result = std::optional<Json>;
};

}  // namespace detail

/// A function over many rows; `Count`, `Sum`, `Avg`, `Min`, `Max`, `StdDev`, `Variance`, `StringAgg`,
/// `JSONAgg`, `BoolAnd` and `BoolOr` make them.
template <class Function, class Argument, class Filter = detail::no_condition,
          class Default = detail::no_default, class Order = detail::no_order>
struct [[nodiscard]] AggregateOf
    : Lookups<AggregateOf<Function, Argument, Filter, Default, Order>>,
      detail::CopiedWhenMoved<AggregateOf<Function, Argument, Filter, Default, Order>> {
    [[no_unique_address]] Function function;
    Argument argument;
    Filter condition;
    Default otherwise;
    [[no_unique_address]] Order order;
    bool is_distinct;
    constexpr AggregateOf(Function f, Argument a, Filter c, Default o, Order by, bool d)
        : function(std::move(f)),
          argument(std::move(a)),
          condition(std::move(c)),
          otherwise(std::move(o)),
          order(std::move(by)),
          is_distinct(d) {}

    static constexpr detail::Contents contents =
        Argument::contents | Filter::contents | detail::has_aggregate;
    static constexpr bool null_of_no_rows = false;  // its type says so already
    static constexpr bool has_default = !std::is_same_v<Default, detail::no_default>;
    using label = AggregateOf;

    /// The function of distinct values only.
    constexpr AggregateOf distinct() const {
        return {function, argument, condition, otherwise, order, true};
    }
    /// The function of only the rows for which the condition holds.
    template <ConditionLike C>
    constexpr auto filter(C only) const {
        using Only = detail::condition_t<C>;
        return AggregateOf<Function, Argument, Only, Default, Order>{
            function, argument, Only(std::move(only)), otherwise, order, is_distinct};
    }
    /// The value to give instead of NULL if there are no rows.
    template <class V>
    constexpr auto default_(V&& operand) const {
        using Value = detail::owned_t<V>;
        return AggregateOf<Function, Argument, Filter, Value, Order>{
            function, argument,   condition, detail::own(std::forward<V>(operand)),
            order,    is_distinct};
    }
    /// With the values in that order: `StringAgg("name"_f, ", ").order_by("-year"_f)`. Distinct values
    /// can be in their own order only.
    template <OrderArgument... Term>
    auto order_by(const Term&... terms) const requires(Function::is_ordered) {
        using By = WindowOrder<Term...>;
        return AggregateOf<Function, Argument, Filter, Default, By>{
            function, argument, condition, otherwise, By({terms.order_term()...}), is_distinct};
    }
    /// The function over the rows of a window, so that each row keeps its own:
    /// `Sum("n"_f).over(...)`. Values are put together in the window's order.
    template <WindowPart... Part>
    constexpr auto over(Part... parts) const requires(std::is_same_v<Order, detail::no_order>) {
        return WindowOf<AggregateOf, Part...>{*this, std::move(parts)...};
    }

    template <class M, class N>
    static consteval auto check() {
        using Problem = typename detail::first_error<
            detail::operand_error_t<M, N, Argument>, typename Filter::template error<M, N>,
            typename Order::template error<M, N>, detail::operand_error_t<M, N, Default>>::type;
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
        if constexpr (requires { function.delimiter; })
            writer.value_of(node, SqlValue(function.delimiter));
        detail::write_operand(writer, argument);
        if constexpr (!std::is_same_v<Filter, detail::no_condition>) {
            const std::size_t clause = writer.begin(detail::ExprKind::filter_clause);
            condition.write(writer);
            writer.end(clause);
        }
        if constexpr (!std::is_same_v<Order, detail::no_order>) order.write(writer);
        if constexpr (has_default) detail::write_operand(writer, otherwise);
        writer.end(node);
    }
};

namespace detail {
template <class Function, computed Argument>
constexpr auto aggregate_of(Argument argument, Function function = {}) {
    return AggregateOf<Function, Argument>{
        std::move(function), std::move(argument), {}, {}, {}, false};
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
/// Whether a condition or boolean holds for all rows that have a value there; NULL of no rows.
template <detail::computed E>
constexpr auto BoolAnd(E expression) {
    return detail::aggregate_of<detail::truth_function<detail::Aggregation::min>>(
        std::move(expression));
}
/// Whether a condition or boolean holds for one of the rows at least; NULL of no rows.
template <detail::computed E>
constexpr auto BoolOr(E expression) {
    return detail::aggregate_of<detail::truth_function<detail::Aggregation::max>>(
        std::move(expression));
}
/// The texts, with that between them, such as `", "`; without those that are NULL, and NULL of no
/// texts. In no certain order, unless `.order_by` says one.
template <detail::computed E>
auto StringAgg(E expression, std::string delimiter) {
    return detail::aggregate_of<detail::string_function>(std::move(expression),
                                                         {{}, std::move(delimiter)});
}
/// The values as an array of JSON, NULL as its null; NULL of no rows. Decimals are numbers there,
/// and dates, times and UUIDs text. In no certain order, unless `.order_by` says one.
template <detail::computed E>
constexpr auto JSONAgg(E expression) {
    return detail::aggregate_of<detail::json_function>(std::move(expression));
}

}  // namespace aside
