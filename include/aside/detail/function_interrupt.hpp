#pragma once
// What stops the calls that a function of the program's makes.
#include <atomic>
#include <memory>
#include <mutex>

#include "aside/detail/interrupt.hpp"

namespace aside::detail {

/// Of a future that a function of the program's makes ready: what stops the calls that are made in the
/// function. What was begun in it may be kept for longer, and is stopped no more once it has returned.
///
/// Thread-safe: `mutex_` guards `interrupt_`, which is nullptr once the function has returned.
class FunctionInterrupt {
public:
    /// The function is stopped by that interrupt (nullptr: none), too. Before anybody else knows of this.
    void lie_within(std::shared_ptr<const Interrupt> around);
    /// A function that was not called yet never is.
    void cancel() noexcept;
    [[nodiscard]] bool cancelled() const noexcept;

    /// While it lives, the function runs on this thread; defined in the library.
    class Scope;

private:
    [[nodiscard]] std::shared_ptr<Interrupt> interrupt() const noexcept;

    mutable std::mutex mutex_;
    std::shared_ptr<Interrupt> interrupt_;
    std::atomic<bool> cancelled_{false};
};

}  // namespace aside::detail
