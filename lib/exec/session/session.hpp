#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "aside/detail/interrupt.hpp"
#include "aside/error.hpp"
#include "backend/connection.hpp"
#include "exec/session/query_statement.hpp"
#include "exec/session/statement_cache.hpp"
#include "executor/process.hpp"
#include "sql/bound_statement.hpp"
#include "sql/dialect.hpp"

namespace aside::exec {

class LogEntry;
class Session;

/// Throws the `InterfaceError` of a session that this process has inherited from the one that
/// connected the database.
[[noreturn]] void throw_inherited(std::string_view alias);

/// One execution of a prepared statement: bind, step until false, done. Not thread-safe; ends
/// before its session's lease. The destructor, or `finish`, resets the statement, puts it back into
/// the cache and completes its log entry.
class Result {
public:
    Result(Result&& other) noexcept;
    Result& operator=(Result&& other) noexcept;
    ~Result();

    /// Takes the parameters; bound values must outlive the execution.
    [[nodiscard]] Binder& binder();
    /// Says, before the first step and in a transaction, that other statements run between the
    /// rows, and how many of them are read at a time.
    void read_in_turns(std::size_t rows) { statement_->read_in_turns(rows); }
    /// Has the parameters from 0 on be arrays, and takes their values
    /// (`backend::Prepared::arrays`), which no log tells of. Only where
    /// `sql::Limits::rows_in_arrays` is set.
    [[nodiscard]] Binder& arrays(std::span<const CellType> types) {
        return *statement_->arrays(types);
    }
    /// Moves to the next row; false at the end.
    bool step();
    /// The current row.
    [[nodiscard]] const Cells& cells() const { return *statement_; }
    [[nodiscard]] int column_count() const { return statement_->column_count(); }
    [[nodiscard]] std::string_view column_name(int column) const {
        return statement_->column_name(column);
    }
    /// True if the statement cannot change the database.
    [[nodiscard]] bool read_only() const { return statement_->read_only(); }
    /// Rows read so far or, once a statement without columns is at its end, rows changed.
    [[nodiscard]] std::int64_t rows() const noexcept { return rows_; }
    void finish() noexcept;
    /// Keeps the execution out of the query log: the statement was not run, and will not be.
    void leave_out_of_logs() noexcept;

private:
    friend class Session;
    void require_parameters(std::size_t given, const std::string& sql) const;
    Result(Session& session, StatementCache::Handle&& statement, std::unique_ptr<LogEntry>&& log);

    Session* session_;
    StatementCache::Handle statement_;
    std::unique_ptr<LogEntry> log_;
    std::int64_t rows_ = 0;
};

/// Calls whose statements travel together. Used by the holder of the session's lease.
class Gathering {
public:
    /// A statement that is bound is to be stepped, for the first time or again. Returns when it is
    /// its turn to be.
    virtual void before_step(Result& result) = 0;

protected:
    ~Gathering() = default;
};

/// Sets the interrupt of a session's statements while it lives; of several the latest one counts.
/// Used only by the holder of the session's lease.
class InterruptGuard {
public:
    InterruptGuard() = default;
    InterruptGuard(Session& session, std::shared_ptr<const Interrupt> interrupt);
    InterruptGuard(InterruptGuard&& other) noexcept
        : session_(std::exchange(other.session_, nullptr)), number_(other.number_) {}
    InterruptGuard& operator=(InterruptGuard&& other) noexcept {
        if (session_ != nullptr) end();
        session_ = std::exchange(other.session_, nullptr);
        number_ = other.number_;
        return *this;
    }
    ~InterruptGuard() {
        if (session_ != nullptr) end();
    }

private:
    void end() noexcept;

    Session* session_ = nullptr;
    unsigned number_ = 0;
};

/// Statements that run while it lives are not stopped: the end of a transaction has to be complete.
class UninterruptibleScope {
public:
    explicit UninterruptibleScope(Session& session) noexcept;
    UninterruptibleScope(const UninterruptibleScope&) = delete;
    UninterruptibleScope& operator=(const UninterruptibleScope&) = delete;
    ~UninterruptibleScope();

private:
    Session& session_;
};

/// One leased connection and its statements. Not thread-safe: used only by the holder of the lease.
class Session {
public:
    /// `replica` is the number of the replica that the connection leads to; 0: to none.
    Session(std::unique_ptr<backend::Connection> connection, std::string alias,
            const sql::Dialect& dialect, int replica = 0);
    ~Session();

