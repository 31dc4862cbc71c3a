#include "backend/sqlite/sqlite_connection.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <ctime>
#include <iterator>
#include <limits>
#include <mutex>
#include <thread>
#include <utility>

#include "aside/error.hpp"
#include "backend/sqlite/errors.hpp"
#include "backend/sqlite/forked.hpp"
#include "backend/sqlite/register_functions.hpp"
#include "backend/sqlite/sqlite_statement.hpp"

namespace aside::backend::sqlite {

namespace {

// The statistics cost every allocation of every thread one global lock. If the program has used
// SQLite before us, this is too late, and refused; then it stays as the program has it.
void configure_once() {
    static std::once_flag once;
    std::call_once(once, [] {
        sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
        prepare_for_fork();
    });
}

// After how many steps of SQLite's virtual machine the interrupt is asked: some ten rows of a scan,
// since a row with megabytes in it may take milliseconds. See docs/decisions/cancelling.md for the
// costs of fewer and more.
constexpr int steps_between_checks = 100;

// After how many bytes that functions of ours go through the interrupt is asked: some ten
// microseconds.
constexpr std::size_t bytes_between_checks = 1 << 16;

// How long a busy connection goes on to read a file that is gone: to ask the system takes as long
// as half of a short read does.
constexpr std::int64_t milliseconds_between_looks = 20;

// SQLite's own default: at this length it copies the pages that no reader needs from the log to the
// file.
constexpr int pages_before_checkpoint = 1000;
// 16 MB of the usual pages. While reads overlap there is always one that needs the log's end, so
// that it never begins anew. From here on those that began before are waited for, a little.
constexpr int pages_before_restart = 4000;
constexpr std::chrono::milliseconds longest_wait_for_readers(100);

// The time in milliseconds, by a clock that ticks every few milliseconds and is read in a tenth of
// the time of others.
std::int64_t coarse_milliseconds() noexcept {
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
    return std::int64_t{now.tv_sec} * 1000 + now.tv_nsec / 1'000'000;
}

const char* name_or_null(const std::string& name) { return name.empty() ? nullptr : name.c_str(); }

bool only_spaces(std::string_view text) {
    return text.find_first_not_of(" \t\r\n\f;") == std::string_view::npos;
}

}  // namespace

void CloseDatabase::operator()(sqlite3* database) const noexcept { sqlite3_close_v2(database); }

SqliteConnection::SqliteConnection(const std::string& name, int flags,
                                   std::chrono::milliseconds timeout,
                                   std::shared_ptr<ConnectedFile> file)
    : timeout_(std::min<std::chrono::milliseconds>(timeout, std::chrono::hours(24 * 365))),
      patience_(timeout_),
      restart_at_(pages_before_restart),
      file_(std::move(file)) {
    configure_once();
    sqlite3* opened = nullptr;
    const int code = sqlite3_open_v2(name.c_str(), &opened, flags | SQLITE_OPEN_NOMUTEX, nullptr);
    database_.reset(opened);
    if (code != SQLITE_OK) raise(opened, code, {});
    sqlite3_extended_result_codes(opened, 1);
    // Asked before any statement: a statement would take the log of the earlier file for that of
    // another.
    if (file_ != nullptr) require_unmoved();
    // Set before any statement: the first one may meet another process's lock already.
    sqlite3_busy_handler(
        opened,
        [](void* connection, int tries) {
            return static_cast<SqliteConnection*>(connection)->wait_for_lock(tries) ? 1 : 0;
        },
        this);
    sqlite3_commit_hook(
        opened,
        [](void* connection) {
            return static_cast<SqliteConnection*>(connection)->may_commit() ? 0 : 1;
        },
        this);
    sqlite3_rollback_hook(
        opened,
        [](void* connection) { static_cast<SqliteConnection*>(connection)->rolled_back_ = true; },
        this);
    sqlite3_wal_hook(
        opened,
        [](void* connection, sqlite3*, const char*, int pages) {
            static_cast<SqliteConnection*>(connection)->keep_log_short(pages);
            return SQLITE_OK;
        },
        this);
    register_functions(opened, *this);
    sqlite3_update_hook(
        opened,
        [](void* connection, int change, const char* schema, const char* table, sqlite3_int64) {
            if (change == SQLITE_DELETE)
                static_cast<SqliteConnection*>(connection)->note_deletion(schema, table);
        },
        this);
}

std::unique_ptr<Prepared> SqliteConnection::prepare(std::string_view sql) {
    if (sql.size() > static_cast<std::size_t>(std::numeric_limits<int>::max()))
        raise(nullptr, SQLITE_TOOBIG, {});
    sqlite3_stmt* compiled = nullptr;
    const char* rest = nullptr;
    const int code = sqlite3_prepare_v3(database_.get(), sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &compiled, &rest);
    StatementHandle statement(compiled);
    if (code != SQLITE_OK) fail(code, sql);
    if (!statement)
        throw ProgrammingError(
            DatabaseErrorInfo{.message = "there is no statement in it", .sql = std::string(sql)});
    if (!only_spaces(sql.substr(static_cast<std::size_t>(rest - sql.data())))) {
        throw ProgrammingError(DatabaseErrorInfo{
            .message = "text follows the statement; one call runs one", .sql = std::string(sql)});
    }
    return std::make_unique<SqliteStatement>(*this, std::move(statement));
}

void SqliteConnection::run(std::string_view sql) {
    const std::string text(sql);
    commits_ = false;
    const int code = sqlite3_exec(database_.get(), text.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) fail(code, sql);
}

void SqliteConnection::run_when_free(std::string_view sql) {
    const auto until = Clock::now() + timeout_;
    for (int tries = 0;; ++tries) {
        try {
            return run(sql);
        } catch (const DatabaseLocked&) {
            if (!wait_a_little(tries, until)) throw;
        }
    }
}

// The engine knows which file it has open, the path which one it leads to.
void SqliteConnection::require_unmoved() const {
    file_->settle();
    int moved = 0;
    sqlite3_file_control(database_.get(), "main", SQLITE_FCNTL_HAS_MOVED, &moved);
    if (moved != 0) file_->throw_gone();
}

// The log begins anew once no connection reads from it. SQLite has room for four snapshots at a
// time: with more readers new ones join old snapshots, so that it would wait for ever. So no read
// begins meanwhile. If one that has begun takes too long, the log grows by as much again before the
// next try.
void SqliteConnection::keep_log_short(int pages) noexcept {
    if (pages < pages_before_checkpoint) {
        restart_at_ = pages_before_restart;
        return;
    }
    sqlite3_wal_checkpoint_v2(database_.get(), "main", SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    if (pages < restart_at_ || file_ == nullptr) return;
    restart_at_ = pages + pages_before_restart;
    restart_log();
}

void SqliteConnection::restart_log() noexcept {
    patience_ = std::min(timeout_, longest_wait_for_readers);
    file_->pause().begin();
    sqlite3_wal_checkpoint_v2(database_.get(), "main", SQLITE_CHECKPOINT_RESTART, nullptr, nullptr);
    file_->pause().end();
    patience_ = timeout_;
}

bool SqliteConnection::may_commit() noexcept {
    commits_ = true;
    if (lost_count_) return false;
    return file_ == nullptr || file_->is_there();
}

// A connection in the middle of a transaction, or of the rows of another statement, has a snapshot
// already: the pause waits for it.
void SqliteConnection::begin_read() {
    if (file_ == nullptr) return;
    if (file_->pause().is_on() && sqlite3_txn_state(database_.get(), nullptr) == SQLITE_TXN_NONE)
        file_->pause().wait(interrupt_);
    const auto now = coarse_milliseconds();
    if (now - looked_at_ < milliseconds_between_looks) return;
    if (!file_->is_there()) file_->throw_gone();
    looked_at_ = now;
}

void SqliteConnection::stop_when(const detail::Interrupt* interrupt) noexcept {
    interrupt_ = interrupt;
    auto* const ask = +[](void* connection) {
        return static_cast<SqliteConnection*>(connection)->is_to_stop() ? 1 : 0;
    };
    sqlite3_progress_handler(database_.get(), steps_between_checks,
                             interrupt == nullptr ? nullptr : ask, this);
}

bool SqliteConnection::is_to_stop_after(std::size_t bytes) noexcept {
    work_ += bytes;
    if (work_ < bytes_between_checks) return false;
    work_ = 0;
    return interrupt_ != nullptr && is_to_stop();
}

void SqliteConnection::fail(int code, std::string_view sql, bool deleted) const {
    const int kind = code & 0xff;
    if (interrupt_ != nullptr && (kind == SQLITE_INTERRUPT || kind == SQLITE_BUSY))
        interrupt_->check(sql);
    // The commit was refused: by `may_commit`, or by SQLite, which looks for the file itself if
    // there is no write-ahead log.
    if (file_ != nullptr &&
        (code == SQLITE_CONSTRAINT_COMMITHOOK || code == SQLITE_READONLY_DBMOVED))
        file_->throw_gone(sql);
    raise(database_.get(), code, sql, deleted);
}

// SQLite's own delays, up to the longest that lets a cancellation be noticed in time.
bool SqliteConnection::wait_a_little(int tries, Clock::time_point until) const noexcept {
    static constexpr std::chrono::milliseconds delays[] = {
        std::chrono::milliseconds(1),  std::chrono::milliseconds(2),
        std::chrono::milliseconds(5),  std::chrono::milliseconds(10),
        std::chrono::milliseconds(15), std::chrono::milliseconds(20)};
    const auto now = Clock::now();
    if (interrupt_ != nullptr) {
        if (interrupt_->cancelled()) return false;
        until = std::min(until, interrupt_->deadline());
    }
    if (now >= until) return false;
    const auto delay = delays[std::min<std::size_t>(tries, std::size(delays) - 1)];
    std::this_thread::sleep_for(std::min<Clock::duration>(delay, until - now));
    return true;
}

bool SqliteConnection::wait_for_lock(int tries) noexcept {
    if (tries == 0) locked_since_ = Clock::now();
    return wait_a_little(tries, locked_since_ + patience_);
}

void SqliteConnection::begin_statement() noexcept {
    if (!in_transaction()) transaction_deletes_ = false;
    statement_deletes_ = false;
    lost_count_ = false;
    deletions_.clear();
}

void SqliteConnection::end_statement() {
    if (watched_ == nullptr) return;
    watched_->merge(deletions_);  // without memory: the rows are gone
    for (const auto& [table, rows] : deletions_) watched_->find(table)->second += rows;
    deletions_.clear();
}

void SqliteConnection::note_deletion(std::string_view schema, const char* table) noexcept {
    transaction_deletes_ = statement_deletes_ = true;
    if (watched_ == nullptr) return;
    const bool attached = schema != "main" && schema != "temp";
    try {
        ++deletions_[attached ? std::string(schema) + '.' + table : table];
    } catch (const std::bad_alloc&) {
        lost_count_ = true;  // SQLite's functions are no place for an exception
    }
}

void SqliteConnection::throw_lost_count() {
    lost_count_ = false;
    throw std::bad_alloc();
}

void SqliteConnection::watch_deletions(Deletions* deletions) noexcept {
    watched_ = deletions;
    deletions_.clear();
}

// SQLite's own look-up, without a statement: it finds tables, and no views.
bool SqliteConnection::counts_changes(const TableName& table) const {
    return sqlite3_table_column_metadata(database_.get(), name_or_null(table.schema),
                                         table.table.c_str(), nullptr, nullptr, nullptr, nullptr,
                                         nullptr, nullptr) == SQLITE_OK;
}

// AUTOINCREMENT: without it the keys are at random once the largest is taken, and a column that
// looks like the rowid may not be it (https://sqlite.org/autoinc.html).
bool SqliteConnection::numbers_rows(const TableName& table, const std::string& column) const {
    int automatic = 0;
    const int code = sqlite3_table_column_metadata(database_.get(), name_or_null(table.schema),
                                                   table.table.c_str(), column.c_str(), nullptr,
                                                   nullptr, nullptr, nullptr, &automatic);
    return code == SQLITE_OK && automatic != 0;
}

std::int64_t SqliteConnection::last_insert_id() const {
    return sqlite3_last_insert_rowid(database_.get());
}

// If memory runs out after a commit, SQLite reports that, and not that it has committed. If it has
// not, the transaction is rolled back or still open.
bool SqliteConnection::has_committed() const {
    return commits_ && !rolled_back_ && !in_transaction();
}

bool SqliteConnection::in_transaction() const {
    return sqlite3_get_autocommit(database_.get()) == 0;
}

TransactionState SqliteConnection::transaction() const {
    return in_transaction() ? TransactionState::open : TransactionState::none;
}

void SqliteConnection::require_constraints() {
    int violated = 0;
    int ignored = 0;
    sqlite3_db_status(database_.get(), SQLITE_DBSTATUS_DEFERRED_FKS, &violated, &ignored, 0);
    if (violated != 0) raise_foreign_key(transaction_deletes_);
}

int SqliteConnection::parameter_limit() const {
    return sqlite3_limit(database_.get(), SQLITE_LIMIT_VARIABLE_NUMBER, -1);
}

void SqliteConnection::defend(bool trusts_schema) {
    sqlite3_db_config(database_.get(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(database_.get(), SQLITE_DBCONFIG_TRUSTED_SCHEMA, trusts_schema ? 1 : 0,
                      nullptr);
}

bool SqliteConnection::file_is_read_only() const {
    return sqlite3_db_readonly(database_.get(), "main") == 1;
}

}  // namespace aside::backend::sqlite
