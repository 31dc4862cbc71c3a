#pragma once
// How PostgreSQL spells arrays.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sql/dialect.hpp"

namespace aside::sql::postgresql {

/// Writes a value as an array like a field's, or of such elements: PostgreSQL compares no
/// `integer[]` with a `bigint[]`, and no `varchar[]` with a `text[]`.
void as_array(SqlWriter& writer, const SqlWriter& value, const detail::FieldInfo& of);
/// Writes `left @> right`, `<@` or `&&`.
void array_lookup(SqlWriter& writer, detail::Lookup lookup, const SqlWriter& left,
                  const SqlWriter& right);
/// Writes an element or a slice of an array; PostgreSQL counts from 1.
void array_part(SqlWriter& writer, const SqlWriter& array, const detail::ArrayPart& part);

/// The elements in the text of an array of one dimension, each without a value if it is NULL;
/// nothing if the text is no such array.
[[nodiscard]] std::optional<std::vector<std::optional<std::string>>> elements_in(
    std::string_view text);

}  // namespace aside::sql::postgresql
