#pragma once
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "backend/connection.hpp"

struct sqlite3;

namespace aside::backend::sqlite {

struct CloseDatabase {
    void operator()(sqlite3* database) const noexcept;
};
using DatabaseHandle = std::unique_ptr<sqlite3, CloseDatabase>;

/// One SQLite connection, opened without a lock of its own: a lease is exclusive.
class Connection final : public backend::Connection {
public:
    /// Opens the file with the flags of `sqlite3_open_v2`; another process's lock is waited for as
    /// long as the time-out. Throws `OperationalError`.
    Connection(const std::string& path, int flags, std::chrono::milliseconds timeout);

    [[nodiscard]] std::unique_ptr<Prepared> prepare(std::string_view sql) override;
    void run(std::string_view sql) override;
    [[nodiscard]] std::int64_t changes() const override { return changes_; }
    [[nodiscard]] std::int64_t all_changes() const override { return all_changes_; }
    [[nodiscard]] bool counts_changes(const std::string& table) const override;
    [[nodiscard]] bool numbers_rows(const std::string& table,
                                    const std::string& column) const override;
    [[nodiscard]] std::int64_t last_insert_id() const override;
    void watch_deletions(Deletions* deletions) noexcept override;
    [[nodiscard]] bool in_transaction() const override;
    void require_constraints() const override;
    [[nodiscard]] int parameter_limit() const override;
    void stop_when(const detail::Interrupt* interrupt) noexcept override;

    /// True where the file could be opened for reading only.
    [[nodiscard]] bool file_is_read_only() const;

private:
    friend class Statement;

    /// What a statement deletes that writes, or that begins a transaction, is counted from now on.
    void begin_statement() noexcept;
    /// What it deleted stays so.
    void end_statement();
    void note_deletion(const char* table);
    /// Throws what a result code of this connection stands for.
    [[noreturn]] void fail(int code, std::string_view sql, bool deleted = false) const;
    [[nodiscard]] bool is_to_stop() const noexcept { return !commits_ && interrupt_->due(); }
    /// Waits a little for another process's lock, for the `tries`th time; false: no longer.
    [[nodiscard]] bool wait_for_lock(int tries) noexcept;

    using Clock = std::chrono::steady_clock;

    const std::chrono::milliseconds timeout_;
    Clock::time_point locked_since_{};
    const detail::Interrupt* interrupt_ = nullptr;
    bool commits_ = false;  ///< the step that runs has begun to commit
    DatabaseHandle database_;
    /// Of the latest statement, 0 where it was no INSERT, UPDATE or DELETE.
    std::int64_t changes_ = 0;
    std::int64_t all_changes_ = 0;
    bool transaction_deletes_ = false;  ///< whether it has deleted anything so far
    bool statement_deletes_ = false;    ///< whether the latest one has
    Deletions* watched_ = nullptr;
    Deletions deletions_;  ///< of the statement that runs, while they are watched
};

}  // namespace aside::backend::sqlite
