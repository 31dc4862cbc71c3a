#pragma once
// The `?` of SQL that the user wrote.
#include <cstddef>
#include <string_view>
#include <vector>

namespace aside::query {

/// Where the `?` stand in the text, outside of quotes (`'`, `"`, `` ` ``, `[]`) and comments.
[[nodiscard]] std::vector<std::size_t> placeholders_in(std::string_view sql);

}  // namespace aside::query
