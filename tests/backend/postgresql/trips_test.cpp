// How often a connection goes to the server, and what comes back in which order.
#include <string>
#include <vector>

#include "support/postgresql.hpp"

using namespace aside::testing;
using aside::SqlValue;
using aside::backend::Prepared;
using aside::backend::TransactionState;
using doctest::Contains;

namespace {

/// How many trips the work takes.
template <class Work>
std::uint64_t trips(PostgresConnection& connection, Work work) {
    const auto before = connection.trips();
    work();
    return connection.trips() - before;
}

std::int64_t integer(const SqlValue& value) {
    return value.integer() == nullptr ? -1 : *value.integer();
}

}  // namespace

TEST_CASE("a statement takes one trip, the first time too") {
    REQUIRES_SERVER();
    const PostgresServer server;
    const auto connection = server.connect();
    const auto statement = connection->prepare("SELECT $1 + 1");
    for (const int number : {1, 2, 3}) {
        CHECK(trips(*connection, [&] {
                  statement->integer(0, number);
                  REQUIRE(statement->step());
                  CHECK(statement->at(0).integer == number + 1);
                  CHECK_FALSE(statement->step());
                  statement->reset();
              }) == 1);
    }
}

TEST_CASE("what is put off goes with the next statement") {
    REQUIRES_SERVER();
    const PostgresServer server;
    const auto connection = server.connect();
    connection->run("CREATE TABLE a (id int)");
    CHECK(trips(*connection, [&] {
              CHECK(connection->put_off("BEGIN"));
              CHECK(connection->transaction() == TransactionState::open);
              CHECK(connection->put_off("SAVEPOINT s"));
          }) == 0);
    CHECK(trips(*connection, [&] { connection->run("INSERT INTO a VALUES (1)"); }) == 1);
    CHECK(connection->transaction() == TransactionState::open);
    CHECK(trips(*connection, [&] { connection->run("COMMIT"); }) == 1);
    CHECK(connection->transaction() == TransactionState::none);
    CHECK(integer(value_of(*connection, "SELECT COUNT(*) FROM a")) == 1);
}

TEST_CASE("a transaction in which nothing was done takes no trip") {
    REQUIRES_SERVER();
    const PostgresServer server;
    const auto connection = server.connect();
    for (const char* end : {"COMMIT", "ROLLBACK"}) {
        CHECK(trips(*connection, [&] {
                  CHECK(connection->put_off("BEGIN"));
                  CHECK(connection->put_off("SAVEPOINT s"));
                  connection->run(end);
                  CHECK(connection->transaction() == TransactionState::none);
              }) == 0);
    }
    CHECK(integer(value_of(*connection, "SELECT 1")) == 1);
    CHECK(connection->transaction() == TransactionState::none);
}

TEST_CASE("the error of what was put off is thrown by the next statement") {
    REQUIRES_SERVER();
    const PostgresServer server;
    const auto connection = server.connect();
    CHECK(connection->put_off("BEGIN"));
    CHECK(connection->put_off("SET nonsense TO 1"));
    CHECK_THROWS_WITH_AS(connection->run("SELECT 1"), Contains("nonsense"),
                         aside::ProgrammingError);
    CHECK(connection->transaction() == TransactionState::failed);
    CHECK_FALSE(connection->put_off("SAVEPOINT s"));
    connection->run("ROLLBACK");
    CHECK(connection->transaction() == TransactionState::none);
    CHECK(integer(value_of(*connection, "SELECT 2")) == 2);
}

