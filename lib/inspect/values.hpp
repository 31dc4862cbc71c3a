#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "aside/value.hpp"

namespace aside::inspect {

/// A value as it is written for a member of that type: `"x"`, `-7`, `9.50_dec`. Nothing for types
/// and values that have no short form, or do not go together.
[[nodiscard]] std::optional<std::string> value_of(const SqlValue& value, std::string_view type);

}  // namespace aside::inspect
