#include "query/source.hpp"

namespace aside::query {

Truth truth(const detail::Query& query) {
    if (query.none || (query.owners && query.owners->keys.empty())) return Truth::never;
    const Truth conditions = truth(Nodes(query.where));
    return query.owners && conditions == Truth::always ? Truth::depends : conditions;
}

Source::Source(const detail::Query& query, const Dialect& dialect)
    : query_(query),
      dialect_(dialect),
      tables_(*query.model),
      resolver_(tables_),
      compiler_(dialect, tables_) {
    if (query.owners) owner_ = resolver_.owners(*query.owners);
    resolver_.conditions(query.where);
}

void Source::owners(SqlWriter& writer) const {
    compiler_.column(writer, owner_);
    const std::vector<SqlValue>& keys = query_.owners->keys;
    writer.sql += keys.size() == 1 ? " = " : " IN (";
    for (const SqlValue& key : keys) {
        if (&key != &keys.front()) writer.sql += ", ";
        writer.param(key);
    }
    if (keys.size() != 1) writer.sql += ')';
}

void Source::conditions(SqlWriter& writer, std::string_view keyword) const {
    const Truth holds = truth(query_);
    if (holds == Truth::always) return;
    writer.sql += keyword;
    if (holds == Truth::never) {
        writer.sql += "1 = 0";
        return;
    }
    if (query_.owners) owners(writer);
    const Nodes where(query_.where);
    if (truth(where) == Truth::always) return;
    if (query_.owners) writer.sql += " AND ";
    compiler_.conditions(writer, where);
}

void Source::conditions_without_joins(SqlWriter& writer, std::string_view keyword) {
    const bool joined = tables_.joined();
    settle(joined ? 1 : 0);
    if (!joined) return conditions(writer, keyword);
    const detail::FieldInfo& key = tables_.model().key();
    writer.sql += keyword;
    ExprCompiler(dialect_, tables_.model()).column(writer, {0, &key});
    writer.sql += " IN (SELECT ";
    compiler_.column(writer, {0, &key});
    from(writer);
    conditions(writer, " WHERE ");
    writer.sql += ')';
}

}  // namespace aside::query
