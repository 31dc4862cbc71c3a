#pragma once
#include <cstdint>

#include "aside/detail/driver.hpp"

namespace aside::backend {

/// Counted in whole numbers: a column may lie outside of its row.
inline void* place_of(const detail::ResultColumn& column, void* row) {
    return reinterpret_cast<void*>(reinterpret_cast<std::uintptr_t>(row) + column.offset);
}

/// Implements `Cells::read`, if `cell_at` gives a column's cell.
template <class CellAt>
void read_columns(std::span<const detail::ResultColumn> columns, int first, void* row,
                  CellAt cell_at) {
    const detail::ResultColumn* const end = columns.data() + columns.size();
    for (const detail::ResultColumn* column = columns.data(); column < end; ++column) {
        const detail::Cell cell = cell_at(first + static_cast<int>(column->number));
        column->read(place_of(*column, row), cell, *column->field);
        if (cell.type == detail::CellType::null) column += column->guarded;
    }
}

}  // namespace aside::backend
