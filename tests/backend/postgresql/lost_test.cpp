// What a call says whose connection ends before its answer has come.
#include <memory>
#include <string>
#include <thread>

#include "support/postgresql.hpp"
#include "support/proxy.hpp"

using namespace aside::testing;
using namespace std::chrono_literals;

namespace {

/// A connection whose network is cut while the statement runs.
aside::ConnectionLost error_of_cut(const PostgresServer& server, const char* first,
                                   const char* sql) {
    Proxy proxy(server.url());
    PostgresConnection connection(aside::backend::postgresql::parse_url(proxy.url()), 5s);
    connection.run(first);
    std::thread cutter([&] {
        std::this_thread::sleep_for(100ms);
        proxy.cut();
    });
    const auto join = [&] { cutter.join(); };
    try {
        connection.run(sql);
    } catch (const aside::ConnectionLost& error) {
        join();
        CHECK_FALSE(connection.usable());
        return error;
    }
    join();
    FAIL("it has had an answer");
    throw;
}

}  // namespace

TEST_CASE("whether a statement was committed whose answer was lost is unknown") {
    REQUIRES_SERVER();
    const PostgresServer server;
    const auto connection = server.connect();
    create_slow_table(*connection);
    SUBCASE("one that is a transaction of its own") {
        const auto error = error_of_cut(server, "SELECT 1", "INSERT INTO a VALUES (1)");
        CHECK(error.outcome_unknown());
        CHECK_FALSE(error.retryable());
        CHECK(error.sql() == "INSERT INTO a VALUES (1)");
    }
    SUBCASE("a COMMIT") {
        Proxy proxy(server.url());
        PostgresConnection cut(aside::backend::postgresql::parse_url(proxy.url()), 5s);
        cut.run("BEGIN");
        cut.run("INSERT INTO a VALUES (1)");
        std::thread cutter([&] {
            std::this_thread::sleep_for(100ms);
            proxy.cut();
        });
        bool unknown = false;
        try {
            cut.run("COMMIT");
        } catch (const aside::ConnectionLost& error) {
            unknown = error.outcome_unknown() && !error.retryable();
        }
        cutter.join();
        CHECK(unknown);
    }
    // The server did it all the same.
    std::this_thread::sleep_for(400ms);
    CHECK(*value_of(*connection, "SELECT COUNT(*) FROM a").integer() == 1);
}

TEST_CASE("what was only read, or not committed, may be done again") {
    REQUIRES_SERVER();
    const PostgresServer server;
    const auto connection = server.connect();
    connection->run("CREATE TABLE a (id int)");
    const auto reading = error_of_cut(server, "SELECT 1", "SELECT pg_sleep(1)");
    CHECK_FALSE(reading.outcome_unknown());
    CHECK(reading.retryable());
    const auto writing = error_of_cut(server, "BEGIN", "INSERT INTO a SELECT 1 FROM pg_sleep(1)");
    CHECK_FALSE(writing.outcome_unknown());
    CHECK(*value_of(*connection, "SELECT COUNT(*) FROM a").integer() == 0);
}
