#pragma once
#include <chrono>

namespace aside {

/// Options of the arena, the threads that background work runs on.
struct ConfigureOptions {
    int threads =
        16;  ///< how many blocking calls run side by side, from 1 to 1024; not a number of cores
};

/// Sets up the arena; goes before `ASIDE_THREADS`, the environment variable. Throws
/// `ImproperlyConfigured` for a number out of range, and once background work has begun, unless
/// `shutdown` has ended it.
void configure(const ConfigureOptions& options);

/// Options of `shutdown`.
struct ShutdownOptions {
    /// The time to wait; by default as long as it takes.
    std::chrono::milliseconds timeout = std::chrono::milliseconds::max();
};

/// Waits until all background work that was started has finished, with all work that it starts in
/// turn, and ends the arena's threads. False if the time-out passed first; the work then goes on.
/// Databases stay connected, and later background work starts the arena again. A normal exit of the
/// process also waits like this, without a time-out, then closes the databases. On an arena thread
/// it waits for everything but the work that called it.
bool shutdown(const ShutdownOptions& options = {});

}  // namespace aside
