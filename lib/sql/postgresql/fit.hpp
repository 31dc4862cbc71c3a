#pragma once
#include "sql/dialect.hpp"

namespace aside::sql::postgresql {

/// How the values of one column fit into another, as `Dialect::fit`.
[[nodiscard]] Fit fit(const schema::Column& wanted, const schema::Column& found);

}  // namespace aside::sql::postgresql
