#pragma once
// What `annotate`, `values` and their like make of rows, at compile time.
#include "aside/detail/query.hpp"
#include "aside/record.hpp"

namespace aside {

/// `annotate` and `alias` name expressions: `annotate("n"_f = Count("toppings"_f))`; a plain value is
/// written `Value(5)`.
template <class Given>
struct annotation_is_no_expression;
/// An annotation has a name that is no field's and no other annotation's, without "__".
template <class Model, class Name>
struct annotation_name_is_taken;
/// What is selected is a field, a name that is given to an expression or, in `values_list`, an
/// expression.
template <class Given>
struct argument_is_no_column;

namespace detail {

template <class M, fixed_string Name>
inline constexpr bool names_member = find_path_member<M>(Name.view()) != not_found ||
                                     find_key_column<M>(Name.view()) != not_found ||
                                     find_separator(Name.view()) != not_found;

template <class M, class N, class K>
consteval auto annotation_error() {
    if constexpr (!requires { K::path; }) {
        return std::type_identity<annotation_is_no_expression<K>>{};
    } else {
        using V = typename K::value_type;
        using Same = annotation_t<N, K::path>;
        constexpr bool same_field = std::is_same_v<V, Field<K::path>>;
        if constexpr (!computed<V>)
            return std::type_identity<annotation_is_no_expression<V>>{};
        else if constexpr (!std::is_same_v<operand_error_t<M, N, V>, fine>)
            return std::type_identity<operand_error_t<M, N, V>>{};
        else if constexpr (!kind_of<column_value_t<operand_t<M, N, V>>>().has_value())
            return std::type_identity<annotation_is_no_expression<V>>{};
        else if constexpr (names_member<M, K::path> ||
                           !(std::is_same_v<Same, no_annotation> || same_field))
            return std::type_identity<annotation_name_is_taken<M, spelled<K::path>>>{};
        else
            return std::type_identity<fine>{};
    }
}
template <class M, class N, class K>
using annotation_error_t = typename decltype(annotation_error<M, N, K>())::type;

template <class N, fixed_string Name, class T>
struct add_name {
    using type = N;  // it is there already
};
template <class... Annotation, fixed_string Name, class T>
requires(std::is_same_v<annotation_t<Names<Annotation...>, Name>, no_annotation>)
struct add_name<Names<Annotation...>, Name, T> {
    using type = Names<Annotation..., Named<Name, T>>;
};

template <class List, class T>
struct prepend;
template <class... U, class T>
struct prepend<type_list<U...>, T> {
    using type = type_list<T, U...>;
};

/// What one argument of `values` adds: a column and, where it is a keyword, a name.
template <class M, class N, class Argument>
struct selected {
    using error = argument_is_no_column<Argument>;
    using names = N;
    using column = Column<"", bool>;
};
template <class M, class N, fixed_string Path>
struct selected<M, N, Field<Path>> {
    using error = path_error_t<M, N, Path>;
    using names = N;
    static consteval auto type() {
        if constexpr (std::is_same_v<error, fine>)
            return std::type_identity<column_value_t<typename resolve_t<M, N, Path>::type>>{};
        else
            return std::type_identity<bool>{};
    }
    using column = Column<Path, typename decltype(type())::type>;
};
template <class M, class N, KeywordArgument K>
struct selected<M, N, K> {
    using error = annotation_error_t<M, N, K>;
    static consteval auto type() {
        if constexpr (std::is_same_v<error, fine>)
            return std::type_identity<operand_t<M, N, typename K::value_type>>{};
        else
            return std::type_identity<bool>{};
    }
    using value = typename decltype(type())::type;
    using names = typename add_name<N, K::path, value>::type;
    using column = Column<K::path, column_value_t<value>>;
};
template <class M, class N, computed E>
struct selected<M, N, E> {
    using error = operand_error_t<M, N, E>;
    using names = N;
    static consteval auto type() {
        if constexpr (std::is_same_v<error, fine>)
            return std::type_identity<column_value_t<operand_t<M, N, E>>>{};
        else
            return std::type_identity<bool>{};
    }
    using column = Column<"", typename decltype(type())::type>;
};

/// What all arguments add, each knowing the names of those before it.
template <class M, class N, class... Argument>
struct selection {
    using error = fine;
    using names = N;
    using columns = type_list<>;
};
template <class M, class N, class First, class... Rest>
struct selection<M, N, First, Rest...> {
    using first = selected<M, N, First>;
    using rest = selection<M, typename first::names, Rest...>;
    using error = typename first_error<typename first::error, typename rest::error>::type;
    using names = typename rest::names;
    using columns = typename prepend<typename rest::columns, typename first::column>::type;
};

template <class Columns>
struct rows_of_columns;
template <class... C>
struct rows_of_columns<type_list<C...>> {
    using record = Record<C...>;
    using tuple = std::tuple<decltype(C::value)...>;
    template <class M, class Row>
    using annotated = typename annotated_row<M, Row, C...>::type;
};

/// `"name"_f = expression` as an annotation.
template <class T, class K>
Annotation annotation_of(const K& keyword, bool selected) {
    Annotation annotation{
        .name = K::path.view(), .type = &field_type<column_value_t<T>>, .selected = selected};
    ExprWriter writer(annotation.expr);
    write_operand(writer, keyword.value);
    return annotation;
}
/// Adds one argument of `annotate` or `alias`, and then the others.
template <class M, class N>
void add_annotations(Query&, bool) {}
template <class M, class N, class K, class... Rest>
void add_annotations(Query& query, bool are_selected, const K& keyword, const Rest&... rest) {
    using Keyword = selected<M, N, K>;
    add_annotation(query, annotation_of<typename Keyword::value>(keyword, are_selected));
    add_annotations<M, typename Keyword::names>(query, are_selected, rest...);
}

/// Adds one argument of `values` or `values_list`, and then the others.
template <class M, class N>
void add_values(Query&, std::vector<ValueTerm>&) {}
template <class M, class N, class Argument, class... Rest>
void add_values(Query& query, std::vector<ValueTerm>& values, const Argument& argument,
                const Rest&... rest) {
    using Selected = selected<M, N, Argument>;
    ValueTerm term{.type = &field_type<decltype(Selected::column::value)>};
    ExprWriter writer(term.expr);
    if constexpr (KeywordArgument<Argument>) {
        add_annotation(query, annotation_of<typename Selected::value>(argument, true));
        writer.path(Argument::path.view());
    } else {
        write_operand(writer, argument);
        if constexpr ((Argument::contents & has_run_time) != 0)
            resolve_run_time_conditions(query, term.expr, 0);
    }
    values.push_back(std::move(term));
    add_values<M, typename Selected::names>(query, values, rest...);
}

}  // namespace detail
}  // namespace aside
