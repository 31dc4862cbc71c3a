#pragma once
// Conditions and expressions: small values that know their types and write themselves into plain
// data.
#include <initializer_list>
#include <utility>
#include <vector>

#include "aside/detail/arithmetic.hpp"
#include "aside/order.hpp"

namespace aside {

/// One term of an ordering by what is computed of a row.
template <class E>
struct ExpressionOrdering {
    static constexpr detail::Contents contents = E::contents & ~detail::has_window;
    E expression;
    bool descending;
    detail::OrderTerm::Nulls nulls;

    template <class M, class N>
    using order_error = typename E::template error<M, N>;
    [[nodiscard]] detail::OrderTerm order_term() const {
        detail::OrderTerm term{.descending = descending, .nulls = nulls};
        detail::ExprWriter writer(term.expr);
        detail::write_operand(writer, expression);
        return term;
    }
};

/// The directions of an ordering by what derives from it.
template <class Self>
struct Orderable {
    constexpr auto asc() const { return ordered(false, detail::OrderTerm::Nulls::engine); }
    constexpr auto asc(nulls_first_t) const {
        return ordered(false, detail::OrderTerm::Nulls::first);
    }
    constexpr auto asc(nulls_last_t) const {
        return ordered(false, detail::OrderTerm::Nulls::last);
    }
    constexpr auto desc() const { return ordered(true, detail::OrderTerm::Nulls::engine); }
    constexpr auto desc(nulls_first_t) const {
        return ordered(true, detail::OrderTerm::Nulls::first);
    }
    constexpr auto desc(nulls_last_t) const {
        return ordered(true, detail::OrderTerm::Nulls::last);
    }
    template <class M, class N>
    using order_error = detail::operand_error_t<M, N, Self>;
    [[nodiscard]] detail::OrderTerm order_term() const { return asc().order_term(); }

private:
    constexpr auto ordered(bool descending, detail::OrderTerm::Nulls nulls) const {
        return ExpressionOrdering<Self>{static_cast<const Self&>(*this), descending, nulls};
    }
};

/// `left op right`, such as `"year"_f > 1990`; `detail::Lookup` names the operator.
template <class Left, detail::Lookup Operator, class Right>
struct [[nodiscard]] Comparison : condition_tag, Orderable<Comparison<Left, Operator, Right>> {
    Left left;
    Right right;
    constexpr Comparison(Left l, Right r) : left(std::move(l)), right(std::move(r)) {}

    static constexpr detail::Contents contents =
        Left::contents | detail::right_side<Right>::contents;
    template <class M, class N>
    static consteval auto check() {
        using Problem = typename Left::template error<M, N>;
        if constexpr (!std::is_same_v<Problem, detail::fine>) {
            return std::type_identity<Problem>{};
        } else if constexpr (!std::is_same_v<detail::operand_error_t<M, N, Right>, detail::fine>) {
            return std::type_identity<detail::operand_error_t<M, N, Right>>{};
        } else {
            using Field = typename Left::template value<M, N>;
            constexpr bool fits = [] {
                if constexpr (detail::is_query_operand<Right> && requires { Left::path.view(); })
                    return detail::right_fits_path<Operator, M, N, Left::path,
                                                   Left::path.view().size(), Right>();
                else
                    return detail::right_fits<Operator, M, N, Field, Right>();
            }();
            if constexpr (fits)
                return std::type_identity<detail::fine>{};
            else
                return std::type_identity<value_has_the_wrong_type<
                    M, typename Left::label, Field, typename detail::right_side<Right>::shown>>{};
        }
    }
    template <class M, class N>
    using error = typename decltype(check<M, N>())::type;
    /// As a value: NULL where a side is.
    template <class M, class N, bool Negated>
    static consteval bool may_be_null() {
        if constexpr (Operator == detail::Lookup::isnull || detail::is_null_constant<Right>) {
            return false;
        } else if constexpr (Operator == detail::Lookup::in && detail::is_query_operand<Right>) {
            return detail::side_may_be_null<M, N, Negated, Left>() ||
                   (!Negated && detail::is_optional<typename Right::value_type>);
        } else {
            constexpr bool below_not = Negated != (Operator == detail::Lookup::not_equal);
            return detail::side_may_be_null<M, N, below_not, Left>() ||
                   detail::right_may_be_null<M, N, below_not, Right>();
        }
    }
    template <class M, class N>
    using value = detail::truth_t<M, N, Comparison>;

