#pragma once
// Values that look like a parameter list or a row, so that what reads and binds members need not
// know the difference.
#include <utility>

#include "aside/detail/driver.hpp"
#include "aside/value.hpp"

namespace aside::detail {

/// Keeps the value that is bound, whatever its parameter.
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

/// A row of one value.
class OneCell final : public Cells {
public:
    explicit OneCell(const SqlValue& value) : value_(value) {}

    [[nodiscard]] CellType type(int) const override {
        if (value_.integer() != nullptr) return CellType::integer;
        if (value_.real() != nullptr) return CellType::real;
        if (value_.text() != nullptr) return CellType::text;
        return value_.blob() != nullptr ? CellType::blob : CellType::null;
    }
    [[nodiscard]] std::int64_t integer(int) const override { return *value_.integer(); }
    [[nodiscard]] double real(int) const override {
        return value_.real() != nullptr ? *value_.real() : static_cast<double>(*value_.integer());
    }
    [[nodiscard]] std::string_view text(int) const override { return *value_.text(); }
    [[nodiscard]] std::span<const std::byte> blob(int) const override { return *value_.blob(); }

private:
    const SqlValue& value_;
};

}  // namespace aside::detail
