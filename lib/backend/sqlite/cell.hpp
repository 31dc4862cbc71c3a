#pragma once
#include <sqlite3.h>

#include <cstddef>
#include <string_view>

#include "aside/detail/driver.hpp"

namespace aside::backend::sqlite {

[[nodiscard]] inline std::string_view bytes_at(const void* start, sqlite3_value* value) {
    if (start == nullptr) return {};
    return {static_cast<const char*>(start), static_cast<std::size_t>(sqlite3_value_bytes(value))};
}

/// A value as text; a number is written as one.
[[nodiscard]] inline std::string_view text_of(sqlite3_value* value) {
    return bytes_at(sqlite3_value_text(value), value);
}

/// The content of a value of SQLite, valid for as long as SQLite keeps the value.
[[nodiscard]] inline detail::Cell cell_of(sqlite3_value* value) {
    using detail::CellType;
    switch (sqlite3_value_type(value)) {
        case SQLITE_INTEGER:
            return {.type = CellType::integer, .integer = sqlite3_value_int64(value)};
        case SQLITE_FLOAT:
            return {.type = CellType::real, .real = sqlite3_value_double(value)};
        case SQLITE_TEXT:
            return {.type = CellType::text, .text = text_of(value)};
        case SQLITE_BLOB:
            return {.type = CellType::blob, .text = bytes_at(sqlite3_value_blob(value), value)};
        default:
            return {};
    }
}

}  // namespace aside::backend::sqlite
