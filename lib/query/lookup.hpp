#pragma once
#include <span>

#include "aside/detail/expr.hpp"

namespace aside::query {

/// Writes a lookup of a field, such as the library itself asks for, with its values.
void write_lookup(detail::ExprWriter& writer, detail::Lookup lookup, std::string_view path,
                  std::span<const SqlValue> values);
/// Throws `FieldError` if a path that came at run time is longer than any path of a field.
/// Following it costs time for each of its steps, and engines join some dozens of tables.
void require_path_length(std::string_view path);

}  // namespace aside::query
