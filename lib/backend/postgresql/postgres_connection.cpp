#include "backend/postgresql/postgres_connection.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <utility>

#include "aside/error.hpp"
#include "sql/postgresql/deletions.hpp"

namespace aside::backend::postgresql {

namespace {

using Kind = StatementText::Kind;
using std::chrono::milliseconds;

/// The most parameters of a statement: the protocol counts them in 16 bits.
constexpr int most_parameters = 65535;
/// Longer statements get no name: they are lists of values that hardly come back.
constexpr std::size_t longest_named = std::size_t{16} * 1024;
/// How long a statement that is committed together with others waits for a lock, before it is left
/// to go alone: about as long as a few such transactions take.
constexpr milliseconds longest_wait_together(20);

/// The name of the prepared statement that reads how much the transaction has deleted, from the
/// server's statistics.
constexpr const char* name_of_count = "aside_deletions";
using sql::postgresql::count_of_deletions;

/// While it works, a server does not notice that its client is gone. From 14 on it looks now and
/// then if it is told to, where its system can; what a server or a URL says itself stands.
constexpr const char* look_after_client =
    "SELECT set_config('client_connection_check_interval', '2s', false) "
    "WHERE current_setting('client_connection_check_interval', true) = '0'";

/// How long the statements of a transaction wait for a lock, as SET; the server takes 0 for no limit.
std::string limit_of_waits(milliseconds time) {
    constexpr milliseconds most(std::numeric_limits<std::int32_t>::max());
    return "SET LOCAL lock_timeout = " +
           std::to_string(std::clamp(time, milliseconds(1), most).count());
}

}  // namespace

PostgresConnection::PostgresConnection(const Url& url, std::chrono::milliseconds timeout,
                                       const detail::Interrupt* interrupt)
    : link_(url, timeout, interrupt),
      prepares_(url.prepares),
      lock_timeout_(limit_of_waits(timeout)),
      lock_patience_(limit_of_waits(std::min(timeout, longest_wait_together))) {
    if (prepares_) ahead_.emplace_back(look_after_client);
}

std::unique_ptr<Prepared> PostgresConnection::prepare(std::string_view sql) {
    auto statement = std::make_unique<PostgresStatement>(*this, sql);
    if (statement->content().kind == Kind::copies)
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
    if (read_statement(sql).kind != Kind::begins) return true;
    begin_put_off_ = true;
    if (!prepares_) put_off_.push_back(lock_timeout_);  // there are no settings of the session
    return true;
}

// Once everything is answered, libpq knows what the server has said last.
TransactionState PostgresConnection::transaction() const {
    if (begin_put_off_) return TransactionState::open;
    return expected_.empty() && !lost_ ? link_.transaction() : state_;
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

void PostgresConnection::ping() {
    make_trip([] {});
    read_everything();
    if (lost_) raise_lost(link_.native(), {});
}

// A server that does not know the question has not what is asked for.
sql::postgresql::Server PostgresConnection::server() {
    const auto told = [&](const char* name) -> std::string_view {
        const char* const value = PQparameterStatus(link_.native(), name);
        return value == nullptr ? "" : value;
    };
    const auto version =
        sql::postgresql::read_version(told("server_version"), told("crdb_version"));
    if (!version.asks_for_citus) return version.server;
    found_ = false;
    make_trip([&] { add_command(Expected::Of::asking, sql::postgresql::asks_for_citus); });
    read_everything();
    if (lost_) raise_lost(link_.native(), {});
    return found_ ? sql::postgresql::Server::citus : version.server;
}

// Trips.

void PostgresConnection::begin(PostgresStatement& statement) {
    if (std::exchange(statement.sent_, true)) return;
    read_everything();
    if (needs_no_trip(statement)) return;
    make_trip([&] {
        alone_ = expected_.empty();
        add(statement);
    });
}

/// Whether the statement ends a transaction of which the server knows nothing.
bool PostgresConnection::needs_no_trip(const PostgresStatement& statement) {
    if (!begin_put_off_ || !statement.content().ends_transaction()) return false;
    put_off_.clear();
    begin_put_off_ = false;
    return true;
}

void PostgresConnection::begin_trip() {
    ++trips_;
    failure_ = nullptr;
    executed_ = nullptr;
    failed_at_end_ = false;
    outdated_ = false;
    committed_ = false;
    undoes_one_by_one_ = false;
    heard_ = alone_ = false;
    link_.let_finish(false);
    if (state_ != TransactionState::failed && !ahead_.empty()) send_ahead();
    if (transaction() == TransactionState::none) has_deleted_ = false;
    for (const auto& sql : std::exchange(put_off_, {}))
        add_command(Expected::Of::put_off, sql.c_str());
    if (std::exchange(begin_put_off_, false)) state_ = TransactionState::open;
}

// They have a sync of their own: BEGIN takes an isolation level only where nothing was done before
// it, and a statement that fails later does not undo them.
void PostgresConnection::send_ahead() {
    for (const std::string& sql : std::exchange(ahead_, {}))
        add_command(Expected::Of::put_off, sql.c_str());
    add_sync();
}

void PostgresConnection::add_command(Expected::Of what, const char* sql) {
    link_.run(sql);
    expected_.push_back({.what = what, .sql = sql});
}

void PostgresConnection::add_sync() {
    link_.sync();
    expected_.push_back({.what = Expected::Of::sync});
}

void PostgresConnection::add(PostgresStatement& statement) {
    statement.sent_ = true;
    statement.settle_parameters();
    const Kind kind = statement.content().kind;
    const bool counts = watched_ != nullptr && !statement.streams();
    if (kind == Kind::deletes) has_deleted_ = true;
    if (kind == Kind::undoes) ++undone_;
    if (statement.content().ends_transaction()) link_.let_finish(true);
    if (statement.in_turns()) return add_cursor(statement);
    if (counts) add_count(true);
    if (!statement.prepared()) add_prepared(statement);
    link_.execute(statement.prepared_->name, statement.parameters_);
    expected_.push_back({.what = Expected::Of::executing, .statement = &statement});
    if (counts) add_count(false);
}

void PostgresConnection::add_prepared(PostgresStatement& statement) {
    PreparedText& text = *statement.prepared_;
    if (std::exchange(text.known, false)) forget(text.name);
    const bool named =
        prepares_ && text.sql.size() <= longest_named && !statement.parameters_.has_long_list();
    text.name = named ? "aside_" + std::to_string(++names_) : std::string();
    link_.prepare(text.name, text.sql, statement.declare_types());
    text.known = named;
    expected_.push_back({.what = Expected::Of::preparing, .statement = &statement});
}

// Not by names: a cursor is planned each time that it is declared.
void PostgresConnection::add_cursor(PostgresStatement& statement) {
    const std::string cursor = "aside_cursor_" + std::to_string(++names_);
    link_.prepare({}, "DECLARE " + cursor + " NO SCROLL CURSOR FOR " + statement.sql(),
                  statement.parameters_.types());
    expected_.push_back({.what = Expected::Of::declaring, .statement = &statement});
    link_.execute({}, statement.parameters_);
    expected_.push_back({.what = Expected::Of::declaring, .statement = &statement});
    statement.open_cursor(cursor, undone_);
    add_fetch(statement);
}

void PostgresConnection::add_fetch(PostgresStatement& statement) {
    link_.run(statement.fetch().c_str());
    expected_.push_back({.what = Expected::Of::executing, .statement = &statement});
}

void PostgresConnection::fetch(PostgresStatement& statement) {
    make_trip([&] { add_fetch(statement); });
}

// A savepoint that was gone back to may have been older than the cursor, which then is closed
// already.
void PostgresConnection::close_cursor(PostgresStatement& statement) noexcept {
    if (!lost_ && state_ == TransactionState::open && statement.opened_at_ == undone_)
        put_off_.push_back("CLOSE " + statement.cursor_);
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
    add_sync();
    ask_for_rows();
}

std::shared_ptr<PreparedText> PostgresConnection::text_of(std::string_view sql) {
    if (const auto found = texts_.find(sql); found != texts_.end())
        if (auto text = found->second.lock()) return text;
    auto text = std::make_shared<PreparedText>(sql);
    texts_.insert_or_assign(text->sql, text);
    return text;
}

void PostgresConnection::drop_text(const PreparedText& text) noexcept {
    texts_.erase(text.sql);
    if (text.known) forget(text.name);
}

void PostgresConnection::forget(const std::string& name) { ahead_.push_back("DEALLOCATE " + name); }

// The counts go on while the connection lives, so what lies between two of them is the statement's.
// Several rows may be about one table.
void PostgresConnection::count_deletions(const PGresult* answer, bool before) {
    Deletions counted;
    for (int row = 0; row < PQntuples(answer); ++row)
        counted[PQgetvalue(answer, row, 0)] +=
            decode(types::int8, {PQgetvalue(answer, row, 1), sizeof(std::int64_t)}).integer;
    if (before) {
        before_ = std::move(counted);
        return;
    }
    if (watched_ == nullptr) return;
    for (const auto& [table, rows] : counted)
        if (const auto more = rows - before_[table]; more > 0) (*watched_)[table] += more;
}

}  // namespace aside::backend::postgresql
