#include "aside/detail/derived.hpp"

#include <chrono>
#include <utility>

#include "aside/error.hpp"
#include "exec/block.hpp"
#include "exec/frame.hpp"
#include "exec/thrown.hpp"

namespace aside::detail {

// The function is called in the block that surrounds this, and stopped by what stops that.
Derived::Derived(const std::shared_ptr<FutureState>& source) : awaited_(source) {
    run_on(source->executor());
    if (const auto& block = exec::frame().block) interrupt_.lie_within(block->interrupt());
}

void Derived::run() noexcept {
    try {
        if (std::exchange(called_, true)) {
            take_inner();
        } else if (const auto inner = call()) {
            return await(inner);
        }
    } catch (...) {
        fail(std::current_exception());
    }
    publish();
}

namespace {

/// What stops the calls of a function while it runs. What was begun in it may be kept for longer, by
/// the function itself too: it neither owns whose function it was nor is stopped by that afterwards.
class StoppedWith {
public:
    explicit StoppedWith(const Interrupt& interrupt)
        : interrupt_(std::make_shared<Interrupt>(
              std::chrono::milliseconds(),
              std::shared_ptr<const Interrupt>(std::shared_ptr<void>(), &interrupt))),
          scope_(interrupt_) {}
    StoppedWith(const StoppedWith&) = delete;
    StoppedWith& operator=(const StoppedWith&) = delete;
    ~StoppedWith() { interrupt_->lie_within(nullptr); }

private:
    const std::shared_ptr<Interrupt> interrupt_;
    const exec::InterruptScope scope_;
};

}  // namespace

std::shared_ptr<FutureState> Derived::call() {
    const StoppedWith stopped(interrupt_);
    return proceed();
}

void Derived::drop() noexcept {
    fail(exec::thrown_by([] { throw std::future_error(std::future_errc::broken_promise); }));
    publish();
}

// Where it is ready already, this runs again inside of `follow`.
void Derived::await(const std::shared_ptr<FutureState>& inner) {
    {
        const std::lock_guard lock(mutex_);
        awaited_ = inner;
    }
    if (interrupt_.cancelled()) inner->cancel();
    inner->run_on(nullptr);
    inner->follow(shared_from_this());
}

void Derived::cancel() noexcept {
    interrupt_.cancel();
    if (const auto awaited = this->awaited()) awaited->cancel();
}

void Derived::help() {
    if (const auto awaited = this->awaited()) awaited->help();
    FutureState::help();
}

std::shared_ptr<FutureState> Derived::awaited() const {
    const std::lock_guard lock(mutex_);
    return awaited_.lock();
}

void Derived::require_wanted() const {
    if (interrupt_.cancelled()) throw QueryCancelled("the call was cancelled before it began");
}

}  // namespace aside::detail
