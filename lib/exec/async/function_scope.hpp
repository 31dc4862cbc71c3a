#pragma once
#include "aside/detail/function_interrupt.hpp"
#include "exec/async/frame.hpp"

namespace aside::detail {

class FunctionInterrupt::Scope {
public:
    explicit Scope(FunctionInterrupt& function) noexcept
        : function_(function), calls_(function.interrupt()) {}
    Scope(const Scope&) = delete;
    Scope& operator=(const Scope&) = delete;
    ~Scope();

private:
    FunctionInterrupt& function_;
    const exec::InterruptScope calls_;
};

}  // namespace aside::detail
