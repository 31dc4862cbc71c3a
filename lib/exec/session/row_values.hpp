#pragma once
#include <vector>

#include "exec/session/session.hpp"

namespace aside::exec {

/// The values of the current row, each of its cell's own type.
[[nodiscard]] inline std::vector<SqlValue> row_values(const Result& result) {
    std::vector<SqlValue> values;
    values.reserve(static_cast<std::size_t>(result.column_count()));
    for (int column = 0; column < result.column_count(); ++column)
        values.push_back(detail::read_value(result.cells().at(column)));
    return values;
}

}  // namespace aside::exec
