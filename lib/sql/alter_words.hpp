#pragma once
// ALTER TABLE as all engines spell it.
#include <string>
#include <string_view>

#include "sql/alter.hpp"
#include "sql/dialect.hpp"

namespace aside::sql {

/// `ALTER TABLE "table" ` and what it does.
[[nodiscard]] std::string alter_table(const Dialect& dialect, std::string_view table,
                                      std::string_view action);
[[nodiscard]] std::string rename_table(const Dialect& dialect, std::string_view from,
                                       std::string_view to);
[[nodiscard]] std::string rename_column(const Dialect& dialect, std::string_view table,
                                        std::string_view from, std::string_view to);
[[nodiscard]] std::string add_column(const Dialect& dialect, const schema::Table& table,
                                     const schema::Column& column);
[[nodiscard]] std::string drop_column(const Dialect& dialect, std::string_view table,
                                      std::string_view column);
[[nodiscard]] std::string drop_table(const Dialect& dialect, std::string_view table);
[[nodiscard]] std::string drop_index(const Dialect& dialect, std::string_view index);

[[nodiscard]] const schema::Column* find_column(const schema::Table& table, std::string_view name);
/// The value that a column is filled with, or nullptr.
[[nodiscard]] const SqlValue* fill_of(const TableAlteration& table, std::string_view column);

}  // namespace aside::sql
