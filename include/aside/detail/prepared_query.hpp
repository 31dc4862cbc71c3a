#pragma once
// The part of a query that a call's types tell: all of it but the values that it compares with.
#include <cstddef>
#include <span>
#include <string_view>

#include "aside/detail/expr.hpp"

namespace aside::detail {

struct ModelInfo;

/// A path that is compared with one value, which comes later, by a lookup that binds it.
struct PreparedTerm {
    Lookup lookup{};
    std::string_view path{};          ///< static text
    const FieldType* type = nullptr;  ///< the value's, as in its node
};

/// Asks for the only row of a model for which such comparisons hold. Static: its address tells it
/// from others, as long as the program and its shared objects stay loaded.
///
/// Filled with values, as many as it has terms, it is a query. Each term's lookup binds its value,
/// so that the values' kinds say all else of the statement; if that is known already, the query is
/// never made.
struct PreparedQuery {
    static constexpr std::size_t most_terms = 8;

    const ModelInfo& (*model)() = nullptr;
    std::span<const PreparedTerm> terms{};
    bool joins = true;  ///< whether a path may lead to another table, so that terms share joins
};

/// The query that a prepared query and its values come to.
[[nodiscard]] Query filled(const PreparedQuery& form, std::span<const SqlValue> values);

}  // namespace aside::detail
