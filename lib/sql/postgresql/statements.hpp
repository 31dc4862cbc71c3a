#pragma once
#include <cstddef>
#include <string_view>

#include "sql/dialect.hpp"

namespace aside::sql::postgresql {

/// `Dialect::end_of_statement`.
[[nodiscard]] std::size_t end_of_statement(std::string_view sql, std::size_t at,
                                           const Dialect& dialect);

}  // namespace aside::sql::postgresql
