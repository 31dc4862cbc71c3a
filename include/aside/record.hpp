#pragma once
// Rows whose columns have names: `row["name"_f]`.
#include <tuple>
#include <utility>

#include "aside/detail/check.hpp"
#include "aside/detail/execute.hpp"
#include "aside/field.hpp"

namespace aside {

/// One named column of a row.
template <fixed_string Name, class T>
struct Column {
    T value{};
    friend bool operator==(const Column&, const Column&) = default;
};

/// A row of named columns, each of its own type; a name that it does not have is a compile error.
template <class... C>
struct Record : C... {
    template <fixed_string Name>
    const auto& operator[](Field<Name>) const {
        return column<Name>(*this);
    }
    friend bool operator==(const Record&, const Record&) = default;

private:
    template <fixed_string Name, class T>
    static const T& column(const Column<Name, T>& found) {
        return found.value;
    }
    template <fixed_string Name>
    static const int& column(...) {
        (void)sizeof(model_has_no_such_field<Record, detail::spelled<Name>>);
        static constexpr int never = 0;
        return never;
    }
};

namespace detail {
template <class... C>
inline constexpr void (*columns_of<Record<C...>>)(void*, void**) = [](void* row, void** places) {
    ((*places++ = &static_cast<C&>(*static_cast<Record<C...>*>(row)).value), ...);
};
template <class... T>
inline constexpr void (*columns_of<std::tuple<T...>>)(void*, void**) = [](void* row,
                                                                         void** places) {
    std::apply([&](T&... column) { ((*places++ = &column), ...); },
               *static_cast<std::tuple<T...>*>(row));
};
}  // namespace detail

}  // namespace aside
