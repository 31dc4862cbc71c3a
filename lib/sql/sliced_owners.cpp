// The part of SelectStatement that gives the first rows of each owner.
#include "sql/select_columns.hpp"

namespace aside::sql {

namespace {

constexpr std::string_view owner_name = "__owner";
constexpr std::string_view number_name = "__number";

}  // namespace

/// Whether a slice counts the rows of each owner: if the rows tell their owner.
bool SelectStatement::slices_each_owner() const {
    return gives_ == Gives::rows && query_.sliced() && query_.owners && query_.owners->tells_owner;
}

/// Two statements go around the rows, so that DISTINCT and GROUP BY come before the numbers: one
/// numbers them, and the other leaves out those beyond the slice. Adds the columns that they are
/// numbered by to the rows; gives the text before their statement.
SqlWriter SelectStatement::number_rows(Columns& columns) const {
    SqlWriter order(dialect_);
    std::size_t number = 0;
    for (const OrderColumn& term : ordering_) {
        order.sql += number++ == 0 ? " ORDER BY " : ", ";
        if (is_random(term) ||
            (term.expression != nullptr && is_named(*term.expression, columns))) {
            order_term(order, term, columns);
        } else {
            const std::string name = order_name(number);
            columns.separate();
            order_term(columns.list, term, columns);
            columns.name(name, dialect_);
            dialect_.quote(order.sql, name);
        }
        if (!is_random(term))
            direction(order, term.descending != query_.reversed,
                      query_.reversed ? opposite(term.nulls) : term.nulls);
    }
    columns.separate();
    table_expression_.compiler().column(columns.list, table_expression_.owner());
    columns.name(owner_name, dialect_);

    SqlWriter before(dialect_, "SELECT * FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY ");
    dialect_.quote(before.sql, owner_name);
    before.append(order);
    before.sql += ") AS ";
    dialect_.quote(before.sql, number_name);
    before.sql += " FROM (";
    return before;
}

void SelectStatement::slice_each_owner(SqlWriter& writer) const {
    inner_name(writer);
    inner_name(writer);
    std::string number;
    dialect_.quote(number, number_name);
    writer.sql += " WHERE " + number + " > ";
    writer.constant(query_.offset);
    std::int64_t last = 0;
    if (query_.limit && !__builtin_add_overflow(query_.offset, *query_.limit, &last)) {
        writer.sql += " AND " + number + " <= ";
        writer.constant(last);
    }
    writer.sql += " ORDER BY ";
    dialect_.quote(writer.sql, owner_name);
    writer.sql += ", " + number;
}

}  // namespace aside::sql
