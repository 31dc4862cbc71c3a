#pragma once
#include <chrono>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace aside {

class Connection;

namespace detail {
struct ModelInfo;
}  // namespace detail

/// A function that is called with each new connection of a database; empty by default.
class ConnectHook {
public:
    ConnectHook() = default;
    /// Keeps a copy of the function, which takes a `const aside::Connection&`.
    template <class F>
    requires std::is_invocable_v<F&, const Connection&> ConnectHook(F function)
        : function_(std::make_shared<F>(std::move(function))),
          call_([](void* f, const Connection& connection) { (*static_cast<F*>(f))(connection); }) {}

    /// Whether there is a function.
    explicit operator bool() const noexcept { return call_ != nullptr; }
    /// Calls it.
    void operator()(const Connection& connection) const { call_(function_.get(), connection); }

private:
    std::shared_ptr<void> function_;
    void (*call_)(void* function, const Connection& connection) = nullptr;
};

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
    /// A connection beyond `min_idle` that nothing has used for so long is closed: in the
    /// background, but on SQLite with the next call that has used one, unless there is `min_idle`.
    /// 0: never.
    std::chrono::milliseconds idle_timeout = std::chrono::minutes(5);
    /// The URLs of copies that follow the database, for reads: calls that only read, are in no
    /// transaction block and name no alias go to one of them that shows all that the caller has
    /// written, the one that is least in use; else to the database itself. So do those that a copy
    /// cannot do, and nobody notices copies that cannot be reached. Each has a pool of its own, of
    /// these options. On PostgreSQL, for the alias "default".
    std::vector<std::string> replicas{};
    /// How much older what a replica shows may be than what is committed, as far as is known. One
    /// that is further behind is not read.
    std::chrono::milliseconds max_lag = std::chrono::seconds(10);
    /// Called with each new connection before anything else uses it, on the thread that opened it:
    /// that of a call that needs one, or in the background. Several threads may be in it at once.
    /// All calls that it makes to this database on that thread run on the new connection, whatever
    /// they are made by: the handle it is given, a model, `atomic`; those with an `a` run at once.
    /// It must not wait for other threads that use this database. Its exception closes the
    /// connection, and is the error of the call that needed it.
    ConnectHook on_connect{};
    /// Models whose tables are compared with those of the database, before anything else uses it:
    /// `.check = aside::models<Film, Director>`, with the models that their relations lead to. If
    /// there is a difference that a query could fail by, `connect` throws `SchemaMismatch`, which
    /// lists all of them, and the database is not connected. Null by default: none.
    std::span<const detail::ModelInfo* const> (*check)() = nullptr;
};

/// What is known of a replica of a database.
struct ReplicaStatus {
    std::string url{};     ///< without a password
    bool is_read = false;  ///< reads go to it at the moment
    /// How old what it shows may be: since when it is not known to have had all that was committed.
    /// Nothing if it never was.
    std::optional<std::chrono::milliseconds> lag{};
    std::string problem{};  ///< why the latest attempt to reach it, or to open a connection, failed
};

}  // namespace aside
