#pragma once
#include <condition_variable>
#include <memory>
#include <mutex>

#include "aside/detail/interrupt.hpp"

namespace aside::detail {

/// For a thread that waits on a condition: wakes it when the interrupt is cancelled, and ends its
/// wait at the deadline. Used by the thread that waits; made and destroyed without the lock of the
/// condition.
class Interrupt::Watch {
public:
    /// nullptr: nothing interrupts.
    Watch(const Interrupt* interrupt, std::mutex& mutex, std::condition_variable& condition);
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;
    ~Watch();

    /// Whether waiting has no sense any more.
    [[nodiscard]] bool due() const noexcept { return interrupt_ != nullptr && interrupt_->due(); }
    /// Until the condition is notified, the limit passes, or the interrupt is due.
    void wait(std::unique_lock<std::mutex>& lock,
              Clock::time_point limit = Clock::time_point::max());

private:
    friend class Interrupt;
    void wake() noexcept;

    const Interrupt* const interrupt_;
    std::mutex& mutex_;
    std::condition_variable& condition_;
    Watch* next_ = nullptr;  ///< the next watch of the interrupt
    std::unique_ptr<Watch> around_;
};

}  // namespace aside::detail
