#pragma once
// Functions over the rows around a row: `RowNumber().over(partition_by("box"_f),
// order_by("-id"_f))`.
#include <cstdint>
#include <optional>

#include "aside/expression.hpp"

namespace aside {

/// A part of a window: its partition, its order or its frame.
template <class T>
concept WindowPart = requires {
    T::is_window_part;
};

/// PARTITION BY; `partition_by(...)` makes it.
template <class... E>
struct PartitionBy {
    static constexpr bool is_window_part = true;
    static constexpr detail::Contents contents = (detail::plain_contents | ... | E::contents);
    detail::value_pack<E...> expressions;
    constexpr explicit PartitionBy(E... e) : expressions(std::move(e)...) {}

    template <class M, class N>
    using error = typename detail::first_error<typename E::template error<M, N>...>::type;
    void write(detail::ExprWriter& writer) const {
        const std::size_t node = writer.begin(detail::ExprKind::partition);
        expressions.write(writer);
        writer.end(node);
    }
};
/// The rows of a window are those that are equal in all of these.
template <detail::computed... E>
constexpr auto partition_by(E... expressions) {
    return PartitionBy<E...>(std::move(expressions)...);
}

namespace detail {
void write_order_term(ExprWriter& writer, const OrderTerm& term);
}
/// The order of a window's rows; `order_by(...)` makes it.
template <class... Term>
struct WindowOrder : detail::CopiedWhenMoved<WindowOrder<Term...>> {
    static constexpr bool is_window_part = true;
    static constexpr detail::Contents contents = detail::plain_contents;
    std::vector<detail::OrderTerm> terms;
    explicit WindowOrder(std::vector<detail::OrderTerm> t) : terms(std::move(t)) {}

    template <class M, class N>
    using error = typename detail::first_error<typename Term::template order_error<M, N>...>::type;
    void write(detail::ExprWriter& writer) const {
        const std::size_t node = writer.begin(detail::ExprKind::ordering);
        for (const detail::OrderTerm& term : terms) detail::write_order_term(writer, term);
        writer.end(node);
    }
};
/// The order in which a window's rows are gone through.
template <OrderArgument... Term>
auto order_by(const Term&... terms) {
    return WindowOrder<Term...>({terms.order_term()...});
}

/// The rows that a function looks at: from so many before the current one to so many behind it. A
/// negative number is before, nothing is no bound: `RowRange(-2, 0)`, `RowRange(std::nullopt, 0)`.
class RowRange {
public:
    static constexpr bool is_window_part = true;
    static constexpr bool is_frame = true;
    static constexpr detail::Contents contents = detail::plain_contents;
    constexpr RowRange(std::optional<std::int64_t> start, std::optional<std::int64_t> end)
        : start_(start), end_(end) {}
    template <class M, class N>
    using error = detail::fine;
    void write(detail::ExprWriter& writer) const { write_frame(writer, 0); }

protected:
    void write_frame(detail::ExprWriter& writer, unsigned char op) const {
        const std::size_t node = writer.begin(detail::ExprKind::frame, op);
        writer.value(detail::as_sql(start_));
        writer.value(detail::as_sql(end_));
        writer.end(node);
    }

private:
    std::optional<std::int64_t> start_;
    std::optional<std::int64_t> end_;
};
/// The rows that a function looks at, by the value that rows are ordered by: from so far before the
/// current row's value to so far behind it. With 0 all rows with an equal value are among them.
class ValueRange : public RowRange {
public:
    using RowRange::RowRange;
    void write(detail::ExprWriter& writer) const { write_frame(writer, 1); }
};

/// A function over a window; `.over(...)` makes it.
template <class Inner, WindowPart... Part>
struct [[nodiscard]] WindowOf : Lookups<WindowOf<Inner, Part...>> {
    Inner inner;
    detail::value_pack<Part...> parts;
    constexpr explicit WindowOf(Inner i, Part... p) : inner(std::move(i)), parts(std::move(p)...) {}

    static constexpr detail::Contents contents =
        ((Inner::contents & ~detail::has_aggregate) | ... | Part::contents) | detail::has_window;
    static constexpr bool framed = (requires { Part::is_frame; } || ...);
    using label = WindowOf;

    template <class M, class N>
    using error = typename detail::first_error<typename Inner::template error<M, N>,
                                               typename Part::template error<M, N>...>::type;
    /// A frame may be empty, and the value over it then is NULL.
    template <class M, class N>
    using value = std::conditional_t<framed && Inner::null_of_no_rows,
                                     detail::with_optional<typename Inner::template value<M, N>>,
                                     typename Inner::template value<M, N>>;

