#pragma once
#include <cstddef>
#include <cstdint>

#include "aside/detail/driver.hpp"

namespace aside::backend {

/// How far a column's member lies from its row, and where it lies. Counted in whole numbers, since
/// a member may lie outside of the row, where no pointer to the row can be moved to.
[[nodiscard]] inline std::size_t offset_of(const void* member, const void* row) {
    return reinterpret_cast<std::uintptr_t>(member) - reinterpret_cast<std::uintptr_t>(row);
}
[[nodiscard]] inline void* place_of(const detail::ResultColumn& column, void* row) {
    const std::uintptr_t place = reinterpret_cast<std::uintptr_t>(row) + column.offset;
    return reinterpret_cast<void*>(place);  // NOLINT(performance-no-int-to-ptr): see above
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
