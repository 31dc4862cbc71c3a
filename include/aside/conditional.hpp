#pragma once
// Plain values as expressions, and CASE: `Case(When("stock"_f == 0, "none")).otherwise("some")`.
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "aside/detail/arithmetic.hpp"
#include "aside/expression.hpp"
#include "aside/field.hpp"

namespace aside {

/// No column has such values, so that they are none of SQL; NULL alone has no type:
/// `Value(std::optional<int>())` has one.
template <class Given>
struct value_has_no_type;
/// The values of a CASE have no type in common that takes all of them without loss.
template <class First, class Other>
struct case_values_have_different_types;

namespace detail {

/// The value of an object is its key.
template <class T>
struct kept_type {
    using type = plain_type_t<T>;
};
template <class M>
struct kept_type<ObjectKey<M>> {
    using type = related<M>;
};
template <class T>
using kept_type_t = typename kept_type<T>::type;

}  // namespace detail

/// A plain value as an expression; `Value` makes it.
template <class T>
struct [[nodiscard]] ValueOf : Lookups<ValueOf<T>>, detail::CopiedWhenMoved<ValueOf<T>> {
    T held;
    constexpr explicit ValueOf(T v) : held(std::move(v)) {}

    static constexpr detail::Contents contents = detail::plain_contents;
    static constexpr bool may_be_condition = true;
    using label = ValueOf;
    template <class M, class N>
    using error = detail::fine;
    template <class M, class N>
    using value = detail::kept_type_t<T>;
    void write(detail::ExprWriter& writer) const { detail::write_operand(writer, held); }
};

/// A plain value as an expression: a number, text, a moment, an enumerator, an object (for its
/// key), a `std::optional` of these. Integers are of 64 bits.
template <class V>
constexpr auto Value(V&& value) {
    using T = detail::owned_t<V>;
    constexpr bool unknown =
        std::is_same_v<detail::without_optional<detail::kept_type_t<T>>, detail::unknown_type>;
    if constexpr (detail::computed<T> || detail::is_null_constant<T> || unknown)
        (void)sizeof(value_has_no_type<T>);
    else
        return ValueOf<T>{detail::own(std::forward<V>(value))};
}

namespace detail {

/// The conditions of a `When` that has several, joined by AND.
template <class A, class B>
struct Conjunction {
    static constexpr bool is_conjunction = true;
    static constexpr Contents contents = A::contents | B::contents;
    A a;
    B b;
};
template <class T>
concept WhenCondition = ConditionLike<T> || KeywordArgument<T> || requires {
    T::is_conjunction;
};

/// How much of a path stands before the lookup that it ends in, as far as the path alone tells.
constexpr std::size_t length_before_lookup(std::string_view path) {
    const std::size_t split = path.rfind("__");
    return split != path.npos && find_lookup(path.substr(split + 2)) >= 0 ? split : path.size();
}

template <class M, class N, class C>
consteval auto when_error() {
    if constexpr (requires { C::is_conjunction; }) {
        using First = typename decltype(when_error<M, N, decltype(C::a)>())::type;
        if constexpr (std::is_same_v<First, fine>)
            return when_error<M, N, decltype(C::b)>();
        else
            return std::type_identity<First>{};
    } else if constexpr (requires { C::path.view(); }) {
        using Problem = typename C::template error<M, N>;
        if constexpr (!std::is_same_v<Problem, fine>)
            return std::type_identity<Problem>{};
        else if constexpr (resolve_t<M, N, C::path>::length != length_before_lookup(C::path.view()))
            // A field has the name of a lookup: only a condition can say that it is meant.
            return std::type_identity<argument_is_no_condition<C>>{};
        else
            return std::type_identity<fine>{};
    } else {
        return std::type_identity<typename condition_t<C>::template error<M, N>>{};
    }
}

/// Ends the condition of a `When`. Throws `FieldError` if it has no condition.
void end_when_condition(ExprWriter& writer, std::size_t begun);
template <class C>
void write_when(ExprWriter& writer, const C& condition) {
    if constexpr (requires { C::is_conjunction; }) {
        write_when(writer, condition.a);
        write_when(writer, condition.b);
    } else if constexpr (requires { C::path.view(); }) {
        constexpr std::string_view path = C::path.view();
        constexpr std::size_t length = length_before_lookup(path);
        constexpr auto lookup = length == path.size()
                                    ? Lookup::exact
                                    : static_cast<Lookup>(find_lookup(path.substr(length + 2)));
        const std::size_t node = writer.begin(ExprKind::lookup, static_cast<unsigned char>(lookup));
        writer.path(path.substr(0, length));
        write_right<lookup>(writer, condition.value);
        writer.end(node);
    } else if constexpr (KeywordArgument<C>) {
        condition.template write_condition<void, void>(writer);
    } else {
        condition.write(writer);
    }
}

// The type that the values of a CASE have in common.

struct no_value_yet {};
template <class T>
inline constexpr bool tells_nothing =
    std::is_same_v<T, no_value_yet> || std::is_same_v<T, unknown_type>;
template <class A, class B>
consteval auto common_decimal() {
    constexpr int places = A::places > B::places ? A::places : B::places;
    constexpr int whole_a = A::digits - A::places;
    constexpr int whole_b = B::digits - B::places;
    constexpr int whole = whole_a > whole_b ? whole_a : whole_b;
    return std::type_identity<Decimal<at_most(whole + places, room_for_digits<A, B>), places>>{};
}
/// The type that takes the values of both, or void.
template <class A, class B>
consteval auto common_type() {
    if constexpr (std::is_same_v<A, B> || tells_nothing<B>)
        return std::type_identity<A>{};
    else if constexpr (tells_nothing<A>)
        return std::type_identity<B>{};
    else if constexpr (std::is_same_v<A, run_time_type> || std::is_same_v<B, run_time_type>)
        return std::type_identity<run_time_type>{};
    else if constexpr (!is_number_field<A> || !is_number_field<B>)
        return std::type_identity<void>{};
    else if constexpr (is_decimal<A> && is_decimal<B>)
        return common_decimal<A, B>();
    else if constexpr (std::is_integral_v<A> && std::is_integral_v<B>)
        return std::type_identity<std::int64_t>{};
    else if constexpr (is_decimal<A> && std::is_integral_v<B>)
        return std::type_identity<Decimal<room_for_digits<A>, A::places>>{};
    else if constexpr (std::is_integral_v<A> && is_decimal<B>)
        return std::type_identity<Decimal<room_for_digits<B>, B::places>>{};
    else if constexpr (is_decimal<A> || is_decimal<B>)
        return std::type_identity<void>{};
    else
        return std::type_identity<double>{};
}
/// The type that a CASE of type `A` has with one more branch `B`, an expression or a plain value;
/// `void` if there is none. A plain value that fits into `A` leaves it as it is; decimals have room
/// for each.
template <class M, class N, class A, class B>
consteval auto with_branch() {
    if constexpr (is_null_constant<B>)
        return std::type_identity<A>{};
    else if constexpr (computed<B>)
        return common_type<A, without_optional<column_value_t<operand_t<M, N, B>>>>();
    else if constexpr (tells_nothing<A> || std::is_integral_v<A> || !accepts<A, B>() ||
                       (is_decimal<A> && is_decimal<without_optional<B>>)) {
        using T = without_optional<column_value_t<kept_type_t<B>>>;
        if constexpr (std::is_same_v<T, unknown_type>)
            return std::type_identity<void>{};
        else
            return common_type<A, T>();
    } else
        return std::type_identity<A>{};
}
/// The type of those branches that are expressions, or of those that are not, in their order.
template <class M, class N, bool Computed, class A, class... B>
struct branches {
    using type = A;
    using error = fine;
};
template <class M, class N, bool Computed, class A, class B, class... Rest>
struct branches<M, N, Computed, A, B, Rest...> {
    static consteval auto step() {
        if constexpr (computed<B> != Computed)
            return std::type_identity<A>{};
        else
            return with_branch<M, N, A, B>();
    }
    using next = typename decltype(step())::type;
    static consteval auto problem() {
        if constexpr (std::is_void_v<next>)
            return std::type_identity<case_values_have_different_types<A, operand_t<M, N, B>>>{};
        else
            return std::type_identity<typename branches<M, N, Computed, next, Rest...>::error>{};
    }
    static consteval auto result() {
        if constexpr (std::is_void_v<next>)
            return std::type_identity<void>{};
        else
            return std::type_identity<typename branches<M, N, Computed, next, Rest...>::type>{};
    }
    using error = typename decltype(problem())::type;
    using type = typename decltype(result())::type;
};
template <class M, class N, class... B>
using expressions_of_case = branches<M, N, true, no_value_yet, B...>;
template <class M, class N, class... B>
using all_of_case = branches<M, N, false, typename expressions_of_case<M, N, B...>::type, B...>;

template <class M, class N, class B>
consteval bool branch_may_be_null() {
    return is_null_constant<B> || is_optional<B> || side_may_be_null<M, N, false, B>();
}

/// The branch of a CASE without ELSE: NULL if no condition holds.
struct no_otherwise {};

}  // namespace detail

/// One alternative of a CASE; `When` makes it.
template <class C, class V>
struct WhenOf : detail::CopiedWhenMoved<WhenOf<C, V>> {
    static constexpr bool is_when = true;
    static constexpr detail::Contents contents = C::contents | detail::contents_of<V>();
    using result_type = V;
    C condition;
    V result;
    constexpr WhenOf(C c, V v) : condition(std::move(c)), result(std::move(v)) {}

