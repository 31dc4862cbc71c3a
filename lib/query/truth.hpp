#pragma once
// Conditions that hold for all rows or for none, whatever is in the table.
#include "query/nodes.hpp"

namespace aside::query {

enum class Truth : unsigned char { depends, always, never };
[[nodiscard]] Truth truth(const Node& condition);
/// Of the AND of all of these.
[[nodiscard]] Truth truth(Nodes conditions);

}  // namespace aside::query
