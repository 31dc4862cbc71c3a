#include "aside/detail/function_interrupt.hpp"

#include <chrono>
#include <utility>

#include "exec/async/function_scope.hpp"

namespace aside::detail {

void FunctionInterrupt::lie_within(std::shared_ptr<const Interrupt> around) {
    interrupt_ = std::make_shared<Interrupt>(std::chrono::milliseconds(), std::move(around));
}

void FunctionInterrupt::cancel() noexcept {
    cancelled_.store(true, std::memory_order_release);
    if (const auto interrupt = this->interrupt()) interrupt->cancel();
}

bool FunctionInterrupt::cancelled() const noexcept {
    if (cancelled_.load(std::memory_order_acquire)) return true;
    const auto interrupt = this->interrupt();
    return interrupt && interrupt->cancelled();
}

std::shared_ptr<Interrupt> FunctionInterrupt::interrupt() const noexcept {
    const Lock lock(mutex_);
    return interrupt_;
}

FunctionInterrupt::Scope::~Scope() {
    const Lock lock(function_.mutex_);
    function_.interrupt_.reset();
}

}  // namespace aside::detail
