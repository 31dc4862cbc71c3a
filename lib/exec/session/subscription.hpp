#pragma once
#include "aside/query_log.hpp"

namespace aside {

/// The hook or handler that a subscription keeps going.
class Subscription::Listener {
public:
    Listener() = default;
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;
    virtual ~Listener() = default;
    /// Ends it, and waits for calls that run on other threads.
    virtual void end() noexcept = 0;
};

}  // namespace aside
