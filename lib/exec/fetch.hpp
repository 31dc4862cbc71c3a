#pragma once
#include "aside/detail/driver.hpp"
#include "aside/detail/model_info.hpp"

namespace aside::detail {

/// Assigns every field of an object from the columns of a row, which stand in the order of the
/// fields.
void read_row(const Cells& cells, const ModelInfo& model, void* object);

}  // namespace aside::detail
