#include "sql/alter_words.hpp"

#include <algorithm>

#include "sql/table_writer.hpp"

namespace aside::sql {

std::string alter_table(const Dialect& dialect, std::string_view table, std::string_view action) {
    return "ALTER TABLE " + dialect.quoted(table) + ' ' + std::string(action);
}

std::string rename_table(const Dialect& dialect, std::string_view from, std::string_view to) {
    return alter_table(dialect, from, "RENAME TO " + dialect.quoted(to));
}

std::string rename_column(const Dialect& dialect, std::string_view table, std::string_view from,
                          std::string_view to) {
    return alter_table(dialect, table,
                       "RENAME COLUMN " + dialect.quoted(from) + " TO " + dialect.quoted(to));
}

std::string add_column(const Dialect& dialect, const schema::Table& table,
                       const schema::Column& column) {
    return alter_table(dialect, table.name,
                       "ADD COLUMN " + TableWriter(table, dialect).definition(column));
}

std::string drop_column(const Dialect& dialect, std::string_view table, std::string_view column) {
    return alter_table(dialect, table, "DROP COLUMN " + dialect.quoted(column));
}

std::string drop_table(const Dialect& dialect, std::string_view table) {
    return "DROP TABLE " + dialect.quoted(table);
}

std::string drop_index(const Dialect& dialect, std::string_view index) {
    return "DROP INDEX " + dialect.quoted(index);
}

const schema::Column* find_column(const schema::Table& table, std::string_view name) {
    const auto found = std::ranges::find(table.columns, name, &schema::Column::name);
    return found == table.columns.end() ? nullptr : &*found;
}

const SqlValue* fill_of(const TableAlteration& table, std::string_view column) {
    for (const auto& [name, value] : table.fills)
        if (name == column) return &value;
    return nullptr;
}

}  // namespace aside::sql
