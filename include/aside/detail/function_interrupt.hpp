#pragma once
// Stops the calls that a function of the program's makes.
#include <atomic>
#include <memory>

#include "aside/detail/interrupt.hpp"
#include "aside/detail/mutex.hpp"

namespace aside::detail {

/// Stops the calls made in a function of the program's, for the future that the function makes
/// ready. Work that was begun in the function may outlive it, and is stopped no more once it has
/// returned.
///
/// Thread-safe.
class FunctionInterrupt {
public:
    /// Has `around` (nullptr: none) stop the function, too. Only to be called before another thread
    /// can see this object.
    void lie_within(std::shared_ptr<const Interrupt> around) ASIDE_NO_THREAD_SAFETY_ANALYSIS;
    /// Stops the calls that the function makes. A function that was not called yet never is.
    void cancel() noexcept;
    [[nodiscard]] bool cancelled() const noexcept;

    /// While it lives, the function runs on this thread; defined in the library.
    class Scope;

private:
    [[nodiscard]] std::shared_ptr<Interrupt> interrupt() const noexcept;

    mutable Mutex mutex_;
    /// nullptr once the function has returned.
    std::shared_ptr<Interrupt> interrupt_ ASIDE_GUARDED_BY(mutex_);
    std::atomic<bool> cancelled_{false};
};

}  // namespace aside::detail
