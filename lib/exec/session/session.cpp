#include "exec/session/session.hpp"

#include <algorithm>
#include <utility>

#include "exec/session/query_log.hpp"

namespace aside::exec {

void throw_inherited(std::string_view alias) {
    throw InterfaceError(
        "the database \"" + std::string(alias) +
        "\" was connected before fork(): connect it anew in the child, whose use of "
        "its parent's connections would corrupt the file");
}

Result::Result(Session& session, StatementCache::Handle&& statement,
               std::unique_ptr<LogEntry>&& log)
    : session_(&session), statement_(std::move(statement)), log_(std::move(log)) {}

Result::Result(Result&& other) noexcept = default;

Result& Result::operator=(Result&& other) noexcept {
    finish();
    session_ = other.session_;
    statement_ = std::move(other.statement_);
    log_ = std::move(other.log_);
    rows_ = other.rows_;
    return *this;
}

Result::~Result() { finish(); }

Binder& Result::binder() {
    if (log_) return log_->binding_to(*statement_);
    return *statement_;
}

/// An engine may take a parameter that was not given for NULL.
void Result::require_parameters(std::size_t given, const std::string& sql) const {
    const auto wanted = static_cast<std::size_t>(statement_->parameter_count());
    if (given == wanted) return;
    throw ProgrammingError(
        DatabaseErrorInfo{.message = "the statement takes " + std::to_string(wanted) +
                                     " parameters, and " + std::to_string(given) + " were given",
                          .sql = sql});
}

bool Result::step() {
    if (!statement_) return false;
    if (session_->inherited()) throw_inherited(session_->alias());
    if (session_->gathering_ != nullptr) session_->gathering_->before_step(*this);
    ++session_->reached_;
    try {
        const auto timer = LogEntry::time(log_.get());
        const bool row = statement_->step();
        session_->stale_ = false;
        if (row) {
            ++rows_;
            return true;
        }
    } catch (const ConnectionLost& error) {
        session_->note_failure(error);
        if (!session_->move_to_another(*statement_)) throw;
        return step();
    } catch (const OperationalError& error) {
        session_->note_failure(error);
        throw;
    }
    if (statement_->column_count() == 0) rows_ = session_->connection_->changes();
    return false;
}

void Result::finish() noexcept {
    if (statement_ && session_->inherited()) statement_.leave();
    statement_.give_back();
    if (log_) log_->complete(rows_);
    log_.reset();
}

void Result::leave_out_of_logs() noexcept { log_.reset(); }

Session::Session(std::unique_ptr<backend::Connection> connection, std::string alias,
                 const sql::Dialect& dialect, int replica)
    : alias_(std::move(alias)),
      dialect_(dialect),
      connection_(std::move(connection)),
      replica_(replica) {}

Session::~Session() = default;

Result Session::prepare(std::string_view sql) { return prepare(sql, {}); }

Result Session::prepare(std::string_view sql, StatementCache::Handle found) {
    if (inherited()) throw_inherited(alias_);
    auto log = LogEntry::begin(sql, alias_, replica_);
    try {
        if (interrupt_ != nullptr) interrupt_->check(sql);
        const auto timer = LogEntry::time(log.get());
        if (found.common() != nullptr)
            found.prepare(*connection_, sql);
        else
            found = statements_.take(*connection_, sql);
        return Result(*this, std::move(found), std::move(log));
    } catch (const DatabaseError& error) {
        if (const auto* operational = dynamic_cast<const OperationalError*>(&error))
            note_failure(*operational);
        ++reached_;
        if (log) log->complete(0);
        throw;
    }
}

/// Binds its parameters. A value that is refused is refused before the statement is run, as where
/// it is compiled.
template <class Bind>
void Session::bind(Result& result, Bind bind) {
    try {
        bind(result.binder());
    } catch (...) {
        result.leave_out_of_logs();
        throw;
    }
}

Result Session::run(const sql::BoundStatement& statement) {
    auto result = prepare(statement.sql);
    result.require_parameters(statement.params.size(), statement.sql);
    bind(result, [&](Binder& binder) {
        for (std::size_t i = 0; i < statement.params.size(); ++i)
            detail::bind(binder, static_cast<int>(i), statement.params[i], Lifetime::lasting);
    });
    for (const auto& [parameter, field] : statement.fields)
        result.statement_->field(static_cast<int>(parameter), *field);
    return result;
}

template <class Values>
Result Session::run_common(StatementCache::Handle common, const Values& values) {
    const sql::StatementTemplate& statement = *common.common();
    auto result = prepare(statement.sql(), std::move(common));
    result.require_parameters(statement.parameter_count(), statement.sql());
    bind(result, [&](Binder& binder) {
        for (std::size_t i = 0; i < statement.parameter_count(); ++i)
            statement.bind(binder, i, values);
    });
    return result;
}

Result Session::run(StatementCache::Handle common, const Query& query) {
    return run_common(std::move(common), query);
}

Result Session::run(StatementCache::Handle common, std::span<const SqlValue> values) {
    return run_common(std::move(common), values);
}

std::int64_t Session::execute(const sql::BoundStatement& statement) {
    auto result = run(statement);
    while (result.step()) {
    }
    return connection_->changes();
}

std::int64_t Session::execute(std::string_view sql) {
    return execute(sql::BoundStatement{.sql = std::string(sql)});
}

void Session::execute_with_next(std::string_view sql) {
    if (inherited()) throw_inherited(alias_);
    if (interrupt_ != nullptr) interrupt_->check(sql);
    stale_ = false;
    if (!connection_->put_off(sql)) {
        execute(sql);
    } else if (auto log = LogEntry::begin(sql, alias_, replica_)) {
        log->complete(0);
    }
}

namespace {

Result& one_of(Result& result) { return result; }
Result& one_of(Result* result) { return *result; }

}  // namespace

template <class Results>
std::vector<backend::Prepared*> Session::bound(const Results& results) const {
    if (inherited()) throw_inherited(alias_);
    std::vector<backend::Prepared*> statements;
    statements.reserve(results.size());
    for (auto&& each : results) statements.push_back(&*one_of(each).statement_);
    return statements;
}

void Session::send(std::span<Result> statements) {
    stale_ = false;
    connection_->send(bound(statements));
}

void Session::send(std::span<Result* const> statements) {
    stale_ = false;
    connection_->send(bound(statements));
}

bool Session::commit_together(std::span<Result* const> statements) {
    stale_ = false;
    return connection_->commit_together(bound(statements));
}

std::optional<std::int64_t> Session::copy(const backend::NewRows& rows,
                                          std::vector<std::int64_t>& keys) {
    if (inherited()) throw_inherited(alias_);
    if (interrupt_ != nullptr) interrupt_->check(rows.sql);
    auto log = LogEntry::begin(rows.sql, alias_, replica_);
    ++reached_;
    try {
        const auto timer = LogEntry::time(log.get());
        if (!connection_->copy(rows, keys)) return std::nullopt;
    } catch (const DatabaseError& error) {
        if (const auto* operational = dynamic_cast<const OperationalError*>(&error))
            note_failure(*operational);
        if (log) log->complete(0);
        throw;
    }
    if (log) log->complete(connection_->changes());
    return connection_->changes();
}

Result Session::prepare_change(std::string sql, const ModelInfo& model) {
    if (!counts_changes(model)) sql += " RETURNING 1";
    return prepare(sql);
}

std::int64_t Session::change(sql::BoundStatement statement, const ModelInfo& model) {
    if (!counts_changes(model)) statement.sql += " RETURNING 1";
    auto result = run(statement);
    while (result.step()) {
    }
    return result.rows();
}

bool Session::restore() noexcept {
    if (in_transaction()) roll_back();
    scopes_ = 0;
    reads_only_ = false;
    return !broken_;
}

void Session::roll_back() noexcept {
    const UninterruptibleScope to_its_end(*this);
    try {
        execute("ROLLBACK");
    } catch (const std::exception&) {
        broken_ = true;
    }
}

// 25006: a transaction that only reads was to write. None was begun as one: so the server is one,
// since another has taken over. A replica is one always.
void Session::note_failure(const OperationalError& error) noexcept {
    if (replica_ > 0 && error.sqlstate() == "25006") return;
    const bool lost = dynamic_cast<const ConnectionLost*>(&error) != nullptr;
    const bool replaced = error.sqlstate() == "25006" && !reads_only_;
    if (lost || replaced) others_are_suspect_ = true;
    if (lost || replaced ||
        (!error.retryable() && dynamic_cast<const QueryCancelled*>(&error) == nullptr))
        broken_ = true;
}

// The new one ends with the loan, since statements of the one that was lost may still be in use.
bool Session::move_to_another(backend::Prepared& statement) {
    if (!std::exchange(stale_, false) || !replace_ || !statement.may_move()) return false;
    auto other = replace_(interrupt_);
    other->statements_.clear();
    statement.move_to(*other->connection_);
    statements_.clear();
    lost_ = std::exchange(connection_, std::move(other->connection_));
    connection_->stop_when(interrupt_);
    connection_->watch_deletions(deletions_);
    return true;
}

bool Session::answers(const Interrupt* interrupt, std::chrono::milliseconds timeout) {
    const Interrupt limit(timeout, {std::shared_ptr<void>(), interrupt});
    const UninterruptibleScope others_do_not_count(*this);
    stop_when(&limit);
    try {
        connection_->ping();
        return true;
    } catch (const OperationalError& error) {
        note_failure(error);
        if (interrupt != nullptr && interrupt->due()) throw;
        return false;
    }
}

void Session::stop_when(const Interrupt* interrupt) noexcept {
    if (interrupt == interrupt_) return;
    interrupt_ = interrupt;
    connection_->stop_when(interrupt);
}

void Session::stop_when_latest() noexcept {
    stop_when(stops_.empty() ? nullptr : stops_.back().interrupt.get());
}

InterruptGuard::InterruptGuard(Session& session, std::shared_ptr<const Interrupt> interrupt)
    : session_(&session), number_(++session.last_stop_) {
    session.stops_.push_back({number_, std::move(interrupt)});
    session.stop_when_latest();
}

// Leases may end in any order.
void InterruptGuard::end() noexcept {
    const auto mine = std::find_if(session_->stops_.begin(), session_->stops_.end(),
                                   [&](const auto& each) { return each.number == number_; });
    const auto ending = std::move(mine->interrupt);
    session_->stops_.erase(mine);
    session_->stop_when_latest();
}

UninterruptibleScope::UninterruptibleScope(Session& session) noexcept : session_(session) {
    session_.stop_when(nullptr);
}

UninterruptibleScope::~UninterruptibleScope() { session_.stop_when_latest(); }

DeletionCount::DeletionCount(Session& session) : session_(session), around_(session.deletions_) {
    watch(&by_table_);
}

DeletionCount::~DeletionCount() { watch(around_); }

void DeletionCount::watch(backend::Deletions* deletions) {
    session_.deletions_ = deletions;
    session_.connection_->watch_deletions(deletions);
}

}  // namespace aside::exec
