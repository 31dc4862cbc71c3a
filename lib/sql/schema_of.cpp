#include "sql/schema_of.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "aside/error.hpp"
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

/// The column that tells the node of a row; empty if there is none. Throws `ImproperlyConfigured`
/// if it may be NULL.
std::string distribution_of(const ModelInfo& model) {
    const FieldInfo* const field = model.distribution();
    if (field == nullptr) return {};
    if (field->type->nullable)
        throw ImproperlyConfigured(field->full_name() +
                                   " tells the node of a row, and so is no std::optional");
    return field->column;
}

/// That of the row which a relation names, if it is not the key itself. Throws
/// `ImproperlyConfigured` if only that one has a node: its key alone is not unique to the engine.
std::string distribution_with(const FieldInfo& relation, const FieldInfo& key) {
    if (key.model->distribution() == &key.model->key()) return {};
    std::string column = distribution_of(*key.model);
    if (!column.empty() && relation.model->distribution() == nullptr)
        throw ImproperlyConfigured(
            std::string(relation.model->type_name) + " is not distributed, and cannot name " +
            std::string(key.model->type_name) + " by \"" + std::string(relation.name) +
            "\", which is: give it aside::distributed_by(...) as well");
    return column;
}

schema::DeclaredColumn declared_by(const FieldInfo& field) {
    schema::DeclaredColumn column{.name = field.column,
                                  .member = std::string(field.name),
                                  .type = schema::type_of(field),
                                  .nullable = field.type->nullable,
                                  .primary_key = field.primary_key,
                                  .automatic = field.automatic,
                                  .unique = field.unique && !field.primary_key,
                                  .index = field.index};
    if (field.has_db_default) column.default_value = detail::stored_value(field, field.db_default);
    if (field.relation != nullptr) {
        const FieldInfo& key = *field.relation->resolved().hops.front().to;
        column.references = {.table = key.model->table,
                             .column = key.column,
                             .schema = key.model->schema,
                             .distribution = distribution_with(field, key),
                             .on_delete = on_delete(field.relation->type->on_delete)};
    }
    return column;
}

std::string condition_of(const detail::Check& check, const ModelInfo& model,
                         const Dialect& dialect) {
    const ExprCompiler compiler(dialect, model, ExprCompiler::Qualified::no);
    SqlWriter condition(dialect);
    condition.inlines_values = true;
    const auto& expr = check.condition;
    compiler.conditions(condition, expr.data(), expr.data() + expr.size());
    return std::move(condition.sql);
}

/// A column or an expression of an index. Values stand in its text, for an index has no parameters.
schema::KeyPart part_of(const detail::OrderTerm& term, const ModelInfo& model,
                        const Dialect& dialect) {
    schema::KeyPart part{.descending = term.descending};
    const Node& expression = term.expr.front();
    if (term.nulls != detail::OrderTerm::Nulls::engine ||
        expression.kind == detail::ExprKind::random)
        throw ImproperlyConfigured(
            std::string(model.type_name) +
            ": an index is over fields and expressions, without nulls_first, nulls_last and \"?\"");
    const FieldInfo* const field =
        expression.kind == detail::ExprKind::path ? model.find(expression.path()) : nullptr;
    if (field != nullptr) {
        part.column = field->column;
        return part;
    }
    SqlWriter text(dialect, "(");
    text.inlines_values = true;
    ExprCompiler(dialect, model, ExprCompiler::Qualified::no).expression(text, expression);
    part.expression = std::move(text.sql) + ')';
    return part;
}

/// The columns and expressions of an index that has a name.
void declare_terms(schema::DeclaredIndex& index, const std::vector<detail::OrderTerm>& terms,
                   const ModelInfo& model, std::span<const Dialect* const> dialects) {
    for (const Dialect* dialect : dialects) {
        std::vector<schema::KeyPart> parts;
        parts.reserve(terms.size());
        for (const detail::OrderTerm& term : terms) parts.push_back(part_of(term, model, *dialect));
        // What is a column is one for each engine.
        if (std::ranges::find(parts, "", &schema::KeyPart::column) == parts.end()) {
            index.parts = std::move(parts);
            return;
        }
        index.expressions.emplace(dialect->vendor(), std::move(parts));
    }
}

/// An entry of the model's `indexes`. `-` before a name: largest values first.
schema::DeclaredIndex declared_by(const detail::ListedIndex& listed, const ModelInfo& model,
                                  std::span<const Dialect* const> dialects) {
    schema::DeclaredIndex index{.method = std::string(listed.method),
                                .name = std::string(listed.name)};
    declare_terms(index, listed.terms, model, dialects);
    for (const std::string_view name : listed.names) {
        const bool descending = name.starts_with('-');
        const FieldInfo& field = model.at(descending ? name.substr(1) : name);
        index.parts.push_back({.column = field.column, .descending = descending});
    }
    return index;
}

