#include "sql/schema_of.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "schema/names.hpp"
#include "schema/types.hpp"
#include "sql/expr_compiler.hpp"

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

schema::Check check_of(const detail::Check& check, const ModelInfo& model, const Dialect& dialect) {
    const ExprCompiler compiler(dialect, model, ExprCompiler::Qualified::no);
    SqlWriter condition(dialect);
    condition.inlines_values = true;
    const auto& expr = check.condition;
    compiler.conditions(condition, expr.data(), expr.data() + expr.size());
    return {.name = std::string(check.name), .condition = std::move(condition.sql)};
}

/// The longest name of an index where the engine has no limit: Django's.
constexpr std::size_t longest_name = 200;

std::string name_of(const schema::Table& table, const std::vector<std::string>& columns,
                    std::string_view suffix, const Dialect& dialect) {
    const std::size_t most = dialect.limits().identifier_bytes;
    return schema::constraint_name(table.name, columns, suffix, most == 0 ? longest_name : most);
}

/// A foreign key has a name, as in Django, if the engine can drop it again.
schema::ForeignKey foreign_key_of(const schema::Table& table, const FieldInfo& field,
                                  const Dialect& dialect) {
    const FieldInfo& key = *field.relation->resolved().hops.front().to;
    const std::string suffix = "_fk_" + key.model->table + '_' + key.column;
    return {.name = dialect.features().drops_constraints
                        ? name_of(table, {field.column}, suffix, dialect)
                        : std::string(),
            .columns = {field.column},
            .table = key.model->table,
            .to = {key.column},
            .on_delete = on_delete(field.relation->type->on_delete),
            .deferrable = schema::Deferrable::initially_deferred};
}

/// The index of an entry of the model's `unique_together`.
schema::Index unique_index(const schema::Table& table, const ModelInfo& model,
                           const std::vector<std::string_view>& names, const Dialect& dialect) {
    schema::Index index{.unique = true};
    std::vector<std::string> columns;
    for (const std::string_view name : names) {
        columns.push_back(model.at(name).column);
        index.parts.push_back({.column = columns.back()});
    }
    index.name = name_of(table, columns, "_uniq", dialect);
    return index;
}

/// Adds a unique field, or several together: as a constraint, like Django, if the engine can drop
/// it again; else as an index.
void add_unique(schema::Table& table, const ModelInfo& model,
                const std::vector<std::string_view>& names, const Dialect& dialect) {
    schema::Index index = unique_index(table, model, names, dialect);
    if (dialect.features().drops_constraints)
        table.unique.push_back({.name = std::move(index.name), .parts = std::move(index.parts)});
    else
        table.indexes.push_back(std::move(index));
}

/// The index of an entry of the model's `indexes`. `-` before a name: largest values first.
schema::Index listed_index(const schema::Table& table, const ModelInfo& model,
                           const std::vector<std::string_view>& names) {
    schema::Index index;
    for (const std::string_view name : names) {
        const bool descending = name.starts_with('-');
        const FieldInfo& field = model.at(descending ? name.substr(1) : name);
        index.parts.push_back({.column = field.column, .descending = descending});
    }
    index.name = schema::index_name(table.name, index.parts);
    return index;
}

schema::Index index_of_field(const schema::Table& table, const FieldInfo& field,
                             const Dialect& dialect) {
    return {.name = name_of(table, {field.column}, {}, dialect),
            .parts = {{.column = field.column}}};
}

/// Adds the second index that Django makes over an indexed column of text, by which LIKE finds a
/// beginning.
void add_pattern_index(schema::Table& table, const FieldInfo& field, const Dialect& dialect) {
    if (!field.index && !field.unique && !field.primary_key) return;
    const std::string_view wanted = dialect.pattern_operator_class(column_of(field));
    if (wanted.empty()) return;
    table.indexes.push_back(
        {.name = name_of(table, {field.column}, "_like", dialect),
         .parts = {{.column = field.column, .operator_class = std::string(wanted)}}});
}

schema::Table table_of(const ModelInfo& model, const Dialect& dialect) {
    schema::Table table{.name = model.table};
    for (const FieldInfo& field : model.fields) {
        table.columns.push_back(column_of(field));
        if (field.has_db_default) require_stored(dialect, field, field.db_default);
        if (field.primary_key) table.primary_key = {.parts = {{.column = field.column}}};
        if (field.unique && !field.primary_key)
            table.unique.push_back({.parts = {{.column = field.column}}});
        if (field.relation != nullptr)
            table.foreign_keys.push_back(foreign_key_of(table, field, dialect));
    }
    for (const detail::Check& check : model.checks)
        table.checks.push_back(check_of(check, model, dialect));
    for (const auto& names : model.unique_together) add_unique(table, model, names, dialect);
    for (const auto& names : model.indexes)
        table.indexes.push_back(listed_index(table, model, names));
    for (const FieldInfo& field : model.fields)
        if (field.index && !field.unique && !field.primary_key)
            table.indexes.push_back(index_of_field(table, field, dialect));
    for (const FieldInfo& field : model.fields) add_pattern_index(table, field, dialect);
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
