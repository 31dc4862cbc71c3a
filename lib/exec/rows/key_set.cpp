#include "exec/rows/key_set.hpp"

#include "aside/detail/field_type.hpp"
#include "query/lookup.hpp"
#include "sql/compiler.hpp"

namespace aside::exec {

void KeySet::read(Session& session, const Query& query, const FieldInfo& field) {
    const sql::BoundStatement statement = sql::select_fields(query, {&field}, session.dialect());
    Result result = session.run(statement);
    while (result.step()) add(typed_value(result.cells().at(0), field));
}

KeySet KeySet::without(const KeySet& others) const {
    KeySet rest;
    for (const SqlValue& key : keys_)
        if (!others.contains(key)) rest.add(key);
    return rest;
}

std::string KeySet::to_string() const {
    std::string text;
    for (const SqlValue& key : keys_) text += (text.empty() ? "" : ", ") + key.to_string();
    return text;
}

Query rows_where(const FieldInfo& field, const SqlValue& value) {
    Query query(*field.model);
    query.default_order = false;
    ExprWriter writer(query.where);
    query::write_lookup(writer, Lookup::exact, field.name, {&value, 1});
    return query;
}

Query rows_where(const FieldInfo& field, std::span<const SqlValue> values) {
    Query query(*field.model);
    query.default_order = false;
    narrow(query, field, values);
    return query;
}

void narrow(Query& query, const FieldInfo& field, std::span<const SqlValue> values) {
    ExprWriter writer(query.where);
    query::write_lookup(writer, Lookup::in, field.name, values);
}

}  // namespace aside::exec
