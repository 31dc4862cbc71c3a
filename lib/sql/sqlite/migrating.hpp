#pragma once
#include "sql/migrating.hpp"

namespace aside::sql::sqlite {

/// How SQLite takes changes of its tables; lives for ever.
[[nodiscard]] const Migrating& migrating();

}  // namespace aside::sql::sqlite
