#pragma once
// Names, types and order of an aggregate's members. The only header that knows how C++20 is made to
// tell them.
#include <array>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

#include "aside/detail/members.hpp"

namespace aside {
template <class Derived>
struct Model;

namespace detail {

inline constexpr std::size_t max_members = 256;
/// The most members of an aggregate that is no model.
inline constexpr std::size_t max_plain_members = 64;

/// Never called; defined, since a function that gives a type that is local to another must be.
struct any_value {
    /// Never called; clang wants a body if `T` is of an unnamed namespace.
    template <class T>
    operator T() const noexcept {
        __builtin_unreachable();
    }
};
template <class M>
inline constexpr bool is_model = std::is_base_of_v<Model<M>, M>;
/// Converts to a base of `M` that is not `Model<M>`.
template <class M>
struct any_other_base {
    template <class T>
    requires(std::is_base_of_v<T, M> && !std::is_same_v<T, M> && !std::is_same_v<T, Model<M>>)
    operator T() const noexcept;
};

/// Whether an `M` can be made of that many values. No value has braces of its own, so that a member
/// which is an aggregate takes one of them, not one for each of its own members.
template <class M, std::size_t... I>
constexpr bool takes_members(std::index_sequence<I...>) {
    if constexpr (is_model<M>) return requires {
            M{Model<M>{}, ((void)I, any_value{})...};
        };
    else
        return requires { M{((void)I, any_value{})...}; };
}
template <class M, std::size_t Low, std::size_t High>
consteval std::size_t count_members() {
    if constexpr (Low == High) {
        return Low;
    } else {
        constexpr std::size_t middle = (Low + High + 1) / 2;
        if constexpr (takes_members<M>(std::make_index_sequence<middle>{}))
            return count_members<M, middle, High>();
        else
            return count_members<M, Low, middle - 1>();
    }
}

template <class M>
consteval std::size_t checked_model_members() {
    static_assert(is_model<M>,
                  "aside: a model derives from aside::Model of itself: struct M : aside::Model<M>");
    static_assert(std::is_aggregate_v<M>,
                  "aside: a model is an aggregate: it has no constructors, no private members and "
                  "no virtual functions");
    static_assert(
        !requires { M{any_other_base<M>{}}; } &&
            !requires {
                M{Model<M>{}, any_other_base<M>{}};
            },
        "aside: all fields of a model stand in the struct itself: it has no base but aside::Model");
    static_assert(!takes_members<M>(std::make_index_sequence<max_members + 1>{}),
                  "aside: a model has at most 256 members");
    constexpr std::size_t count = count_members<M, 0, max_members>();
    static_assert(count > 0, "aside: a model has at least one member, its primary key");
    return count;
}
/// Whether the members of an aggregate that is no model can be told: all stand in it, 1 to 64 of
/// them.
template <class T>
consteval bool is_plain_struct() {
    if constexpr (requires { T{any_other_base<T>{}}; })
        return false;
    else
        return takes_members<T>(std::make_index_sequence<1>{}) &&
               !takes_members<T>(std::make_index_sequence<max_plain_members + 1>{});
}
template <class M>
consteval std::size_t checked_member_count() {
    if constexpr (is_model<M> || !std::is_aggregate_v<M>)
        return checked_model_members<M>();
    else
        return count_members<M, 0, max_plain_members>();
}
template <class M>
inline constexpr std::size_t member_count = checked_member_count<M>();

template <class M, class Function>
constexpr decltype(auto) apply_members(M& object, Function&& function) {
    return members<member_count<std::remove_const_t<M>>>::apply(object,
                                                                static_cast<Function&&>(function));
}

/// An object that never lives: its members have addresses, and that is all that is asked of them.
template <class M>
union never_alive {
    char nothing;
    M value;
    constexpr never_alive() : nothing() {}
    constexpr ~never_alive() {}  // NOLINT(modernize-use-equals-default): would be deleted
};
template <class M>
inline const never_alive<M> phantom;

struct address {
    const void* of;
};
template <class M>
consteval auto member_addresses() {
    return apply_members(phantom<M>.value, [](auto&... member) {
        return std::array<address, sizeof...(member)>{address{&member}...};
    });
}
template <auto Address>
consteval std::string_view spelled_address() {
    return __PRETTY_FUNCTION__;
}
constexpr std::string_view member_in_address(std::string_view spelled) {
    // g++: "... {((const void*)(& phantom<Pizza>.never_alive<Pizza>::value.Pizza::name))} ...",
    // clang: "... {&phantom.value.name}]"
    auto end = spelled.rfind('}');
    while (spelled[end - 1] == ')') --end;
    spelled = spelled.substr(0, end);
    return spelled.substr(spelled.find_last_of(".:") + 1);
}
/// A member's name is its path's and column's, less one trailing underscore.
constexpr std::string_view without_underscore(std::string_view name) {
    if (name.ends_with('_')) name.remove_suffix(1);
    return name;
}
template <class M, std::size_t... I>
consteval auto make_member_names(std::index_sequence<I...>) {
    constexpr auto addresses = member_addresses<M>();
    return std::array<std::string_view, sizeof...(I)>{
        without_underscore(member_in_address(spelled_address<addresses[I]>()))...};
}
template <class M>
inline constexpr auto member_names =
    make_member_names<M>(std::make_index_sequence<member_count<M>>{});

template <class... T>
struct type_list {};
struct list_types {
    template <class... T>
    constexpr type_list<std::remove_const_t<T>...> operator()(T&...) const {
        return {};
    }
};
template <class M>
using member_types = decltype(apply_members(std::declval<M&>(), list_types{}));

/// The type at one place of a list, without a recursion over it.
template <std::size_t I, class T>
struct indexed_type {};
template <class Indices, class... T>
struct indexed_types;
template <std::size_t... I, class... T>
struct indexed_types<std::index_sequence<I...>, T...> : indexed_type<I, T>... {};
template <std::size_t I, class T>
std::type_identity<T> pick_type(const indexed_type<I, T>*);
template <class List>
struct indexed_list;
template <class... T>
struct indexed_list<type_list<T...>> {
    using type = indexed_types<std::index_sequence_for<T...>, T...>;
};
template <class M, std::size_t I>
using member_type = typename decltype(pick_type<I>(
    static_cast<const typename indexed_list<member_types<M>>::type*>(nullptr)))::type;

inline constexpr std::size_t not_found = static_cast<std::size_t>(-1);
/// The index of the first `__`. By hand, since g++ 12 with -fsanitize=undefined does not take
/// `std::string_view::find` over a template argument for a constant.
constexpr std::size_t find_separator(std::string_view path) {
    for (std::size_t i = 0; i + 1 < path.size(); ++i)
        if (path[i] == '_' && path[i + 1] == '_') return i;
    return not_found;
}
template <class M>
constexpr std::size_t find_member(std::string_view name) {
    for (std::size_t i = 0; i < member_names<M>.size(); ++i)
        if (member_names<M>[i] == name) return i;
    return not_found;
}

/// How the compiler spells a type: `pizzeria::Pizza`.
template <class T>
consteval std::string_view type_name() {
    const std::string_view spelled = __PRETTY_FUNCTION__;
    const auto begin = spelled.find("T = ") + 4;
    auto end =
        spelled.find("; std::string_view", begin);  // g++ goes on with the meaning of the names
    if (end == std::string_view::npos) end = spelled.rfind(']');
    return spelled.substr(begin, end - begin);
}

/// How the compiler spells the name of a data member.
template <auto Pointer>
consteval std::string_view pointed_member() {
    std::string_view spelled = __PRETTY_FUNCTION__;
    const auto alias = spelled.find("; std::string_view");
    spelled = spelled.substr(0, alias == std::string_view::npos ? spelled.rfind(']') : alias);
    while (spelled.ends_with(')')) spelled.remove_suffix(1);
    return without_underscore(spelled.substr(spelled.rfind(':') + 1));
}

}  // namespace detail
}  // namespace aside
