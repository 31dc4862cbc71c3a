#pragma once
// Structs of the user's that rows are read into, member by member.
#include <type_traits>
#include <utility>

#include "aside/detail/operands.hpp"
#include "aside/detail/query.hpp"
#include "aside/detail/reflect.hpp"
#include "aside/detail/row_buffer.hpp"

namespace aside {

/// A row is read into a struct of 1 to 64 members without constructors, private members or bases,
/// that is no model.
template <class Slice>
struct rows_are_not_read_into;
/// A member of the struct that rows are read into cannot take the values of its column. If SQL can
/// give NULL it has to be a `std::optional`.
template <class Slice, class Member, class MemberType, class ColumnType>
struct member_has_the_wrong_type;
/// `values_into<Slice>(...)` names a column for each member of the struct.
template <class Slice, int Members, int Columns>
struct columns_are_not_as_many_as_members;

namespace detail {

template <class T>
inline constexpr bool is_named_row = false;  // a specialisation a kind, in record.hpp
template <class T>
concept aggregate_without_a_meaning =
    std::is_class_v<T> && std::is_aggregate_v<T> && !model_object<T> && !is_named_row<T> &&
    !kind_of<T>().has_value();
/// A struct whose members are read one by one, and that is no value of a field.
template <class T>
concept slice = aggregate_without_a_meaning<T> && is_plain_struct<T>();

/// Whether a member takes the values of a column.
template <class Member, class ColumnType>
consteval bool member_takes() {
    if constexpr (!kind_of<Member>().has_value() || reference_member<Member>)
        return false;
    else if constexpr (is_optional<ColumnType> && !is_optional<Member>)
        return false;
    else
        return accepts<Member, without_optional<ColumnType>>();
}

template <class Slice, std::size_t I>
consteval auto slice_member_name() {
    constexpr std::string_view name = member_names<Slice>[I];
    return fixed_string<name.size() + 1>(name);
}

template <class M, class N, class Slice>
struct slice_error;
/// The compile error of one member, or `fine`.
template <class M, class N, class Slice, std::size_t I>
consteval auto slice_member_error() {
    constexpr auto name = slice_member_name<Slice, I>();
    using Member = member_type<Slice, I>;
    using Inner = without_optional<Member>;
    using Column = typename resolve_t<M, N, name>::type;
    if constexpr (!std::is_same_v<path_error_t<M, N, name>, fine>) {
        return std::type_identity<path_error_t<M, N, name>>{};
    } else if constexpr (!slice<Inner>) {
        if constexpr (member_takes<Member, column_value_t<Column>>())
            return std::type_identity<fine>{};
        else
            return std::type_identity<
                member_has_the_wrong_type<Slice, spelled<name>, Member, column_value_t<Column>>>{};
    } else if constexpr (!is_related<without_optional<Column>> ||
                         (is_optional<Column> && !is_optional<Member>)) {
        return std::type_identity<
            member_has_the_wrong_type<Slice, spelled<name>, Member, Column>>{};
    } else {
        return std::type_identity<
            typename slice_error<typename without_optional<Column>::model, Names<>, Inner>::type>{};
    }
}
template <class M, class N, class Slice>
struct slice_error {
    template <std::size_t... I>
    static consteval auto check(std::index_sequence<I...>) {
        return std::type_identity<typename first_error<
            typename decltype(slice_member_error<M, N, Slice, I>())::type...>::type>{};
    }
    using type = typename decltype(check(std::make_index_sequence<member_count<Slice>>{}))::type;
};
/// The compile error of reading rows into a struct by the names of its members, or `fine`.
template <class M, class N, class Slice>
consteval auto named_slice_error() {
    if constexpr (!slice<Slice>)
        return std::type_identity<rows_are_not_read_into<Slice>>{};
    else
        return std::type_identity<typename slice_error<M, N, Slice>::type>{};
}
template <class M, class N, class Slice>
using named_slice_error_t = typename decltype(named_slice_error<M, N, Slice>())::type;

/// The compile error of reading rows into a struct by the order of its members, and the types that
/// they are read as.
template <class Slice, class Columns>
struct ordered_slice;
template <class Slice, class... Column>
struct ordered_slice<Slice, type_list<Column...>> {
    template <std::size_t I, class ColumnType>
    using member_error =
        std::conditional_t<member_takes<member_type<Slice, I>, ColumnType>(), fine,
                           member_has_the_wrong_type<Slice, spelled<slice_member_name<Slice, I>()>,
                                                     member_type<Slice, I>, ColumnType>>;
    template <std::size_t... I>
    static consteval auto check_members(std::index_sequence<I...>) {
        return std::type_identity<
            typename first_error<member_error<I, decltype(Column::value)>...>::type>{};
    }
    static consteval auto check() {
        if constexpr (!slice<Slice>)
            return std::type_identity<rows_are_not_read_into<Slice>>{};
        else if constexpr (member_count<Slice> != sizeof...(Column))
            return std::type_identity<columns_are_not_as_many_as_members<
                Slice, static_cast<int>(member_count<Slice>), sizeof...(Column)>>{};
        else
            return check_members(std::index_sequence_for<Column...>{});
    }
    using error = typename decltype(check())::type;
    /// Sets the types that the columns are read as to those of the members.
    template <class... Member>
    static void set_types(type_list<Member...>, std::vector<ValueTerm>& values) {
        auto* value = values.data();
        ((value++->type = &field_type<Member>), ...);
    }
};

/// The type of a related row's key column that only tells whether there is a row: not if the key is
/// NULL.
template <class T>
inline constexpr FieldType presence_type{
    .kind = FieldKind::integer,
    .nullable = true,
    .read = [](void* member, const Cell& cell, const FieldInfo&) {
        if (cell.type == CellType::null) static_cast<std::optional<T>*>(member)->reset();
    }};

/// `box` and `name` as `box__name`.
template <fixed_string Prefix, fixed_string Name>
consteval auto slice_path() {
    if constexpr (Prefix.view().empty())
        return Name;
    else
        return Prefix + "__" + Name.text;
}
template <class Slice, fixed_string Prefix, std::size_t I>
void add_slice_member(std::vector<ValueTerm>& values);
template <class Slice, fixed_string Prefix, std::size_t... I>
void add_slice_members(std::vector<ValueTerm>& values, std::index_sequence<I...>) {
    (add_slice_member<Slice, Prefix, I>(values), ...);
}
/// The columns that a struct's members are read from, those of a related row behind its key.
template <class Slice, fixed_string Prefix>
void add_slice(std::vector<ValueTerm>& values) {
    add_slice_members<Slice, Prefix>(values, std::make_index_sequence<member_count<Slice>>{});
}
template <class Slice, fixed_string Prefix, std::size_t I>
void add_slice_member(std::vector<ValueTerm>& values) {
    static constexpr auto path = slice_path<Prefix, slice_member_name<Slice, I>()>();
    using Member = member_type<Slice, I>;
    using Inner = without_optional<Member>;
    if constexpr (!slice<Inner>) {
        values.push_back(named_value({path.view(), &field_type<Member>}));
    } else if constexpr (is_optional<Member>) {
        const std::size_t key = values.size();
        values.push_back(named_value({path.view(), &presence_type<Inner>}));
        add_slice<Inner, path>(values);
        values[key].guarded = values.size() - key - 1;
    } else {
        add_slice<Inner, path>(values);
    }
}

template <class Slice>
void fill_slice(void**& places, Slice& row);
template <class Member>
void fill_slice_member(void**& places, Member& member) {
    if constexpr (slice<Member>) {
        fill_slice(places, member);
    } else {
        *places++ = &member;
        if constexpr (slice<without_optional<Member>>) fill_slice(places, member.emplace());
    }
}
template <class Slice>
void fill_slice(void**& places, Slice& row) {
    apply_members(row, [&](auto&... member) { (fill_slice_member(places, member), ...); });
}
template <slice Row>
inline constexpr ColumnPlaces columns_of<Row> =
    [](void* row, void** places) { fill_slice(places, *static_cast<Row*>(row)); };

}  // namespace detail
}  // namespace aside
