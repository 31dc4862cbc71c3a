#pragma once
#include "sql/migrating.hpp"

namespace aside::sql::postgresql {

/// How PostgreSQL takes changes of its tables; lives for ever.
[[nodiscard]] const Migrating& migrating();

}  // namespace aside::sql::postgresql
