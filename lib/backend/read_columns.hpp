#pragma once
#include "aside/detail/driver.hpp"

namespace aside::backend {

/// What `Cells::read` does, where `cell_at` gives a column's cell.
template <class CellAt>
void read_columns(std::span<const detail::ResultColumn> columns, int first, void* row,
                  CellAt cell_at) {
    const detail::ResultColumn* const end = columns.data() + columns.size();
    for (const detail::ResultColumn* column = columns.data(); column < end; ++column) {
        const detail::Cell cell = cell_at(first + static_cast<int>(column->number));
        column->read(static_cast<char*>(row) + column->offset, cell, *column->field);
        if (cell.type == detail::CellType::null) column += column->guarded;
    }
}

}  // namespace aside::backend
