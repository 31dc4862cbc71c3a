#pragma once
// A server of PostgreSQL for tests of what is about it alone. ASIDE_POSTGRESQL has its URL;
// `tools/postgres run` sets it.
#include <doctest/doctest.h>

#include <cstdlib>
#include <memory>
#include <string>

#include "aside/aside.hpp"
#include "backend/postgresql/postgres_connection.hpp"
#include "backend/postgresql/url.hpp"
#include "support/fresh_schema.hpp"

namespace aside::testing {

/// The URL of the server; empty if there is none.
inline std::string server_url() {
    const char* const url = std::getenv("ASIDE_POSTGRESQL");
    return url == nullptr ? std::string() : url;
}

using backend::postgresql::PostgresConnection;

/// A connection to a fresh schema.
class PostgresServer {
public:
    [[nodiscard]] std::string url() const { return schema_.url(); }
    [[nodiscard]] const std::string& schema() const { return schema_.name(); }
    [[nodiscard]] std::unique_ptr<PostgresConnection> connect(
        const std::string& options = {}) const {
        return std::make_unique<PostgresConnection>(backend::postgresql::parse_url(url() + options),
                                                    std::chrono::seconds(5));
    }

private:
    const FreshSchema schema_{server_url()};
};

/// Creates a table `a`. A commit that has changed its rows takes 0.3 s.
inline void create_slow_table(backend::Connection& connection) {
    connection.run("CREATE TABLE a (id int)");
    connection.run(
        "CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(0.3); "
        "RETURN NULL; END'");
    connection.run(
        "CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON a DEFERRABLE INITIALLY DEFERRED FOR EACH "
        "ROW EXECUTE FUNCTION wait()");
}

/// Runs it to its end; gives the first value of the first row.
inline SqlValue value_of(backend::Connection& connection, std::string_view sql,
                         const std::vector<SqlValue>& values = {}) {
    const auto statement = connection.prepare(sql);
    for (std::size_t i = 0; i < values.size(); ++i)
        detail::bind(*statement, static_cast<int>(i), values[i], detail::Lifetime::passing);
    SqlValue first;
    for (bool any = false; statement->step(); any = true)
        if (!any) first = detail::read_value(statement->at(0));
    return first;
}

}  // namespace aside::testing

/// Goes on in this test case only where there is a server.
#define REQUIRES_SERVER()                                                           \
    if (aside::testing::server_url().empty()) {                                     \
        MESSAGE("skipped, since ASIDE_POSTGRESQL names no server: "                 \
                << std::string(doctest::getContextOptions()->currentTest->m_name)); \
        return;                                                                     \
    }                                                                               \
    static_assert(true, "ends with a semicolon")
