#pragma once
#include "schema/table.hpp"

namespace aside::schema {

/// What the column of a field holds; that of a relation holds what the key does that it names.
[[nodiscard]] Type type_of(const detail::FieldInfo& field);

}  // namespace aside::schema
