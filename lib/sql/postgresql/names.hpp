#pragma once
#include <string>
#include <string_view>

namespace aside::sql::postgresql {

/// The name that PostgreSQL gives to a constraint of these columns, joined by `_`, unless it is taken.
[[nodiscard]] std::string given_name(std::string_view table, std::string_view columns,
                                     const std::string& label);
/// Whether a constraint has the name that PostgreSQL itself would give it: `table_columns_key`, the
/// longer parts cut short so that all fits, and a number behind it if the name was taken. `columns`
/// are joined by `_`; empty if the name has none.
[[nodiscard]] bool is_given_name(std::string_view name, std::string_view table,
                                 std::string_view columns, std::string_view label);

}  // namespace aside::sql::postgresql
