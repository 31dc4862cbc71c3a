#pragma once
#include <chrono>
#include <string_view>

namespace aside {

/// Options of `connect`.
struct ConnectOptions {
    /// The name by which calls choose the database; calls without one use "default".
    std::string_view alias = "default";
    /// The number of reads that may run at a time, each on a connection that is opened as needed.
    /// Writes have one connection more, and so has each open asynchronous iterator and read-only
    /// block.
    int pool_size = 16;
    /// The time to wait for a free reading connection, and for a lock that another process holds.
    std::chrono::milliseconds timeout{5000};
};

}  // namespace aside
