#pragma once
// Statements inside of others, and SQL that the user wrote.
#include <memory>
#include <string_view>
#include <utility>

#include "aside/conditional.hpp"
#include "aside/expression.hpp"
#include "aside/field.hpp"

namespace aside {

/// A subquery is of one column: `values_list(aside::flat, ...)`, or objects, which stand for their
/// keys.
template <class Row>
struct subquery_takes_one_column;

/// The one value that a queryset gives; `Subquery` makes it.
template <class T>
struct [[nodiscard]] SubqueryOf : Lookups<SubqueryOf<T>>, detail::CopiedWhenMoved<SubqueryOf<T>> {
    std::shared_ptr<const detail::Query> query;
    explicit SubqueryOf(std::shared_ptr<const detail::Query> q) : query(std::move(q)) {}

    static constexpr detail::Contents contents = detail::plain_contents;
    static constexpr bool may_be_condition = true;
    using label = SubqueryOf;
    template <class M, class N>
    using error = detail::fine;
    template <class M, class N>
    static constexpr bool guarded = true;
    template <class M, class N>
    using value = detail::with_optional<T>;
    void write(detail::ExprWriter& writer) const {
        writer.query(detail::ExprKind::subquery, query);
    }
};
/// The value of a queryset's one column, or the key if its rows are objects; NULL if it has no row.
///
/// Only its first row counts: order it and slice it, group it to one row, or choose one row by its
/// conditions. `OuterRef` names fields of the query that it stands in.
template <detail::queryset_like Rows>
auto Subquery(const Rows& rows) {
    using Row = typename Rows::row_type;
    using T = typename detail::row_value<typename Rows::model_type, Row>::type;
    if constexpr (!detail::kind_of<detail::column_value_t<T>>().has_value())
        (void)sizeof(subquery_takes_one_column<Row>);
    else
        return SubqueryOf<T>(detail::shared_query(rows.query()));
}

/// Whether a queryset has any rows; `Exists` makes it.
struct [[nodiscard]] ExistsOf : condition_tag,
                                Orderable<ExistsOf>,
                                detail::CopiedWhenMoved<ExistsOf> {
    std::shared_ptr<const detail::Query> query;
    explicit ExistsOf(std::shared_ptr<const detail::Query> q) : query(std::move(q)) {}

    static constexpr detail::Contents contents = detail::plain_contents;
    template <class M, class N>
    using error = detail::fine;
    template <class M, class N>
    using value = bool;
    void write(detail::ExprWriter& writer) const { writer.query(detail::ExprKind::exists, query); }
};
/// Whether the queryset has any rows, for each row of the query that it stands in. Reads no
/// columns.
template <detail::queryset_like Rows>
auto Exists(const Rows& rows) {
    return ExistsOf(detail::shared_query(rows.query()));
}

namespace detail {
void write_outer_path(ExprWriter& writer, std::string_view path, unsigned char steps);
void write_run_time_outer_path(ExprWriter& writer, std::string_view path, unsigned char steps);
}  // namespace detail

/// A field of a query further out; `OuterRef` makes it.
template <class F, unsigned char Steps>
struct [[nodiscard]] OuterRefOf : Lookups<OuterRefOf<F, Steps>> {
    F field;
    constexpr explicit OuterRefOf(F f) : field(std::move(f)) {}

    static constexpr detail::Contents contents = F::contents | detail::has_outer;
    using label = OuterRefOf;
    template <class M, class N>
    using error = detail::fine;
    template <class M, class N>
    static constexpr bool guarded = true;
    template <class M, class N>
    using value = detail::unknown_type;
    void write(detail::ExprWriter& writer) const {
        if constexpr (requires { F::path.view(); })
            detail::write_outer_path(writer, F::path.view(), Steps);
        else
            detail::write_run_time_outer_path(writer, field.text(), Steps);
    }
};
/// A field or an annotation of the query around this one, which is known only when this one is put
/// into it. A path that it does not have then throws `FieldError`.
template <fixed_string Path>
constexpr auto OuterRef(Field<Path> field) {
    return OuterRefOf<Field<Path>, 1>(field);
}
/// A field or an annotation of the query around this one, by a name at run time. When this query is
/// put into the other one, a path that it does not have throws `FieldError`.
inline auto OuterRef(const RunTimeField& field) { return OuterRefOf<RunTimeField, 1>(field); }
/// A field or an annotation one query further out: `OuterRef(OuterRef("id"_f))`.
template <class F, unsigned char Steps>
constexpr auto OuterRef(OuterRefOf<F, Steps> inner) {
    return OuterRefOf<F, Steps + 1>(std::move(inner.field));
}

namespace detail {
/// Throws `FieldError` unless the text has one `?` for each parameter, outside of quotes and
/// comments.
[[nodiscard]] Expr raw_expression(std::string_view sql, const FieldType* type,
                                  std::vector<SqlValue> params);
}  // namespace detail

/// An expression in SQL; `RawSQL` makes it.
template <class T>
struct [[nodiscard]] RawSqlOf : Lookups<RawSqlOf<T>>, detail::CopiedWhenMoved<RawSqlOf<T>> {
    detail::Expr expr;
    explicit RawSqlOf(detail::Expr e) : expr(std::move(e)) {}

    static constexpr detail::Contents contents = detail::plain_contents;
    static constexpr bool may_be_condition = true;
    using label = RawSqlOf;
    template <class M, class N>
    using error = detail::fine;
    template <class M, class N>
    static constexpr bool guarded = true;
    template <class M, class N>
    using value = T;
    void write(detail::ExprWriter& writer) const { writer.append(expr); }
};
/// An expression of SQL by hand, with a `?` for each parameter, which is bound. Its values are read
/// as `T`, a `std::optional` if they may be NULL: `RawSQL<int>("length(name) + ?", 1)`.
///
/// Never put text from outside into the SQL. Throws `FieldError` if there are more or fewer `?`
/// than parameters.
template <class T, class... Param>
auto RawSQL(std::string_view sql, const Param&... params) {
    if constexpr (!detail::kind_of<T>().has_value())
        (void)sizeof(value_has_no_type<T>);
    else
        return RawSqlOf<T>(
            detail::raw_expression(sql, &detail::field_type<T>, {detail::as_sql(params)...}));
}

}  // namespace aside
