#pragma once
#include <chrono>
#include <string_view>

namespace aside {

/// Of `connect`.
struct ConnectOptions {
    std::string_view alias = "default";
    /// How many reads may run at a time, each on a connection that is opened as it is needed. Writes
    /// have one, and so has each open asynchronous iterator and block that only reads.
    int pool_size = 16;
    /// How long to wait for a free reading connection, and for a lock that another process holds.
    std::chrono::milliseconds timeout{5000};
};

}  // namespace aside
