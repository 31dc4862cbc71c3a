#pragma once
#include <chrono>

#include "backend/interrupt_listener.hpp"

namespace aside::backend {

/// Wakes a thread that waits for a server. `wake` is thread-safe, all else is that thread's. Once
/// woken it does not wait until it has forgotten that, which `wait` and `clear` do.
class Wakeup final : public Wakeable {
public:
    using Clock = std::chrono::steady_clock;
    /// What a wait has ended by; by neither of these if its time has passed.
    struct Seen {
        short events = 0;  ///< of the file
        bool woken = false;
    };

    /// Throws `OperationalError` if the system has no file descriptor to give.
    Wakeup();
    Wakeup(const Wakeup&) = delete;
    Wakeup& operator=(const Wakeup&) = delete;
    ~Wakeup();

    void wake() noexcept override;
    void clear() noexcept;
    /// Waits until one of those events, as `poll` names them, has come on that file (-1: none),
    /// until it is woken, or until that time (`max()`: for ever).
    Seen wait(int file, short events, Clock::time_point until = Clock::time_point::max()) noexcept;

private:
    const int descriptor_;
};

}  // namespace aside::backend
