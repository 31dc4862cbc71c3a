#pragma once

namespace aside::exec {

/// While some live, a thread may hold a reading connection between two calls. Thread-safe.
class HoldsBetweenCalls {
public:
    HoldsBetweenCalls() noexcept;
    HoldsBetweenCalls(const HoldsBetweenCalls&) = delete;
    HoldsBetweenCalls& operator=(const HoldsBetweenCalls&) = delete;
    ~HoldsBetweenCalls();
};

/// While it lives, this thread waits for others, which may need a reading connection for that.
/// Those that it holds, as in a loop over `iterator()`, do not count towards the sizes of their
/// pools.
class ReadersAside {
public:
    ReadersAside();
    ReadersAside(const ReadersAside&) = delete;
    ReadersAside& operator=(const ReadersAside&) = delete;
    ~ReadersAside();
    /// Says how a thread's connections are set aside, which tells whether it holds any, and taken
    /// back: called by those that lend them, before they lend the first.
    static void by(bool (*set)(), void (*take)() noexcept) noexcept;
    /// Whether it holds any.
    [[nodiscard]] bool any() const noexcept { return any_; }

private:
    const bool any_;
};

}  // namespace aside::exec
