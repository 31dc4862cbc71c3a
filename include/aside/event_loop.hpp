#pragma once

namespace aside {

/// Marks the thread, as long as the guard lives, as one that must not block. Calls there that ask a
/// database throw `SynchronousOnlyOperation`, and so does access to a relation that is not loaded.
/// Values that are loaded already are given, and `a` calls work as usual. Must be destroyed on the
/// thread that made it.
class EventLoopGuard {
public:
    EventLoopGuard() noexcept;
    EventLoopGuard(const EventLoopGuard&) = delete;
    EventLoopGuard& operator=(const EventLoopGuard&) = delete;
    ~EventLoopGuard();
};

}  // namespace aside
