#pragma once
#include <chrono>
#include <string_view>

namespace aside {

/// Options of `connect`.
struct ConnectOptions {
    /// The name by which calls choose the database; calls without one use "default".
    std::string_view alias = "default";
    /// The number of calls that may run at a time, each on a connection that is opened as needed,
    /// and of open blocks; on SQLite of reads: writes have one connection more, and so has each
    /// read-only block. Everywhere each open asynchronous iterator has one more.
    int pool_size = 16;
    /// The time to wait for a free connection, and for a lock that another process or transaction
    /// holds.
    std::chrono::milliseconds timeout{5000};
};

}  // namespace aside
