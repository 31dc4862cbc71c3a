// CREATE TABLE and CREATE INDEX.
#include "sql/compiler.hpp"
#include "sql/conditions.hpp"

namespace aside::sql {

using detail::FieldInfo;
using detail::ModelInfo;

namespace {

std::string_view on_delete(OnDelete action) {
    switch (action) {
        case cascade:
            return " ON DELETE CASCADE";
        case protect:
            return " ON DELETE RESTRICT";
        case set_null:
            return " ON DELETE SET NULL";
        case set_default:
            return " ON DELETE SET DEFAULT";
        case restrict:  // no action: the rows that the deletion leaves are checked at its end
        case do_nothing:
            break;
    }
    return {};
}

/// The key that a foreign key names, and so has the type of.
const FieldInfo& named_key(const FieldInfo& field) {
    return *field.relation->resolved().hops.front().to;
}

std::string column_type(const FieldInfo& field, const Dialect& dialect) {
    const FieldInfo* typed = &field;
    while (typed->relation != nullptr) typed = &named_key(*typed);
    FieldInfo plain = *typed;
    plain.automatic = field.automatic;
    return dialect.column_type(plain);
}

void references(std::string& sql, const FieldInfo& field, const Dialect& dialect) {
    const FieldInfo& key = named_key(field);
    sql += " REFERENCES ";
    dialect.quote(sql, key.model->table);
    sql += " (";
    dialect.quote(sql, key.column);
    sql += ')';
    sql += on_delete(field.relation->type->on_delete);
    sql += " DEFERRABLE INITIALLY DEFERRED";
}

void column(std::string& sql, const FieldInfo& field, const Dialect& dialect) {
    dialect.quote(sql, field.column);
    sql += ' ' + column_type(field, dialect);
    sql += field.type->nullable ? " NULL" : " NOT NULL";
    if (field.primary_key) sql += " PRIMARY KEY";
    if (field.automatic) sql += dialect.automatic_key();
    if (field.unique && !field.primary_key) sql += " UNIQUE";
    if (field.has_db_default) {
        sql += " DEFAULT ";
        dialect.literal(sql, detail::stored_value(field, field.db_default));
    }
    sql += dialect.column_check(field);
    if (field.relation != nullptr) references(sql, field, dialect);
}

void check(std::string& sql, const detail::Check& constraint, const ModelInfo& model,
           const Dialect& dialect) {
    const ExprCompiler compiler(dialect, model, ExprCompiler::Qualified::no);
    SqlWriter condition(dialect);
    condition.inlines_values = true;
    const auto& expr = constraint.condition;
    compiler.conditions(condition, expr.data(), expr.data() + expr.size());
    sql += ", CONSTRAINT ";
    dialect.quote(sql, constraint.name);
    sql += " CHECK (" + condition.sql + ')';
}

/// Eight hexadecimal digits of the FNV-1a hash: indexes whose names would run together get
/// different ones.
std::string short_hash(std::string_view text) {
    std::uint32_t hash = 2166136261u;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
    std::string digits;
    for (int shift = 28; shift >= 0; shift -= 4) digits += "0123456789abcdef"[(hash >> shift) & 15];
    return digits;
}

/// Cuts a name whose tail tells it from others, so that both have at most so many bytes; 0: any. No
/// character of UTF-8 is cut in two.
void shorten(std::string& stem, std::size_t tail, std::size_t most) {
    if (most == 0 || stem.size() + tail <= most) return;
    std::size_t end = most - tail;
    while (end > 0 && (static_cast<unsigned char>(stem[end]) & 0xC0) == 0x80) --end;
    stem.resize(end);
}

std::string create_index(const ModelInfo& model, const std::vector<std::string_view>& names,
                         bool unique, const Dialect& dialect) {
    std::string stem = model.table;
    std::string columns;
    for (std::string_view name : names) {
        const bool descending = name.starts_with('-');
        const FieldInfo& field = model.at(descending ? name.substr(1) : name);
        stem += '_' + field.column;
        if (!columns.empty()) columns += ", ";
        dialect.quote(columns, field.column);
        if (descending) columns += " DESC";
    }
    const std::string tail =
        '_' + short_hash(model.table + '(' + columns + ')') + (unique ? "_uniq" : "_idx");
    shorten(stem, tail.size(), dialect.limits().identifier_bytes);
    std::string sql = unique ? "CREATE UNIQUE INDEX IF NOT EXISTS " : "CREATE INDEX IF NOT EXISTS ";
    dialect.quote(sql, stem + tail);
    sql += " ON ";
    dialect.quote(sql, model.table);
    return sql + " (" + columns + ')';
}

std::vector<std::string> create_one_table(const ModelInfo& model, const Dialect& dialect) {
    std::string sql = "CREATE TABLE IF NOT EXISTS ";
    dialect.quote(sql, model.table);
    sql += " (";
    for (const FieldInfo& field : model.fields) {
        if (&field != &model.fields.front()) sql += ", ";
        column(sql, field, dialect);
    }
    for (const detail::Check& constraint : model.checks) check(sql, constraint, model, dialect);
    std::vector<std::string> statements{sql + ')'};
    for (const auto& names : model.unique_together)
        statements.push_back(create_index(model, names, true, dialect));
    for (const auto& names : model.indexes)
        statements.push_back(create_index(model, names, false, dialect));
    for (const FieldInfo& field : model.fields)
        if (field.index && !field.unique && !field.primary_key)
            statements.push_back(create_index(model, {field.name}, false, dialect));
    return statements;
}

}  // namespace

std::vector<std::string> create_table(const ModelInfo& model, const Dialect& dialect) {
    std::vector<std::string> statements;
    if (model.managed) statements = create_one_table(model, dialect);
    for (const detail::RelationInfo& relation : model.relations) {
        if (relation.kind() != detail::RelationKind::many_to_many) continue;
        const detail::ResolvedRelation& resolved = relation.resolved();
        if (!resolved.automatic_join || !resolved.join->managed) continue;
        for (std::string& sql : create_one_table(*resolved.join, dialect))
            statements.push_back(std::move(sql));
    }
    return statements;
}

}  // namespace aside::sql