TEST_CASE("statements that are sent together take one trip, and answer in their order") {
    REQUIRES_SERVER();
    const PostgresServer server;
    const auto connection = server.connect();
    std::vector<std::unique_ptr<Prepared>> owned;
    std::vector<Prepared*> statements;
    for (int i = 0; i < 5; ++i) {
        owned.push_back(connection->prepare("SELECT * FROM GENERATE_SERIES($1::int, $1::int + 2)"));
        owned.back()->integer(0, 10 * i);
        statements.push_back(owned.back().get());
    }
    CHECK(trips(*connection, [&] {
              connection->send(statements);
              for (int i = 0; i < 5; ++i) {
                  Prepared& each = *statements[static_cast<std::size_t>(i)];
                  for (int row = 0; row < 3; ++row) {
                      REQUIRE(each.step());
                      CHECK(each.at(0).integer == 10 * i + row);
                  }
                  CHECK_FALSE(each.step());
              }
          }) == 1);
}

TEST_CASE("of statements that are sent together one that fails throws, and undoes the others") {
    REQUIRES_SERVER();
    const PostgresServer server;
    const auto connection = server.connect();
    connection->run("CREATE TABLE a (id int PRIMARY KEY)");
    std::vector<std::unique_ptr<Prepared>> owned;
    std::vector<Prepared*> statements;
    for (const int key : {1, 2, 2, 3}) {
        owned.push_back(connection->prepare("INSERT INTO a VALUES ($1)"));
        owned.back()->integer(0, key);
        statements.push_back(owned.back().get());
    }
    CHECK(connection->put_off("BEGIN"));
    connection->send(statements);
    CHECK_FALSE(statements[0]->step());
    CHECK(connection->changes() == 1);
    CHECK_FALSE(statements[1]->step());
    CHECK_THROWS_AS(statements[2]->step(), aside::UniqueViolation);
    owned.clear();
    CHECK(connection->transaction() == TransactionState::failed);
    connection->run("ROLLBACK");
    CHECK(integer(value_of(*connection, "SELECT COUNT(*) FROM a")) == 0);
}

// Both sides would wait for the other to read (libpqxx issue 942, psycopg issue 685).
TEST_CASE("values of many megabytes that come and go in one trip do not block each other") {
    REQUIRES_SERVER();
    const PostgresServer server;
    const auto connection = server.connect();
    const std::string megabyte(1 << 20, 'x');
    std::vector<std::unique_ptr<Prepared>> owned;
    std::vector<Prepared*> statements;
    for (int i = 0; i < 64; ++i) {
        owned.push_back(connection->prepare("SELECT $1"));
        owned.back()->text(0, megabyte, aside::detail::Lifetime::lasting);
        statements.push_back(owned.back().get());
    }
    connection->send(statements);
    for (Prepared* const each : statements) {
        REQUIRE(each->step());
        CHECK(each->at(0).text == megabyte);
        CHECK_FALSE(each->step());
        each->reset();
    }
}

TEST_CASE("another statement may run while rows are read") {
    REQUIRES_SERVER();
    const PostgresServer server;
    const auto connection = server.connect();
    const auto rows = connection->prepare("SELECT * FROM GENERATE_SERIES(1, 1000)");
    for (int row = 1; row <= 1000; ++row) {
        REQUIRE(rows->step());
        CHECK(rows->at(0).integer == row);
        if (row == 3) CHECK(integer(value_of(*connection, "SELECT 7")) == 7);
    }
    CHECK_FALSE(rows->step());
}

TEST_CASE("rows that nobody reads to their end are left, however many they are") {
    REQUIRES_SERVER();
    const PostgresServer server;
    const auto connection = server.connect();
    for (const char* sql :
         {"SELECT * FROM GENERATE_SERIES(1, 10)", "SELECT GENERATE_SERIES(1, 1000000000)"}) {
        const auto rows = connection->prepare(sql);
        REQUIRE(rows->step());
        rows->reset();
        CHECK(connection->usable());
        CHECK(integer(value_of(*connection, "SELECT 7")) == 7);
    }
}

