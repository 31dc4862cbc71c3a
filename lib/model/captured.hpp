#pragma once
// A value that looks like a parameter list, so that code that binds members need not know the
// difference.
#include <utility>

#include "aside/detail/driver.hpp"

namespace aside::model {

/// Keeps the value that is bound, of any parameter.
class Captured final : public detail::Binder {
public:
    void bind(int, const detail::Cell& value, detail::Lifetime) override {
        value_ = detail::read_value(value);
    }

    [[nodiscard]] SqlValue take() { return std::move(value_); }

private:
    SqlValue value_;
};

}  // namespace aside::model
