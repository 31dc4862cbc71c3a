#pragma once
// Values in the answers to questions about tables.
#include <cstdint>
#include <string>
#include <vector>

#include "aside/value.hpp"

namespace aside::sql {

using CatalogueRow = std::vector<SqlValue>;

/// The text in a column; empty if it holds none.
[[nodiscard]] inline const std::string& text(const CatalogueRow& row, std::size_t column) {
    static const std::string none;
    const std::string* value = row[column].text();
    return value == nullptr ? none : *value;
}
/// The integer in a column; 0 if it holds none.
[[nodiscard]] inline std::int64_t integer(const CatalogueRow& row, std::size_t column) {
    const std::int64_t* value = row[column].integer();
    return value == nullptr ? 0 : *value;
}

}  // namespace aside::sql
