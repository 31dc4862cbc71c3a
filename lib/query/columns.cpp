// Which columns the rows of a query have.
#include <algorithm>

#include "aside/detail/field_type.hpp"
#include "aside/error.hpp"
#include "aside/order.hpp"
#include "query/lookup.hpp"

namespace aside::query {

using namespace detail;

namespace {

// The name of an annotation that the library adds itself. A program's names have no `@`.
constexpr std::string_view moment_name = "@moment";
constexpr std::string_view source_name = "@source";

/// The expression of the beginning of a period, such as the month, in which a moment lies; as a
/// date if a date is wanted.
Expr beginning_of(const FieldType* type, const Truncation& truncation) {
    Expr expr;
    ExprWriter writer(expr);
    std::size_t day = 0;
    if (truncation.narrows)
        day = writer.begin(ExprKind::function, static_cast<unsigned char>(Function::date));
    const std::size_t call =
        writer.begin(ExprKind::function, static_cast<unsigned char>(truncation.function));
    if (!truncation.narrows) writer.type(call, type);
    writer.path(source_name);
    writer.end(call);
    if (truncation.narrows) writer.end(day);
    return expr;
}

}  // namespace

}  // namespace aside::query

namespace aside::detail {

ValueTerm named_value(const NamedColumn& column) {
    ValueTerm term{.type = column.type};
    ExprWriter(term.expr).path(column.name);
    return term;
}

void select_columns(Query& query, std::span<const NamedColumn> columns) {
    std::vector<ValueTerm> values;
    for (const NamedColumn& column : columns) values.push_back(named_value(column));
    select_values(query, std::move(values));
}

void select_objects(Query& query) { select_values(query, {}); }

void select_moments(Query& query, Expr source, const FieldType* type,
                    const Truncation& truncation) {
    if (query.find_annotation(query::moment_name) != nullptr)
        throw NotSupportedError("aside: dates() and datetimes() cannot follow one another");
    add_annotation(query, {.name = query::source_name, .expr = std::move(source), .type = type});
    add_annotation(query, {.name = query::moment_name,
                           .expr = query::beginning_of(type, truncation),
                           .type = type,
                           .selected = true});
    ExprWriter where(query.where);
    const SqlValue no = false;
    query::write_lookup(where, Lookup::isnull, query::source_name, {&no, 1});
    const NamedColumn column{query::moment_name, type};
    select_columns(query, {&column, 1});
    query.distinct = true;
    replace_ordering(query, {order_by_path(query::moment_name, truncation.descending,
                                           OrderTerm::Nulls::engine)});
    query.reversed = false;
}

std::vector<const Annotation*> selected_annotations(const Query& query) {
    std::vector<const Annotation*> selected;
    for (const Annotation& annotation : query.annotations)
        if (annotation.selected) selected.push_back(&annotation);
    std::ranges::stable_sort(selected, {}, &Annotation::place);
    return selected;
}

}  // namespace aside::detail
