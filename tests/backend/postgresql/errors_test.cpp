// Which error stands for which of PostgreSQL's, and what they tell.
#include <string>
#include <thread>

#include "support/postgresql.hpp"

using namespace aside::testing;
using aside::DatabaseError;
using aside::SqlValue;
using aside::backend::TransactionState;
using aside::detail::Interrupt;
using doctest::Contains;
using namespace std::chrono_literals;

namespace {

/// The error of a statement, which is to be of that type.
template <class Error = DatabaseError>
Error error_of(aside::backend::Connection& connection, std::string_view sql) {
    try {
        connection.run(sql);
    } catch (const Error& error) {
        return error;
    }
    FAIL("no such error: ", std::string(sql));
    throw;
}

void make_shop(PostgresConnection& connection) {
    connection.run(
        "CREATE TABLE box (id int PRIMARY KEY, name varchar(5) NOT NULL UNIQUE, price numeric(4, "
        "2) CONSTRAINT positive CHECK (price > 0))");
    connection.run(
        "CREATE TABLE kept (id int PRIMARY KEY, box_id int REFERENCES box DEFERRABLE INITIALLY "
        "DEFERRED, guard_id int REFERENCES box ON DELETE RESTRICT)");
    connection.run("INSERT INTO box VALUES (1, 'one', 1), (2, 'two', 2), (3, 'three', 3)");
    connection.run("INSERT INTO kept VALUES (1, 1, NULL), (2, NULL, 2)");
}

}  // namespace

TEST_CASE("a violated constraint is named, with its table and its columns") {
    REQUIRES_SERVER();
    const PostgresServer server;
    const auto connection = server.connect();
    make_shop(*connection);
    const auto unique =
        error_of<aside::UniqueViolation>(*connection, "INSERT INTO box VALUES (9, 'one', 1)");
    CHECK(unique.sqlstate() == "23505");
    CHECK(unique.constraint() == "box_name_key");
    CHECK(unique.table() == "box");
    CHECK(unique.column() == "name");
    CHECK(unique.sql() == "INSERT INTO box VALUES (9, 'one', 1)");
    const auto missing =
        error_of<aside::NotNullViolation>(*connection, "INSERT INTO box VALUES (9, NULL, 1)");
    CHECK(missing.column() == "name");
    const auto check =
        error_of<aside::CheckViolation>(*connection, "INSERT INTO box VALUES (9, 'x', -1)");
    CHECK(check.constraint() == "positive");
    const auto foreign =
        error_of<aside::ForeignKeyViolation>(*connection, "INSERT INTO kept VALUES (9, NULL, 99)");
    CHECK(foreign.constraint() == "kept_guard_id_fkey");
    CHECK(foreign.table() == "kept");
    CHECK(foreign.column() == "guard_id");
}

TEST_CASE("values of rows are in no message") {
    REQUIRES_SERVER();
    const PostgresServer server;
    const auto connection = server.connect();
    connection->run("CREATE TABLE a (secret text UNIQUE)");
    const auto insert = connection->prepare("INSERT INTO a VALUES ($1)");
    for (int i = 0; i < 2; ++i) {
        insert->text(0, "hunter2", aside::detail::Lifetime::passing);
        if (i == 0) {
            insert->step();
            insert->reset();
            continue;
        }
        try {
            insert->step();
            FAIL("it is there twice");
        } catch (const aside::UniqueViolation& error) {
            CHECK(std::string(error.what()).find("hunter2") == std::string::npos);
        }
    }
}

TEST_CASE("values that cannot be converted are in no message, be they of rows or of parameters") {
    REQUIRES_SERVER();
    const PostgresServer server;
    const auto connection = server.connect();
    connection->run("CREATE TABLE a (secret text)");
    connection->run("INSERT INTO a VALUES ('hunter\"2')");
    for (const char* type : {"integer", "date", "uuid", "json", "boolean", "numeric"}) {
        INFO(type);
        const std::string of_row = std::string("SELECT CAST(secret AS ") + type + ") FROM a";
        const auto error = error_of<aside::DatabaseError>(*connection, of_row.c_str());
        CHECK(error.message().find("hunter") == std::string::npos);
        CHECK(error.sqlstate().starts_with("22"));
    }
    const auto error =
        error_of<aside::DatabaseError>(*connection, "SELECT CAST(secret AS integer) FROM a");
    CHECK(error.message() == "invalid input syntax for type integer: \"...\"");
}

