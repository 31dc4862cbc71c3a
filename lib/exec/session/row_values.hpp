#pragma once
#include <utility>
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

/// The values of all rows that are left.
[[nodiscard]] inline sql::Rows all_rows(Result result) {
    sql::Rows rows;
    while (result.step()) rows.push_back(row_values(result));
    return rows;
}

}  // namespace aside::exec
