#pragma once
#include <condition_variable>
#include <memory>

#include "aside/detail/interrupt.hpp"
#include "aside/detail/mutex.hpp"

namespace aside::detail {

/// For a thread that waits on a condition: wakes it when the interrupt is cancelled, and ends its
/// wait at the deadline. Used by the thread that waits; destroyed, as made, without the lock of the
/// condition. The lock of the interrupt guards `next_`.
class Interrupt::Watch {
public:
    /// nullptr: nothing interrupts.
    Watch(const Interrupt* interrupt, Mutex& mutex, std::condition_variable& condition)
        ASIDE_EXCLUDES(mutex);
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;
    ~Watch();

    /// Whether waiting has no sense any more.
    [[nodiscard]] bool due() const noexcept { return interrupt_ != nullptr && interrupt_->due(); }
    /// Until the condition is notified, the limit passes, or the interrupt is due.
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
