#include "aside/detail/continuation_state.hpp"

#include <utility>

#include "aside/error.hpp"
#include "exec/async/frame.hpp"
#include "exec/async/function_scope.hpp"
#include "exec/database/block.hpp"

namespace aside::detail {

// The function is called in the transaction block of the code that makes this object, and is
// stopped by the interrupt of that code.
ContinuationState::ContinuationState(const std::shared_ptr<FutureState>& source)
    : awaited_(source) {
    run_on(source->executor());
    const auto& block = exec::frame().block;
    interrupt_.lie_within(block ? block->interrupt() : nullptr);
}

void ContinuationState::run() noexcept {
    try {
        if (std::exchange(called_, true)) {
            take_inner();
        } else {
            std::shared_ptr<FutureState> inner;
            see_written();
            {
                const FunctionInterrupt::Scope scope(interrupt_);
                inner = proceed();
            }
            if (inner) return await(inner);
        }
    } catch (...) {
        fail(std::current_exception());
    }
    note_written();
    publish();
}

void ContinuationState::drop() noexcept {
    fail(broken_promise());
    publish();
}

// If the inner future is ready already, `follow` runs this continuation again before it returns.
void ContinuationState::await(const std::shared_ptr<FutureState>& inner) {
    {
        const Lock lock(mutex_);
        awaited_ = inner;
    }
    if (interrupt_.cancelled()) inner->cancel();
    inner->run_on(nullptr);
    inner->follow(shared_from_this());
}

// A loop over the chain: chains may be long, and a call inside of a call for each part would use up
// the stack.
void ContinuationState::cancel() noexcept {
    interrupt_.cancel();
    for (auto each = awaited(); each;) {
        auto* const derived = dynamic_cast<ContinuationState*>(each.get());
        if (derived == nullptr) return each->cancel();
        derived->interrupt_.cancel();
        each = derived->awaited();
    }
}

// Helps with the work at the beginning of a chain; continuations run once its result is there.
void ContinuationState::help() {
    std::shared_ptr<FutureState> first = awaited();
    while (const auto* derived = dynamic_cast<const ContinuationState*>(first.get()))
        first = derived->awaited();
    if (first) first->help();
    FutureState::help();
}

std::shared_ptr<FutureState> ContinuationState::awaited() const {
    const Lock lock(mutex_);
    return awaited_.lock();
}

void ContinuationState::require_wanted() const {
    if (interrupt_.cancelled()) throw QueryCancelled("the call was cancelled before it began");
}

}  // namespace aside::detail
