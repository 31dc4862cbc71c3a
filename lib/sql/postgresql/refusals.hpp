#pragma once
// How a statement refuses a value that it has computed, before it is stored.
#include <optional>
#include <string>
#include <string_view>

#include "sql/dialect.hpp"

namespace aside::sql::postgresql {

/// Writes a value that is computed for a column or, where the column would keep what its field cannot
/// read, an error that names the field. `operation`: an operator of arithmetic gives it.
void guarded(SqlWriter& writer, const detail::FieldInfo& column, const SqlWriter& value,
             bool operation);
/// That error.
struct Refusal {
    std::string column{};
    std::string text{};  ///< names the field
};
/// That error in the words that the server has for it, whatever their language is; nothing in those of
/// any other error.
[[nodiscard]] std::optional<Refusal> refusal_in(std::string_view message);

}  // namespace aside::sql::postgresql
