#pragma once
// The rows that `annotate`, `values` and their like give, at compile time.
#include <array>

#include "aside/detail/columns.hpp"
#include "aside/detail/query.hpp"

namespace aside {

/// `annotate` and `alias` name expressions: `annotate("n"_f = Count("toppings"_f))`; a plain value
/// is written `Value(5)`.
template <class Given>
struct annotation_is_no_expression;
/// An annotation has a name that is no field's and no other annotation's, without "__".
template <class Model, class Name>
struct annotation_name_is_taken;
/// The argument is no column: give a field, a name for an expression or, in `values_list`, an
/// expression.
template <class Given>
struct argument_is_no_column;
/// Two columns of a row cannot have the same name.
template <class Model, class Name>
struct column_is_named_twice;
/// `dates` takes a date or a moment, `datetimes` a moment.
template <class Model, class Given, class Type>
struct argument_is_no_date;

namespace detail {

template <class M, fixed_string Name>
inline constexpr bool names_member = find_path_member<M>(Name.view()) != not_found
                                     || find_key_column<M>(Name.view()) != not_found ||
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
requires(std::is_same_v<annotation_t<Names<Annotation...>, Name>,
                        no_annotation>) struct add_name<Names<Annotation...>, Name, T> {
    using type = Names<Annotation..., Named<Name, T>>;
};

/// The part that one argument of `values` adds: a column and, if it is a keyword, a name.
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
template <class M, class N>
struct selected<M, N, Field<"*">> {
    using error = argument_is_no_column<Field<"*">>;
    using names = N;
    using column = Column<"*", bool>;
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
    static consteval auto check() {
        if constexpr (!std::is_same_v<operand_error_t<M, N, E>, fine>)
            return std::type_identity<operand_error_t<M, N, E>>{};
        else if constexpr (!kind_of<column_value_t<operand_t<M, N, E>>>().has_value())
            return std::type_identity<argument_is_no_column<E>>{};
        else
            return std::type_identity<fine>{};
    }
    using error = typename decltype(check())::type;
    using names = N;
    static consteval auto type() {
        if constexpr (std::is_same_v<error, fine>)
            return std::type_identity<column_value_t<operand_t<M, N, E>>>{};
        else
            return std::type_identity<bool>{};
    }
    using column = Column<"", typename decltype(type())::type>;
};

/// The part that all arguments add, each knowing the names of those before it.
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
    template <fixed_string Key>
    using partial = Partial<Key, C...>;
};

/// Rows of which only these columns are loaded, beside the key and annotations.
template <class M, class N, class Row, fixed_string... Path>
struct only_columns {
    template <fixed_string P>
    using error_of = typename selected<M, N, Field<P>>::error;
    using error = typename first_error<objects_error_t<M, Row>, error_of<Path>...>::type;
    template <class List>
    struct with_annotations;
    template <class... C>
    struct with_annotations<type_list<C...>>
        : distinct_columns<type_list<key_column_t<M>>,
                           Column<column_path<M, Path>(),
                                  decltype(selected<M, N, Field<Path>>::column::value)>...,
                           C...> {};
    using type = typename with_annotations<typename annotation_columns<M, N, Row>::type>::type;
};
/// Rows of which these columns are not loaded.
template <class M, class N, class Row, fixed_string... Path>
struct defer_columns {
    using error = typename first_error<objects_error_t<M, Row>, path_error_t<M, N, Path>...>::type;
    struct stays {
        template <class C>
        static constexpr bool holds = column_name<C> == column_name<key_column_t<M>> ||
                                      !((column_name<C> == column_path<M, Path>().view()) || ...);
    };
    using type = typename filtered<typename loaded_columns<M, N, Row>::type, stays>::type;
};
/// The error of a `values` that names a column twice, or `fine`.
template <class M, class Columns>
struct named_twice;
template <class M, class... C>
struct named_twice<M, type_list<C...>> {
    template <class Column>
    static constexpr int times = (0 + ... + (column_name<C> == column_name<Column>));
    template <class Column>
    struct error_of;
    template <fixed_string Name, class T>
    struct error_of<Column<Name, T>> {
        using type = std::conditional_t<times<Column<Name, T>> == 1, fine,
                                        column_is_named_twice<M, spelled<Name>>>;
    };
    using error = typename first_error<typename error_of<C>::type...>::type;
};

template <class M, class N, class E, class... Allowed>
consteval auto date_error() {
    if constexpr (!std::is_same_v<operand_error_t<M, N, E>, fine>) {
        return std::type_identity<operand_error_t<M, N, E>>{};
    } else {
        using Type = without_optional<operand_t<M, N, E>>;
        if constexpr (!(std::is_same_v<Type, Allowed> || ...))
            return std::type_identity<argument_is_no_date<M, typename E::label, Type>>{};
        else
            return std::type_identity<aggregate_error_t<E>>{};
    }
}
/// The compile error of the argument of `dates` or `datetimes`, or `fine`.
template <class M, class N, class E, class... Allowed>
using date_error_t = typename decltype(date_error<M, N, E, Allowed...>())::type;

template <class Expression>
void add_expression(std::vector<Expr>& expressions, const Expression& expression) {
    ExprWriter writer(expressions.emplace_back());
    expression.write(writer);
}
/// `"name"_f = expression` as an annotation.
template <class T, class K>
Annotation annotation_of(const K& keyword, bool selected) {
    Annotation annotation{
        .name = K::path.view(), .type = &field_type<column_value_t<T>>, .selected = selected};
    ExprWriter writer(annotation.expr);
    write_operand(writer, keyword.value);
    return annotation;
}
/// Whether a further column of that name changes a row: one of a name that it does not have yet.
template <class M, class Row, fixed_string Name>
inline constexpr bool takes_column = std::is_same_v<M, Row>;
template <class M, fixed_string Name, class... C>
inline constexpr bool takes_column<M, Annotated<M, C...>, Name> = !names_column<Name, C...>;
template <class M, fixed_string Name, class... C>
inline constexpr bool takes_column<M, Record<C...>, Name> = !names_column<Name, C...>;
template <class M, fixed_string Name, fixed_string Key, class... C>
inline constexpr bool takes_column<M, Partial<Key, C...>, Name> = !names_column<Name, C...>;
template <class M, fixed_string Name, class... T>
inline constexpr bool takes_column<M, std::tuple<T...>, Name> = true;
template <class M, class Row>
struct is_further {
    template <fixed_string Name, class T>
    static constexpr bool names(const Column<Name, T>*) {
        return takes_column<M, Row, Name>;
    }
    template <class C>
    static constexpr bool holds = names(static_cast<const C*>(nullptr));
};

/// Adds one argument of `annotate`, and then the others; of `alias` if `Row` is void.
template <class M, class Row, class N>
void add_annotations(Query&) {}
template <class M, class Row, class N, class K, class... Rest>
void add_annotations(Query& query, const K& keyword, const Rest&... rest) {
    using Keyword = selected<M, N, K>;
    add_annotation(query,
                   annotation_of<typename Keyword::value>(keyword, takes_column<M, Row, K::path>));
    add_annotations<M, Row, typename Keyword::names>(query, rest...);
}

/// Columns of that row type, by name.
template <class Columns>
struct column_list;
template <class... C>
struct column_list<type_list<C...>> {
    static constexpr std::array<NamedColumn, sizeof...(C)> columns{
        NamedColumn{column_name<C>, &field_type<decltype(C::value)>}...};
};
template <class M, class Columns>
void select_partial(Query& query) {
    auto columns = column_list<Columns>::columns;
    columns.front().name = "pk";
    select_columns(query, columns);
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
