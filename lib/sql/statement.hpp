#pragma once
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "aside/value.hpp"

namespace aside::detail {
struct FieldInfo;
}

namespace aside::query {}

namespace aside::sql {

using namespace query;  // what compiles a query is written in the words of what refines it

/// What the compiler makes of a query: one statement and its parameters, in the order of their `?`.
struct Statement {
    std::string sql{};
    std::vector<SqlValue> params{};
    /// Which of them, by name, are fields, for a function that is to know them.
    std::vector<std::pair<std::size_t, const detail::FieldInfo*>> fields{};
};

/// Where a parameter comes from, so that the like of it is found in another query.
struct Origin {
    const SqlValue* value = nullptr;               ///< in the query, as it is there
    const detail::FieldInfo* stored_as = nullptr;  ///< in whose form it is written, if in any other
    bool constant = false;  ///< every query of the same shape has the same one
};

}  // namespace aside::sql
