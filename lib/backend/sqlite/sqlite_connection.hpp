#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "backend/connection.hpp"
#include "backend/sqlite/file.hpp"
#include "backend/sqlite/functions/function.hpp"

struct sqlite3;

namespace aside::backend::sqlite {

struct CloseDatabase {
    void operator()(sqlite3* database) const noexcept;
};
using DatabaseHandle = std::unique_ptr<sqlite3, CloseDatabase>;

/// One SQLite connection, opened without a lock of its own: a lease is exclusive.
class SqliteConnection final : public backend::Connection, private StopCheck {
public:
    /// Opens the database that SQLite knows by that name, with the flags of `sqlite3_open_v2`.
    /// Waits for another process's lock as long as the time-out. Throws `OperationalError`, also if
    /// it is not the file (nullptr: none is used) that the database was connected to.
    SqliteConnection(const std::string& name, int flags, std::chrono::milliseconds timeout,
                     std::shared_ptr<ConnectedFile> file);

    [[nodiscard]] std::unique_ptr<Prepared> prepare(std::string_view sql) override;
    void run(std::string_view sql) override;
    /// Runs a statement that SQLite refuses at once if another process has a lock: tries it again
    /// until the time-out has passed.
    void run_when_free(std::string_view sql);
    [[nodiscard]] std::int64_t changes() const override { return changes_; }
    [[nodiscard]] std::int64_t all_changes() const override { return all_changes_; }
    [[nodiscard]] bool counts_changes(const TableName& table) const override;
    [[nodiscard]] bool numbers_rows(const TableName& table,
                                    const std::string& column) const override;
    [[nodiscard]] std::int64_t last_insert_id() const override;
    void watch_deletions(Deletions* deletions) noexcept override;
    [[nodiscard]] TransactionState transaction() const override;
    void require_constraints() override;
    [[nodiscard]] int parameter_limit() const override;
    void stop_when(const detail::Interrupt* interrupt) noexcept override;

    /// From here on only SQL changes the file's schema. Functions that its triggers, views and
    /// checks call can do no harm, unless the schema is trusted.
    void defend(bool trusts_schema);

    /// True if the file could be opened for reading only.
    [[nodiscard]] bool file_is_read_only() const;

private:
    friend class SqliteStatement;

    [[nodiscard]] bool in_transaction() const;

    /// To be called before a statement that writes, or that begins a transaction: counts its
    /// deletions from now on.
    void begin_statement() noexcept;
    /// Keeps the deletions of the statement, which has succeeded.
    void end_statement();
    /// Counts a deletion. If there is no memory for that, the statement is stopped: by
    /// `throw_lost_count` after the step, and before a commit.
    void note_deletion(std::string_view schema, const char* table) noexcept;
    [[noreturn]] void throw_lost_count();
    /// Whether the commit of a step that has failed took place all the same.
    [[nodiscard]] bool has_committed() const;
    /// Throws the error of a result code of this connection.
    [[noreturn]] void fail(int code, std::string_view sql, bool deleted = false) const;
    [[nodiscard]] bool is_to_stop() const noexcept { return !commits_ && interrupt_->due(); }
    [[nodiscard]] bool is_to_stop_after(std::size_t bytes) noexcept override;
    using Clock = std::chrono::steady_clock;

    /// Waits a little for another process's lock, for the `tries`th time; false: no longer.
    [[nodiscard]] bool wait_for_lock(int tries) noexcept;
    /// Waits a little for another process's lock, for the `tries`th time; false once the time
    /// `until` has passed.
    [[nodiscard]] bool wait_a_little(int tries, Clock::time_point until) const noexcept;
    /// Throws if the file at the path is no longer the one that the connection has just opened.
    void require_unmoved() const;
    /// To be called after each commit in WAL mode, with the length of the log: begins the log anew
    /// if it is too long.
    void keep_log_short(int pages) noexcept;
    /// Whether a commit that is about to write may do so.
    [[nodiscard]] bool may_commit() noexcept;
    /// Called for a read that is about to begin: waits while reads pause, and throws if the file is
    /// gone. It looks for the file now and then only.
    void begin_read();
    void restart_log() noexcept;

    const std::chrono::milliseconds timeout_;
    std::chrono::milliseconds patience_;  ///< for the lock that is waited for now
    Clock::time_point locked_since_{};
    const detail::Interrupt* interrupt_ = nullptr;
    std::size_t work_ = 0;      ///< of functions, since the interrupt was last asked
    bool commits_ = false;      ///< the step that runs has begun to commit
    bool rolled_back_ = false;  ///< the step that runs has rolled back
    int restart_at_ = 0;        ///< the length of the log at which readers are waited for
    const std::shared_ptr<ConnectedFile> file_;
    /// When the file was last seen, in milliseconds of a coarse clock.
    std::int64_t looked_at_ = 0;
    DatabaseHandle database_;
    /// Rows changed by the latest statement, 0 if it was no INSERT, UPDATE or DELETE.
    std::int64_t changes_ = 0;
    std::int64_t all_changes_ = 0;
    bool transaction_deletes_ = false;  ///< whether it has deleted anything so far
    bool statement_deletes_ = false;    ///< whether the latest one has
    Deletions* watched_ = nullptr;
    bool lost_count_ = false;
    Deletions deletions_;  ///< of the statement that runs, while they are watched
};

}  // namespace aside::backend::sqlite
