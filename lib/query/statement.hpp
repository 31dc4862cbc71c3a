#pragma once
#include <string>
#include <vector>

#include "aside/value.hpp"

namespace aside::query {

/// What the compiler makes of a query: one statement and its parameters, in the order of their `?`.
struct Statement {
    std::string sql{};
    std::vector<SqlValue> params{};
};

}  // namespace aside::query
