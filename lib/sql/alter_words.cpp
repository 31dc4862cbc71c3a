#include "sql/alter_words.hpp"

#include <algorithm>

#include "sql/table_writer.hpp"

namespace aside::sql {

std::string quoted(const Dialect& dialect, std::string_view identifier) {
    std::string sql;
    dialect.quote(sql, identifier);
    return sql;
}

std::string alter_table(const Dialect& dialect, std::string_view table, std::string_view action) {
    return "ALTER TABLE " + quoted(dialect, table) + ' ' + std::string(action);
}

std::string rename_table(const Dialect& dialect, std::string_view from, std::string_view to) {
    return alter_table(dialect, from, "RENAME TO " + quoted(dialect, to));
}

std::string rename_column(const Dialect& dialect, std::string_view table, std::string_view from,
                          std::string_view to) {
    return alter_table(dialect, table,
                       "RENAME COLUMN " + quoted(dialect, from) + " TO " + quoted(dialect, to));
}

std::string add_column(const Dialect& dialect, const schema::Table& table,
                       const schema::Column& column) {
    return alter_table(dialect, table.name,
                       "ADD COLUMN " + TableWriter(table, dialect).definition(column));
}

std::string drop_column(const Dialect& dialect, std::string_view table, std::string_view column) {
    return alter_table(dialect, table, "DROP COLUMN " + quoted(dialect, column));
}

std::string drop_table(const Dialect& dialect, std::string_view table) {
    return "DROP TABLE " + quoted(dialect, table);
}

std::string drop_index(const Dialect& dialect, std::string_view index) {
    return "DROP INDEX " + quoted(dialect, index);
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
