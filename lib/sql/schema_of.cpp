#include "sql/schema_of.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>

#include "schema/types.hpp"
#include "sql/conditions.hpp"

namespace aside::sql {

using detail::FieldInfo;
using detail::ModelInfo;

namespace {

schema::Action on_delete(OnDelete action) {
    switch (action) {
        case cascade:
            return schema::Action::cascade;
        case protect:
            return schema::Action::restrict;
        case set_null:
            return schema::Action::set_null;
        case set_default:
            return schema::Action::set_default;
        case restrict:  // no action: the rows that the deletion leaves are checked at its end
        case do_nothing:
            break;
    }
    return schema::Action::no_action;
}

schema::Column column_of(const FieldInfo& field) {
    schema::Column column{
        .name = field.column, .type = schema::type_of(field), .nullable = field.type->nullable};
    if (field.automatic) column.identity = schema::Identity::by_default;
    if (field.has_db_default) column.default_value = detail::stored_value(field, field.db_default);
    return column;
}

schema::ForeignKey foreign_key_of(const FieldInfo& field) {
    const FieldInfo& key = *field.relation->resolved().hops.front().to;
    return {.columns = {field.column},
            .table = key.model->table,
            .to = {key.column},
            .on_delete = on_delete(field.relation->type->on_delete),
            .deferrable = schema::Deferrable::initially_deferred};
}

schema::Check check_of(const detail::Check& check, const ModelInfo& model, const Dialect& dialect) {
    const ExprCompiler compiler(dialect, model, ExprCompiler::Qualified::no);
    SqlWriter condition(dialect);
    condition.inlines_values = true;
    const auto& expr = check.condition;
    compiler.conditions(condition, expr.data(), expr.data() + expr.size());
    return {.name = std::string(check.name), .condition = std::move(condition.sql)};
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

schema::Index index_of(const ModelInfo& model, const std::vector<std::string_view>& names,
                       bool unique, const Dialect& dialect, std::string_view suffix) {
    schema::Index index{.unique = unique};
    std::string stem = model.table;
    std::string columns;
    for (std::string_view name : names) {
        const bool descending = name.starts_with('-');
        const FieldInfo& field = model.at(descending ? name.substr(1) : name);
        index.parts.push_back({.column = field.column, .descending = descending});
        stem += '_' + field.column;
        if (!columns.empty()) columns += ", ";
        dialect.quote(columns, field.column);
        if (descending) columns += " DESC";
    }
    std::string tail = '_' + short_hash(model.table + '(' + columns + ')');
    tail += suffix;
    shorten(stem, tail.size(), dialect.limits().identifier_bytes);
    index.name = stem + tail;
    return index;
}

/// A constraint, as in Django, where it can be dropped again and all columns ascend; else an index.
void add_unique(schema::Table& table, const ModelInfo& model,
                const std::vector<std::string_view>& names, const Dialect& dialect) {
    schema::Index index = index_of(model, names, true, dialect, "_uniq");
    const bool descends = std::ranges::any_of(
        index.parts, [](const schema::KeyPart& part) { return part.descending; });
    if (dialect.features().drops_constraints && !descends)
        table.unique.push_back({.name = std::move(index.name), .parts = std::move(index.parts)});
    else
        table.indexes.push_back(std::move(index));
}

/// A second index, by which LIKE finds a beginning, over text that has one: as in Django.
void add_pattern_index(schema::Table& table, const ModelInfo& model, const FieldInfo& field,
                       const Dialect& dialect) {
    if (!field.index && !field.unique && !field.primary_key) return;
    const std::string_view wanted = dialect.pattern_operator_class(column_of(field));
    if (wanted.empty()) return;
    schema::Index index = index_of(model, {field.name}, false, dialect, "_like");
    index.parts.front().operator_class = wanted;
    table.indexes.push_back(std::move(index));
}

schema::Table table_of(const ModelInfo& model, const Dialect& dialect) {
    schema::Table table{.name = model.table};
    for (const FieldInfo& field : model.fields) {
        table.columns.push_back(column_of(field));
        if (field.primary_key) table.primary_key = {.parts = {{.column = field.column}}};
        if (field.unique && !field.primary_key)
            table.unique.push_back({.parts = {{.column = field.column}}});
        if (field.relation != nullptr) table.foreign_keys.push_back(foreign_key_of(field));
    }
    for (const detail::Check& check : model.checks)
        table.checks.push_back(check_of(check, model, dialect));
    for (const auto& names : model.unique_together) add_unique(table, model, names, dialect);
    for (const auto& names : model.indexes)
        table.indexes.push_back(index_of(model, names, false, dialect, "_idx"));
    for (const FieldInfo& field : model.fields)
        if (field.index && !field.unique && !field.primary_key)
            table.indexes.push_back(index_of(model, {field.name}, false, dialect, "_idx"));
    for (const FieldInfo& field : model.fields) add_pattern_index(table, model, field, dialect);
    return table;
}

}  // namespace

std::vector<schema::Table> schema_of(const ModelInfo& model, const Dialect& dialect) {
    std::vector<schema::Table> tables;
    if (model.managed) tables.push_back(table_of(model, dialect));
    for (const detail::RelationInfo& relation : model.relations) {
        if (relation.kind() != detail::RelationKind::many_to_many) continue;
        const detail::ResolvedRelation& resolved = relation.resolved();
        if (resolved.automatic_join && resolved.join->managed)
            tables.push_back(table_of(*resolved.join, dialect));
    }
    return tables;
}

}  // namespace aside::sql