    /// Takes the statement from the cache, or compiles it. If it is in use already (a nested use),
    /// makes a second one.
    [[nodiscard]] Result prepare(std::string_view sql);
    /// Prepares and binds the statement, and does not step it. Its parameters must outlive the
    /// result.
    [[nodiscard]] Result run(const sql::BoundStatement& statement);
    /// Prepares and binds a common statement for a query of its shape, and does not step it. The
    /// query's values must outlive the result.
    [[nodiscard]] Result run(StatementCache::Handle common, const Query& query);
    /// Prepares and binds a common statement with the values of a prepared query, and does not step
    /// it. The values must outlive the result.
    [[nodiscard]] Result run(StatementCache::Handle common, std::span<const SqlValue> values);
    /// Runs the statement to its end; gives the number of rows changed.
    std::int64_t execute(const sql::BoundStatement& statement);
    std::int64_t execute(std::string_view sql);
    /// Runs a statement without parameters and rows, such as BEGIN; or has the engine send it along
    /// with the next one, which then throws its error.
    void execute_with_next(std::string_view sql);
    /// Sends statements that are bound in one trip, if the engine can. Each is then stepped to its
    /// end, as `backend::Connection::send` says.
    void send(std::span<Result> statements);
    void send(std::span<Result* const> statements);
    /// Runs statements that are bound in one transaction, as `backend::Connection::commit_together`
    /// does.
    [[nodiscard]] bool commit_together(std::span<Result* const> statements);
    /// From here on asks before each step; until nullptr is passed. `gathering` lives as long.
    void gather(Gathering* gathering) noexcept { gathering_ = gathering; }
    /// Inserts many rows in the transaction that is open, and sets the keys that they are given, if
    /// they are wanted. Gives how many were inserted; nothing if the engine cannot, and then
    /// nothing is done.
    [[nodiscard]] std::optional<std::int64_t> copy(const backend::NewRows& rows,
                                                   std::vector<std::int64_t>& keys);
    /// Prepares an UPDATE or DELETE of that model's table. Once it has been stepped to its end, `rows()`
    /// says how many rows it has met, also where the engine does not count them, as those of a
    /// view.
    [[nodiscard]] Result prepare_change(std::string sql, const ModelInfo& model);
    /// Runs an UPDATE or DELETE of that model's table to its end; gives how many rows it has met.
    std::int64_t change(sql::BoundStatement statement, const ModelInfo& model);
    /// Whether the engine counts that table's changes without RETURNING (see
    /// `backend::Connection`).
    [[nodiscard]] bool counts_changes(const ModelInfo& model) const {
        return connection_->counts_changes({model.schema, model.table});
    }
    /// Whether the engine numbers that model's new rows without gaps.
    [[nodiscard]] bool numbers_rows(const ModelInfo& model) const {
        return connection_->numbers_rows({model.schema, model.table}, model.key().column);
    }
    [[nodiscard]] std::int64_t all_changes() const { return connection_->all_changes(); }
    [[nodiscard]] std::int64_t last_insert_id() const { return connection_->last_insert_id(); }

    [[nodiscard]] int parameter_limit() const { return connection_->parameter_limit(); }
    [[nodiscard]] backend::TransactionState transaction() const {
        return connection_->transaction();
    }
    /// Whether a transaction is open, or has failed and is not undone yet.
    [[nodiscard]] bool in_transaction() const {
        return transaction() != backend::TransactionState::none;
    }
    /// Throws `IntegrityError` if a constraint is violated that the engine checks at the commit.
    void require_constraints() { connection_->require_constraints(); }
    [[nodiscard]] const sql::Dialect& dialect() const { return dialect_; }
    [[nodiscard]] const std::string& alias() const { return alias_; }
    [[nodiscard]] bool of_replica() const { return replica_ > 0; }
    [[nodiscard]] StatementCache& statements() { return statements_; }

    /// How often the engine was asked for something, or refused to prepare it. Parameters that are
    /// refused have not come so far.
    [[nodiscard]] std::uint64_t reached() const noexcept { return reached_; }

    /// Whether it is another process's, which this one was forked from: then it throws
    /// `InterfaceError` instead of running anything, and is left as it is.
    [[nodiscard]] bool inherited() const { return process_.inherited(); }

