#pragma once
#include <span>
#include <vector>

#include "sql/alter.hpp"

namespace aside::sql::sqlite {

/// See `Dialect::alter`. ALTER TABLE does what it can; else a table is made anew, once.
[[nodiscard]] std::vector<AlterationPart> alter(std::span<const TableAlteration> up,
                                                std::span<const TableAlteration> down);

}  // namespace aside::sql::sqlite
