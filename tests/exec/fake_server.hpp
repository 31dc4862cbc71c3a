#pragma once
// Connections of nothing, for tests of a pool: what they answer, and how they fail, is plain data.
#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "aside/error.hpp"
#include "backend/data_source.hpp"
#include "exec/database/pool.hpp"
#include "exec/session/session.hpp"
#include "support/soon.hpp"

namespace aside::testing {

/// What all connections of a test have in common. Thread-safe where it is said.
struct FakeServer {
    /// Called when a connection is to be opened: may wait, and may throw.
    std::function<void(const detail::Interrupt*)> on_open = [](const detail::Interrupt*) {};
    /// Called with the number of the connection and a statement that is executed: may throw.
    std::function<void(int number, const std::string& sql)> on_statement =
        [](int, const std::string&) {};
    std::set<int> gone;            ///< connections whose peer has closed them, as a look tells
    std::set<int> mute;            ///< connections that do not answer a ping
    std::vector<std::string> log;  ///< `1: SELECT`
    std::atomic<int> opened{0};
    std::atomic<int> closed{0};
    std::atomic<int> pings{0};
    std::atomic<int> opening{0};
    std::atomic<int> most_opening{0};
    std::thread::id closed_by;  ///< the last one
    std::mutex mutex;           ///< of all but the counts

    [[nodiscard]] bool is_gone(int number) {
        const std::lock_guard lock(mutex);
        return gone.contains(number);
    }
};

class FakeConnection;

class FakeStatement final : public backend::Prepared {
public:
    FakeStatement(FakeConnection& connection, std::string sql)
        : connection_(&connection), sql_(std::move(sql)) {}
    bool step() override;
    void reset() noexcept override {}
    [[nodiscard]] bool read_only() const override { return sql_ == "SELECT"; }
    [[nodiscard]] int column_count() const override { return 0; }
    [[nodiscard]] std::string_view column_name(int) const override { return {}; }
    [[nodiscard]] int parameter_count() const override { return 0; }
    void field(int, const detail::FieldInfo&) override {}
    [[nodiscard]] detail::Cell at(int) const override { return {}; }
    void bind(int, const detail::Cell&, detail::Lifetime) override {}
    [[nodiscard]] bool may_move() const override { return read_only(); }
    void move_to(backend::Connection& other) override;

private:
    FakeConnection* connection_;
    const std::string sql_;
};

class FakeConnection final : public backend::Connection {
public:
    explicit FakeConnection(std::shared_ptr<FakeServer> server)
        : server(std::move(server)), number(++this->server->opened) {}
    FakeConnection(const FakeConnection&) = delete;
    FakeConnection& operator=(const FakeConnection&) = delete;
    ~FakeConnection() override {
        const std::lock_guard lock(server->mutex);
        server->closed_by = std::this_thread::get_id();
        ++server->closed;
    }
    [[nodiscard]] std::unique_ptr<backend::Prepared> prepare(std::string_view sql) override {
        return std::make_unique<FakeStatement>(*this, std::string(sql));
    }
    void run(std::string_view sql) override { FakeStatement(*this, std::string(sql)).step(); }
    void execute(const std::string& sql) {
        {
            const std::lock_guard lock(server->mutex);
            server->log.push_back(std::to_string(number) + ": " + sql);
        }
        server->on_statement(number, sql);
        if (sql == "BEGIN") state = backend::TransactionState::open;
        if (sql == "ROLLBACK" || sql == "COMMIT") state = backend::TransactionState::none;
    }
    [[nodiscard]] std::int64_t changes() const override { return 0; }
    [[nodiscard]] std::int64_t all_changes() const override { return 0; }
    [[nodiscard]] bool counts_changes(const backend::TableName&) const override { return true; }
    [[nodiscard]] bool numbers_rows(const backend::TableName&, const std::string&) const override {
        return false;
    }
    [[nodiscard]] std::int64_t last_insert_id() const override { return 0; }
    void watch_deletions(backend::Deletions*) noexcept override {}
    [[nodiscard]] backend::TransactionState transaction() const override { return state; }
    void require_constraints() override {}
    [[nodiscard]] int parameter_limit() const override { return 100; }
    void stop_when(const detail::Interrupt*) noexcept override {}
    [[nodiscard]] bool usable() noexcept override { return !server->is_gone(number); }
    void ping() override {
        ++server->pings;
        const std::lock_guard lock(server->mutex);
        if (server->mute.contains(number)) throw ConnectionLost("no answer");
    }

    const std::shared_ptr<FakeServer> server;
    const int number;
    backend::TransactionState state = backend::TransactionState::none;
};

inline bool FakeStatement::step() {
    connection_->execute(sql_);
    return false;
}
inline void FakeStatement::move_to(backend::Connection& other) {
    connection_ = &static_cast<FakeConnection&>(other);
}

/// A pool of such connections.
class FakePool {
public:
    using Rules = exec::Pool::Rules;

    explicit FakePool(const Rules& rules)
        : pool(
              "connections of the database \"fake\"",
              [server = server](const detail::Interrupt* interrupt) {
                  return open(server, interrupt);
              },
              rules) {}

    /// A lease of a connection.
    [[nodiscard]] exec::Lease lease(const detail::Interrupt* interrupt = nullptr,
                                    const char* call = "a test") {
        return pool.take(interrupt, call).begin(nullptr);
    }
    /// Takes that many at once, and gives them back.
    void open_connections(int count) {
        std::vector<exec::Lease> leases;
        for (int i = 0; i < count; ++i) leases.push_back(lease());
    }
    /// The number of the connection that a lease has: of those opened, from 1 on.
    [[nodiscard]] int number_of(exec::Lease& lease) const {
        (void)lease->execute("WHICH");
        const std::lock_guard lock(server->mutex);
        return std::stoi(server->log.back());
    }
    /// The number of the connection that is lent next.
    [[nodiscard]] int next() {
        auto next = lease();
        return number_of(next);
    }

    const std::shared_ptr<FakeServer> server = std::make_shared<FakeServer>();
    exec::Pool pool;

private:
    static std::unique_ptr<exec::Session> open(const std::shared_ptr<FakeServer>& server,
                                               const detail::Interrupt* interrupt) {
        const int opening = ++server->opening;
        for (int most = server->most_opening; most < opening;)
            if (server->most_opening.compare_exchange_weak(most, opening)) break;
        try {
            server->on_open(interrupt);
        } catch (...) {
            --server->opening;
            throw;
        }
        --server->opening;
        return std::make_unique<exec::Session>(std::make_unique<FakeConnection>(server), "fake",
                                               backend::default_dialect());
    }
};

}  // namespace aside::testing
