#pragma once
// The error of a column that holds a value which its member cannot.
#include <string>
#include <string_view>

#include "aside/detail/driver.hpp"
#include "aside/detail/model_info.hpp"
#include "aside/error.hpp"

namespace aside::model {

/// A column holds a value that its member cannot take without loss. Code that knows the row adds
/// it, by throwing the error again.
class UnreadableCell final : public DataError {
public:
    UnreadableCell(const detail::FieldInfo& field, const detail::Cell& cell);
    /// `field` is an array, and that element of it NULL.
    UnreadableCell(const detail::FieldInfo& field, std::size_t element);
    /// `row`: such as `in the row with the key 5`.
    UnreadableCell(const UnreadableCell& other, std::string_view row);

    /// The model of the table; nullptr if the value was computed.
    [[nodiscard]] const detail::ModelInfo* model() const { return model_; }

private:
    UnreadableCell(const detail::FieldInfo& field, std::string what, std::string cure);

    const detail::ModelInfo* model_;
    std::string what_;
    std::string cure_;
};

[[noreturn, gnu::cold]] void throw_null_element(const detail::FieldInfo& field,
                                                std::size_t element);
[[noreturn, gnu::cold]] void throw_unreadable(const detail::FieldInfo& field,
                                              const detail::Cell& cell);

}  // namespace aside::model
