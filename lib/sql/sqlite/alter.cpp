#include "sql/sqlite/alter.hpp"

#include <algorithm>
#include <utility>

#include "schema/dropped.hpp"
#include "sql/alter_words.hpp"
#include "sql/ddl.hpp"
#include "sql/sqlite/dialect.hpp"
#include "sql/table_writer.hpp"

namespace aside::sql::sqlite {
namespace {

using schema::Column;
using schema::Index;
using schema::Key;
using schema::Table;

using Steps = std::vector<AlterationStep>;

void add(Steps& steps, std::string statement) {
    steps.push_back({.statements = {std::move(statement)}});
}

bool has_part(const std::vector<schema::KeyPart>& parts, const std::string& column) {
    return std::ranges::find(parts, column, &schema::KeyPart::column) != parts.end();
}

/// Whether DROP COLUMN refuses a column, or would leave something of it behind. Indexes are gone
/// before.
bool holds(const Table& table, const Column& column) {
    const std::string name = dialect().quoted(column.name);
    return (table.primary_key && has_part(table.primary_key->parts, column.name)) ||
           std::ranges::any_of(table.unique,
                               [&](const Key& key) { return has_part(key.parts, column.name); }) ||
           std::ranges::any_of(table.foreign_keys,
                               [&](const schema::ForeignKey& key) {
                                   return std::ranges::count(key.columns, column.name) > 0;
                               }) ||
           std::ranges::any_of(table.checks, [&](const schema::Check& check) {
               return check.condition.find(name) != std::string::npos;
           });
}

/// Whether ADD COLUMN takes a column of a table that may have rows.
bool can_add(const TableAlteration& table, const Column& column) {
    const SqlValue* const value = std::get_if<SqlValue>(&column.default_value);
    if (std::holds_alternative<schema::Sql>(column.default_value)) return false;
    const bool has_default = value != nullptr && !value->is_null();
    const Table& to = *table.to;
    const bool refers = std::ranges::any_of(to.foreign_keys, [&](const schema::ForeignKey& key) {
        return std::ranges::count(key.columns, column.name) > 0;
    });
    const bool is_key = (to.primary_key && has_part(to.primary_key->parts, column.name)) ||
                        std::ranges::any_of(to.unique, [&](const Key& key) {
                            return has_part(key.parts, column.name);
                        });
    return !is_key && !column.generated && !(refers && has_default) &&
           (column.nullable || has_default) && fill_of(table, column.name) == nullptr;
}

/// What CREATE TABLE says of a column. The length of text is left out, since it is not enforced.
std::string meaning(const Table& table, Column column) {
    column.type.max_length = 0;
    return TableWriter(table, dialect()).definition(column);
}

/// The constraints that stand behind all columns.
std::vector<std::string> constraints(const Table& table) {
    TableWriter writer(table, dialect());
    std::vector<std::string> texts;
    if (table.primary_key && !is_behind_column(*table.primary_key, true))
        texts.push_back(writer.constraint(*table.primary_key, true));
    for (const Key& key : table.unique)
        if (!is_behind_column(key, false)) texts.push_back(writer.constraint(key, false));
    for (const schema::ForeignKey& key : table.foreign_keys)
        if (key.columns.size() > 1) texts.push_back(writer.constraint(key));
    for (const schema::Check& check : table.checks) texts.push_back(writer.constraint(check));
    std::ranges::sort(texts);
    return texts;
}

bool needs_rebuild(const TableAlteration& table) {
    const Table& from = *table.renamed;
    const Table& to = *table.to;
    if (constraints(from) != constraints(to) ||
        dialect().table_options(from) != dialect().table_options(to))
        return true;
    for (const Column& column : from.columns) {
        const Column* const kept = find_column(to, column.name);
        if (kept == nullptr ? holds(from, column) : meaning(from, column) != meaning(to, *kept))
            return true;
    }
    return std::ranges::any_of(to.columns, [&](const Column& column) {
        return find_column(from, column.name) == nullptr && !can_add(table, column);
    });
}

/// What a column holds in the rows that are copied; empty: its default.
std::string copied(const TableAlteration& table, const Column& column) {
    const SqlValue* const fill = fill_of(table, column.name);
    std::string value;
    if (fill != nullptr) dialect().literal(value, *fill);
    const Column* const from = find_column(*table.renamed, column.name);
    if (from == nullptr) return value;
    std::string old = dialect().quoted(column.name);
    if (from->type.kind == detail::FieldKind::real &&
        column.type.kind == detail::FieldKind::integer)
        old = "CAST(" + old + " AS integer)";
    return fill == nullptr ? old : "COALESCE(" + old + ", " + value + ')';
}

/// The table made anew: the one order of statements that leaves what refers to it alone. It has all
/// columns that it had, so that nothing is lost on the way; those that go are dropped afterwards.
AlterationStep rebuild(const TableAlteration& table) {
    Table fresh = *table.to;
    fresh.name = "new__" + fresh.name;
    for (const Column& column : table.renamed->columns)
        if (find_column(*table.to, column.name) == nullptr)
            fresh.columns.push_back(
                {.name = column.name, .type = column.type, .nullable = column.nullable});
    TableWriter writer(fresh, dialect(), IfThere::fails);
    std::string columns;
    std::string values;
    for (const Column& column : fresh.columns) {
        const std::string value = copied(table, column);
        if (value.empty()) continue;
        columns += (columns.empty() ? "" : ", ") + dialect().quoted(column.name);
        values += (values.empty() ? "" : ", ") + value;
    }
    AlterationStep step{.rebuilds = table.to->name,
                        .drops = schema::dropped(*table.renamed, fresh),
                        .statements = {writer.create()}};
    if (!columns.empty())
        step.statements.push_back("INSERT INTO " + dialect().quoted(fresh.name) + " (" + columns +
                                  ") SELECT " + values + " FROM " +
                                  dialect().quoted(table.to->name));
    step.statements.push_back(drop_table(dialect(), table.to->name));
    step.statements.push_back(rename_table(dialect(), fresh.name, table.to->name));
    return step;
}

/// Whether an index of the table as it was is one of the table as it becomes.
bool stays(const TableAlteration& table, std::size_t index) {
    const Index& renamed = table.renamed->indexes[index];
    return renamed.name == table.from->indexes[index].name &&
           std::ranges::find(table.to->indexes, renamed) != table.to->indexes.end();
}

void rename(Steps& steps, const TableAlteration& table) {
    if (table.from->name != table.to->name)
        add(steps, rename_table(dialect(), table.from->name, table.to->name));
    for (const auto& [from, to] : table.columns)
        add(steps, rename_column(dialect(), table.to->name, from, to));
    for (std::size_t i = 0; i < table.from->indexes.size(); ++i)
        if (!stays(table, i)) add(steps, drop_index(dialect(), table.from->indexes[i].name));
}

void drop_columns(Steps& steps, const TableAlteration& table) {
    for (const Column& column : table.renamed->columns)
        if (find_column(*table.to, column.name) == nullptr)
            add(steps, drop_column(dialect(), table.to->name, column.name));
}

void alter_in_place(Steps& steps, const TableAlteration& table) {
    drop_columns(steps, table);
    for (const Column& column : table.to->columns)
        if (find_column(*table.renamed, column.name) == nullptr)
            add(steps, add_column(dialect(), *table.to, column));
    TableWriter writer(*table.to, dialect(), IfThere::fails);
    for (const Index& index : table.to->indexes) {
        bool is_there = false;
        for (std::size_t i = 0; i < table.from->indexes.size(); ++i)
            is_there = is_there || (stays(table, i) && table.renamed->indexes[i] == index);
        if (!is_there) add(steps, writer.create(index));
    }
}

void change(Steps& steps, const TableAlteration& table) {
    if (!needs_rebuild(table)) return alter_in_place(steps, table);
    AlterationStep anew = rebuild(table);
    TableWriter writer(*table.to, dialect(), IfThere::fails);
    for (const Index& index : table.to->indexes) anew.statements.push_back(writer.create(index));
    steps.push_back(std::move(anew));
    drop_columns(steps, table);
}

Steps steps_of(std::span<const TableAlteration> tables) {
    Steps steps;
    for (const TableAlteration& table : tables)
        if (table.from && table.to) rename(steps, table);
    for (const TableAlteration& table : tables)
        if (!table.from)
            for (std::string& sql : create_table(*table.to, dialect(), IfThere::fails))
                add(steps, std::move(sql));
    for (const TableAlteration& table : tables)
        if (table.from && table.to) change(steps, table);
    for (auto table = tables.rbegin(); table != tables.rend(); ++table)
        if (!table->to) add(steps, drop_table(dialect(), table->from->name));
    return steps;
}

}  // namespace

std::vector<AlterationPart> alter(std::span<const TableAlteration> up,
                                  std::span<const TableAlteration> down) {
    return {{.up = steps_of(up), .down = steps_of(down)}};
}

}  // namespace aside::sql::sqlite
