#pragma once
#include <string>

#include "aside/error.hpp"
#include "sql/dialect.hpp"

namespace aside::sql {

/// Throws `FieldError` for a path through more keys than every engine takes.
inline void require_length(const JsonPath& path) {
    // Beside the value and the arguments that a function may add: SQLite takes 127 arguments, old
    // ones 100.
    constexpr std::size_t most_keys = 96;
    if (path.keys.size() > most_keys)
        throw FieldError("aside: a path leads through " + std::to_string(most_keys) +
                         " keys of JSON at most, not " + std::to_string(path.keys.size()));
}

}  // namespace aside::sql
