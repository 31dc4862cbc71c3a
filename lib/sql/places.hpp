#pragma once
// Decimal literals beside decimals of a type.
#include "sql/dialect.hpp"

namespace aside::sql {

/// Throws `DataError` if one of the two is a decimal literal that has more places than the other,
/// so that digits would be lost.
void require_places(const Operand& left, const Operand& right);

}  // namespace aside::sql
