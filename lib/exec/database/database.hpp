#pragma once
#include <memory>
#include <string>

#include "aside/connect_options.hpp"
#include "backend/source.hpp"
#include "exec/database/pool.hpp"
#include "exec/database/runner.hpp"
#include "exec/database/turn_queue.hpp"

namespace aside::exec {

/// A connected database: the pool of its readers, the queue in front of its writer, the writer.
/// Closed with its last owner; all work that runs on it owns it.
///
/// Thread-safe. `writer_` and `writing_` belong to the holder of the turn of `turns()`.
class Database : public std::enable_shared_from_this<Database> {
public:
    /// Opens the first connection. Throws the error of the source's `open`.
    Database(backend::Source source, const ConnectOptions& options);

    [[nodiscard]] const std::string& alias() const { return alias_; }
    [[nodiscard]] const std::string& vendor() const { return source_.vendor; }
    [[nodiscard]] const sql::Dialect& dialect() const { return *source_.dialect; }
    [[nodiscard]] bool concurrent_readers() const { return !source_.single_connection; }
    /// Whether an operation that only reads, or that may write, goes through the queue.
    [[nodiscard]] bool queues(Intent intent) const;

    /// A reader's lease from the pool; of a database in memory, its one connection in its turn.
    /// Waits no longer than the interrupt (nullptr: none) lets it, and throws as `lease_writer`.
    [[nodiscard]] Lease lease_reader(const Interrupt* interrupt, const char* call);
    /// Waits for its turn. Throws `OperationalError` if the database was connected for reading
    /// only, and `DatabaseLocked` if another holder has the writer for longer than the time-out of
    /// the connection. `call` says what it is for, and lives for ever.
    [[nodiscard]] Lease lease_writer(const Interrupt* interrupt, const char* call);
    /// The writer's lease for a job whose turn in the queue has begun already.
    [[nodiscard]] Lease adopt_turn();

    [[nodiscard]] const std::shared_ptr<TurnQueue>& turns() { return turns_; }
    [[nodiscard]] Pool& pool() { return pool_; }
    [[nodiscard]] bool used_by_this_thread() const;
    /// Whether it is another process's, which this one was forked from: it is never touched then,
    /// nor closed.
    [[nodiscard]] bool inherited() const { return process_.inherited(); }

private:
    /// The writer, lent for a turn.
    class Writing final : public Loan {
    public:
        explicit Writing(Database& database) : database_(database) {}
        using Loan::lends;

    private:
        void restore() noexcept override;
        void give_back() noexcept override;
        void leave_thread() noexcept override { database_.turns_->leave_thread(); }

        Database& database_;
        bool usable_ = true;
    };

    [[nodiscard]] std::unique_ptr<Session> open(backend::Access access) const;

    const executor::OfThisProcess process_;
    const std::string alias_;
    const backend::Source source_;
    Pool pool_;
    const std::shared_ptr<TurnQueue> turns_;
    std::unique_ptr<Session> writer_;
    Writing writing_{*this};
};

}  // namespace aside::exec
