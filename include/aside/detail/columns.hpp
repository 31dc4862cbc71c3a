#pragma once
// Lists of the columns that rows have, at compile time.
#include <array>

#include "aside/record.hpp"

namespace aside {

/// The method is for objects, and these rows are none: call it before `values()` and its like.
template <class Row>
struct rows_are_no_objects;

namespace detail {

template <class List, class T>
struct prepend;
template <class... U, class T>
struct prepend<type_list<U...>, T> {
    using type = type_list<T, U...>;
};
template <class A, class B>
struct joined;
template <class... A, class... B>
struct joined<type_list<A...>, type_list<B...>> {
    using type = type_list<A..., B...>;
};
/// The columns of a list for which `Wanted::holds` is true.
template <class List, class Wanted>
struct filtered;
template <class... C, class Wanted>
struct filtered<type_list<C...>, Wanted> {
    static constexpr std::size_t count = (std::size_t{0} + ... + Wanted::template holds<C>);
    static constexpr auto indices() {
        std::array<std::size_t, count + 1> found{};  // one more, so that there is one
        std::size_t index = 0;
        std::size_t at = 0;
        ((Wanted::template holds<C> ? (found[at++] = index++) : index++), ...);
        return found;
    }
    static constexpr auto kept = indices();
    template <std::size_t... I>
    static auto pick(std::index_sequence<I...>) -> type_list<typename decltype(pick_type<kept[I]>(
        static_cast<const typename indexed_list<type_list<C...>>::type*>(nullptr)))::type...>;
    using type = decltype(pick(std::make_index_sequence<count>{}));
};
template <class N>
struct is_annotation {
    template <fixed_string Name, class T>
    static constexpr bool names(const Column<Name, T>*) {
        return !std::is_same_v<annotation_t<N, Name>, no_annotation>;
    }
    template <class C>
    static constexpr bool holds = names(static_cast<const C*>(nullptr));
};
template <class Columns>
struct is_none_of;
template <class... Had>
struct is_none_of<type_list<Had...>> {
    template <class C>
    static constexpr bool holds = !((column_name<Had> == column_name<C>) || ...);
};
/// A list without columns of a name that an earlier one has.
template <class List, class... More>
struct distinct_columns {
    using type = List;
};
template <class... Had, class First, class... Rest>
struct distinct_columns<type_list<Had...>, First, Rest...>
    : distinct_columns<std::conditional_t<is_none_of<type_list<Had...>>::template holds<First>,
                                          type_list<Had..., First>, type_list<Had...>>,
                       Rest...> {};

/// The name of a member's column in a row: `box_id` if the member is a relation.
template <class M, std::size_t Member>
consteval auto member_column_name() {
    constexpr std::string_view name = member_names<M>[Member];
    if constexpr (reference_member<member_type<M, Member>>)
        return fixed_string<name.size() + 1>(name) + "_id";
    else
        return fixed_string<name.size() + 1>(name);
}
/// The name of a path's column in a row: `box_id` if the path is a relation of the model; else the
/// path itself, which may lead to other models.
template <class M, fixed_string Path>
consteval auto column_path() {
    constexpr std::size_t member = find_path_member<M>(Path.view());
    if constexpr (member == not_found)
        return Path;
    else
        return member_column_name<M, member>();
}
/// A member's column, or nothing if it has none.
template <class M, std::size_t Member>
consteval auto member_column() {
    using T = member_type<M, Member>;
    if constexpr (!relation_member<T>)
        return type_list<Column<member_column_name<M, Member>(), T>>{};
    else if constexpr (!T::has_column)
        return type_list<>{};
    else
        return type_list<
            Column<member_column_name<M, Member>(),
                   std::conditional_t<T::is_nullable, std::optional<typename T::key_type>,
                                      typename T::key_type>>>{};
}
/// Stands in a list for an element that is no column.
struct no_column {};
struct is_a_column {
    template <class C>
    static constexpr bool holds = !std::is_same_v<C, no_column>;
};
template <class List>
struct only_column {
    using type = no_column;
};
template <class C>
struct only_column<type_list<C>> {
    using type = C;
};
template <class M>
struct model_columns {
    template <std::size_t... I>
    static auto list(std::index_sequence<I...>)
        -> type_list<typename only_column<decltype(member_column<M, I>())>::type...>;
    using type = typename filtered<decltype(list(std::make_index_sequence<member_count<M>>{})),
                                   is_a_column>::type;
};
/// The columns of a model, in the order of its members.
template <class M>
using model_columns_t = typename model_columns<M>::type;
template <class M>
using key_column_t = typename only_column<decltype(member_column<M, key_member<M>()>())>::type;

/// The columns of a row that are annotations.
template <class M, class N, class Row>
struct annotation_columns {
    using type = type_list<>;
};
template <class M, class N, class... C>
struct annotation_columns<M, N, Annotated<M, C...>> {
    using type = type_list<C...>;
};
template <class M, class N, class... C>
struct annotation_columns<M, N, Record<C...>> : filtered<type_list<C...>, is_annotation<N>> {};
template <class M, class N, fixed_string Key, class... C>
struct annotation_columns<M, N, Partial<Key, C...>> : filtered<type_list<C...>, is_annotation<N>> {
};
/// The columns of `values()`: the model's, then the annotations that the rows had.
template <class M, class N, class Row>
using all_columns_t =
    typename joined<model_columns_t<M>, typename annotation_columns<M, N, Row>::type>::type;

/// Whether rows are objects, or loaded columns of some.
template <class M, class Row>
inline constexpr bool are_objects = std::is_base_of_v<M, Row>;
template <class M, fixed_string Key, class... C>
inline constexpr bool are_objects<M, Partial<Key, C...>> = true;
template <class M, class Row>
using objects_error_t = std::conditional_t<are_objects<M, Row>, fine, rows_are_no_objects<Row>>;
/// The compile error of rows whose relations cannot be loaded, since they are no whole objects, or
/// `fine`.
template <class M, class Row>
using whole_objects_error_t =
    std::conditional_t<std::is_base_of_v<M, Row>, fine, rows_are_no_objects<Row>>;
/// The columns that rows have now, the key first.
template <class M, class N, class Row>
struct loaded_columns {
    using type =
        typename joined<type_list<key_column_t<M>>,
                        typename filtered<all_columns_t<M, N, Row>,
                                          is_none_of<type_list<key_column_t<M>>>>::type>::type;
};
template <class M, class N, fixed_string Key, class... C>
struct loaded_columns<M, N, Partial<Key, C...>> {
    using type = type_list<C...>;
};

}  // namespace detail
}  // namespace aside
