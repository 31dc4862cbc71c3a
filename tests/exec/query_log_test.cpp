#include <doctest/doctest.h>

#include <limits>
#include <thread>
#include <vector>

#include "aside/error.hpp"
#include "aside/query_log.hpp"
#include "exec/helpers.hpp"

using namespace aside::testing;
using aside::QueryLog;
using aside::SqlValue;
using aside::Statement;
using aside::detail::Runner;

namespace {

std::vector<std::string> statements_of(const QueryLog& log) {
    std::vector<std::string> statements;
    for (const auto& statement : log) statements.push_back(statement.sql);
    return statements;
}

}  // namespace

TEST_CASE("the log tells of each statement its parameters, rows, thread and alias") {
    const ScratchDatabase database({.alias = "logged"});
    const auto connection = aside::connection("logged");
    connection.execute("CREATE TABLE t (id, name)");
    const QueryLog log;
    connection.execute("INSERT INTO t VALUES (?, ?), (2, NULL)", 1, "x");
    CHECK(connection.query("SELECT * FROM t").size() == 2);
    REQUIRE(log.size() == 2);
    const Statement insert = log[0];
    CHECK(insert.sql == "INSERT INTO t VALUES (?, ?), (2, NULL)");
    CHECK(insert.params == std::vector<SqlValue>{1, "x"});
    CHECK(insert.rows == 2);
    CHECK(insert.alias == "logged");
    CHECK(insert.thread == std::this_thread::get_id());
    CHECK(insert.duration.count() > 0);
    CHECK(log[1].rows == 2);
    CHECK_THROWS_AS((void)log[2], aside::DataError);
}

TEST_CASE("a query by hand that writes is told of once, and one that is refused not at all") {
    const ScratchDatabase database;
    const auto connection = aside::connection();
    connection.execute("CREATE TABLE t (id)");
    const QueryLog log;
    CHECK(connection.query("INSERT INTO t VALUES (1), (2) RETURNING id").size() == 2);
    REQUIRE(log.size() == 1);
    CHECK(log[0].rows == 2);
    CHECK_THROWS_AS((void)connection.query("SELECT ?", std::numeric_limits<double>::quiet_NaN()),
                    aside::DataError);
    CHECK_THROWS_AS(
        connection.execute("INSERT INTO t VALUES (?)", std::numeric_limits<double>::quiet_NaN()),
        aside::DataError);
    CHECK(log.size() == 1);
}

TEST_CASE("the log holds what is bound directly, of every type") {
    const ScratchDatabase database;
    const QueryLog log;
    here("default", [](Runner& runner) {
        const auto lease = runner.read();
        auto result = lease->prepare("SELECT ?, ?, ?, ?, ?");
        auto& binder = result.binder();
        using aside::detail::cell_of;
        using aside::detail::Lifetime;
        const SqlValue date = aside::Date(std::chrono::year(2024) / 2 / 29);
        const aside::Blob bytes{std::byte{7}};
        binder.bind(4, cell_of(std::span(bytes)), Lifetime::lasting);
        binder.bind(3, cell_of(date), Lifetime::lasting);
        binder.text(2, std::string("gone"), Lifetime::passing);
        binder.integer(1, 5);
        binder.null(0);
        REQUIRE(result.step());
        CHECK(result.cells().at(2).text == "gone");
        CHECK(result.cells().at(3).text == "2024-02-29");
    });
    REQUIRE(log.size() == 1);
    CHECK(log[0].params == std::vector<SqlValue>{nullptr, 5, "gone",
                                                 aside::Date(std::chrono::year(2024) / 2 / 29),
                                                 aside::Blob{std::byte{7}}});
}

TEST_CASE("transactions and failures are logged too") {
    const ScratchDatabase database;
    aside::connection().execute("CREATE TABLE t (id UNIQUE)");
    QueryLog log;
    here("default", [](Runner& runner) {
        const auto lease = runner.write();
        aside::exec::TransactionScope scope(*lease);
        { const aside::exec::TransactionScope inner(*lease); }
        lease->execute("INSERT INTO t VALUES (1)");
        CHECK_THROWS(lease->execute("INSERT INTO t VALUES (1)"));
        CHECK_THROWS(lease->execute("NONSENSE"));
        scope.commit();
    });
    CHECK(statements_of(log) ==
          std::vector<std::string>{"BEGIN IMMEDIATE", "SAVEPOINT aside_1", "ROLLBACK TO aside_1",
                                   "RELEASE aside_1", "INSERT INTO t VALUES (1)",
                                   "INSERT INTO t VALUES (1)", "NONSENSE", "COMMIT"});
    CHECK(log[5].rows == 0);
    log.clear();
    CHECK(log.empty());
}

TEST_CASE("the log collects from every thread while it lives") {
    const ScratchDatabase database;
    auto log = std::make_unique<QueryLog>();
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&] {
            for (int j = 0; j < 20; ++j) {
                (void)aside::connection().query("SELECT ?", j);
                (void)log->size();
            }
        });
    }
    for (auto& thread : threads) thread.join();
    CHECK(log->size() == 160);
    log.reset();
    CHECK(aside::connection().query("SELECT 1").size() == 1);
}

TEST_CASE(
    "a hook ends with its subscription, what it throws is dropped, and it may run statements") {
    const ScratchDatabase database;
    int calls = 0;
    {
        auto subscription = aside::on_query([&](const Statement&) {
            ++calls;
            (void)aside::connection().query("SELECT 'from the hook'");
            throw std::runtime_error("dropped");
        });
        auto moved = std::move(subscription);
        CHECK(aside::connection().query("SELECT 1").size() == 1);
        CHECK(calls == 1);
    }
    (void)aside::connection().query("SELECT 1");
    CHECK(calls == 1);
}

TEST_CASE("a hook may end its own subscription") {
    const ScratchDatabase database;
    int calls = 0;
    aside::Subscription subscription;
    subscription = aside::on_query([&](const Statement&) {
        ++calls;
        subscription.end();
    });
    (void)aside::connection().query("SELECT 1");
    (void)aside::connection().query("SELECT 1");
    CHECK(calls == 1);
}

TEST_CASE("the end of a subscription waits for the hook that runs on another thread") {
    const ScratchDatabase database;
    std::promise<void> running;
    std::atomic<bool> finished{false};
    auto subscription = aside::on_query([&](const Statement&) {
        running.set_value();
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        finished = true;
    });
    std::thread other([] { (void)aside::connection().query("SELECT 1"); });
    running.get_future().wait();
    subscription.end();
    CHECK(finished);
    other.join();
}
