#pragma once
#include <atomic>
#include <condition_variable>
#include <mutex>

#include "aside/detail/interrupt.hpp"

namespace aside::backend::sqlite {

/// Holds up the reads that are about to begin on a database's connections, while one of the
/// connections waits for those that run.
///
/// Thread-safe: `mutex_` guards the changes of `on_`. No other work is done while it is held.
class ReadPause {
public:
    void begin() noexcept;
    void end() noexcept;
    [[nodiscard]] bool is_on() const noexcept { return on_.load(std::memory_order_acquire); }
    /// Until it ends, or the interrupt (nullptr: none) is due.
    void wait(const detail::Interrupt* interrupt);

private:
    std::atomic<bool> on_{false};
    std::mutex mutex_;
    std::condition_variable ended_;
};

}  // namespace aside::backend::sqlite
