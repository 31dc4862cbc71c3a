#pragma once
#include <optional>
#include <string_view>

#include "sql/dialect.hpp"

namespace aside::sql::postgresql {

/// The only texts that a check allows, as `Dialect::allowed_texts`.
[[nodiscard]] std::optional<AllowedTexts> allowed_texts(std::string_view condition);

}  // namespace aside::sql::postgresql