TEST_CASE("a column may be asked for before the first row") {
    REQUIRES_SERVER();
    const PostgresServer server;
    const auto connection = server.connect();
    const auto rows = connection->prepare("SELECT 1 AS one, 'x' AS two WHERE $1");
    for (const bool any : {false, true}) {
        CHECK(trips(*connection, [&] {
                  aside::detail::bind(*rows, 0, any, aside::detail::Lifetime::passing);
                  CHECK(rows->column_count() == 2);
                  CHECK(rows->column_name(1) == "two");
                  CHECK(rows->step() == any);
                  rows->reset();
              }) == 1);
    }
}

TEST_CASE("a parameter may be of another type the next time, or NULL") {
    REQUIRES_SERVER();
    const PostgresServer server;
    const auto connection = server.connect();
    connection->run("CREATE TABLE a (n numeric)");
    const auto insert = connection->prepare("INSERT INTO a VALUES ($1) RETURNING n");
    const std::vector<SqlValue> values{nullptr, 1, nullptr, 1.5, 2, aside::DecimalValue(250, 2),
                                       nullptr};
    for (const SqlValue& value : values) {
        CAPTURE(value.to_string());
        aside::detail::bind(*insert, 0, value, aside::detail::Lifetime::passing);
        REQUIRE(insert->step());
        CHECK((insert->at(0).type == aside::detail::CellType::null) == value.is_null());
        CHECK_FALSE(insert->step());
        insert->reset();
    }
    // Those that were prepared before are forgotten.
    CHECK(integer(value_of(
              *connection,
              "SELECT COUNT(*) FROM pg_prepared_statements WHERE statement LIKE 'INSERT%'")) == 1);
}

TEST_CASE("statements that are not kept are forgotten by the server, with the next trip") {
    REQUIRES_SERVER();
    const PostgresServer server;
    const auto connection = server.connect();
    const char* const count =
        "SELECT COUNT(*) FROM pg_prepared_statements WHERE statement = 'SELECT ''nonce'''";
    for (int i = 0; i < 3; ++i) value_of(*connection, "SELECT 'nonce'");
    CHECK(integer(value_of(*connection, count)) == 0);
    const auto kept = connection->prepare("SELECT 'nonce'");
    CHECK(kept->step());
    CHECK(integer(value_of(*connection, count)) == 1);
}

TEST_CASE("with prepare=off the server is asked to keep nothing") {
    REQUIRES_SERVER();
    const PostgresServer server;
    const auto connection = server.connect("&prepare=off");
    const auto statement = connection->prepare("SELECT $1 + 1");
    for (const int number : {1, 2, 3}) {
        statement->integer(0, number);
        REQUIRE(statement->step());
        CHECK(statement->at(0).integer == number + 1);
        statement->reset();
    }
    CHECK(integer(value_of(*connection, "SELECT COUNT(*) FROM pg_prepared_statements")) == 0);
}

TEST_CASE("a statement goes on after a change of its table's columns") {
    REQUIRES_SERVER();
    const PostgresServer server;
    const auto connection = server.connect();
    const auto other = server.connect();
    connection->run("CREATE TABLE a (id int)");
    connection->run("INSERT INTO a VALUES (1)");
    const auto all = connection->prepare("SELECT * FROM a");
    REQUIRE(all->step());
    CHECK(all->column_count() == 1);
    all->reset();
    other->run("ALTER TABLE a ADD COLUMN name text DEFAULT 'x'");
    REQUIRE(all->step());
    CHECK(all->column_count() == 2);
    CHECK(all->at(1).text == "x");
    CHECK_FALSE(all->step());
    all->reset();
    SUBCASE("among others that are sent together") {
        const auto one = connection->prepare("SELECT 1");
        const auto two = connection->prepare("SELECT 2");
        std::vector<Prepared*> together{one.get(), all.get(), two.get()};
        other->run("ALTER TABLE a DROP COLUMN name");
        connection->send(together);
        for (Prepared* const each : together) {
            CHECK(each->step());
            CHECK(each->column_count() == 1);
            CHECK_FALSE(each->step());
        }
        return;
    }
    // In a transaction an error has broken it already; the next one goes on.
    connection->run("BEGIN");
    other->run("ALTER TABLE a DROP COLUMN name");
    CHECK_THROWS_AS(all->step(), aside::NotSupportedError);
    all->reset();
    connection->run("ROLLBACK");
    REQUIRE(all->step());
    CHECK(all->column_count() == 1);
}