    /// Compares a column of the model itself with a value.
    template <class M, class N>
    static consteval bool stands_alone() {
        if constexpr (detail::compares_path<Left, Operator, Right>())
            return Left::template own_column<M, N>;
        else
            return false;
    }
    void write(detail::ExprWriter& writer) const {
        if constexpr (detail::compares_path<Left, Operator, Right>()) {
            writer.comparison(Operator, Left::path.view(), detail::as_sql(right),
                              detail::value_field_type<Right>());
        } else {
            const std::size_t node =
                writer.begin(detail::ExprKind::lookup, static_cast<unsigned char>(Operator));
            left.write(writer);
            detail::write_right<Operator>(writer, right);
            writer.end(node);
        }
    }
};

/// Two conditions joined by AND, OR or XOR.
template <class A, class B, detail::ExprKind Kind>
struct [[nodiscard]] Combined : condition_tag, Orderable<Combined<A, B, Kind>> {
    A a;
    B b;
    constexpr Combined(A x, B y) : a(std::move(x)), b(std::move(y)) {}

    static constexpr detail::Contents contents = A::contents | B::contents;
    template <class M, class N>
    using error = typename detail::first_error<typename A::template error<M, N>,
                                               typename B::template error<M, N>>::type;
    template <class M, class N, bool Negated>
    static consteval bool may_be_null() {
        return Kind != detail::ExprKind::odd_of &&
               (detail::condition_may_be_null<M, N, Negated, A>() ||
                detail::condition_may_be_null<M, N, Negated, B>());
    }
    template <class M, class N>
    using value = detail::truth_t<M, N, Combined>;

    void write(detail::ExprWriter& writer) const {
        const std::size_t node = writer.begin(Kind);
        a.write(writer);
        b.write(writer);
        writer.end(node);
    }
};
template <class A>
struct [[nodiscard]] Negated : condition_tag, Orderable<Negated<A>> {
    A a;
    constexpr explicit Negated(A x) : a(std::move(x)) {}

    static constexpr detail::Contents contents = A::contents;
    template <class M, class N>
    using error = typename A::template error<M, N>;
    template <class M, class N, bool Inverted>
    static consteval bool may_be_null() {
        return detail::condition_may_be_null<M, N, !Inverted, A>();
    }
    template <class M, class N>
    using value = detail::truth_t<M, N, Negated>;

