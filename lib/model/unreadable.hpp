#pragma once
// The error of a column that holds a value which its member cannot.
#include <string>
#include <string_view>

#include "aside/detail/driver.hpp"
#include "aside/detail/model_info.hpp"
#include "aside/error.hpp"

namespace aside::detail {

/// A column holds a value that its member cannot take without loss. Code that knows the row adds
/// it, by throwing the error again.
class UnreadableCell final : public DataError {
public:
    UnreadableCell(const FieldInfo& field, const Cell& cell);
    /// `row`: such as `in the row with the key 5`.
    UnreadableCell(const UnreadableCell& other, std::string_view row);

    /// The model of the table; nullptr if the value was computed.
    [[nodiscard]] const ModelInfo* model() const { return model_; }

private:
    UnreadableCell(const FieldInfo& field, std::string what, std::string cure);

    const ModelInfo* model_;
    std::string what_;
    std::string cure_;
};

[[noreturn, gnu::cold]] void throw_unreadable(const FieldInfo& field, const Cell& cell);

}  // namespace aside::detail