schema::DeclaredTable declared_table(const ModelInfo& model,
                                     std::span<const Dialect* const> dialects) {
    schema::DeclaredTable table{
        .name = model.table, .schema = model.schema, .distribution = distribution_of(model)};
    for (const FieldInfo& field : model.fields) table.columns.push_back(declared_by(field));
    for (const Dialect* dialect : dialects) {
        dialect->require_arrays(model);
        for (const FieldInfo& field : model.fields)
            if (field.has_db_default) require_stored(*dialect, field, field.db_default);
    }
    for (const detail::Check& check : model.checks) {
        schema::DeclaredCheck declared{.name = std::string(check.name)};
        for (const Dialect* dialect : dialects)
            declared.conditions.emplace(dialect->vendor(), condition_of(check, model, *dialect));
        table.checks.push_back(std::move(declared));
    }
    for (const auto& names : model.unique_together) {
        std::vector<std::string>& columns = table.unique_together.emplace_back();
        for (const std::string_view name : names) columns.push_back(model.at(name).column);
    }
    for (const detail::ListedIndex& listed : model.indexes)
        table.indexes.push_back(declared_by(listed, model, dialects));
    return table;
}

schema::Column column_of(const schema::DeclaredColumn& declared) {
    schema::Column column{
        .name = declared.name, .type = declared.type, .nullable = declared.nullable};
    if (declared.automatic) column.identity = schema::Identity::by_default;
    const auto& value = declared.default_value ? declared.default_value : declared.first_default;
    if (value) column.default_value = *value;
    return column;
}

/// What is said for the dialect's engine. `what` names it, for the error.
template <class Words>
const Words& in_words_of(const Dialect& dialect,
                         const std::map<std::string, Words, std::less<>>& of_engines,
                         const std::string& what) {
    const auto found = of_engines.find(dialect.vendor());
    if (found != of_engines.end()) return found->second;
    throw ImproperlyConfigured(what + " is not known in the words of " +
                               std::string(dialect.vendor()));
}

/// The longest name of an index where the engine has no limit: Django's.
constexpr std::size_t longest_name = 200;

std::string name_of(const schema::Table& table, const std::vector<std::string>& columns,
                    std::string_view suffix, const Dialect& dialect) {
    const std::size_t most = dialect.limits().identifier_bytes;
    return schema::constraint_name(table.name, columns, suffix, most == 0 ? longest_name : most);
}

/// A foreign key has a name, as in Django, if the engine can drop it again. Between tables that are
/// distributed it has the columns that tell the nodes of rows, too.
schema::ForeignKey foreign_key_of(const schema::Table& table, const schema::DeclaredColumn& column,
                                  std::string_view distribution, const Dialect& dialect) {
    const schema::Reference& to = *column.references;
    const Features& features = dialect.features();
    schema::ForeignKey key{.columns = {column.name},
                           .schema = to.schema,
                           .table = to.table,
                           .to = {to.column},
                           .on_delete = to.on_delete,
                           .deferrable = features.deferrable_constraints
                                             ? schema::Deferrable::initially_deferred
                                             : schema::Deferrable::no};
    if (!to.distribution.empty() && features.identity_in_keys) {
        key.columns.emplace(key.columns.begin(), distribution);
        key.to.insert(key.to.begin(), to.distribution);
        if (to.on_delete == schema::Action::set_null || to.on_delete == schema::Action::set_default)
            key.sets = {column.name};
    }
    if (features.drops_constraints)
        key.name = name_of(table, key.columns, "_fk_" + to.table + '_' + to.column, dialect);
    return key;
}

/// Adds several columns that are unique together: as a constraint, like Django, if the engine can
/// drop it again; else as an index.
void add_unique(schema::Table& table, const std::vector<std::string>& columns,
                const Dialect& dialect) {
    schema::Index index{.name = name_of(table, columns, "_uniq", dialect), .unique = true};
    for (const std::string& column : columns) index.parts.push_back({.column = column});
    if (dialect.features().drops_constraints)
        table.unique.push_back({.name = std::move(index.name), .parts = std::move(index.parts)});
    else
        table.indexes.push_back(std::move(index));
}

/// What is unique in a distributed table is so among the rows of a node, whose column is a part of
/// it.
std::vector<std::string> on_node(std::vector<std::string> columns,
                                 const std::string& distribution) {
    if (!distribution.empty() && std::ranges::count(columns, distribution) == 0)
        columns.insert(columns.begin(), distribution);
    return columns;
}

schema::Index listed_index(const schema::Table& table, const schema::DeclaredIndex& listed,
                           const Dialect& dialect) {
    if (!listed.method.empty() && !dialect.features().index_methods)
        dialect.throw_unsupported("indexes of the method \"" + listed.method + '"',
                                  "index_methods");
    schema::Index index{.name = listed.name, .method = listed.method, .parts = listed.parts};
    if (!listed.expressions.empty())
        index.parts = in_words_of(dialect, listed.expressions, "the index \"" + listed.name + '"');
    if (index.name.empty()) index.name = schema::index_name(table.name, index.parts);
    return index;
}

