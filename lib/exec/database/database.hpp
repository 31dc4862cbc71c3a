#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "aside/connect_options.hpp"
#include "aside/detail/future_state.hpp"
#include "aside/detail/mutex.hpp"
#include "backend/data_source.hpp"
#include "exec/database/lease.hpp"
#include "exec/database/pool.hpp"
#include "exec/database/runner.hpp"

namespace aside::exec {

class CallQueue;
class Listening;
class SharedConnection;

/// A connected database, which lends its connections. How it does that, and in what order, is what
/// the derived classes are for. Closed with its last owner; all work that runs on it owns it.
///
/// Thread-safe.
class Database : public std::enable_shared_from_this<Database> {
public:
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;
    virtual ~Database() = default;

    [[nodiscard]] const std::string& alias() const { return alias_; }
    [[nodiscard]] const std::string& vendor() const { return source_.vendor; }
    /// The database's own name, or its file's; empty if its URL has none.
    [[nodiscard]] const std::string& name() const { return source_.name; }
    /// The engine's own program for people. Throws as `backend::DataSource::shell`.
    [[nodiscard]] backend::ShellCommand shell() const;
    /// That of the server which the first connection has found.
    [[nodiscard]] const sql::Dialect& dialect() const { return *dialect_; }
    /// False if a lease that is held keeps every other user of the database waiting.
    [[nodiscard]] virtual bool concurrent_readers() const = 0;

    /// A lease for statements that only read. Waits no longer than the interrupt (nullptr: none)
    /// lets it, and throws as `lease_writer`.
    [[nodiscard]] Lease lease_reader(const Interrupt* interrupt, const char* call);
    /// A lease for all statements; of the connection that this thread writes by, if it does. Throws
    /// `OperationalError` if the database was connected for reading only, or if there is no
    /// connection within its time-out; `DatabaseLocked` if another holder has the only one to write
    /// by for longer. `call` says what it is for, and lives for ever.
    [[nodiscard]] Lease lease_writer(const Interrupt* interrupt, const char* call);
    /// Another lease of the connection that this thread writes by; nothing if it has none.
    [[nodiscard]] virtual std::optional<Lease> share_writer() noexcept = 0;

    /// The connection in whose turn an operation of that intent runs, which takes its place in the
    /// queue before it goes to the arena. With nullptr it goes there at once, and takes a
    /// connection when it runs.
    [[nodiscard]] virtual SharedConnection* shared_connection(Intent intent) noexcept = 0;
    /// The queue of calls of that intent that may go together; nullptr: each is run by itself.
    [[nodiscard]] virtual CallQueue* call_queue(Intent) noexcept { return nullptr; }
    /// The replica that a call which only reads goes to now, if its caller is to see what was
    /// written until then; nullptr: it goes to this database itself. It keeps this, too.
    [[nodiscard]] virtual std::shared_ptr<Database> replica(WriteTime) noexcept { return nullptr; }
    /// Of a replica: the database that it is one of.
    [[nodiscard]] virtual std::shared_ptr<Database> primary() noexcept { return nullptr; }
    /// Of a replica: a connection was lost in the middle of a call, so that it is to be asked
    /// whether it is still there.
    virtual void suspect() noexcept {}
    /// What is known of its replicas, in their order.
    [[nodiscard]] virtual std::vector<ReplicaStatus> replicas() const { return {}; }
    /// The queue that a block has the turn of for as long as it is open, or nullptr.
    [[nodiscard]] virtual std::shared_ptr<TurnQueue> queue_of_blocks(
        bool read_only) const noexcept = 0;

    [[nodiscard]] virtual bool used_by_this_thread() const = 0;
    /// To be held by an asynchronous iterator while it is in the middle of its rows.
    [[nodiscard]] std::shared_ptr<const void> hold_for_iterator() const { return iterators_; }
    /// Whether one does so.
    [[nodiscard]] bool used_by_iterators() const { return iterators_.use_count() > 1; }
    /// Sets aside the connections that this thread, which is about to wait for the background, has
    /// from a pool; false if it has none. `take_back` ends it.
    virtual bool set_aside() noexcept { return false; }
    virtual void take_back() noexcept {}
    /// Opens a connection that is the caller's alone, and counts in no pool. The interrupt (nullptr:
    /// none) ends waiting for a server.
    [[nodiscard]] std::unique_ptr<Session> open_apart(const Interrupt* interrupt) const {
        return open(backend::Access::write, interrupt);
    }
    /// The object by which the program listens to this database. Throws `NotSupportedError` if the
    /// engine has no notifications.
    [[nodiscard]] std::shared_ptr<Listening> listening();
    /// Ends all subscriptions of `listen`, and waits for the handler that runs.
    void stop_listening() noexcept;
    /// Ends what its own threads do, and waits for them.
    virtual void stop_watching() noexcept {}
    /// How many connections are open in its pool, if it has one.
    [[nodiscard]] virtual int pooled_connections() const { return 0; }
    /// Drops the jobs that this thread, which ends the process, keeps from their turn.
    virtual void abandon_if_held_by_this_thread() noexcept {}

    /// Whether it is another process's, which this one was forked from: it is never touched then,
    /// nor closed.
    [[nodiscard]] bool inherited() const { return process_.inherited(); }

protected:
    Database(backend::DataSource source, const ConnectOptions& options);

    [[nodiscard]] virtual Lease lend_reader(const Interrupt* interrupt, const char* call) = 0;
    [[nodiscard]] virtual Lease lend_writer(const Interrupt* interrupt, const char* call) = 0;

    /// Owns this object.
    [[nodiscard]] virtual std::shared_ptr<Database> self() { return shared_from_this(); }
    [[nodiscard]] const backend::DataSource& source() const { return source_; }
    /// `KIND of the database "ALIAS"`, for messages.
    [[nodiscard]] std::string described(std::string_view kind) const;
    /// Opens one more, and calls `on_connect` with it. The interrupt (nullptr: none) ends waiting
    /// for a server.
    [[nodiscard]] std::unique_ptr<Session> open(backend::Access access,
                                                const Interrupt* interrupt = nullptr) const;
    /// Of a pool of connections of that kind.
    [[nodiscard]] Pool::Rules pool_rules(const ConnectOptions& options, Pool::Blocks blocks) const;
    [[noreturn]] void throw_read_only() const;

private:
    const executor::OfThisProcess process_;
    const std::string alias_;
    const backend::DataSource source_;
    const ConnectHook on_connect_;
    const std::shared_ptr<const void> iterators_ = std::make_shared<char>();
    /// Set by the first connection, before any other thread knows the database.
    mutable const sql::Dialect* dialect_;
    mutable bool settled_ = false;  ///< `dialect_` is
    Mutex listening_mutex_;
    std::shared_ptr<Listening> listening_ ASIDE_GUARDED_BY(listening_mutex_);
};

}  // namespace aside::exec
