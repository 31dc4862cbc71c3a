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

using namespace query;  // the compiler of queries uses the words of the code that refines them

/// The compiled form of a query: one statement and its parameters, in the order of their `?`.
struct BoundStatement {
    std::string sql{};
    std::vector<SqlValue> params{};
    /// The parameters, by index, that are fields, for a function that needs to know them.
    std::vector<std::pair<std::size_t, const detail::FieldInfo*>> fields{};
};

/// The origin of a parameter, so that the parameter is found in another query of the shape.
struct Origin {
    const SqlValue* value = nullptr;               ///< the value as it lies in the query
    const detail::FieldInfo* stored_as = nullptr;  ///< a field in whose form it is written, if any
    bool constant = false;  ///< all queries of one shape have this value in common
};

}  // namespace aside::sql
