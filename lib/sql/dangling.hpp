#pragma once
#include <string>

#include "aside/detail/model_info.hpp"
#include "schema/table.hpp"
#include "sql/dialect.hpp"

namespace aside::sql {

/// Selects, of the rows whose relation names a row that is not there, the column `told` of the same
/// model and the key that they name. `reference` is the relation's column.
[[nodiscard]] std::string dangling(const detail::FieldInfo& told,
                                   const detail::FieldInfo& reference, const Dialect& dialect);

/// Selects something of each row of the table that names another by this foreign key.
[[nodiscard]] std::string naming(const schema::Table& table, const schema::ForeignKey& key,
                                 const Dialect& dialect);

}  // namespace aside::sql
