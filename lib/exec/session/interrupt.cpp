#include "aside/detail/interrupt.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "aside/error.hpp"
#include "exec/session/interrupt_watch.hpp"

namespace aside::exec {
namespace {

// Longer ones overflow the clock.
constexpr std::chrono::milliseconds longest = std::chrono::hours(24 * 365);

}  // namespace

}  // namespace aside::exec

namespace aside::detail {

Interrupt::Interrupt(std::chrono::milliseconds timeout, std::shared_ptr<const Interrupt> around) {
    if (timeout.count() > 0 && timeout < exec::longest) deadline_ = Clock::now() + timeout;
    lie_within(std::move(around));
}

void Interrupt::lie_within(std::shared_ptr<const Interrupt> around) noexcept {
    around_ = std::move(around);
    if (around_) deadline_ = std::min(deadline_, around_->deadline_);
}

void Interrupt::cancel() noexcept {
    cancelled_.store(true, std::memory_order_release);
    const Lock lock(mutex_);
    for (Listener* each = listeners_; each != nullptr; each = each->next_) each->wakeable_.wake();
}

void Interrupt::check(std::string_view sql, bool outcome_unknown) const {
    const auto info = [&](const char* message) {
        return DatabaseErrorInfo{
            .message = message, .sql = std::string(sql), .outcome_unknown = outcome_unknown};
    };
    if (cancelled()) throw QueryCancelled(info("the call was cancelled"));
    if (expired()) throw QueryTimeout(info("the call's time-out has passed"));
}

void Interrupt::check_wait(std::string_view what) const {
    if (cancelled())
        throw QueryCancelled("the call was cancelled while it waited for " + std::string(what));
    if (expired())
        throw QueryTimeout("the call's time-out has passed while it waited for " +
                           std::string(what));
}

Interrupt::Listener::Listener(const Interrupt* interrupt, backend::Wakeable& wakeable)
    : interrupt_(interrupt), wakeable_(wakeable) {
    if (interrupt_ == nullptr) return;
    if (interrupt_->around_)
        around_ = std::make_unique<Listener>(interrupt_->around_.get(), wakeable);
    const Lock lock(interrupt_->mutex_);
    next_ = std::exchange(interrupt_->listeners_, this);
}

Interrupt::Listener::~Listener() {
    if (interrupt_ == nullptr) return;
    const Lock lock(interrupt_->mutex_);
    Listener** link = &interrupt_->listeners_;
    while (*link != this) link = &(*link)->next_;
    *link = next_;
}

// A thread that is about to wait has the lock, and so is told by the flag or by the condition.
void Interrupt::Watch::wake() noexcept {
    { const Lock lock(mutex_); }
    condition_.notify_all();
}

void Interrupt::Watch::wait(WaitingLock& lock, Clock::time_point limit) {
    if (interrupt_ != nullptr) limit = std::min(limit, interrupt_->deadline());
    if (limit == Clock::time_point::max())
        condition_.wait(lock);
    else
        condition_.wait_until(lock, limit);
}

}  // namespace aside::detail