schema::Index index_of_column(const schema::Table& table, const schema::DeclaredColumn& column,
                              const Dialect& dialect) {
    return {.name = name_of(table, {column.name}, {}, dialect), .parts = {{.column = column.name}}};
}

/// Adds the second index that Django makes over an indexed column of text, by which LIKE finds a
/// beginning.
void add_pattern_index(schema::Table& table, const schema::DeclaredColumn& column,
                       const Dialect& dialect) {
    if (!column.index && !column.unique && !column.primary_key) return;
    const std::string_view wanted = dialect.pattern_operator_class(column_of(column));
    if (wanted.empty()) return;
    table.indexes.push_back(
        {.name = name_of(table, {column.name}, "_like", dialect),
         .parts = {{.column = column.name, .operator_class = std::string(wanted)}}});
}

/// The tables of a model, those that another program creates only if they are wanted.
void for_each_table(const ModelInfo& model, bool unmanaged_too, auto function) {
    if (model.managed || unmanaged_too) function(model, false);
    for (const detail::RelationInfo& relation : model.relations) {
        if (relation.kind() != detail::RelationKind::many_to_many) continue;
        const detail::ResolvedRelation& resolved = relation.resolved();
        if (resolved.automatic_join && (resolved.join->managed || unmanaged_too))
            function(*resolved.join, true);
    }
}

}  // namespace

schema::Table table_of(const schema::DeclaredTable& declared, const Dialect& dialect) {
    schema::Table table{.name = declared.name, .schema = declared.schema};
    const std::string& distribution = declared.distribution;
    for (const schema::DeclaredColumn& column : declared.columns) {
        table.columns.push_back(column_of(column));
        if (column.primary_key) {
            table.primary_key = {.parts = {{.column = column.name}}};
            if (!distribution.empty() && distribution != column.name &&
                dialect.features().identity_in_keys)
                table.primary_key->parts.insert(table.primary_key->parts.begin(),
                                                {.column = distribution});
        }
        if (column.unique && distribution.empty())
            table.unique.push_back({.parts = {{.column = column.name}}});
        if (column.references)
            table.foreign_keys.push_back(foreign_key_of(table, column, distribution, dialect));
    }
    for (const schema::DeclaredCheck& check : declared.checks)
        table.checks.push_back({.name = check.name,
                                .condition = in_words_of(dialect, check.conditions,
                                                         "the check \"" + check.name + '"')});
    for (const schema::DeclaredColumn& column : declared.columns)
        if (column.unique && !distribution.empty())
            add_unique(table, on_node({column.name}, distribution), dialect);
    for (const auto& columns : declared.unique_together)
        add_unique(table, on_node(columns, distribution), dialect);
    for (const schema::DeclaredIndex& listed : declared.indexes)
        table.indexes.push_back(listed_index(table, listed, dialect));
    for (const schema::DeclaredColumn& column : declared.columns)
        if (column.index && !column.unique && !column.primary_key)
            table.indexes.push_back(index_of_column(table, column, dialect));
    for (const schema::DeclaredColumn& column : declared.columns)
        add_pattern_index(table, column, dialect);
    return table;
}

std::vector<schema::DeclaredTable> declared_by(const ModelInfo& model,
                                               std::span<const Dialect* const> dialects) {
    std::vector<schema::DeclaredTable> tables;
    for_each_table(model, false, [&](const ModelInfo& each, bool is_join) {
        tables.push_back(declared_table(each, dialects));
        tables.back().join = is_join;
    });
    return tables;
}

std::vector<std::string> unmanaged_tables(const ModelInfo& model) {
    std::vector<std::string> names;
    for_each_table(model, true, [&](const ModelInfo& each, bool) {
        if (!each.managed && each.schema.empty()) names.push_back(each.table);
    });
    return names;
}

std::vector<ModelTable> model_tables(const ModelInfo& model, const Dialect& dialect) {
    const Dialect* const dialects[] = {&dialect};
    std::vector<ModelTable> tables;
    for_each_table(model, true, [&](const ModelInfo& each, bool is_join) {
        tables.push_back(
            {table_of(declared_table(each, dialects), dialect), each.managed, is_join});
    });
    return tables;
}

std::vector<schema::Table> schema_of(const ModelInfo& model, const Dialect& dialect) {
    const Dialect* const dialects[] = {&dialect};
    std::vector<schema::Table> tables;
    for (const schema::DeclaredTable& declared : declared_by(model, dialects))
        tables.push_back(table_of(declared, dialect));
    return tables;
}

}  // namespace aside::sql