TEST_CASE("rows are copied in three trips, however many there are: what the table is, keys, rows") {
    REQUIRES_SERVER();
    const PostgresServer server;
    const auto connection = server.connect();
    connection->run("CREATE TABLE a (id bigint GENERATED BY DEFAULT AS IDENTITY, b bigint)");
    aside::backend::NewRows rows{
        .sql = "COPY a (id, b) FROM STDIN (FORMAT binary)",
        .table = "a",
        .columns = {"id", "b"},
        .types = {aside::detail::CellType::integer, aside::detail::CellType::integer},
        .wants_keys = true};
    rows.bind = [](std::size_t row, std::int64_t key, aside::detail::Binder& binder) {
        binder.integer(0, key);
        binder.integer(1, static_cast<std::int64_t>(row) * 2);
    };
    std::vector<std::int64_t> keys;
    for (const std::size_t count : {0, 1, 50'000}) {
        rows.count = count;
        CHECK(connection->put_off("BEGIN"));
        CHECK(trips(*connection, [&] { CHECK(connection->copy(rows, keys)); }) == 3);
        CHECK(connection->changes() == static_cast<std::int64_t>(count));
        CHECK(keys.size() == count);
        CHECK(connection->transaction() == TransactionState::open);
        connection->run("COMMIT");
    }
    CHECK(integer(value_of(*connection, "SELECT COUNT(*) FROM a")) == 50'001);
    CHECK(integer(value_of(*connection, "SELECT b FROM a WHERE id = $1", {keys.back()})) == 99'998);
}

TEST_CASE("a copy ends, however often the server is behind with it") {
    REQUIRES_SERVER();
    const PostgresServer server;
    const auto connection = server.connect();
    connection->run("CREATE TABLE a (b text)");
    const std::string text(5'000, 'x');
    const aside::backend::NewRows rows{
        .sql = "COPY a (b) FROM STDIN (FORMAT binary)",
        .table = "a",
        .columns = {"b"},
        .types = {aside::detail::CellType::text},
        .count = 20'000,
        .bind = [&](std::size_t, std::int64_t, aside::detail::Binder& binder) {
            binder.text(0, text, aside::detail::Lifetime::lasting);
        }};
    std::vector<std::int64_t> keys;
    CHECK(connection->put_off("BEGIN"));
    CHECK(connection->copy(rows, keys));
    CHECK(connection->changes() == 20'000);
    connection->run("ROLLBACK");
}

TEST_CASE("a long list is planned for its values, and has the rows that a short one has") {
    REQUIRES_SERVER();
    const PostgresServer server;
    const auto connection = server.connect();
    const auto statement = connection->prepare(
        "SELECT COUNT(*) FROM GENERATE_SERIES(1, 5000) AS n "
        "WHERE n = ANY(CAST($1 AS bigint[]))");
    for (const int count : {20, 1000, 20, 1000}) {
        std::string list = "{0";
        for (int i = 1; i < count; ++i) list += ',' + std::to_string(i);
        statement->text(0, list + '}', aside::detail::Lifetime::passing);
        REQUIRE(statement->step());
        CHECK(statement->at(0).integer == count - 1);
        CHECK_FALSE(statement->step());
        statement->reset();
        CHECK(integer(value_of(*connection,
                               "SELECT COUNT(*) FROM pg_prepared_statements "
                               "WHERE statement LIKE '%GENERATE_SERIES(1, 5000)%' "
                               "AND statement NOT LIKE '%pg_prepared%'")) == (count == 20 ? 1 : 0));
    }
}