    void write(detail::ExprWriter& writer) const {
        const std::size_t node = writer.begin(detail::ExprKind::window);
        inner.write(writer);
        parts.write(writer);
        writer.end(node);
    }
};

namespace detail {

/// The result type of a window function, of the types of its arguments.
struct ranks {
    template <class...>
    using result = std::int64_t;
    static constexpr bool null_of_no_rows = false;
};
struct shares {
    template <class...>
    using result = double;
    static constexpr bool null_of_no_rows = false;
};
/// The value of another row, if there is one.
struct neighbours {
    template <class T, class...>
    using result = with_optional<T>;
    static constexpr bool null_of_no_rows = false;
};
/// The value of another row, or `Default` if there is none.
struct neighbours_or {
    template <class T, class Offset, class Default>
    using result = optional_if<with_default_t<T, Default>, is_optional<T> || is_optional<Default>>;
    static constexpr bool null_of_no_rows = false;
};
struct ends {
    template <class T>
    using result = T;
    static constexpr bool null_of_no_rows = true;
};

}  // namespace detail

/// A function that needs a window: it is nothing without `.over(...)`.
template <detail::Function Name, class Result, class... Argument>
struct [[nodiscard]] WindowFunction
    : detail::CopiedWhenMoved<WindowFunction<Name, Result, Argument...>> {
    detail::value_pack<Argument...> arguments;
    constexpr explicit WindowFunction(Argument... a) : arguments(std::move(a)...) {}

    static constexpr detail::Contents contents =
        (detail::plain_contents | ... | detail::contents_of<Argument>());
    static constexpr bool null_of_no_rows = Result::null_of_no_rows;

    template <WindowPart... Part>
    constexpr auto over(Part... parts) const {
        return WindowOf<WindowFunction, Part...>{*this, std::move(parts)...};
    }

    template <class M, class N>
    using error = typename detail::first_error<detail::operand_error_t<M, N, Argument>...>::type;
    template <class M, class N>
    using value = typename Result::template result<
        detail::column_value_t<detail::operand_t<M, N, Argument>>...>;
    void write(detail::ExprWriter& writer) const {
        const std::size_t node =
            writer.begin(detail::ExprKind::function, static_cast<unsigned char>(Name));
        arguments.write(writer);
        writer.end(node);
    }
};

/// The row's number in its window, from 1.
constexpr auto RowNumber() { return WindowFunction<detail::Function::row_number, detail::ranks>{}; }
/// The row's rank in its window, from 1: rows that are equal in the ordering have the same rank,
/// and a gap follows them.
constexpr auto Rank() { return WindowFunction<detail::Function::rank, detail::ranks>{}; }
/// The row's rank in its window, from 1: rows that are equal in the ordering have the same rank,
/// and no gap follows them.
constexpr auto DenseRank() { return WindowFunction<detail::Function::dense_rank, detail::ranks>{}; }
/// (rank - 1) / (rows - 1), from 0 to 1.
constexpr auto PercentRank() {
    return WindowFunction<detail::Function::percent_rank, detail::shares>{};
}
/// The share of rows that come no later than this one.
constexpr auto CumeDist() { return WindowFunction<detail::Function::cume_dist, detail::shares>{}; }
/// Which of so many parts, as equal as can be, the row is in, from 1.
constexpr auto Ntile(std::int64_t parts) {
    return WindowFunction<detail::Function::ntile, detail::ranks, std::int64_t>(parts);
}
/// The value `offset` rows before this one, NULL if there is none.
template <detail::computed E>
constexpr auto Lag(E expression, std::int64_t offset = 1) {
    return WindowFunction<detail::Function::lag, detail::neighbours, E, std::int64_t>(
        std::move(expression), offset);
}
/// The value `offset` rows before this one, `otherwise` if there is none.
template <detail::computed E, class Default>
constexpr auto Lag(E expression, std::int64_t offset, Default&& otherwise) {
    return WindowFunction<detail::Function::lag, detail::neighbours_or, E, std::int64_t,
                          detail::owned_t<Default>>(std::move(expression), offset,
                                                    detail::own(std::forward<Default>(otherwise)));
}
/// The value `offset` rows behind this one, NULL if there is none.
template <detail::computed E>
constexpr auto Lead(E expression, std::int64_t offset = 1) {
    return WindowFunction<detail::Function::lead, detail::neighbours, E, std::int64_t>(
        std::move(expression), offset);
}
/// The value `offset` rows behind this one, `otherwise` if there is none.
template <detail::computed E, class Default>
constexpr auto Lead(E expression, std::int64_t offset, Default&& otherwise) {
    return WindowFunction<detail::Function::lead, detail::neighbours_or, E, std::int64_t,
                          detail::owned_t<Default>>(std::move(expression), offset,
                                                    detail::own(std::forward<Default>(otherwise)));
}
/// The value of the first row of the frame.
template <detail::computed E>
constexpr auto FirstValue(E expression) {
    return WindowFunction<detail::Function::first_value, detail::ends, E>(std::move(expression));
}
/// The value of the last row of the frame, which ends at the current row unless it is said to end
/// elsewhere.
template <detail::computed E>
constexpr auto LastValue(E expression) {
    return WindowFunction<detail::Function::last_value, detail::ends, E>(std::move(expression));
}
/// The value of the nth row of the frame, from 1; NULL if it has fewer rows.
template <detail::computed E>
constexpr auto NthValue(E expression, std::int64_t n) {
    return WindowFunction<detail::Function::nth_value, detail::neighbours, E, std::int64_t>(
        std::move(expression), n);
}

}  // namespace aside
