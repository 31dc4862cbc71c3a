#pragma once

namespace aside::exec {

/// A part of an object, such as an iterator, that may hold a reading connection between two calls.
/// While there are none, `ReadersAside` need not look for such connections. Thread-safe.
class HoldsBetweenCalls {
public:
    HoldsBetweenCalls() noexcept;
    HoldsBetweenCalls(const HoldsBetweenCalls&) = delete;
    HoldsBetweenCalls& operator=(const HoldsBetweenCalls&) = delete;
    ~HoldsBetweenCalls();
};

/// Made by a thread that is about to wait for other threads, which may need reading connections to
/// go on. While it lives, the reading connections that the waiting thread holds, such as that of a
/// loop over `iterator()`, do not count towards the sizes of their pools.
class ReadersAside {
public:
    ReadersAside();
    ReadersAside(const ReadersAside&) = delete;
    ReadersAside& operator=(const ReadersAside&) = delete;
    ~ReadersAside();
    /// Registers two functions. `set` sets the reading connections of the calling thread aside and
    /// tells whether it holds any; `take` takes them back. Called by the code that lends
    /// connections, before it lends the first one.
    static void by(bool (*set)(), void (*take)() noexcept) noexcept;
    /// Whether the thread holds reading connections, which are set aside now.
    [[nodiscard]] bool any() const noexcept { return any_; }

private:
    const bool any_;
};

}  // namespace aside::exec
