#pragma once
#include <atomic>
#include <condition_variable>

#include "aside/detail/interrupt.hpp"
#include "aside/detail/mutex.hpp"

namespace aside::backend::sqlite {

/// Holds up the reads that are about to begin on a database's connections, while one of the
/// connections waits for those that run.
///
/// Thread-safe.
class ReadPause {
public:
    void begin() noexcept;
    void end() noexcept;
    [[nodiscard]] bool is_on() const noexcept { return on_.load(std::memory_order_acquire); }
    /// Waits until the pause ends, or the interrupt (nullptr: none) is due.
    void wait(const detail::Interrupt* interrupt);

private:
    std::atomic<bool> on_{false};  ///< set with `mutex_`, and read without it
    detail::Mutex mutex_;
    std::condition_variable ended_;
};

}  // namespace aside::backend::sqlite