TEST_CASE(
    "a deferred constraint fails the statement that commits, also where that is the statement "
    "itself") {
    REQUIRES_SERVER();
    const PostgresServer server;
    const auto connection = server.connect();
    make_shop(*connection);
    CHECK_THROWS_AS(connection->run("INSERT INTO kept VALUES (9, 99, NULL)"),
                    aside::ForeignKeyViolation);
    CHECK_THROWS_AS(value_of(*connection, "INSERT INTO kept VALUES (9, 99, NULL) RETURNING id"),
                    aside::ForeignKeyViolation);
    CHECK(connection->transaction() == TransactionState::none);
    connection->run("BEGIN");
    connection->run("INSERT INTO kept VALUES (9, 99, NULL)");
    CHECK_THROWS_AS(connection->run("COMMIT"), aside::ForeignKeyViolation);
    CHECK(connection->transaction() == TransactionState::none);
    connection->run("BEGIN");
    connection->run("INSERT INTO kept VALUES (9, 99, NULL)");
    CHECK_THROWS_AS(connection->require_constraints(), aside::ForeignKeyViolation);
    connection->run("ROLLBACK");
    connection->require_constraints();
}

TEST_CASE("a row that others name is protected, or kept by the commit") {
    REQUIRES_SERVER();
    const PostgresServer server;
    const auto connection = server.connect();
    make_shop(*connection);
    CHECK(
        error_of<aside::ProtectedError>(*connection, "DELETE FROM box WHERE id = 2").constraint() ==
        "kept_guard_id_fkey");
    CHECK(error_of<aside::RestrictedError>(*connection, "DELETE FROM box WHERE id = 1")
              .constraint() == "kept_box_id_fkey");
    connection->run("BEGIN");
    connection->run("DELETE FROM box WHERE id = 1");
    CHECK_THROWS_AS(connection->run("COMMIT"), aside::RestrictedError);
    connection->run("DELETE FROM box WHERE id = 3");
    CHECK(connection->changes() == 1);
}

TEST_CASE("errors have the types of their kinds") {
    REQUIRES_SERVER();
    const PostgresServer server;
    const auto connection = server.connect();
    make_shop(*connection);
    CHECK_THROWS_AS(connection->run("SELEC"), aside::ProgrammingError);
    CHECK_THROWS_AS(connection->run("SELECT * FROM nothing"), aside::ProgrammingError);
    CHECK_THROWS_WITH_AS(connection->run(""), Contains("no statement"), aside::ProgrammingError);
    CHECK_THROWS_AS(connection->run("SELECT 1; SELECT 2"), aside::ProgrammingError);
    CHECK_THROWS_AS(connection->run("SELECT 1 / 0"), aside::DataError);
    CHECK_THROWS_AS(connection->run("INSERT INTO box VALUES (9, 'longer', 1)"), aside::DataError);
    CHECK_THROWS_AS(connection->run("INSERT INTO box VALUES (9, 'x', 100)"), aside::DataError);
    CHECK_THROWS_AS(connection->run("SELECT * FROM box b LEFT JOIN kept k ON TRUE FOR UPDATE OF k"),
                    aside::NotSupportedError);
    CHECK_THROWS_WITH_AS((void)connection->prepare("COPY box TO STDOUT"), Contains("COPY"),
                         aside::NotSupportedError);
    connection->run("BEGIN READ ONLY");
    CHECK(error_of<aside::OperationalError>(*connection, "DELETE FROM box").sqlstate() == "25006");
    CHECK_THROWS_AS(connection->run("SELECT 1"), aside::TransactionManagementError);
    connection->run("ROLLBACK");
}

TEST_CASE("a COMMIT that the server takes for a ROLLBACK is an error") {
    REQUIRES_SERVER();
    const PostgresServer server;
    const auto connection = server.connect();
    connection->run("BEGIN");
    CHECK_THROWS_AS(connection->run("SELECT 1 / 0"), aside::DataError);
    CHECK(connection->transaction() == TransactionState::failed);
    CHECK_THROWS_AS(connection->run("COMMIT"), aside::TransactionManagementError);
    CHECK(connection->transaction() == TransactionState::none);
}

