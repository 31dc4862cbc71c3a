#pragma once
#include <memory>

#include "aside/detail/interrupt.hpp"

namespace aside::backend {

/// What a waiting thread is woken by.
class Wakeable {
public:
    /// Called by any thread. Does not block for long.
    virtual void wake() noexcept = 0;

protected:
    ~Wakeable() = default;
};

}  // namespace aside::backend

namespace aside::detail {

/// Has something woken while it lives, when the interrupt or one that it lies within is cancelled.
/// Deadlines are left to the clock of who waits. The lock of the interrupt guards `next_`.
class Interrupt::Listener {
public:
    /// nullptr: nothing interrupts. Whether the interrupt is due already is asked behind this.
    Listener(const Interrupt* interrupt, backend::Wakeable& wakeable);
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;
    ~Listener();

private:
    friend class Interrupt;

    const Interrupt* const interrupt_;
    backend::Wakeable& wakeable_;
    Listener* next_ = nullptr;  ///< the next one of the interrupt
    std::unique_ptr<Listener> around_;
};

}  // namespace aside::detail
