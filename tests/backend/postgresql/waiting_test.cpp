// How a call waits for a server, and what ends the wait.
#include <sys/resource.h>

#include <chrono>
#include <future>
#include <string>
#include <thread>

#include "support/postgresql.hpp"
#include "support/proxy.hpp"
#include "support/soon.hpp"

using namespace aside::testing;
using namespace std::chrono_literals;
using aside::detail::Interrupt;

namespace {

/// How often this thread has gone to sleep so far.
long sleeps() {
    rusage usage{};
    getrusage(RUSAGE_THREAD, &usage);
    return usage.ru_nvcsw;
}

/// Returns once the statement runs on the server.
void wait_until_it_runs(aside::backend::Connection& observer, const std::string& sql) {
    const auto running = [&] {
        return *value_of(
                    observer,
                    "SELECT COUNT(*) FROM pg_stat_activity WHERE query = $1 AND state = 'active'",
                    {sql})
                    .integer() > 0;
    };
    REQUIRE(soon(running));
}

}  // namespace

TEST_CASE("a call that waits sleeps, whether it can be stopped or not") {
    REQUIRES_SERVER();
    const PostgresServer server;
    const auto connection = server.connect();
    connection->run("SELECT 1");
    const Interrupt endless;
    const Interrupt later(1h);
    for (const Interrupt* const interrupt :
         {static_cast<const Interrupt*>(nullptr), &endless, &later}) {
        connection->stop_when(interrupt);
        const long before = sleeps();
        connection->run("SELECT pg_sleep(0.3)");
        CHECK(sleeps() - before < 10);
        connection->stop_when(nullptr);
    }
}

TEST_CASE("a cancelling ends the wait of a call, also of what the call is a part of") {
    REQUIRES_SERVER();
    const PostgresServer server;
    const auto connection = server.connect();
    const auto observer = server.connect();
    for (const bool around : {false, true}) {
        const auto outer = std::make_shared<Interrupt>();
        Interrupt inner;
        inner.lie_within(outer);
        connection->stop_when(&inner);
        const std::string sql = around ? "SELECT pg_sleep(60), 1" : "SELECT pg_sleep(60), 2";
        auto cancelled = std::async(std::launch::async, [&] {
            CHECK_THROWS_AS(connection->run(sql), aside::QueryCancelled);
        });
        wait_until_it_runs(*observer, sql);
        (around ? *outer : inner).cancel();
        CHECK(cancelled.wait_for(30s) == std::future_status::ready);
        connection->stop_when(nullptr);
        CHECK(*value_of(*connection, "SELECT 1").integer() == 1);
    }
}

TEST_CASE("a call that was cancelled before it waits is stopped, too") {
    REQUIRES_SERVER();
    const PostgresServer server;
    const auto connection = server.connect();
    Interrupt interrupt;
    interrupt.cancel();
    connection->stop_when(&interrupt);
    CHECK_THROWS_AS(connection->run("SELECT pg_sleep(60)"), aside::QueryCancelled);
    connection->stop_when(nullptr);
    CHECK(*value_of(*connection, "SELECT 1").integer() == 1);
}

// Not even the word to stop comes through.
TEST_CASE(
    "a server that does not answer any more keeps a call for two seconds behind its deadline") {
    REQUIRES_SERVER();
    const PostgresServer server;
    Proxy proxy(server.url());
    PostgresConnection connection(aside::backend::postgresql::parse_url(proxy.url()), 5s);
    connection.run("SELECT 1");
    proxy.freeze();
    const Interrupt interrupt(200ms);
    connection.stop_when(&interrupt);
    const auto begin = std::chrono::steady_clock::now();
    CHECK_THROWS_AS(connection.run("SELECT 1"), aside::QueryTimeout);
    CHECK(std::chrono::steady_clock::now() - begin < 20s);
    CHECK_FALSE(connection.usable());
    connection.stop_when(nullptr);
    CHECK_THROWS_AS(connection.run("SELECT 1"), aside::ConnectionLost);
}

TEST_CASE("a server notices that a program is gone whose statement it runs, where it can") {
    REQUIRES_SERVER();
    const PostgresServer server;
    const auto observer = server.connect();
    const auto look = [](aside::backend::Connection& connection) {
        return *value_of(connection, "SELECT current_setting('client_connection_check_interval')")
                    .text();
    };
    CHECK(look(*observer) == "2s");
    CHECK(look(*server.connect("&prepare=off")) == "0");
    SUBCASE("also where the first statement fails") {
        const auto connection = server.connect();
        CHECK_THROWS_AS(connection->run("SELECT 1 / 0"), aside::DataError);
        CHECK(look(*connection) == "2s");
    }
    SUBCASE("and begins a transaction of some isolation") {
        const auto connection = server.connect();
        connection->run("BEGIN ISOLATION LEVEL SERIALIZABLE");
        connection->run("ROLLBACK");
        CHECK(look(*connection) == "2s");
    }
    SUBCASE("unless it was told otherwise") {
        std::string url = server.url() + "%20-cclient_connection_check_interval%3D7s";
        PostgresConnection connection(aside::backend::postgresql::parse_url(url), 5s);
        CHECK(look(connection) == "7s");
    }
}

TEST_CASE("the statement of a program that is killed ends") {
    REQUIRES_SERVER();
    const PostgresServer server;
    const auto observer = server.connect();
    {
        Proxy proxy(server.url());
        PostgresConnection connection(aside::backend::postgresql::parse_url(proxy.url()), 5s);
        const std::string sql = "SELECT pg_sleep(61)";
        std::thread caller([&] { CHECK_THROWS_AS(connection.run(sql), aside::ConnectionLost); });
        wait_until_it_runs(*observer, sql);
        proxy.cut();
        caller.join();
    }
    const auto has_ended = [&] {
        return *value_of(
                    *observer,
                    "SELECT COUNT(*) FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(61)'")
                    .integer() == 0;
    };
    CHECK(soon(has_ended, 30s));
}