TEST_CASE("locks that are not free end in errors that may be tried again") {
    REQUIRES_SERVER();
    const PostgresServer server;
    const auto connection = server.connect();
    make_shop(*connection);
    const auto other = server.connect();
    other->run("BEGIN");
    other->run("UPDATE box SET price = 5 WHERE id = 1");
    const auto nowait = error_of<aside::DatabaseLocked>(
        *connection, "SELECT * FROM box WHERE id = 1 FOR UPDATE NOWAIT");
    CHECK(nowait.retryable());
    connection->run("SET lock_timeout = 50");
    CHECK_THROWS_AS(connection->run("UPDATE box SET price = 6 WHERE id = 1"),
                    aside::DatabaseLocked);
    other->run("ROLLBACK");
}

TEST_CASE("transactions that cannot be put in an order end in SerializationFailure") {
    REQUIRES_SERVER();
    const PostgresServer server;
    const auto first = server.connect();
    make_shop(*first);
    const auto second = server.connect();
    for (auto* each : {first.get(), second.get()}) {
        each->run("BEGIN ISOLATION LEVEL REPEATABLE READ");
        each->run("SELECT * FROM box");
    }
    first->run("UPDATE box SET price = 5 WHERE id = 1");
    first->run("COMMIT");
    CHECK_THROWS_AS(second->run("UPDATE box SET price = 6 WHERE id = 1"),
                    aside::SerializationFailure);
}

TEST_CASE("a column whose value no member holds is named") {
    REQUIRES_SERVER();
    const PostgresServer server;
    const auto connection = server.connect();
    for (const char* sql :
         {"SELECT 1 AS fine, CAST('infinity' AS date) AS strange",
          "SELECT 1, INTERVAL '1 month' AS strange", "SELECT 1, CAST('24:00' AS time) AS strange",
          "SELECT 1, CAST('10.0.0.1' AS inet) AS strange",
          "SELECT 1, ARRAY[[1], [2]] AS strange"}) {
        CAPTURE(sql);
        const auto rows = connection->prepare(sql);
        REQUIRE(rows->step());
        CHECK(rows->at(0).integer == 1);
        CHECK_THROWS_WITH_AS((void)rows->at(1), Contains("the column \"strange\""),
                             aside::DataError);
    }
}

TEST_CASE("text with NUL is refused before the server sees it") {
    REQUIRES_SERVER();
    const PostgresServer server;
    const auto connection = server.connect();
    const auto select = connection->prepare("SELECT $1");
    const auto before = connection->trips();
    CHECK_THROWS_WITH_AS(
        select->text(0, std::string_view("a\0b", 3), aside::detail::Lifetime::lasting),
        Contains("NUL"), aside::DataError);
    CHECK(connection->trips() == before);
}

TEST_CASE("a connection that the server ends is lost, and says so once and ever after") {
    REQUIRES_SERVER();
    const PostgresServer server;
    const auto other = server.connect();
    auto connection = server.connect();
    const auto kill = [&] {
        const auto process = value_of(*connection, "SELECT pg_backend_pid()");
        value_of(*other, "SELECT pg_terminate_backend($1::int)", {process});
        std::this_thread::sleep_for(50ms);
    };
    SUBCASE("while it is idle") {
        kill();
        CHECK_FALSE(connection->usable());
    }
    SUBCASE("and is used without a look") {
        kill();
        CHECK_THROWS_AS(connection->run("SELECT 1"), aside::ConnectionLost);
    }
    SUBCASE("in a transaction") {
        connection->run("BEGIN");
        kill();
        CHECK_THROWS_AS(connection->run("SELECT 1"), aside::ConnectionLost);
        CHECK_THROWS_AS(connection->run("COMMIT"), aside::ConnectionLost);
    }
    SUBCASE("while it waits for an answer") {
        const auto process = value_of(*connection, "SELECT pg_backend_pid()");
        std::thread killer([&] {
            std::this_thread::sleep_for(100ms);
            value_of(*other, "SELECT pg_terminate_backend($1::int)", {process});
        });
        const auto error = error_of<aside::ConnectionLost>(*connection, "SELECT pg_sleep(10)");
        killer.join();
        CHECK(error.sqlstate() == "57P01");
        CHECK(error.retryable());
    }
    CHECK_FALSE(connection->usable());
    CHECK_THROWS_AS(connection->run("SELECT 1"), aside::ConnectionLost);
}

