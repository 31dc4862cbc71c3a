#pragma once
// What the tests of the functions that each connection brings share.
#include <doctest/doctest.h>

#include <string>

#include "aside/error.hpp"
#include "exec/helpers.hpp"

namespace aside::testing {

/// The value of one SQL expression, `?` being the parameters.
template <class... Parameters>
SqlValue value_of(const std::string& expression, const Parameters&... parameters) {
    return connection().query("SELECT " + expression, parameters...).front()[0];
}

/// The message with which the expression is refused as wrong data.
template <class... Parameters>
std::string refusal_of(const std::string& expression, const Parameters&... parameters) {
    try {
        const SqlValue value = value_of(expression, parameters...);
        return "none, but " + value.to_string();
    } catch (const DataError& error) {
        return error.message();
    }
}

/// The results of one column, with commas between.
inline std::string column_of(const std::string& query) {
    std::string column;
    for (const auto& row : connection().query(query))
        column += (column.empty() ? "" : ", ") + row[0].to_string();
    return column;
}

}  // namespace aside::testing
