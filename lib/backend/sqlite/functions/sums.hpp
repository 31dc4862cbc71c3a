#pragma once
#include <span>

#include "backend/sqlite/functions/function.hpp"

namespace aside::backend::sqlite {

/// Sums and means of whole numbers such as a decimal's smallest units, NULLs left out, NULL of no
/// rows: `sum_of_units`, exact for as many rows as there are, and `mean_of_units`, halves rounded
/// away from zero. `sum_of_units(x, places)` is `sum_of_units(to_units(x, places))`, and takes less
/// time; one of DISTINCT values takes one argument only. A sum that 64 bits do not hold is an
/// error.
std::span<const Aggregate> sums();

}  // namespace aside::backend::sqlite
