#pragma once
#include <span>
#include <vector>

#include "sql/alter.hpp"

namespace aside::sql::postgresql {

/// See `Dialect::alter`. What has to read all rows of a table is parted from what locks it: keys
/// and checks are added NOT VALID and validated in a second part, which then sets NOT NULL, proved
/// by a check; each new index of a table that is there is made CONCURRENTLY, in a part of its own.
[[nodiscard]] std::vector<AlterationPart> alter(std::span<const TableAlteration> up,
                                                std::span<const TableAlteration> down);

}  // namespace aside::sql::postgresql
