#pragma once
#include "aside/detail/driver.hpp"
#include "aside/detail/execute.hpp"
#include "aside/detail/model_info.hpp"
#include "exec/session.hpp"

namespace aside::detail {

/// Reads the rows of a statement of the query's, and then what is to be prefetched for them.
void read_rows(exec::Session& session, const Query& query, RowBuffer& rows);

/// How a column that an expression makes is read: like the field that the expression begins with,
/// but for its type.
[[nodiscard]] FieldInfo result_field(const Query& query, const ExprNode& expression,
                                     const FieldType* type);

}  // namespace aside::detail
