#pragma once
#include <string>
#include <vector>

#include "schema/table.hpp"

namespace aside::schema {

/// What the first table asks of its rows, or gives them, and the second does not any more:
/// `unique name, year`, `foreign key director_id`, `check film_year_known`, `not null of year`,
/// `default of year`, `autoincrement of id`. A check without a name is told by its condition. The
/// case of names means nothing, and a default of NULL is none.
[[nodiscard]] std::vector<std::string> dropped(const Table& from, const Table& to);

}  // namespace aside::schema
