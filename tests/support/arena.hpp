#pragma once
#include "aside/executor.hpp"

namespace aside::testing {

/// The arena with that many threads while it lives.
struct ArenaOf {
    explicit ArenaOf(int threads) {
        aside::shutdown();
        aside::configure({.threads = threads});
    }
    ArenaOf(const ArenaOf&) = delete;
    ArenaOf& operator=(const ArenaOf&) = delete;
    ~ArenaOf() {
        aside::shutdown();
        aside::configure({});
    }
};

}  // namespace aside::testing
