#include "sql/table_expression.hpp"

#include "aside/error.hpp"

namespace aside::sql {

using detail::ExprKind;

TableExpression::TableExpression(const detail::Query& query, const Dialect& dialect,
                                 const OuterPaths* outer, const Tables* around)
    : query_(query),
      dialect_(dialect),
      tables_(*query.model, around),
      resolver_(tables_, query, dialect, outer),
      compiler_(dialect, tables_) {
    if (query.raw || query.operation != detail::SetOperation::none) return;  // reads no tables
    if (query.owners) owner_ = resolver_.owners(*query.owners);
    resolver_.conditions_and_columns();
    split(Nodes(query.where));
}

/// Splits the conditions. One on an aggregate is a condition on groups and goes to HAVING, with all
/// that an OR joins to it.
void TableExpression::split(Nodes conditions) {
    const bool grouped = query_.grouping != detail::Grouping::none;
    for (const Node& node : conditions) {
        const bool several = node.kind == ExprKind::filter || node.kind == ExprKind::all_of;
        if (truth(node) == Truth::always) continue;
        if (compiler_.of_windows(node))
            throw NotSupportedError(
                "aside: rows cannot be filtered by a window function: it sees those that pass");
        if (!grouped || !compiler_.of_groups(node))
            where_.push_back(&node);
        else if (several && tables_.select_of(node) == 0)
            split(children(node));
        else
            having_.push_back(&node);
    }
}

void TableExpression::owners(SqlWriter& writer) const {
    compiler_.column(writer, owner_);
    const std::vector<SqlValue>& keys = query_.owners->keys;
    if (keys.size() > dialect_.limits().owners_in_list && dialect_.list(writer, keys, false))
        return;
    writer.sql += keys.size() == 1 ? " = " : " IN (";
    for (const SqlValue& key : keys) {
        if (&key != &keys.front()) writer.sql += ", ";
        writer.param(key, {.value = &key});
    }
    if (keys.size() != 1) writer.sql += ')';
}

void TableExpression::conditions(SqlWriter& writer, std::string_view keyword) const {
    if (truth(query_) == Truth::never) {
        writer.sql += keyword;
        writer.sql += "1 = 0";
        return;
    }
    if (!query_.owners && where_.empty()) return;
    writer.sql += keyword;
    if (query_.owners) owners(writer);
    if (where_.empty()) return;
    if (query_.owners) writer.sql += " AND ";
    compiler_.conditions(writer, where_);
}

void TableExpression::having(SqlWriter& writer) const {
    if (having_.empty()) return;
    writer.sql += " HAVING ";
    compiler_.conditions(writer, having_);
}

}  // namespace aside::sql