    void write(detail::ExprWriter& writer) const {
        const std::size_t node = writer.begin(detail::ExprKind::negation);
        a.write(writer);
        writer.end(node);
    }
};

template <Condition A, Condition B>
constexpr auto operator&&(A a, B b) {
    return Combined<A, B, detail::ExprKind::all_of>{std::move(a), std::move(b)};
}
template <Condition A, Condition B>
constexpr auto operator||(A a, B b) {
    return Combined<A, B, detail::ExprKind::any_of>{std::move(a), std::move(b)};
}
template <Condition A, Condition B>
constexpr auto operator^(A a, B b) {
    return Combined<A, B, detail::ExprKind::odd_of>{std::move(a), std::move(b)};
}
template <Condition A>
constexpr auto operator!(A a) {
    return Negated<A>{std::move(a)};
}

namespace detail {
template <Lookup Operator, class L, class V>
constexpr auto compare(L left, V&& right) {
    return Comparison<L, Operator, owned_t<V>>{
        std::move(left), own_beside(path_of<L>(), std::forward<V>(right))};
}
}  // namespace detail

/// The lookups by name, for whatever can stand on the left of one, and the directions of an ordering
/// by it.
template <class Self>
struct Lookups : expression_tag, Orderable<Self> {
    template <class V>
    constexpr auto exact(V&& value) const {
        return make<detail::Lookup::exact>(std::forward<V>(value));
    }
    template <class V>
    constexpr auto iexact(V&& value) const {
        return make<detail::Lookup::iexact>(std::forward<V>(value));
    }
    template <class V>
    constexpr auto contains(V&& value) const {
        return make<detail::Lookup::contains>(std::forward<V>(value));
    }
    template <class V>
    constexpr auto icontains(V&& value) const {
        return make<detail::Lookup::icontains>(std::forward<V>(value));
    }
    template <class V>
    constexpr auto startswith(V&& value) const {
        return make<detail::Lookup::startswith>(std::forward<V>(value));
    }
    template <class V>
    constexpr auto istartswith(V&& value) const {
        return make<detail::Lookup::istartswith>(std::forward<V>(value));
    }
    template <class V>
    constexpr auto endswith(V&& value) const {
        return make<detail::Lookup::endswith>(std::forward<V>(value));
    }
    template <class V>
    constexpr auto iendswith(V&& value) const {
        return make<detail::Lookup::iendswith>(std::forward<V>(value));
    }
    template <class V>
    constexpr auto gt(V&& value) const {
        return make<detail::Lookup::gt>(std::forward<V>(value));
    }
    template <class V>
    constexpr auto gte(V&& value) const {
        return make<detail::Lookup::gte>(std::forward<V>(value));
    }
    template <class V>
    constexpr auto lt(V&& value) const {
        return make<detail::Lookup::lt>(std::forward<V>(value));
    }
    template <class V>
    constexpr auto lte(V&& value) const {
        return make<detail::Lookup::lte>(std::forward<V>(value));
    }
    /// A regular expression in PCRE's syntax, found anywhere in the text.
    template <class V>
    constexpr auto regex(V&& value) const {
        return make<detail::Lookup::regex>(std::forward<V>(value));
    }
    template <class V>
    constexpr auto iregex(V&& value) const {
        return make<detail::Lookup::iregex>(std::forward<V>(value));
    }
    constexpr auto isnull(bool value = true) const { return make<detail::Lookup::isnull>(value); }
    /// Both ends included.
    template <class A, class B>
    constexpr auto range(A&& from, B&& to) const {
        return pack<detail::Lookup::range>(std::forward<A>(from), std::forward<B>(to));
    }
    /// One of a range's values; of none, nothing matches and no statement runs.
    template <class R>
    constexpr auto in(R&& range) const {
        if constexpr (detail::range_like<std::decay_t<R>> ||
                      detail::queryset_like<std::decay_t<R>>)
            return make<detail::Lookup::in>(std::forward<R>(range));
        else
            return pack<detail::Lookup::in>(std::forward<R>(range));
    }
    template <class V>
    auto in(std::initializer_list<V> values) const {
        return make<detail::Lookup::in>(std::vector<V>(values));
    }
    /// One of these values.
    template <class A, class B, class... More>
    constexpr auto in(A&& a, B&& b, More&&... more) const {
        return pack<detail::Lookup::in>(std::forward<A>(a), std::forward<B>(b),
                                        std::forward<More>(more)...);
    }

    /// Whether a JSON object has that key, or an array that index written as text.
    template <class V>
    constexpr auto has_key(V&& key) const {
        return make<detail::Lookup::has_key>(std::forward<V>(key));
    }
    /// Whether it has all of these keys, or all of a range's.
    template <class... V>
    constexpr auto has_keys(V&&... keys) const {
        return make_of_keys<detail::Lookup::has_keys>(std::forward<V>(keys)...);
    }
    /// Whether it has one of these keys, or of a range's.
    template <class... V>
    constexpr auto has_any_keys(V&&... keys) const {
        return make_of_keys<detail::Lookup::has_any_keys>(std::forward<V>(keys)...);
    }

private:
    template <detail::Lookup Operator, class V>
    constexpr auto make(V&& value) const {
        return detail::compare<Operator>(static_cast<const Self&>(*this), std::forward<V>(value));
    }
    template <detail::Lookup Operator, class... V>
    constexpr auto make_of_keys(V&&... keys) const {
        if constexpr (sizeof...(V) == 1 && (detail::range_like<std::decay_t<V>> && ...))
            return make<Operator>(std::forward<V>(keys)...);
        else
            return pack<Operator>(std::forward<V>(keys)...);
    }
    template <detail::Lookup Operator, class... V>
    constexpr auto pack(V&&... values) const {
        using Pack = detail::value_pack<detail::owned_t<V>...>;
        return Comparison<Self, Operator, Pack>{static_cast<const Self&>(*this),
                                                Pack(detail::own(std::forward<V>(values))...)};
    }
};

/// `a op b` of numbers, or of dates, times and durations; also NULL where `b` is computed, and zero
/// is divided by.
template <class A, char Operator, class B>
struct [[nodiscard]] Arithmetic : Lookups<Arithmetic<A, Operator, B>> {
    A a;
    B b;
    constexpr Arithmetic(A x, B y) : a(std::move(x)), b(std::move(y)) {}

