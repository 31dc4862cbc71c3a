#pragma once
#include <chrono>
#include <cstdint>
#include <deque>
#include <exception>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "backend/connection.hpp"
#include "backend/postgresql/copy.hpp"
#include "backend/postgresql/errors.hpp"
#include "backend/postgresql/link.hpp"
#include "backend/postgresql/postgres_statement.hpp"

namespace aside::backend::postgresql {

/// One connection to a server, which it asks in trips. A trip sends the statements that were put
/// off, those that have to be prepared, and those to be executed; then all its answers are read
/// before the next trip begins. Rows that arrive before they are asked for are kept.
class PostgresConnection final : public Connection {
public:
    /// Connects. Throws as `connect`.
    PostgresConnection(const Url& url, std::chrono::milliseconds timeout,
                       const detail::Interrupt* interrupt = nullptr);

    [[nodiscard]] std::unique_ptr<Prepared> prepare(std::string_view sql) override;
    void run(std::string_view sql) override;
    [[nodiscard]] bool put_off(std::string_view sql) override;
    void send(std::span<Prepared* const> statements) override;
    [[nodiscard]] bool commit_together(std::span<Prepared* const> statements) override;
    [[nodiscard]] bool copy(const NewRows& rows, std::vector<std::int64_t>& keys) override;
    [[nodiscard]] std::int64_t changes() const override { return changes_; }
    /// The statement's own changes: the server does not count those of triggers and foreign keys.
    [[nodiscard]] std::int64_t all_changes() const override { return changes_; }
    [[nodiscard]] bool counts_changes(const TableName&) const override { return true; }
    [[nodiscard]] bool numbers_rows(const TableName&, const std::string&) const override {
        return false;
    }
    [[nodiscard]] std::int64_t last_insert_id() const override { return 0; }
    void watch_deletions(Deletions* deletions) noexcept override { watched_ = deletions; }
    [[nodiscard]] TransactionState transaction() const override;
    void require_constraints() override;
    [[nodiscard]] int parameter_limit() const override;
    void stop_when(const detail::Interrupt* interrupt) noexcept override;
    [[nodiscard]] bool usable() noexcept override;
    /// Sends nothing but the word to do what was sent.
    void ping() override;
    [[nodiscard]] std::optional<std::uint64_t> position(bool of_replica) override;

    /// The kind of the server, for which it may be asked.
    [[nodiscard]] sql::postgresql::Server server();

    /// How many trips to the server there were, for tests.
    [[nodiscard]] std::uint64_t trips() const noexcept { return trips_; }

private:
    friend class PostgresStatement;

    /// An answer that the server has yet to give.
    struct Expected {
        enum class Of : unsigned char {
            put_off,  ///< in front of a statement, which is not run if this fails
            preparing,
            declaring,  ///< a cursor
            executing,
            counting,
            keeping,  ///< it keeps the changes of the statement in front of it
            committing,
            asking,  ///< whether there are rows
            sync
        };
        Of what = Of::sync;
        PostgresStatement* statement = nullptr;  ///< of those that have one
        std::string sql{};                       ///< of others
        bool before = false;                     ///< of counting: in front of the statement
    };

    /// Has the statement executed, unless it was sent already.
    void begin(PostgresStatement& statement);
    /// Asks for more rows of its cursor.
    void fetch(PostgresStatement& statement);
    /// Has its cursor closed with the next trip, unless the end of its transaction has done so.
    void close_cursor(PostgresStatement& statement) noexcept;
    /// Reads one answer, and gives it to the statement that it belongs to.
    void take_answer();
    /// Whether the next answers belong to another statement, or there are none.
    [[nodiscard]] bool is_settled(const PostgresStatement& statement) const;
    /// Reads what is left of the answers to a statement whose result is no longer wanted.
    void drop(PostgresStatement& statement) noexcept;
    /// The state that all statements of that text share on this connection.
    [[nodiscard]] std::shared_ptr<PreparedText> text_of(std::string_view sql);
    /// Called when the last statement of a text ends.
    void drop_text(const PreparedText& text) noexcept;
    /// Has the server drop a prepared statement, on the next trip.
    void forget(const std::string& name);

