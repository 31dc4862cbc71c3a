#pragma once
// The compiler's messages for a wrong path or type: names of class templates that are never
// defined.
#include <cstddef>
#include <utility>

#include "aside/detail/fixed_string.hpp"

namespace aside {

/// No field of the model has that path.
template <class Model, class Path>
struct model_has_no_such_field;
/// No relations of the model have that path; `select_related` follows those to one row only.
template <class Model, class Path>
struct model_has_no_such_relation;
/// The field at that path cannot take, or be compared to, such a value.
template <class Model, class Path, class FieldType, class Value>
struct value_has_the_wrong_type;
/// The two sides of an operator cannot be combined.
template <class Left, char Operator, class Right>
struct operands_do_not_combine;
/// Text is joined by `Concat(a, b)`, not by `+`.
template <class Left, class Right>
struct text_is_joined_by_Concat;
/// The function cannot be computed of an argument of that type.
template <class Function, class Argument>
struct argument_has_the_wrong_type;

/// An aggregate or a window function was given to a method that looks at rows one by one:
/// `annotate` with it first, and use the name.
template <class Argument>
struct aggregate_is_not_allowed_here;
/// An OuterRef was given, but there is no queryset around this one.
template <class Argument>
struct outer_ref_outside_of_a_subquery;

/// A condition (`"a"_f == 1`) or a keyword (`"a"_f = 1`) was due.
template <class Argument>
struct argument_is_no_condition;
/// A field (`"a"_f`, `"-a"_f`), one with a direction, or an `Order` was due.
template <class Argument>
struct argument_is_no_ordering;

namespace detail {

struct fine {};

template <char... Character>
struct path {};
template <fixed_string Path, std::size_t... I>
path<Path.text[I]...> spell(std::index_sequence<I...>);
/// A path as a type that a compiler prints legibly.
template <fixed_string Path>
using spelled = decltype(spell<Path>(std::make_index_sequence<Path.view().size()>{}));

template <class... Error>
struct first_error {
    using type = fine;
};
template <class Error, class... Rest>
struct first_error<Error, Rest...> {
    using type = Error;
};
template <class... Rest>
struct first_error<fine, Rest...> : first_error<Rest...> {};

}  // namespace detail
}  // namespace aside
