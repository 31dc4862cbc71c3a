#pragma once
// What is inside of JSON.
#include <span>
#include <string_view>

#include "query/dialect.hpp"

namespace aside::backend::sqlite {

/// What is at these keys and indexes of a JSON value, as JSON.
void json_path(query::SqlWriter& writer, const query::SqlWriter& json,
               std::span<const std::string_view> keys);

}  // namespace aside::backend::sqlite
