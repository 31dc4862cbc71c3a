#pragma once
#include <cstddef>
#include <string_view>

namespace aside::sql::postgresql {

/// The index behind the text in quotes, or the comment, that begins at that place; the place itself
/// if none begins there. Knows text between `$tag$`, backslashes in E'...', and comments in
/// comments.
[[nodiscard]] std::size_t end_of_quoted(std::string_view sql, std::size_t at);

}  // namespace aside::sql::postgresql
