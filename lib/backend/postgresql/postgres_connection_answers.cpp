// What a connection does with the server's answers.
#include <algorithm>
#include <utility>

#include "aside/error.hpp"
#include "backend/postgresql/postgres_connection.hpp"

namespace aside::backend::postgresql {

using Kind = StatementText::Kind;

namespace {

/// For how long the rest of a statement's rows is read when its result is no longer wanted. Then
/// the server is told to stop, which takes longer than reading many rows.
constexpr std::chrono::milliseconds patience_with_rows(20);

}  // namespace

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

void PostgresConnection::take_answer_to(const Expected& expected, Answer&& answer) {
    const ExecStatusType status = PQresultStatus(answer.get());
    heard_ = heard_ || status != PGRES_FATAL_ERROR;
    switch (status) {
        case PGRES_PIPELINE_SYNC:
            return take_sync();
        case PGRES_SINGLE_TUPLE:
            return expected.statement->take_row(std::move(answer));
        case PGRES_TUPLES_OK:
        case PGRES_COMMAND_OK:
            return take_success(expected, std::move(answer));
        case PGRES_PIPELINE_ABORTED:
            if (expected.statement == nullptr) return;
            if (expected.what == Expected::Of::preparing)
                expected.statement->prepared_->known = false;
            expected.statement->fail(failure_);
            expected.statement->outdated_ = outdated_;
            return;
        case PGRES_EMPTY_QUERY:
            return expected.statement->fail(
                std::make_exception_ptr(ProgrammingError(DatabaseErrorInfo{
                    .message = "there is no statement in it", .sql = expected.statement->sql()})));
        case PGRES_FATAL_ERROR:
            return take_failure(expected, answer.get());
        default:  // of a protocol that is not spoken here
            return lose(answer.get());
    }
}

void PostgresConnection::take_success(const Expected& expected, Answer&& answer) {
    using Of = Expected::Of;
    if (expected.what == Of::counting) count_deletions(answer.get(), expected.before);
    if (expected.what == Of::committing)
        committed_ = std::string_view(PQcmdStatus(answer.get())) == "COMMIT";
    if (expected.what == Of::asking) found_ = PQntuples(answer.get()) > 0;
    if (expected.what != Of::executing) return;
    PostgresStatement& statement = *(executed_ = expected.statement);
    // The server has rolled back what it could not commit, and takes that for no error.
    if (statement.content().kind == Kind::commits &&
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
    PreparedText& text = *statement->prepared_;
    if (expected.what == Expected::Of::preparing) text.known = false;
    if (expected.what != Expected::Of::executing || !asks_to_prepare_anew(answer)) return;
    if (std::exchange(text.known, false) && sqlstate_of(answer) != "26000") forget(text.name);
    const bool may_go_again = state_ == TransactionState::none || undoes_one_by_one_;
    outdated_ = may_go_again && statement->next_ == nullptr;
    statement->outdated_ = outdated_;
}

void PostgresConnection::take_sync() {
    expected_.pop_front();
    if (expected_.empty()) take_state();
    executed_ = nullptr;
    failure_ = nullptr;
    outdated_ = false;
    ask_for_rows();
}

Circumstances PostgresConnection::circumstances(const Expected& expected) const {
    const PostgresStatement* const statement =
        expected.what == Expected::Of::sync ? executed_ : expected.statement;
    Circumstances at{
        .sql = expected.sql, .has_deleted = has_deleted_, .on_standby = link_.on_standby()};
    at.commits = expected.what == Expected::Of::sync;
    if (statement == nullptr) return at;
    const Kind kind = statement->content().kind;
    at.sql = statement->sql();
    at.deletes = kind == Kind::deletes;
    at.outcome_unknown = may_commit(*statement);
    at.commits = at.commits || kind == Kind::commits || kind == Kind::checks;
    return at;
}

/// Whether its success is more than a step of a transaction.
bool PostgresConnection::may_commit(const PostgresStatement& statement) const {
    return statement.content().kind == Kind::commits ||
           (state_ == TransactionState::none && !statement.streams());
}

// Whatever was sent may have been done, also behind what was to be answered first.
Circumstances PostgresConnection::circumstances_of_loss() const {
    Circumstances at{.sql = expected_.empty() ? std::string_view() : expected_.front().sql};
    const PostgresStatement* first = nullptr;
    const auto add = [&](const PostgresStatement* statement) {
        if (statement == nullptr) return;
        if (first == nullptr) at.sql = (first = statement)->sql();
        at.outcome_unknown = at.outcome_unknown || may_commit(*statement);
    };
    add(executed_);
    for (const Expected& each : expected_) add(each.statement);
    return at;
}

std::exception_ptr PostgresConnection::error_of(const PGresult* answer,
                                                const Circumstances& at) const {
    try {
        constexpr std::string_view cancelled = "57014";
        const bool stopped = answer != nullptr && sqlstate_of(answer) == cancelled;
        if (link_.interrupt() != nullptr && (stopped || link_.gave_up()))
            link_.interrupt()->check(at.sql, !stopped && at.outcome_unknown);
        if (answer != nullptr && PQresultStatus(answer) == PGRES_FATAL_ERROR) raise(answer, at);
        raise_lost(link_.native(), at);
    } catch (...) {
        return std::current_exception();
    }
}

void PostgresConnection::lose(const PGresult* answer) {
    give_up(error_of(answer, circumstances_of_loss()));
}

// A transaction stays open for its caller, who has not ended it: its next statement says that the
// connection is lost.
void PostgresConnection::give_up(const std::exception_ptr& error) noexcept {
    lost_ = true;
    for (const Expected& each : expected_)
        if (each.statement != nullptr) each.statement->fail(error);
    if (executed_ != nullptr) executed_->fail(error);
    expected_.clear();
    executed_ = nullptr;
    put_off_.clear();
    begin_put_off_ = false;
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

}  // namespace aside::backend::postgresql
