#pragma once
#include <span>

#include "backend/sqlite/functions/function.hpp"

namespace aside::backend::sqlite {

/// `var_pop`, `stddev_pop` of a population and `var_samp`, `stddev_samp` of a sample, NULLs left
/// out; NULL for no row, for a sample of one, and while an infinity is among the rows.
std::span<const Aggregate> statistics();

}  // namespace aside::backend::sqlite
