#pragma once
#include <string>

#include "aside/error.hpp"
#include "sql/dialect.hpp"

namespace aside::sql {

/// Throws `FieldError` for a path through more keys than every engine takes.
inline void require_length(const JsonPath& path) {
    // SQLite takes 127 arguments of a function, old versions 100; some of them are the value and
    // what a function adds.
    constexpr std::size_t most_keys = 96;
    if (path.keys.size() > most_keys)
        throw FieldError("aside: a path leads through " + std::to_string(most_keys) +
                         " keys of JSON at most, not " + std::to_string(path.keys.size()));
}

}  // namespace aside::sql
