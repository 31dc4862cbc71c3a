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
    /// holds. Also the time that each address of a server has to take a new connection, but at
    /// least two seconds, where the URL has no `connect_timeout`.
    std::chrono::milliseconds timeout{5000};
    /// The number of connections that stay open while nothing uses them, at most `pool_size`. They
    /// are opened in the background, and again when they were lost. On SQLite of those that read.
    int min_idle = 0;
    /// The age at which a connection is closed, once nothing uses it; each has a limit of its own,
    /// up to 10 % lower or higher, so that they do not all end at once. 0: none.
    std::chrono::milliseconds max_age = std::chrono::hours(1);
    /// A connection beyond `min_idle` that nothing has used for so long is closed: in the background,
    /// but on SQLite with the next call that has used one, unless there is `min_idle`. 0: never.
    std::chrono::milliseconds idle_timeout = std::chrono::minutes(5);
};

}  // namespace aside