    void read_everything();
    [[nodiscard]] bool needs_no_trip(const PostgresStatement& statement);
    void begin_trip();
    void send_ahead();
    void add(PostgresStatement& statement);
    void add_cursor(PostgresStatement& statement);
    void add_fetch(PostgresStatement& statement);
    void add_prepared(PostgresStatement& statement);
    void add_count(bool before);
    void end_trip();
    void add_command(Expected::Of what, const char* sql);
    void add_sync();
    template <class Send>
    void make_trip(Send send);
    [[nodiscard]] bool run_undoably(std::span<Prepared* const> statements);
    [[nodiscard]] bool commit_what_is_done(std::span<Prepared* const> statements);
    [[nodiscard]] bool send_rows(const NewRows& rows, const std::vector<std::int64_t>& keys,
                                 CopiedRows& copied, std::exception_ptr& refused);
    void end_copy(const NewRows& rows, PGresult* answer, const std::exception_ptr& refused);
    void take_answer_to(const Expected& expected, Answer&& answer);
    void take_success(const Expected& expected, Answer&& answer);
    void take_failure(const Expected& expected, const PGresult* answer);
    void take_sync();
    /// Sets the state of the transaction to what the server has told.
    void take_state() { state_ = link_.transaction(); }
    void end_of_answers();
    void ask_for_rows();
    void count_deletions(const PGresult* answer, bool before);
    /// Gives the connection up as lost. `answer` says why; nullptr: libpq does.
    void lose(const PGresult* answer);
    /// Lets everything that is under way fail with that error; no more answers are read.
    void give_up(const std::exception_ptr& error) noexcept;
    [[nodiscard]] Circumstances circumstances(const Expected& expected) const;
    [[nodiscard]] Circumstances circumstances_of_loss() const;
    [[nodiscard]] bool may_commit(const PostgresStatement& statement) const;
    [[nodiscard]] std::exception_ptr error_of(const PGresult* answer,
                                              const Circumstances& at) const;

    Link link_;
    const bool prepares_;  ///< statements are prepared under names, and executed again
    bool lost_ = false;
    std::deque<Expected> expected_;
    std::vector<std::string> put_off_;
    bool begin_put_off_ = false;  ///< a BEGIN is among them
    /// The texts of all statements that live, each under its own characters.
    std::unordered_map<std::string_view, std::weak_ptr<PreparedText>> texts_;
    /// Statements that go in front of the next trip by themselves; their errors count for nothing.
    std::vector<std::string> ahead_;
    /// The state of the transaction when all that was sent is done.
    TransactionState state_ = TransactionState::none;
    bool has_deleted_ = false;    ///< in the transaction
    std::exception_ptr failure_;  ///< the error of the trip
    /// The trip failed, but may succeed when its statements are prepared again.
    bool outdated_ = false;
    bool committed_ = false;          ///< the trip has committed
    bool found_ = false;              ///< what the trip has asked for
    bool undoes_one_by_one_ = false;  ///< a statement of the trip that fails is undone alone
    bool heard_ = false;              ///< something of the trip was answered
    bool alone_ = false;              ///< the trip is of one statement
    bool failed_at_end_ = false;      ///< the error of the trip came after its last statement
    /// The last statement of the trip, whose error that then is.
    PostgresStatement* executed_ = nullptr;
    std::int64_t changes_ = 0;
    std::uint64_t trips_ = 0;
    std::uint64_t names_ = 0;
    std::uint64_t undone_ = 0;  ///< how often savepoints were gone back to
    Deletions* watched_ = nullptr;
    Deletions before_;                 ///< what was deleted before the statement that is watched
    bool counts_ = false;              ///< the server knows the statement that counts
    const std::string lock_timeout_;   ///< of a transaction without settings of the session, as SET
    const std::string lock_patience_;  ///< of statements that are committed together, as SET
    std::unique_ptr<Prepared> position_;  ///< the statement that asks for it; ends before all else
};

template <class Send>
void PostgresConnection::make_trip(Send send) {
    read_everything();
    if (lost_) raise_lost(link_.native(), {});
    try {
        begin_trip();
        send();
        end_trip();
    } catch (...) {
        give_up(std::current_exception());
        throw;
    }
}

}  // namespace aside::backend::postgresql