    static constexpr detail::Contents contents =
        detail::contents_of<A>() | detail::contents_of<B>();
    using label = Arithmetic;

    template <class M, class N>
    static consteval auto check() {
        using ProblemA = detail::operand_error_t<M, N, A>;
        using ProblemB = detail::operand_error_t<M, N, B>;
        using TypeA = detail::operand_t<M, N, A>;
        using TypeB = detail::operand_t<M, N, B>;
        if constexpr (!std::is_same_v<ProblemA, detail::fine>)
            return std::type_identity<ProblemA>{};
        else if constexpr (!std::is_same_v<ProblemB, detail::fine>)
            return std::type_identity<ProblemB>{};
        else if constexpr (!std::is_same_v<detail::arithmetic_t<TypeA, Operator, TypeB>,
                                           detail::unknown_type>)
            return std::type_identity<detail::fine>{};
        else if constexpr (Operator == '+' && detail::is_text<TypeA> && detail::is_text<TypeB>)
            return std::type_identity<text_is_joined_by_Concat<TypeA, TypeB>>{};
        else
            return std::type_identity<operands_do_not_combine<TypeA, Operator, TypeB>>{};
    }
    template <class M, class N>
    using error = typename decltype(check<M, N>())::type;
    template <class M, class N>
    static constexpr bool guarded =
        detail::guarded_below_not<M, N, A>() || detail::guarded_below_not<M, N, B>();
    template <class M, class N>
    using value =
        detail::optional_if<detail::arithmetic_t<detail::operand_t<M, N, A>, Operator,
                                                 detail::operand_t<M, N, B>>,
                            detail::is_optional<detail::operand_t<M, N, A>> ||
                                detail::is_optional<detail::operand_t<M, N, B>> ||
                                detail::may_divide_by_zero<Operator, B>>;