TEST_CASE("a cancelled statement ends soon, and the connection goes on") {
    REQUIRES_SERVER();
    const PostgresServer server;
    const auto connection = server.connect();
    Interrupt interrupt;
    connection->stop_when(&interrupt);
    std::thread canceller([&] {
        std::this_thread::sleep_for(50ms);
        interrupt.cancel();
    });
    const auto begin = std::chrono::steady_clock::now();
    CHECK_THROWS_AS(connection->run("SELECT pg_sleep(10)"), aside::QueryCancelled);
    CHECK(std::chrono::steady_clock::now() - begin < 5s);
    canceller.join();
    connection->stop_when(nullptr);
    CHECK(connection->usable());
    for (int i = 0; i < 100; ++i) CHECK(*value_of(*connection, "SELECT 1").integer() == 1);
}

TEST_CASE("a statement whose time is over ends with QueryTimeout, and breaks its transaction") {
    REQUIRES_SERVER();
    const PostgresServer server;
    const auto connection = server.connect();
    connection->run("BEGIN");
    {
        const Interrupt interrupt(50ms);
        connection->stop_when(&interrupt);
        CHECK_THROWS_AS(connection->run("SELECT pg_sleep(10)"), aside::QueryTimeout);
        connection->stop_when(nullptr);
    }
    CHECK(connection->transaction() == TransactionState::failed);
    connection->run("ROLLBACK");
    CHECK(connection->usable());
    connection->run("SET statement_timeout = 50");
    CHECK_THROWS_AS(connection->run("SELECT pg_sleep(10)"), aside::QueryTimeout);
}

TEST_CASE("rows that come without end stop at the deadline") {
    REQUIRES_SERVER();
    const PostgresServer server;
    const auto connection = server.connect();
    const Interrupt interrupt(100ms);
    connection->stop_when(&interrupt);
    const auto rows = connection->prepare("SELECT GENERATE_SERIES(1, 1000000000)");
    const auto read_all = [&] {
        while (rows->step()) {
        }
    };
    CHECK_THROWS_AS(read_all(), aside::QueryTimeout);
    connection->stop_when(nullptr);
    rows->reset();
    CHECK(connection->usable());
}

TEST_CASE("a COMMIT is not stopped") {
    REQUIRES_SERVER();
    const PostgresServer server;
    const auto connection = server.connect();
    create_slow_table(*connection);
    connection->run("BEGIN");
    connection->run("INSERT INTO a VALUES (1)");
    const Interrupt interrupt(50ms);
    connection->stop_when(&interrupt);
    connection->run("COMMIT");
    connection->stop_when(nullptr);
    CHECK(*value_of(*connection, "SELECT COUNT(*) FROM a").integer() == 1);
}

TEST_CASE("a server that is not there is an error of the connect, without the password") {
    const auto url =
        aside::backend::postgresql::parse_url("postgresql://anna:hunter2@/shop?host=/nowhere");
    try {
        PostgresConnection connection(url, 5s);
        FAIL("nobody is there");
    } catch (const aside::OperationalError& error) {
        CHECK(std::string(error.what()).find("/nowhere") != std::string::npos);
        CHECK(std::string(error.what()).find("hunter2") == std::string::npos);
    }
}

TEST_CASE("rows that go with a deletion are counted, by table") {
    REQUIRES_SERVER();
    const PostgresServer server;
    const auto connection = server.connect();
    connection->run("CREATE TABLE a (id int PRIMARY KEY)");
    connection->run("CREATE TABLE b (id int PRIMARY KEY, a_id int REFERENCES a ON DELETE CASCADE)");
    connection->run("CREATE TABLE c (id int PRIMARY KEY, b_id int REFERENCES b ON DELETE CASCADE)");
    connection->run("INSERT INTO a VALUES (1), (2)");
    connection->run("INSERT INTO b VALUES (1, 1), (2, 1), (3, 2)");
    connection->run("INSERT INTO c VALUES (1, 1), (2, 1), (3, 2), (4, 3)");
    SUBCASE("each in a transaction of its own") {}
    SUBCASE("in one transaction") { connection->run("BEGIN"); }
    aside::backend::Deletions deletions;
    connection->watch_deletions(&deletions);
    const auto before = connection->trips();
    connection->run("DELETE FROM a WHERE id = 1");
    CHECK(connection->trips() == before + 1);
    CHECK(connection->changes() == 1);
    CHECK(deletions == aside::backend::Deletions{{"a", 1}, {"b", 2}, {"c", 3}});
    connection->run("DELETE FROM a");
    CHECK(deletions == aside::backend::Deletions{{"a", 2}, {"b", 3}, {"c", 4}});
    connection->watch_deletions(nullptr);
}
