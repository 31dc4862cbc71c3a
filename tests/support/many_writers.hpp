#pragma once
// SQLite as an engine of many writers, for what depends on that and on nothing else of such an
// engine:
// - all connections are lent from one pool, and SQLite's locks settle which writer comes first;
// - rows can be locked: FOR UPDATE is written, and left out before SQLite sees it;
// - an error in a transaction aborts it: nothing runs any more but ROLLBACK and ROLLBACK TO;
// - BEGIN and SAVEPOINT go with the next statement, and up to three statements go together.
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "aside/error.hpp"
#include "backend/data_source.hpp"
#include "sql/sqlite/dialect.hpp"
#include "support/forwarding_connection.hpp"

namespace aside::testing {

inline const sql::Dialect& dialect_of_many_writers() {
    static const auto dialect = [] {
        auto features = sql::sqlite::features_of_sqlite();
        features.one_writer = false;
        features.row_locks = true;
        features.replicas = true;
        features.errors_abort_transactions = true;
        auto limits = sql::sqlite::dialect().limits();
        limits.statements_to_send = 3;
        return sql::sqlite::make_dialect(features, limits);
    }();
    return *dialect;
}

/// Called on a connection before it executes a statement: to let another writer come first, for
/// one.
using BeforeStatement = std::function<void(backend::Connection& connection, std::string_view sql)>;

class AbortingConnection final : public ForwardingConnection {
public:
    AbortingConnection(std::unique_ptr<Connection> inner, BeforeStatement before)
        : ForwardingConnection(std::move(inner)), before_(std::move(before)) {}

    std::unique_ptr<backend::Prepared> prepare(std::string_view sql) override;
    bool put_off(std::string_view sql) override {
        if (transaction() != backend::TransactionState::failed) put_off_.emplace_back(sql);
        return transaction() != backend::TransactionState::failed;
    }
    void send(std::span<backend::Prepared* const> statements) override;
    backend::TransactionState transaction() const override {
        const auto state = put_off_.empty() ? ForwardingConnection::transaction()
                                            : backend::TransactionState::open;
        return aborted_ && state == backend::TransactionState::open
                   ? backend::TransactionState::failed
                   : state;
    }

    void run_put_off() {
        for (const auto& each : std::exchange(put_off_, {})) {
            if (before_) before_(inner(), each);
            inner().run(each);
        }
    }
    /// Called before a statement is executed.
    void begin(std::string_view sql) {
        run_put_off();
        if (before_) before_(inner(), sql);
    }
    /// Does the work of that statement, unless the transaction is aborted; aborts it if that fails.
    template <class Work>
    auto aborting(std::string_view sql, Work work) {
        const bool undoes = sql.starts_with("ROLLBACK");
        if (transaction() == backend::TransactionState::failed && !undoes)
            throw OperationalError(DatabaseErrorInfo{.message = "the transaction is aborted"});
        try {
            if (undoes) aborted_ = false;
            return work();
        } catch (...) {
            aborted_ = ForwardingConnection::transaction() == backend::TransactionState::open;
            throw;
        }
    }
    void run(std::string_view sql) override {
        aborting(sql, [&] {
            begin(sql);
            inner().run(sql);
        });
    }

private:
    const BeforeStatement before_;
    std::vector<std::string> put_off_;
    bool aborted_ = false;
};

class AbortingStatement final : public ForwardingPrepared {
public:
    AbortingStatement(std::unique_ptr<backend::Prepared> inner, AbortingConnection& connection,
                      std::string_view sql)
        : ForwardingPrepared(std::move(inner)), connection_(connection), sql_(sql) {}

    bool step() override {
        return connection_.aborting(sql_, [&] {
            if (!std::exchange(begun_, true)) connection_.begin(sql_);
            return inner().step();
        });
    }
    void reset() noexcept override {
        begun_ = false;
        inner().reset();
    }

private:
    AbortingConnection& connection_;
    const std::string sql_;
    bool begun_ = false;
};

inline std::unique_ptr<backend::Prepared> AbortingConnection::prepare(std::string_view sql) {
    return aborting(sql, [&]() -> std::unique_ptr<backend::Prepared> {
        run_put_off();
        const auto text = sql.substr(0, sql.rfind(" FOR UPDATE"));
        return std::make_unique<AbortingStatement>(inner().prepare(text), *this, sql);
    });
}

inline void AbortingConnection::send(std::span<backend::Prepared* const> statements) {
    if (before_) before_(inner(), "-- " + std::to_string(statements.size()) + " together");
}

/// `before` is called on the connection's own thread.
inline backend::DataSource source_of_many_writers(const std::string& url,
                                                  std::chrono::milliseconds timeout,
                                                  const BeforeStatement& before = {}) {
    auto source = backend::source_of(url, timeout);
    source.dialect = &dialect_of_many_writers();
    source.open = [open = source.open, before](backend::Access access,
                                               const detail::Interrupt* interrupt) {
        return std::make_unique<AbortingConnection>(open(access, interrupt), before);
    };
    return source;
}

}  // namespace aside::testing
