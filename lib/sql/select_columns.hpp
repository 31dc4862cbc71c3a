#pragma once
#include <algorithm>
#include <utility>
#include <vector>

#include "sql/select.hpp"

namespace aside::sql {

/// The SELECT list while it is put together, and the columns in it.
struct SelectStatement::Columns {
    explicit Columns(const Dialect& dialect) : list(dialect) {}

    SqlWriter list;
    std::size_t count = 0;
    SmallVector<std::size_t, 4> tables{};  ///< tables of which all columns are in the list
    SmallVector<Column, 4> single{};       ///< other columns in it
    /// Annotations, which are in the list by their names.
    std::vector<const detail::Annotation*> named{};
    /// The expressions, by their places in the list, from 1.
    std::vector<std::pair<const Node*, std::size_t>> computed{};

    [[nodiscard]] bool has(const Column& column) const {
        return std::ranges::count(tables, column.table) != 0 ||
               std::ranges::count(single, column) != 0;
    }
    void separate() {
        if (count++ > 0) list.sql += ", ";
    }
    void add_table(const TableExpression& table_expression, std::size_t table,
                   const Dialect& dialect) {
        constexpr std::size_t usual_length = 32;
        const auto& fields = table_expression.tables()[table].model->fields;
        list.sql.reserve(list.sql.size() + fields.size() * usual_length);
        for (const detail::FieldInfo& field : fields) {
            separate();
            table_expression.tables().write(list, {table, &field}, dialect);
        }
        tables.push_back(table);
    }
    void add_column(const TableExpression& table_expression, Column column) {
        separate();
        table_expression.compiler().column(list, column);
        single.push_back(column);
    }
    void name(std::string_view name, const Dialect& dialect) {
        list.sql += " AS ";
        dialect.quote(list.sql, name);
    }
};

}  // namespace aside::sql
