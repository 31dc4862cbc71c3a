#pragma once

namespace aside {

/// Marks a thread, while it lives, as one that must not block: calls that ask a database there, that
/// of a relation which is not loaded too, throw `SynchronousOnlyOperation`. What is there already is
/// given; `a` calls are made as ever. Destroyed on the thread that made it.
class EventLoopGuard {
public:
    EventLoopGuard() noexcept;
    EventLoopGuard(const EventLoopGuard&) = delete;
    EventLoopGuard& operator=(const EventLoopGuard&) = delete;
    ~EventLoopGuard();
};

}  // namespace aside
