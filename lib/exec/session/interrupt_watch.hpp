#pragma once
#include <condition_variable>
#include <memory>

#include "aside/detail/interrupt.hpp"
#include "aside/detail/mutex.hpp"

namespace aside::detail {

/// Lets a thread wait on a condition: the wait ends, too, when the interrupt is cancelled or its
/// deadline passes. Made, used and destroyed by the thread that waits; made and destroyed without
/// `mutex`, which guards the condition. `next_` is guarded by the mutex of the interrupt.
class Interrupt::Watch {
public:
    /// `interrupt` nullptr: nothing interrupts the wait.
    Watch(const Interrupt* interrupt, Mutex& mutex, std::condition_variable& condition)
        ASIDE_EXCLUDES(mutex);
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;
    ~Watch();

    /// Whether the interrupt is due, so that a wait would end at once.
    [[nodiscard]] bool due() const noexcept { return interrupt_ != nullptr && interrupt_->due(); }
    /// Waits until the condition is notified, the limit passes, or the interrupt is due.
    void wait(WaitingLock& lock, Clock::time_point limit = Clock::time_point::max());

private:
    friend class Interrupt;
    void wake() noexcept ASIDE_EXCLUDES(mutex_);

    const Interrupt* const interrupt_;
    Mutex& mutex_;
    std::condition_variable& condition_;
    Watch* next_ = nullptr;  ///< the next watch of the interrupt
    std::unique_ptr<Watch> around_;
};

}  // namespace aside::detail
