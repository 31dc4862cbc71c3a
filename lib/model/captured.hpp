#pragma once
// Values that look like a parameter list or a cell, so that code that reads and binds members need
// not know the difference.
#include <utility>

#include "aside/detail/driver.hpp"
#include "aside/value.hpp"

namespace aside::detail {

/// Keeps the value that is bound, of any parameter.
class Captured final : public Binder {
public:
    void null(int) override { value_ = nullptr; }
    void integer(int, std::int64_t value) override { value_ = value; }
    void real(int, double value) override { value_ = value; }
    void text(int, std::string_view value) override { value_ = value; }
    void blob(int, std::span<const std::byte> value) override {
        value_ = Blob(value.begin(), value.end());
    }
    void temporary_text(int, std::string_view value) override { value_ = value; }
    void temporary_blob(int parameter, std::span<const std::byte> value) override {
        blob(parameter, value);
    }

    [[nodiscard]] SqlValue take() { return std::move(value_); }

private:
    SqlValue value_;
};

/// The cell that would hold a value, which outlives it.
[[nodiscard]] inline Cell cell_of(const SqlValue& value) {
    if (const auto* integer = value.integer())
        return {.type = CellType::integer, .integer = *integer};
    if (const auto* real = value.real()) return {.type = CellType::real, .real = *real};
    if (const auto* text = value.text()) return {.type = CellType::text, .text = *text};
    if (const auto* blob = value.blob())
        return {.type = CellType::blob,
                .text = {reinterpret_cast<const char*>(blob->data()), blob->size()}};
    return {};
}

}  // namespace aside::detail
