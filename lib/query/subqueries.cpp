// Nodes for statements inside of others, of SQL that the user wrote, and of conditions that stand
// in place of values.
#include "aside/error.hpp"
#include "aside/subquery.hpp"
#include "query/lookup.hpp"

namespace aside::detail {

void end_truth(ExprWriter& writer, std::size_t begun) {
    if (writer.size() == begun) writer.leaf(ExprKind::all_of);
}

void end_when_condition(ExprWriter& writer, std::size_t begun) {
    if (writer.size() == begun)
        throw FieldError("aside: a When needs a condition, and an empty Q is none");
}

/// Writes the query without its order, unless the order decides which rows there are.
void write_members(ExprWriter& writer, const std::shared_ptr<const Query>& query) {
    if (query->sliced() || !query->ordered() || !query->distinct_on.empty())
        return writer.query(ExprKind::subquery, query);
    Query unordered = *query;
    unordered.order.clear();
    unordered.default_order = false;
    writer.query(ExprKind::subquery, shared_query(std::move(unordered)));
}

void write_single(ExprWriter& writer, const std::shared_ptr<const Query>& query) {
    if (!query->none && (!query->limit || *query->limit > 1))
        throw FieldError("aside: a " + std::string(query->model->type_name) +
                         " queryset may have more rows than the one that a value is compared to: "
                         "use .in(), or limit(1)");
    writer.query(ExprKind::subquery, query);
}

void write_outer_path(ExprWriter& writer, std::string_view path, unsigned char steps) {
    writer.end(writer.begin(ExprKind::outer_path, steps, path));
}

void write_run_time_outer_path(ExprWriter& writer, std::string_view path, unsigned char steps) {
    query::require_path_length(path);
    writer.append({{.kind = ExprKind::outer_path, .op = steps, .value = SqlValue(path)}});
}

Expr raw_expression(std::string_view sql, const FieldType* type, std::vector<SqlValue> params) {
    Expr expr{{.kind = ExprKind::raw, .value = SqlValue(sql), .type = type}};
    ExprWriter writer(expr);
    for (SqlValue& param : params) writer.value(std::move(param));
    writer.end(0);
    return expr;
}

}  // namespace aside::detail
