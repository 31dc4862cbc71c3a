#pragma once
// The `?` of SQL that the user wrote.
#include <string_view>

namespace aside::query {

/// How many `?` stand in the text outside of quotes (`'`, `"`, `` ` ``, `[]`) and comments.
[[nodiscard]] std::size_t count_placeholders(std::string_view sql);

}  // namespace aside::query