    void write(detail::ExprWriter& writer) const {
        const std::size_t node =
            writer.begin(detail::ExprKind::arithmetic, static_cast<unsigned char>(Operator));
        detail::write_operand(writer, a);
        detail::write_operand(writer, b);
        writer.end_operation(node);
    }
};

// Both orders by hand: a comparison that the compiler rewrites would have to return bool.
template <Expression L, class V>
constexpr auto operator==(L left, V&& right) {
    return detail::compare<detail::Lookup::exact>(std::move(left), std::forward<V>(right));
}
template <class V, Expression R>
requires(!Expression<std::remove_cvref_t<V>>) constexpr auto operator==(V&& left, R right) {
    return detail::compare<detail::Lookup::exact>(std::move(right), std::forward<V>(left));
}
template <Expression L, class V>
constexpr auto operator!=(L left, V&& right) {
    return detail::compare<detail::Lookup::not_equal>(std::move(left), std::forward<V>(right));
}
template <class V, Expression R>
requires(!Expression<std::remove_cvref_t<V>>) constexpr auto operator!=(V&& left, R right) {
    return detail::compare<detail::Lookup::not_equal>(std::move(right), std::forward<V>(left));
}
template <Expression L, class V>
constexpr auto operator<(L left, V&& right) {
    return detail::compare<detail::Lookup::lt>(std::move(left), std::forward<V>(right));
}
template <class V, Expression R>
requires(!Expression<std::remove_cvref_t<V>>) constexpr auto operator<(V&& left, R right) {
    return detail::compare<detail::Lookup::gt>(std::move(right), std::forward<V>(left));
}
template <Expression L, class V>
constexpr auto operator<=(L left, V&& right) {
    return detail::compare<detail::Lookup::lte>(std::move(left), std::forward<V>(right));
}
template <class V, Expression R>
requires(!Expression<std::remove_cvref_t<V>>) constexpr auto operator<=(V&& left, R right) {
    return detail::compare<detail::Lookup::gte>(std::move(right), std::forward<V>(left));
}
template <Expression L, class V>
constexpr auto operator>(L left, V&& right) {
    return detail::compare<detail::Lookup::gt>(std::move(left), std::forward<V>(right));
}
template <class V, Expression R>
requires(!Expression<std::remove_cvref_t<V>>) constexpr auto operator>(V&& left, R right) {
    return detail::compare<detail::Lookup::lt>(std::move(right), std::forward<V>(left));
}
template <Expression L, class V>
constexpr auto operator>=(L left, V&& right) {
    return detail::compare<detail::Lookup::gte>(std::move(left), std::forward<V>(right));
}
template <class V, Expression R>
requires(!Expression<std::remove_cvref_t<V>>) constexpr auto operator>=(V&& left, R right) {
    return detail::compare<detail::Lookup::lte>(std::move(right), std::forward<V>(left));
}

template <Expression L, class V>
constexpr auto operator+(L left, V&& right) {
    return Arithmetic<L, '+', detail::owned_t<V>>{std::move(left),
                                                  detail::own(std::forward<V>(right))};
}
template <class V, Expression R>
requires(!Expression<std::remove_cvref_t<V>>) constexpr auto operator+(V&& left, R right) {
    return Arithmetic<detail::owned_t<V>, '+', R>{detail::own(std::forward<V>(left)),
                                                  std::move(right)};
}
template <Expression L, class V>
constexpr auto operator-(L left, V&& right) {
    return Arithmetic<L, '-', detail::owned_t<V>>{std::move(left),
                                                  detail::own(std::forward<V>(right))};
}
template <class V, Expression R>
requires(!Expression<std::remove_cvref_t<V>>) constexpr auto operator-(V&& left, R right) {
    return Arithmetic<detail::owned_t<V>, '-', R>{detail::own(std::forward<V>(left)),
                                                  std::move(right)};
}
template <Expression L, class V>
constexpr auto operator*(L left, V&& right) {
    return Arithmetic<L, '*', detail::owned_t<V>>{std::move(left),
                                                  detail::own(std::forward<V>(right))};
}
template <class V, Expression R>
requires(!Expression<std::remove_cvref_t<V>>) constexpr auto operator*(V&& left, R right) {
    return Arithmetic<detail::owned_t<V>, '*', R>{detail::own(std::forward<V>(left)),
                                                  std::move(right)};
}
template <Expression L, class V>
constexpr auto operator/(L left, V&& right) {
    return Arithmetic<L, '/', detail::owned_t<V>>{std::move(left),
                                                  detail::own(std::forward<V>(right))};
}
template <class V, Expression R>
requires(!Expression<std::remove_cvref_t<V>>) constexpr auto operator/(V&& left, R right) {
    return Arithmetic<detail::owned_t<V>, '/', R>{detail::own(std::forward<V>(left)),
                                                  std::move(right)};
}
template <Expression L, class V>
constexpr auto operator%(L left, V&& right) {
    return Arithmetic<L, '%', detail::owned_t<V>>{std::move(left),
                                                  detail::own(std::forward<V>(right))};
}
template <class V, Expression R>
requires(!Expression<std::remove_cvref_t<V>>) constexpr auto operator%(V&& left, R right) {
    return Arithmetic<detail::owned_t<V>, '%', R>{detail::own(std::forward<V>(left)),
                                                  std::move(right)};
}

template <Expression E>
constexpr auto operator-(E expression) {
    return Arithmetic<E, '*', std::int64_t>{std::move(expression), -1};
}

}  // namespace aside
