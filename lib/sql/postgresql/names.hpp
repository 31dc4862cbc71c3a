#pragma once
#include <string>
#include <string_view>

namespace aside::sql::postgresql {

/// Whether PostgreSQL itself gives a constraint that name: `table_columns_key`, the longer parts cut so
/// that all fits, and a number behind it where it was taken. `columns` are joined by `_`; none has none.
[[nodiscard]] bool is_given_name(std::string_view name, std::string_view table,
                                 std::string_view columns, std::string_view label);

}  // namespace aside::sql::postgresql
