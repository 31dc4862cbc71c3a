#pragma once
// Operands of operators and lookups: how they are kept, checked and written.
#include <iterator>
#include <utility>

#include "aside/detail/as_sql.hpp"
#include "aside/detail/prepared_query.hpp"

namespace aside {

struct SearchDocument;
struct SearchTerms;

}  // namespace aside

namespace aside::detail {

/// Throws `FieldError` unless a list for the lookup `range` has its two ends.
void require_two_values(std::size_t values);
/// Writes a queryset as the right side of `in`: the values of its rows, in no order.
void write_members(ExprWriter& writer, const std::shared_ptr<const Query>& query);
/// Writes a queryset as one value. Throws `FieldError` if it may have more rows than one.
void write_single(ExprWriter& writer, const std::shared_ptr<const Query>& query);
/// Whether a path that came at run time ends in a lookup of several values.
[[nodiscard]] bool takes_several(std::string_view path);
/// Closes a condition that stands in place of a value: of no conditions, it is true.
void end_truth(ExprWriter& writer, std::size_t begun);

template <class M, class N, class Operand>
struct operand_value {
    using type = Operand;
};
template <class M, class N, computed Operand>
struct operand_value<M, N, Operand> {
    using type = typename Operand::template value<M, N>;
};
/// The type of an operand: an expression's value, or the value itself.
template <class M, class N, class Operand>
using operand_t = typename operand_value<M, N, Operand>::type;

template <class M, class N, class Operand>
struct operand_error {
    using type = fine;
};
template <class M, class N, computed Operand>
struct operand_error<M, N, Operand> {
    using type = typename Operand::template error<M, N>;
};
template <class M, class N, class Operand>
using operand_error_t = typename operand_error<M, N, Operand>::type;

template <class Operand>
void write_operand(ExprWriter& writer, const Operand& operand) {
    if constexpr (Condition<Operand>) {
        const std::size_t begun = writer.size();
        operand.write(writer);
        end_truth(writer, begun);
    } else if constexpr (requires { operand.write(writer); })
        operand.write(writer);
    else
        writer.value(as_sql(operand), value_field_type<Operand>());
}

/// The parts of an operand that not every method takes.
template <class Operand>
consteval Contents contents_of() {
    if constexpr (requires { Operand::contents; })
        return Operand::contents;
    else
        return plain_contents;
}

/// The compile error of an aggregate or a window in a place that takes none, or `fine`.
template <class Argument>
using aggregate_error_t =
    std::conditional_t<(contents_of<Argument>() & (has_aggregate | has_window)) != 0,
                       aggregate_is_not_allowed_here<Argument>, fine>;
/// The compile error of an OuterRef that has no query around it, or `fine`.
template <class Argument>
using outer_error_t = std::conditional_t<(contents_of<Argument>() & has_outer) != 0,
                                         outer_ref_outside_of_a_subquery<Argument>, fine>;

/// Several values, as `in(1, 2, 3)` and `range(a, b)` take them.
template <class... Value>
struct value_pack;
template <>
struct value_pack<> {
    void write(ExprWriter&) const {}
};
template <class First, class... Rest>
struct value_pack<First, Rest...> {
    First first;
    value_pack<Rest...> rest;
    constexpr explicit value_pack(First value, Rest... values)
        : first(std::move(value)), rest(std::move(values)...) {}
    void write(ExprWriter& writer) const {
        write_operand(writer, first);
        rest.write(writer);
    }
};

/// The shape of a lookup's right side: one value, or several in one of three shapes.
template <class Right>
struct right_side {
    using shown = Right;  // in an error
    static constexpr bool is_single = true;
    static constexpr Contents contents = contents_of<Right>();
    template <class Check>
    static consteval bool all(Check) {
        return false;
    }
};
template <class Right>
struct shown_of {
    using type = typename right_side<Right>::shown;
};
template <class... Value>
struct right_side<value_pack<Value...>> {
    using shown = value_pack<Value...>;
    static constexpr Contents contents = (plain_contents | ... | contents_of<Value>());
    template <class Check>
    static consteval bool all([[maybe_unused]] Check check) {
        return (check(std::type_identity<Value>{}) && ...);
    }
    static void write(ExprWriter& writer, const value_pack<Value...>& values) {
        values.write(writer);
    }
};
template <class A, class B>
struct right_side<std::pair<A, B>> {
    using shown = std::pair<A, B>;
    static constexpr Contents contents = contents_of<A>() | contents_of<B>();
    template <class Check>
    static consteval bool all(Check check) {
        return check(std::type_identity<A>{}) && check(std::type_identity<B>{});
    }
    static void write(ExprWriter& writer, const std::pair<A, B>& values) {
        write_operand(writer, values.first);
        write_operand(writer, values.second);
    }
};
template <class M, class Row>
struct right_side<QueryOperand<M, Row>> {
    using shown = typename QueryOperand<M, Row>::value_type;
    static constexpr Contents contents = plain_contents;
    template <class Check>
    static consteval bool all(Check check) {
        return check(std::type_identity<QueryOperand<M, Row>>{});
    }
    static void write(ExprWriter& writer, const QueryOperand<M, Row>& rows) {
        write_members(writer, rows.query());
    }
};
template <range_like Range>
struct right_side<Range> {
    using shown = element_t<Range>;
    static constexpr Contents contents = plain_contents;
    template <class Check>
    static consteval bool all(Check check) {
        return check(std::type_identity<shown>{});
    }
    static void write(ExprWriter& writer, const Range& values) {
        for (const auto& value : values)
            writer.value(as_sql(static_cast<const shown&>(value)), value_field_type<shown>());
    }
};

/// The right side of a lookup as an error shows it: of several values the type of one.
template <Lookup L, class Right>
using shown_t = typename std::conditional_t<range_like<Right> && L != Lookup::in &&
                                                L != Lookup::range && !asks_for_keys(L),
                                            std::type_identity<Right>, shown_of<Right>>::type;

/// Whether something of that type can be compared to JSON, of which it then is a string, a number,
/// a truth value or any part.
template <class Type>
consteval bool compares_to_json() {
    using T = without_optional<Type>;
    return numeric<T> || is_decimal<T> || text_like<T> || std::is_same_v<T, DecimalLiteral> ||
           std::is_same_v<T, bool> || std::is_same_v<T, Json> || std::is_same_v<T, run_time_type>;
}
/// Whether a value of that type can be ordered against JSON, by `<` and its like: no truth value,
/// JSON or NULL.
template <class Right>
consteval bool orders_json() {
    using T = without_optional<Right>;
    return !std::is_same_v<T, bool> && !std::is_same_v<T, Json> && !is_null_constant<T>;
}
template <class T>
inline constexpr bool is_json = std::is_same_v<without_optional<T>, Json>;

/// Whether one value may be compared with a field of type `Field`.
template <class M, class N, class Field, class Value>
consteval bool comparable() {
    if constexpr (is_query_operand<Value> && is_json<Field>)
        return compares_to_json<column_value_t<typename Value::value_type>>();
    else if constexpr (is_query_operand<Value>)
        return agrees<Field, typename Value::value_type>();
    else if constexpr (computed<Value> && is_json<Field>)
        return compares_to_json<column_value_t<operand_t<M, N, Value>>>();
    else if constexpr (computed<Value>)
        return agrees<Field, operand_t<M, N, Value>>();
    else if constexpr (is_json<Field> && !is_null_constant<Value>)
        return compares_to_json<Value>();
    else if constexpr (is_related<without_optional<Field>>)
        return accepts<Field, Value>();
    else if constexpr (is_number_field<without_optional<Field>> && numeric<Value>)
        return !(is_decimal<without_optional<Field>> && std::is_floating_point_v<Value>);
    else
        return accepts<Field, Value>();
}
/// Whether an array is compared with that: an array, or one of its elements.
template <class M, class N, class Array, class Right>
consteval bool compares_to_array() {
    using Element = without_optional<typename Array::value_type>;
    if constexpr (is_query_operand<Right> || is_null_constant<Right>)
        return false;
    else if constexpr (computed<Right>)
        return agrees<Array, operand_t<M, N, Right>>();
    else if constexpr (range_like<Right>)
        return comparable<M, N, Element, element_t<Right>>();
    else
        return comparable<M, N, Element, Right>();
}
/// Whether a value is one key of a JSON object, or some.
template <bool One, class Right>
consteval bool names_keys() {
    if constexpr (One)
        return text_like<Right> && !is_null_constant<Right>;
    else
        return right_side<Right>::all(
            []<class V>(std::type_identity<V>) { return names_keys<true, V>(); });
}
/// Whether a lookup searches in what a SearchVector gives, or in text.
template <Lookup L, class M, class N, class Field, class Right>
consteval bool searches() {
    constexpr bool of_text =
        L == Lookup::search && (std::is_same_v<without_optional<Field>, std::string> ||
                                std::is_same_v<Field, run_time_type>);
    if constexpr (!of_text && L != Lookup::exact)
        return false;
    else if constexpr (computed<Right>)
        return std::is_same_v<operand_t<M, N, Right>, SearchTerms> ||
               (of_text && agrees<std::string, operand_t<M, N, Right>>());
    else
        return text_like<Right> && !is_null_constant<Right>;
}
/// Whether the right side of a lookup fits its left side, whose type is `Field`.
template <Lookup L, class M, class N, class Field, class Right>
consteval bool right_fits() {
    constexpr bool compares_keys = L == Lookup::exact || L == Lookup::not_equal ||
                                   L == Lookup::in || L == Lookup::isnull || compares_order(L) ||
                                   L == Lookup::range;
    if constexpr (is_related<without_optional<Field>> && !compares_keys)
        return false;
    else if constexpr (asks_for_keys(L))
        return (is_json<Field> ||
                std::is_same_v<Field, run_time_type>)&&names_keys<L == Lookup::has_key, Right>();
    else if constexpr (array_member<without_optional<Field>> &&
                       (compares_arrays(L) || L == Lookup::contains))
        return compares_to_array<M, N, without_optional<Field>, Right>();
    else if constexpr (compares_arrays(L) ||
                       (array_member<without_optional<Field>> && !compares_keys))
        return std::is_same_v<Field, run_time_type>;
    else if constexpr (std::is_same_v<without_optional<Field>, SearchDocument> ||
                       L == Lookup::search)
        return searches<L, M, N, Field, Right>();
    else if constexpr (is_json<Field> && L == Lookup::range)
        return right_side<Right>::all([]<class V>(std::type_identity<V>) {
            return orders_json<V>() && comparable<M, N, Field, V>();
        });
    else if constexpr (is_json<Field> && L == Lookup::contains)
        return text_like<Right> || computed<Right> || std::is_same_v<Right, Json>;
    else if constexpr (L == Lookup::isnull)
        return std::is_same_v<Right, bool>;
    else if constexpr (L == Lookup::range && is_query_operand<Right>)
        return false;
    else if constexpr (L == Lookup::in || L == Lookup::range)
        return right_side<Right>::all(
            []<class V>(std::type_identity<V>) { return comparable<M, N, Field, V>(); });
    else if constexpr (L == Lookup::exact || L == Lookup::not_equal)
        return comparable<M, N, Field, Right>();
    else if constexpr (compares_order(L))
        return !is_null_constant<Right> && comparable<M, N, Field, Right>() &&
               !(is_json<Field> && !orders_json<Right>());
    else
        return text_like<Right> || computed<Right>;
}
/// Whether a path, up to `Length`, ends on the key of `T` or on a foreign key's column to it.
template <class T, class M, fixed_string Path, std::size_t Length, std::size_t Begin = 0>
consteval bool ends_on_key_of() {
    constexpr std::string_view whole = Path.view().substr(0, Length);
    constexpr std::size_t end = end_of_segment(whole, Begin);
    constexpr std::string_view segment = whole.substr(Begin, end - Begin);
    constexpr std::size_t member = find_path_member<M>(segment);
    constexpr std::size_t column = find_key_column<M>(segment);
    if constexpr (member == not_found && column != not_found)
        return std::is_same_v<typename member_type<M, column>::target, T>;
    else if constexpr (end >= whole.size())
        return member == key_member<M>() && std::is_same_v<M, T>;
    else if constexpr (relation_member<member_type<M, member>>)
        return ends_on_key_of<T, typename member_type<M, member>::target, Path, Length, end + 2>();
    else
        return false;
}
/// Whether a queryset of objects stands beside a path that may mean them: a relation to them, which
/// its type tells, or their key.
template <class M, class N, fixed_string Path, std::size_t Length, class Right>
consteval bool objects_fit() {
    using T = without_optional<typename Right::value_type>;
    if constexpr (!is_related<T> || begins_with_annotation<N, Path>())
        return true;
    else if constexpr (is_related<without_optional<typename resolve_t<M, N, Path>::type>>)
        return true;
    else
        return ends_on_key_of<typename T::model, M, Path, Length>();
}
template <Lookup L, class M, class N, fixed_string Path, std::size_t Length, class Right>
consteval bool right_fits_path() {
    if constexpr (!right_fits<L, M, N, typename resolve_t<M, N, Path>::type, Right>())
        return false;
    else if constexpr (is_query_operand<Right>)
        return objects_fit<M, N, Path, Length, Right>();
    else
        return true;
}
/// Whether the right side is one value that is there.
template <Lookup L, class Right>
consteval bool is_plain_right() {
    constexpr bool several =
        L == Lookup::in || L == Lookup::range || L == Lookup::has_keys || L == Lookup::has_any_keys;
    constexpr bool computes = Condition<Right> || is_query_operand<Right> ||
                              requires(ExprWriter writer, const Right& right) {
        right.write(writer);
    };
    return !several && !computes;
}
/// Whether a comparison of a path is a term of a form.
template <Lookup L, class Right>
consteval bool is_form_term() {
    return binds_its_value(L) && is_plain_right<L, Right>();
}
/// Whether the left side is a path whose text is known.
template <class Left>
consteval bool is_static_path() {
    if constexpr (requires { Left::is_path; })
        return Left::is_path;
    else
        return false;
}
template <Lookup L, class Right>
void write_right(ExprWriter& writer, const Right& right) {
    if constexpr (L == Lookup::range && range_like<Right>)
        require_two_values(static_cast<std::size_t>(std::distance(right.begin(), right.end())));
    if constexpr (L == Lookup::in || L == Lookup::range || L == Lookup::has_keys ||
                  L == Lookup::has_any_keys)
        right_side<Right>::write(writer, right);
    else if constexpr (is_query_operand<Right>)
        write_single(writer, right.query());
    else
        write_operand(writer, right);
}

/// A lookup of a path.
template <Lookup L, class Right>
void write_lookup_of(ExprWriter& writer, std::string_view path, const Right& right) {
    if constexpr (is_plain_right<L, Right>()) {
        writer.comparison(L, path, as_sql(right), value_field_type<Right>());
    } else {
        const std::size_t node = writer.begin(ExprKind::lookup, static_cast<unsigned char>(L));
        writer.path(path);
        write_right<L>(writer, right);
        writer.end(node);
    }
}

/// Whether it reads a column of a model that may be NULL; a NOT around a comparison asks for that,
/// and so makes it true.
template <class M, class N, class Operand>
consteval bool guarded_below_not() {
    if constexpr (requires { Operand::template guarded<M, N>; })
        return Operand::template guarded<M, N>;
    else
        return false;
}
/// Whether one side of a comparison may make it NULL.
template <class M, class N, bool Negated, class Operand>
consteval bool side_may_be_null() {
    if constexpr (is_query_operand<Operand>) {
        return !Negated;
    } else if constexpr (computed<Operand>) {
        using T = operand_t<M, N, Operand>;
        return (is_optional<T> || std::is_same_v<T, unknown_type> ||
                std::is_same_v<T, run_time_type>)&&!(Negated && guarded_below_not<M, N, Operand>());
    } else {
        return false;
    }
}
template <class M, class N, bool Negated, class Right>
consteval bool right_may_be_null() {
    if constexpr (requires { right_side<Right>::is_single; } || is_query_operand<Right>)
        return side_may_be_null<M, N, Negated, Right>();
    else
        return !right_side<Right>::all(
            []<class V>(std::type_identity<V>) { return !side_may_be_null<M, N, Negated, V>(); });
}
/// Whether a condition may be NULL; `Negated` if it stands below an odd number of NOTs.
template <class M, class N, bool Negated, class C>
consteval bool condition_may_be_null() {
    if constexpr (requires { C::template may_be_null<M, N, Negated>(); })
        return C::template may_be_null<M, N, Negated>();
    else
        return is_optional<typename C::template value<M, N>>;
}
template <class M, class N, class C>
using truth_t =
    std::conditional_t<condition_may_be_null<M, N, false, C>(), std::optional<bool>, bool>;

/// The value as an expression keeps it: owned, except a literal.
template <class V>
constexpr owned_t<V> own(V&& value) {
    return owned_t<V>{std::forward<V>(value)};
}
/// The value as an expression keeps it beside a path: owned, except a literal. For an object it is
/// its key, and the error for an object without one names the path.
template <class V>
constexpr owned_t<V> own_beside(std::string_view path, V&& value) {
    if constexpr (is_object_key<owned_t<V>>)
        return owned_t<V>{value, path};
    else
        return own(std::forward<V>(value));
}
/// The path of an expression that is one; empty for others.
template <class E>
constexpr std::string_view path_of() {
    if constexpr (requires { E::path.view(); })
        return E::path.view();
    else
        return {};
}

}  // namespace aside::detail
