#pragma once
#include <string>

#include "aside/detail/model_info.hpp"

namespace aside::sql::sqlite {

/// The column types that Django declares; SQLite derives from them how it stores a value.
[[nodiscard]] std::string column_type(const detail::FieldInfo& field);
/// ` CHECK (...)` for JSON, else nothing.
[[nodiscard]] std::string column_check(const detail::FieldInfo& field);

}  // namespace aside::sql::sqlite
