#pragma once
// Rows with named columns: `row["name"_f]`.
#include <cstddef>
#include <string_view>
#include <tuple>
#include <utility>

#include "aside/detail/changing.hpp"
#include "aside/detail/check.hpp"
#include "aside/detail/slice.hpp"
#include "aside/field.hpp"

namespace aside {

/// One named column of a row.
template <fixed_string Name, class T>
struct Column {
    T value{};
    friend bool operator==(const Column&, const Column&) = default;
};

namespace detail {

template <fixed_string Name, class T>
consteval std::string_view name_of_column(const Column<Name, T>*) {
    return Name.view();
}
template <class C>
inline constexpr std::string_view column_name = name_of_column(static_cast<const C*>(nullptr));
/// Whether one of the columns has that name.
template <fixed_string Name, class... C>
inline constexpr bool names_column = ((column_name<C> == Name.view()) || ...);

template <fixed_string Name, class T>
const T& column_named(const Column<Name, T>& found) {
    return found.value;
}
/// A column of that name or, of a relation's key, of the name with `_id`.
template <class Row, fixed_string Name>
const auto& column_of(const Row& row) {
    if constexpr (requires { column_named<Name>(row); }) {
        return column_named<Name>(row);
    } else if constexpr (requires { column_named<Name + "_id">(row); }) {
        return column_named<Name + "_id">(row);
    } else {
        static constexpr int never = 0;
        return never;
    }
}
/// The compile error of a name in `row[...]`, or `fine`.
template <class Row, fixed_string Name>
using column_name_error_t = std::conditional_t < requires(const Row& row) {
    column_named<Name>(row);
}
|| requires(const Row& row) { column_named<Name + "_id">(row); }
, fine, model_has_no_such_field < Row, spelled < Name >>> ;

}  // namespace detail

/// A row of named columns, each of its own type; a name that it does not have is a compile error.
template <class... C>
struct Record : C... {
    template <fixed_string Name>
    const auto& operator[](Field<Name>) const {
        (void)sizeof(detail::column_name_error_t<Record, Name>);
        return detail::column_of<Record, Name>(*this);
    }
    friend bool operator==(const Record&, const Record&) = default;
};

/// An object of the model `M` with named columns beside its members: a row of `annotate`. Equal to
/// another row or a plain object if the objects are equal.
template <class M, class... C>
struct Annotated : M {
    template <fixed_string Name>
    const auto& operator[](Field<Name>) const {
        (void)sizeof(detail::column_name_error_t<Record<C...>, Name>);
        return detail::column_of<Record<C...>, Name>(columns);
    }
    friend bool operator==(const Annotated& a, const Annotated& b) {
        return static_cast<const M&>(a) == static_cast<const M&>(b);
    }
    friend bool operator==(const Annotated& a, const M& b) { return static_cast<const M&>(a) == b; }
    Record<C...> columns;
};

/// Some columns of an object, the key among them: a row of `only` and `defer`. A member that was
/// not loaded cannot be read by mistake.
template <fixed_string Key, class... C>
struct Partial : C... {
    template <fixed_string Name>
    const auto& operator[](Field<Name>) const {
        if constexpr (Name == fixed_string("pk")) {
            return pk();
        } else {
            (void)sizeof(detail::column_name_error_t<Partial, Name>);
            return detail::column_of<Partial, Name>(*this);
        }
    }
    [[nodiscard]] const auto& pk() const { return detail::column_of<Partial, Key>(*this); }
    friend bool operator==(const Partial&, const Partial&) = default;
};

namespace detail {

template <class... C>
inline constexpr bool is_named_row<Record<C...>> = true;
template <fixed_string Key, class... C>
inline constexpr bool is_named_row<Partial<Key, C...>> = true;

template <class... C>
void fill_places(void** places, C&... column) {
    ((*places++ = &column.value), ...);
}
template <class... C>
inline constexpr ColumnPlaces columns_of<Record<C...>> = [](void* row, void** places) {
    fill_places(places, static_cast<C&>(*static_cast<Record<C...>*>(row))...);
};
template <fixed_string Key, class... C>
inline constexpr ColumnPlaces columns_of<Partial<Key, C...>> = [](void* row, void** places) {
    fill_places(places, static_cast<C&>(*static_cast<Partial<Key, C...>*>(row))...);
};
template <class M, class... C>
inline constexpr ColumnPlaces columns_of<Annotated<M, C...>> = [](void* row, void** places) {
    auto& columns = static_cast<Annotated<M, C...>*>(row)->columns;
    fill_places(places, static_cast<C&>(columns)...);
};
template <class... T>
inline constexpr ColumnPlaces columns_of<std::tuple<T...>> = [](void* row, void** places) {
    std::apply([&](T&... column) { ((*places++ = &column), ...); },
               *static_cast<std::tuple<T...>*>(row));
};

template <class M, fixed_string Key, class... C>
struct row_value<M, Partial<Key, C...>> {
    using type = related<M>;
};
template <class M, fixed_string Name, class T>
struct row_value<M, Record<Column<Name, T>>> {
    using type = T;
};
template <class M, class T>
struct row_value<M, std::tuple<T>> {
    using type = T;
};

/// A row with further columns.
template <class M, class Row, class... C>
struct annotated_row {
    using type = Row;  // one value a row stays one, and a struct has its members
};
template <class M>
struct annotated_row<M, M> {
    using type = M;
};
template <class M, class C, class... More>
struct annotated_row<M, M, C, More...> {
    using type = Annotated<M, C, More...>;
};
template <class M, class... Had, class... C>
struct annotated_row<M, Annotated<M, Had...>, C...> {
    using type = Annotated<M, Had..., C...>;
};
template <class M, class... Had, class... C>
struct annotated_row<M, Record<Had...>, C...> {
    using type = Record<Had..., C...>;
};
template <class M, fixed_string Key, class... Had, class... C>
struct annotated_row<M, Partial<Key, Had...>, C...> {
    using type = Partial<Key, Had..., C...>;
};
template <class M, class... Had, fixed_string... Name, class... T>
struct annotated_row<M, std::tuple<Had...>, Column<Name, T>...> {
    using type = std::tuple<Had..., T...>;
};

}  // namespace detail

}  // namespace aside
