#include "backend/read_columns.hpp"

namespace aside::detail {

void Cells::read(std::span<const ResultColumn> columns, int first, void* row) const {
    backend::read_columns(columns, first, row, [this](int column) { return at(column); });
}

}  // namespace aside::detail
