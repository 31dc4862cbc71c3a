#pragma once
#include <span>

#include "aside/detail/expr.hpp"

namespace aside::detail {

/// Writes a lookup of a field, such as the library itself asks for, with its values.
void write_lookup(ExprWriter& writer, Lookup lookup, std::string_view path,
                  std::span<const SqlValue> values);

}  // namespace aside::detail
