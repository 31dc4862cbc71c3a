#include "backend/postgresql/postgres_connection.hpp"

#include <algorithm>
#include <utility>

#include "aside/error.hpp"
#include "sql/postgresql/deletions.hpp"

namespace aside::backend::postgresql {

namespace {

using Kind = StatementText::Kind;

/// The most parameters of a statement: the protocol counts them in 16 bits.
constexpr int most_parameters = 65535;
/// Longer statements get no name: they are lists of values that hardly come back.
constexpr std::size_t longest_named = std::size_t{16} * 1024;
/// For how long the rest of a statement's rows is read when its result is no longer wanted. Then
/// the server is told to stop, which takes longer than reading many rows.
constexpr std::chrono::milliseconds patience_with_rows(20);

/// The name of the prepared statement that reads how much the transaction has deleted, from the
/// server's statistics.
constexpr const char* name_of_count = "aside_deletions";
using sql::postgresql::count_of_deletions;

TransactionState state_of(PGTransactionStatusType status) {
    switch (status) {
        case PQTRANS_INTRANS:
            return TransactionState::open;
        case PQTRANS_INERROR:
            return TransactionState::failed;
        default:
            return TransactionState::none;
    }
}

}  // namespace

PostgresConnection::PostgresConnection(const Url& url, std::chrono::milliseconds timeout)
    : link_(url, timeout), prepares_(url.prepares) {}

std::unique_ptr<Prepared> PostgresConnection::prepare(std::string_view sql) {
    auto statement = std::make_unique<PostgresStatement>(*this, sql);
    if (statement->text_.kind == Kind::copies)
        throw NotSupportedError(
            "aside: COPY between the server and the program is not supported: insert by "
            "bulk_create, read by iterator");
    return statement;
}

void PostgresConnection::run(std::string_view sql) {
    PostgresStatement statement(*this, sql);
    while (statement.step()) {
    }
}

bool PostgresConnection::put_off(std::string_view sql) {
    if (lost_ || transaction() == TransactionState::failed) return false;
    put_off_.emplace_back(sql);
    begin_put_off_ = begin_put_off_ || read_statement(sql).kind == Kind::begins;
    return true;
}

TransactionState PostgresConnection::transaction() const {
    return begin_put_off_ ? TransactionState::open : state_;
}

void PostgresConnection::send(std::span<Prepared* const> statements) {
    if (statements.size() < 2) return;
    make_trip([&] {
        for (Prepared* const each : statements) add(static_cast<PostgresStatement&>(*each));
    });
}

void PostgresConnection::require_constraints() {
    run("SET CONSTRAINTS ALL IMMEDIATE");
    run("SET CONSTRAINTS ALL DEFERRED");
}

int PostgresConnection::parameter_limit() const { return most_parameters; }

void PostgresConnection::stop_when(const detail::Interrupt* interrupt) noexcept {
    link_.stop_when(interrupt);
}

bool PostgresConnection::usable() noexcept { return !lost_ && expected_.empty() && link_.usable(); }

// Trips.

void PostgresConnection::begin(PostgresStatement& statement) {
    if (std::exchange(statement.sent_, true)) return;
    read_everything();
    if (needs_no_trip(statement)) return;
    make_trip([&] { add(statement); });
}

/// Whether the statement ends a transaction of which the server knows nothing.
bool PostgresConnection::needs_no_trip(const PostgresStatement& statement) {
    if (!begin_put_off_ || !statement.text_.ends_transaction()) return false;
    put_off_.clear();
    begin_put_off_ = false;
    return true;
}

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

void PostgresConnection::begin_trip() {
    ++trips_;
    failure_ = nullptr;
    executed_ = nullptr;
    failed_at_end_ = false;
    outdated_ = false;
    link_.let_finish(false);
    if (state_ != TransactionState::failed && !forgotten_.empty()) send_forgotten();
    if (transaction() == TransactionState::none) has_deleted_ = false;
    for (auto& sql : std::exchange(put_off_, {})) {
        link_.run(sql.c_str());
        expected_.push_back({.what = Expected::Of::put_off, .sql = std::move(sql)});
    }
    if (std::exchange(begin_put_off_, false)) state_ = TransactionState::open;
}

// It has a sync of its own: BEGIN takes an isolation level only where nothing was done before it.
void PostgresConnection::send_forgotten() {
    for (const std::string& name : std::exchange(forgotten_, {})) {
        auto sql = "DEALLOCATE " + name;
        link_.run(sql.c_str());
        expected_.push_back({.what = Expected::Of::put_off, .sql = std::move(sql)});
    }
    link_.sync();
    expected_.push_back({.what = Expected::Of::sync});
}

void PostgresConnection::add(PostgresStatement& statement) {
    statement.sent_ = true;
    statement.settle_parameters();
    const Kind kind = statement.text_.kind;
    const bool counts = watched_ != nullptr && !statement.streams();
    if (kind == Kind::deletes) has_deleted_ = true;
    if (statement.text_.ends_transaction()) link_.let_finish(true);
    if (counts) add_count(true);
    if (!statement.prepared()) add_prepared(statement);
    link_.execute(statement.name_, statement.parameters_);
    expected_.push_back({.what = Expected::Of::executing, .statement = &statement});
    if (counts) add_count(false);
}

void PostgresConnection::add_prepared(PostgresStatement& statement) {
    if (std::exchange(statement.known_, false)) forget(statement.name_);
    const bool named = prepares_ && statement.sql_.size() <= longest_named &&
                       !statement.parameters_.has_long_list();
    statement.name_ = named ? "aside_" + std::to_string(++names_) : std::string();
    link_.prepare(statement.name_, statement.sql_, statement.declare_types());
    expected_.push_back({.what = Expected::Of::preparing, .statement = &statement});
}

void PostgresConnection::add_count(bool before) {
    if (!prepares_) {
        link_.run(count_of_deletions);
    } else {
        if (!std::exchange(counts_, true)) {
            link_.prepare(name_of_count, count_of_deletions, {});
            expected_.push_back({.what = Expected::Of::put_off, .sql = count_of_deletions});
        }
        link_.execute(name_of_count, Parameters(0));
    }
    expected_.push_back(
        {.what = Expected::Of::counting, .sql = count_of_deletions, .before = before});
}

void PostgresConnection::end_trip() {
    link_.sync();
    expected_.push_back({.what = Expected::Of::sync});
    ask_for_rows();
}

// Answers.

void PostgresConnection::read_everything() {
    while (!expected_.empty()) take_answer();
}

bool PostgresConnection::is_settled(const PostgresStatement& statement) const {
    const auto concerns = [&](const Expected& each) { return each.statement == &statement; };
    if (expected_.empty()) return true;
    if (expected_.front().statement == &statement) return false;  // as it is while rows come
    if (std::ranges::any_of(expected_, concerns)) return false;
    return expected_.front().statement != nullptr;
}

void PostgresConnection::take_answer() {
    Answer answer;
    try {
        answer = link_.next();
    } catch (...) {
        return give_up(std::current_exception());
    }
    if (PQstatus(link_.native()) != CONNECTION_OK) return lose(answer.get());
    if (answer == nullptr) return end_of_answers();
    take_answer_to(expected_.front(), std::move(answer));
}

// An error that came at the end of a trip is followed by one more answer.
void PostgresConnection::end_of_answers() {
    if (expected_.front().what != Expected::Of::sync) {
        expected_.pop_front();
        return ask_for_rows();
    }
    if (!std::exchange(failed_at_end_, false)) lose(nullptr);
}

void PostgresConnection::ask_for_rows() {
    if (expected_.empty()) return;
    const Expected& next = expected_.front();
    if (next.what == Expected::Of::executing && next.statement->streams())
        link_.ask_for_single_rows();
}

void PostgresConnection::take_answer_to(const Expected& expected, Answer answer) {
    switch (PQresultStatus(answer.get())) {
        case PGRES_PIPELINE_SYNC:
            return take_sync();
        case PGRES_SINGLE_TUPLE:
            return expected.statement->take_row(std::move(answer));
        case PGRES_TUPLES_OK:
        case PGRES_COMMAND_OK:
            return take_success(expected, std::move(answer));
        case PGRES_PIPELINE_ABORTED:
            if (expected.statement == nullptr) return;
            expected.statement->fail(failure_);
            expected.statement->outdated_ = outdated_;
            return;
        case PGRES_EMPTY_QUERY:
            return expected.statement->fail(
                std::make_exception_ptr(ProgrammingError(DatabaseErrorInfo{
                    .message = "there is no statement in it", .sql = expected.statement->sql_})));
        case PGRES_FATAL_ERROR:
            return take_failure(expected, answer.get());
        default:  // of a protocol that is not spoken here
            return lose(answer.get());
    }
}

void PostgresConnection::take_success(const Expected& expected, Answer answer) {
    using Of = Expected::Of;
    if (expected.what == Of::preparing)
        expected.statement->known_ = !expected.statement->name_.empty();
    if (expected.what == Of::counting) count_deletions(answer.get(), expected.before);
    if (expected.what != Of::executing) return;
    PostgresStatement& statement = *(executed_ = expected.statement);
    // The server has rolled back what it could not commit, and takes that for no error.
    if (statement.text_.kind == Kind::commits &&
        std::string_view(PQcmdStatus(answer.get())) == "ROLLBACK")
        statement.fail(std::make_exception_ptr(
            TransactionManagementError("the transaction was rolled back, after an error in it")));
    statement.take_end(std::move(answer));
}

void PostgresConnection::take_failure(const Expected& expected, const PGresult* answer) {
    if (ends_connection(answer)) return lose(answer);
    const auto error = error_of(answer, circumstances(expected));
    if (!failure_) failure_ = error;
    PostgresStatement* statement = expected.statement;
    if (statement == nullptr && expected.what != Expected::Of::put_off) statement = executed_;
    failed_at_end_ = expected.what == Expected::Of::sync;
    if (statement == nullptr) return;
    statement->fail(error);
    if (expected.what != Expected::Of::executing || !asks_to_prepare_anew(answer)) return;
    if (std::exchange(statement->known_, false) && sqlstate_of(answer) != "26000")
        forget(statement->name_);
    outdated_ = state_ == TransactionState::none && statement->next_ == nullptr;
    statement->outdated_ = outdated_;
}

void PostgresConnection::take_state() { state_ = state_of(link_.transaction()); }

void PostgresConnection::take_sync() {
    expected_.pop_front();
    if (expected_.empty()) take_state();
    executed_ = nullptr;
    failure_ = nullptr;
    ask_for_rows();
}

Circumstances PostgresConnection::circumstances(const Expected& expected) const {
    const PostgresStatement* const statement =
        expected.what == Expected::Of::sync ? executed_ : expected.statement;
    Circumstances at{.sql = expected.sql, .has_deleted = has_deleted_};
    at.commits = expected.what == Expected::Of::sync;
    if (statement == nullptr) return at;
    const Kind kind = statement->text_.kind;
    at.sql = statement->sql_;
    at.deletes = kind == Kind::deletes;
    at.outcome_unknown =
        kind == Kind::commits || (state_ == TransactionState::none && !statement->streams());
    at.commits = at.commits || kind == Kind::commits || kind == Kind::checks;
    return at;
}

std::exception_ptr PostgresConnection::error_of(const PGresult* answer,
                                                const Circumstances& at) const {
    try {
        constexpr std::string_view cancelled = "57014";
        if (link_.interrupt() != nullptr && answer != nullptr && sqlstate_of(answer) == cancelled)
            link_.interrupt()->check(at.sql);
        if (answer != nullptr && PQresultStatus(answer) == PGRES_FATAL_ERROR) raise(answer, at);
        raise_lost(link_.native(), at);
    } catch (...) {
        return std::current_exception();
    }
}

void PostgresConnection::lose(const PGresult* answer) {
    give_up(error_of(answer, circumstances(expected_.front())));
}

void PostgresConnection::give_up(const std::exception_ptr& error) noexcept {
    lost_ = true;
    for (const Expected& each : expected_)
        if (each.statement != nullptr) each.statement->fail(error);
    if (executed_ != nullptr) executed_->fail(error);
    expected_.clear();
    executed_ = nullptr;
    put_off_.clear();
    begin_put_off_ = false;
    state_ = TransactionState::none;
}

// A server that is told to stop breaks the transaction: so inside of one the rows are read to their
// end.
void PostgresConnection::drop(PostgresStatement& statement) noexcept {
    statement.unwanted_ = true;
    statement.drop_rows();
    const detail::Interrupt soon(patience_with_rows);
    const detail::Interrupt* const before = link_.interrupt();
    if (state_ == TransactionState::none && statement.streams()) link_.stop_when(&soon);
    try {
        while (!is_settled(statement)) take_answer();
    } catch (...) {
        give_up(std::current_exception());
    }
    link_.stop_when(before);
}

void PostgresConnection::forget(const std::string& name) { forgotten_.push_back(name); }

// The counts go on while the connection lives, so what lies between two of them is the statement's.
void PostgresConnection::count_deletions(const PGresult* answer, bool before) {
    if (before) before_.clear();
    for (int row = 0; row < PQntuples(answer); ++row) {
        const std::string table(PQgetvalue(answer, row, 0));
        const auto rows =
            decode(types::int8, {PQgetvalue(answer, row, 1), sizeof(std::int64_t)}).integer;
        if (before)
            before_[table] += rows;
        else if (const auto more = rows - before_[table]; more > 0 && watched_ != nullptr)
            (*watched_)[table] += more;
    }
}

}  // namespace aside::backend::postgresql