    template <class M, class N>
    static consteval auto check() {
        using Problem = typename decltype(detail::when_error<M, N, C>())::type;
        if constexpr (std::is_same_v<Problem, detail::fine>)
            return std::type_identity<detail::operand_error_t<M, N, V>>{};
        else
            return std::type_identity<Problem>{};
    }
    template <class M, class N>
    using error = typename decltype(check<M, N>())::type;

    void write(detail::ExprWriter& writer) const {
        const std::size_t node = writer.begin(detail::ExprKind::when);
        const std::size_t conditions = writer.begin(detail::ExprKind::all_of);
        detail::write_when(writer, condition);
        writer.end(conditions);
        detail::end_when_condition(writer, conditions);
        detail::write_operand(writer, result);
        writer.end(node);
    }
};

/// A branch of `Case`: this value, an expression or a plain value, if the condition holds.
template <detail::WhenCondition C, class V>
requires(!detail::WhenCondition<std::remove_cvref_t<V>> ||
         ConditionLike<std::remove_cvref_t<V>>) constexpr auto When(C condition, V&& value) {
    return WhenOf<C, detail::owned_t<V>>{std::move(condition), detail::own(std::forward<V>(value))};
}
/// A branch of `Case`: the last argument is its value if all conditions and keywords before it
/// hold.
template <detail::WhenCondition A, detail::WhenCondition B, class Next, class... Rest>
constexpr auto When(A a, B b, Next&& next, Rest&&... rest) {
    return When(detail::Conjunction<A, B>{std::move(a), std::move(b)}, std::forward<Next>(next),
                std::forward<Rest>(rest)...);
}

template <class T>
concept CaseAlternative = requires {
    T::is_when;
};
/// The value of the first alternative whose condition holds; `Case` makes it.
template <class Otherwise, CaseAlternative... Alternative>
struct [[nodiscard]] CaseOf : Lookups<CaseOf<Otherwise, Alternative...>>,
                              detail::CopiedWhenMoved<CaseOf<Otherwise, Alternative...>> {
    detail::value_pack<Alternative...> alternatives;
    Otherwise other;
    constexpr CaseOf(detail::value_pack<Alternative...> a, Otherwise o)
        : alternatives(std::move(a)), other(std::move(o)) {}

    static constexpr bool has_otherwise = !std::is_same_v<Otherwise, detail::no_otherwise>;
    static constexpr detail::Contents contents =
        (detail::contents_of<Otherwise>() | ... | Alternative::contents);
    static constexpr bool may_be_condition = true;
    using label = CaseOf;

    /// The value to give instead of NULL if no condition holds.
    template <class V>
    constexpr auto otherwise(V&& operand) const {
        static_assert(!has_otherwise, "aside: a Case has one otherwise()");
        return CaseOf<detail::owned_t<V>, Alternative...>{alternatives,
                                                          detail::own(std::forward<V>(operand))};
    }

    template <class M, class N>
    static consteval auto check() {
        using Problem =
            typename detail::first_error<typename Alternative::template error<M, N>...,
                                         detail::operand_error_t<M, N, Otherwise>>::type;
        if constexpr (!std::is_same_v<Problem, detail::fine>) {
            return std::type_identity<Problem>{};
        } else {
            using Mixed =
                typename detail::expressions_of_case<M, N, typename Alternative::result_type...,
                                                     last_branch>::error;
            if constexpr (!std::is_same_v<Mixed, detail::fine>)
                return std::type_identity<Mixed>{};
            else
                return std::type_identity<typename detail::all_of_case<
                    M, N, typename Alternative::result_type..., last_branch>::error>{};
        }
    }
    template <class M, class N>
    using error = typename decltype(check<M, N>())::type;

    template <class M, class N>
    static consteval auto result() {
        using T = typename detail::all_of_case<M, N, typename Alternative::result_type...,
                                               last_branch>::type;
        constexpr bool nullable =
            detail::branch_may_be_null<M, N, last_branch>() ||
            (detail::branch_may_be_null<M, N, typename Alternative::result_type>() || ...);
        if constexpr (std::is_void_v<T>)
            return std::type_identity<bool>{};  // said already
        else if constexpr (detail::tells_nothing<T>)
            return std::type_identity<detail::unknown_type>{};
        else
            return std::type_identity<std::conditional_t<nullable, std::optional<T>, T>>{};
    }
    template <class M, class N>
    using value = typename decltype(result<M, N>())::type;

    void write(detail::ExprWriter& writer) const {
        const std::size_t node = writer.begin(detail::ExprKind::choice);
        alternatives.write(writer);
        if constexpr (has_otherwise) detail::write_operand(writer, other);
        writer.end(node);
    }

private:
    using last_branch = std::conditional_t<has_otherwise, Otherwise, std::nullptr_t>;
};

/// The value of the first `When` whose condition holds. If none holds it is `.otherwise(value)`, or
/// NULL without that. All values have one type, or one that holds them all without loss.
template <CaseAlternative... Alternative>
requires(sizeof...(Alternative) > 0) constexpr auto Case(Alternative... alternatives) {
    return CaseOf<detail::no_otherwise, Alternative...>{
        detail::value_pack<Alternative...>(std::move(alternatives)...), {}};
}

}  // namespace aside
