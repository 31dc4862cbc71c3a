#pragma once
#include <chrono>

namespace aside {

/// What the arena, the threads that background work runs on, is made of.
struct ConfigureOptions {
    int threads =
        16;  ///< how many blocking calls run side by side, from 1 to 1024; not a number of cores
};

/// Sets up the arena; goes before `ASIDE_THREADS`, the environment variable. Throws
/// `ImproperlyConfigured` for a number out of range, and once background work has begun, unless
/// `shutdown` has ended it.
void configure(const ConfigureOptions& options);

struct ShutdownOptions {
    /// How long to wait; by default for as long as it takes.
    std::chrono::milliseconds timeout = std::chrono::milliseconds::max();
};

/// Waits until all background work that was started has finished, what it starts in turn included,
/// and ends the arena's threads; false where the time-out passed first (the work then goes on).
/// Databases stay connected, and later background work starts the arena afresh. A normal exit of
/// the process does the same without a time-out, then closes the databases. On an arena thread it
/// waits for everything but the work that called it.
bool shutdown(const ShutdownOptions& options = {});

}  // namespace aside
