#pragma once
#include <condition_variable>

#include "aside/detail/interrupt.hpp"
#include "aside/detail/mutex.hpp"
#include "backend/interrupt_listener.hpp"

namespace aside::detail {

/// Lets a thread wait on a condition: the wait ends, too, when the interrupt is cancelled or its
/// deadline passes. Made, used and destroyed by the thread that waits; made and destroyed without
/// `mutex`, which guards the condition.
class Interrupt::Watch final : private backend::Wakeable {
public:
    /// `interrupt` nullptr: nothing interrupts the wait.
    Watch(const Interrupt* interrupt, Mutex& mutex, std::condition_variable& condition)
        ASIDE_EXCLUDES(mutex)
        : interrupt_(interrupt),
          mutex_(mutex),
          condition_(condition),
          listener_(interrupt, *this) {}
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;
    ~Watch() = default;

    /// Whether the interrupt is due, so that a wait would end at once.
    [[nodiscard]] bool due() const noexcept { return interrupt_ != nullptr && interrupt_->due(); }
    /// Waits until the condition is notified, the limit passes, or the interrupt is due.
    void wait(WaitingLock& lock, Clock::time_point limit = Clock::time_point::max());

private:
    void wake() noexcept ASIDE_EXCLUDES(mutex_) override;

    const Interrupt* const interrupt_;
    Mutex& mutex_;
    std::condition_variable& condition_;
    const Listener listener_;  // last: it calls `wake` while it lives
};

}  // namespace aside::detail