    /// Begins a loan. `stale`: the connection was idle for so long that it may be lost without
    /// anybody knowing. Then a first statement that only reads, in no transaction, is executed by
    /// another connection if this one is lost before anything is answered.
    void lend(bool stale) noexcept { stale_ = stale; }
    /// Says where another connection comes from.
    using Replace = std::function<std::unique_ptr<Session>(const Interrupt* interrupt)>;
    void replace_by(Replace replace) { replace_ = std::move(replace); }
    /// Whether a server answers, within that time; throws as the interrupt (nullptr: none), if that
    /// is due.
    [[nodiscard]] bool answers(const Interrupt* interrupt, std::chrono::milliseconds timeout);
    /// Whether other connections, opened before, should not be used: it was lost, or has led to a
    /// server that only reads.
    [[nodiscard]] bool others_are_suspect() const noexcept { return others_are_suspect_; }

    /// Whether its connection can go on being used, as far as is known without asking a server.
    [[nodiscard]] bool usable() const noexcept { return connection_->usable(); }
    /// Has its connection closed, and another take its place, once it is not lent any more: it is
    /// not as it was.
    void discard() noexcept { broken_ = true; }
    /// Rolls back a transaction that was left open; false if the connection can no longer be
    /// trusted and must be replaced.
    [[nodiscard]] bool restore() noexcept;

private:
    friend class DeletionCount;
    friend class Result;
    friend class InterruptGuard;
    friend class TransactionScope;
    friend class UninterruptibleScope;
    /// Uses the statement in the handle or, if the handle has none, prepares the text.
    [[nodiscard]] Result prepare(std::string_view sql, StatementCache::Handle found);
    template <class Results>
    [[nodiscard]] std::vector<backend::Prepared*> bound(const Results& results) const;
    template <class Bind>
    static void bind(Result& result, Bind bind);
    template <class Values>
    [[nodiscard]] Result run_common(StatementCache::Handle common, const Values& values);
    void roll_back() noexcept;
    /// After a failure that is no lock and no cancellation, the connection is replaced when its
    /// lease ends.
    void note_failure(const OperationalError& error) noexcept;
    /// Has the statement, whose connection is lost, go to another; false if it must not. Throws the
    /// error of opening that.
    bool move_to_another(backend::Prepared& statement);

    struct Stopping {
        unsigned number;
        std::shared_ptr<const Interrupt> interrupt;
    };
    /// Sets the interrupt that stops the connection's statements; nullptr: none.
    void stop_when(const Interrupt* interrupt) noexcept;
    void stop_when_latest() noexcept;

    std::string alias_;
    const sql::Dialect& dialect_;
    const executor::OfThisProcess process_;
    std::unique_ptr<backend::Connection> connection_;
    /// The connection that was lost, in whose place the other is: statements of it may be in use.
    std::unique_ptr<backend::Connection> lost_;
    Replace replace_;
    const Interrupt* interrupt_ = nullptr;  ///< of those set, the one in force
    std::vector<Stopping> stops_;
    unsigned last_stop_ = 0;
    StatementCache statements_;
    backend::Deletions* deletions_ = nullptr;
    Gathering* gathering_ = nullptr;
    std::uint64_t reached_ = 0;
    int scopes_ = 0;
    bool broken_ = false;
    bool stale_ = false;
    bool reads_only_ = false;  ///< the transaction was begun to read only
    bool others_are_suspect_ = false;
    const int replica_;  ///< the number of the replica that it leads to; 0: to none
};

/// Counts the rows deleted on a session while it lives, with those that the engine deletes along
/// with them (`backend::Connection::watch_deletions` says which may be left out).
class DeletionCount {
public:
    explicit DeletionCount(Session& session);
    DeletionCount(const DeletionCount&) = delete;
    DeletionCount& operator=(const DeletionCount&) = delete;
    ~DeletionCount();
    /// Takes the counts.
    [[nodiscard]] backend::Deletions take() noexcept { return std::exchange(by_table_, {}); }

private:
    void watch(backend::Deletions* deletions);

    Session& session_;
    backend::Deletions* const around_;  ///< the earlier count, which goes on afterwards
    backend::Deletions by_table_;
};

/// A transaction on one session, or a savepoint inside of one. Rolls back unless committed. Both
/// the constructor and `commit` throw the database's error, and `TransactionManagementError` if the
/// database has rolled back the transaction around it by itself.
class TransactionScope {
public:
    /// The options count where it is no savepoint.
    explicit TransactionScope(Session& session, const sql::BeginOptions& options = {});
    TransactionScope(const TransactionScope&) = delete;
    TransactionScope& operator=(const TransactionScope&) = delete;
    ~TransactionScope();
    void commit();

private:
    void roll_back() noexcept;

    Session& session_;
    int before_;  ///< how many scopes there were around it
    int depth_;   ///< 0 for the transaction itself, else the number of the savepoint
    bool open_ = true;
};

}  // namespace aside::exec
