#include <doctest/doctest.h>
#include <sqlite3.h>

#include "aside/error.hpp"
#include "backend/sqlite/errors.hpp"
#include "exec/helpers.hpp"

using namespace aside::testing;

namespace {

template <class Error>
Error error_of(const std::string& sql, std::vector<aside::SqlValue> params = {}) {
    try {
        aside::connection().execute(sql, std::move(params));
    } catch (const Error& error) {
        return error;
    }
    throw std::logic_error("no error of that type");
}

}  // namespace

TEST_CASE("an engine's code becomes the error that stands for it") {
    const auto raise = [](int code) { aside::backend::sqlite::raise(nullptr, code, "SELECT 1"); };
    CHECK_THROWS_AS(raise(SQLITE_CONSTRAINT_UNIQUE), aside::IntegrityError);
    CHECK_THROWS_AS(raise(SQLITE_CONSTRAINT_TRIGGER), aside::IntegrityError);
    CHECK_THROWS_AS(raise(SQLITE_BUSY), aside::DatabaseLocked);
    CHECK_THROWS_AS(raise(SQLITE_BUSY_SNAPSHOT), aside::SerializationFailure);
    CHECK_THROWS_AS(raise(SQLITE_LOCKED), aside::DatabaseLocked);
    CHECK_THROWS_AS(raise(SQLITE_INTERRUPT), aside::QueryCancelled);
    for (const int code : {SQLITE_READONLY, SQLITE_FULL, SQLITE_IOERR_FSYNC, SQLITE_CANTOPEN,
                           SQLITE_CORRUPT, SQLITE_NOTADB}) {
        CHECK_THROWS_AS(raise(code), aside::OperationalError);
    }
    CHECK_THROWS_AS(raise(SQLITE_ERROR), aside::ProgrammingError);
    for (const int code : {SQLITE_MISMATCH, SQLITE_TOOBIG, SQLITE_RANGE})
        CHECK_THROWS_AS(raise(code), aside::DataError);
    CHECK_THROWS_AS(raise(SQLITE_MISUSE), aside::InterfaceError);
}

TEST_CASE("an error carries the statement, the code and the engine's words, and no parameter") {
    const ScratchDatabase database;
    const auto connection = aside::connection();
    connection.execute(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT UNIQUE, small TEXT CHECK (length(small) "
        "< 5))");
    connection.execute("INSERT INTO t (name) VALUES (?)", "secret");

    const auto unique =
        error_of<aside::IntegrityError>("INSERT INTO t (name) VALUES (?)", {"secret"});
    CHECK(unique.sql() == "INSERT INTO t (name) VALUES (?)");
    CHECK(unique.code() == SQLITE_CONSTRAINT_UNIQUE);
    CHECK(unique.message() == "UNIQUE constraint failed: t.name");
    CHECK(std::string(unique.what()) == unique.message() + " [" + unique.sql() + "]");
    CHECK_FALSE(unique.retryable());

    CHECK(error_of<aside::IntegrityError>("INSERT INTO t (small) VALUES ('too long')").code() ==
          SQLITE_CONSTRAINT_CHECK);
    CHECK(error_of<aside::DataError>("INSERT INTO t (id) VALUES ('text')").code() ==
          SQLITE_MISMATCH);
}

TEST_CASE("a violated constraint is told by its kind, its table and its columns") {
    const ScratchDatabase database;
    const auto connection = aside::connection();
    connection.execute(
        "CREATE TABLE \"my.owners\" (id INTEGER PRIMARY KEY, name TEXT NOT NULL, city TEXT,"
        " age INTEGER CONSTRAINT grown CHECK (age >= 18), UNIQUE (name, city))");
    connection.execute("CREATE TABLE pets (owner REFERENCES \"my.owners\")");
    connection.execute("INSERT INTO \"my.owners\" VALUES (1, 'Ann', 'Bern', 20)");

    const auto two =
        error_of<aside::UniqueViolation>("INSERT INTO \"my.owners\" VALUES (2, 'Ann', 'Bern', 20)");
    CHECK(two.sqlstate() == "23505");
    CHECK(two.table() == "my.owners");
    CHECK(two.column() == "name, city");
    CHECK(two.constraint().empty());

    const auto key =
        error_of<aside::UniqueViolation>("INSERT INTO \"my.owners\" VALUES (1, 'Bob', 'Bern', 20)");
    CHECK(key.column() == "id");

    connection.execute("CREATE UNIQUE INDEX lower_name ON \"my.owners\" (lower(name))");
    const auto index =
        error_of<aside::UniqueViolation>("INSERT INTO \"my.owners\" VALUES (2, 'ANN', 'Rome', 20)");
    CHECK(index.constraint() == "lower_name");
    CHECK(index.column().empty());

    const auto missing =
        error_of<aside::NotNullViolation>("INSERT INTO \"my.owners\" VALUES (2, NULL, 'Rome', 20)");
    CHECK(missing.sqlstate() == "23502");
    CHECK(missing.table() == "my.owners");
    CHECK(missing.column() == "name");

    const auto check =
        error_of<aside::CheckViolation>("INSERT INTO \"my.owners\" VALUES (2, 'Bob', 'Rome', 8)");
    CHECK(check.sqlstate() == "23514");
    CHECK(check.constraint() == "grown");

    const auto named = error_of<aside::ForeignKeyViolation>("INSERT INTO pets VALUES (7)");
    CHECK(named.sqlstate() == "23503");
    CHECK_FALSE(named.outcome_unknown());
}

TEST_CASE("errors have the SQLSTATE that they have on other engines") {
    const ScratchDatabase database;
    const auto state = [](const std::string& sql) {
        return error_of<aside::DatabaseError>(sql).sqlstate();
    };
    CHECK(state("SELECT * FROM nowhere") == "42P01");
    CHECK(state("SELECT missing") == "42703");
    CHECK(state("SELECT missing()") == "42883");
    CHECK(state("SELEC 1") == "42601");
    CHECK(state("SELECT abs(-9223372036854775807 - 1)") == "22003");
    const auto of_code = [](int code) {
        try {
            aside::backend::sqlite::raise(nullptr, code, "SELECT 1");
        } catch (const aside::DatabaseError& error) {
            return error.sqlstate();
        }
    };
    CHECK(of_code(SQLITE_BUSY_SNAPSHOT) == "40001");
    CHECK(of_code(SQLITE_BUSY) == "55P03");
    CHECK(of_code(SQLITE_INTERRUPT) == "57014");
    CHECK(of_code(SQLITE_FULL) == "53100");
}

TEST_CASE("what may succeed when it is done again says so") {
    CHECK(aside::SerializationFailure("").retryable());
    CHECK(aside::DatabaseLocked("").retryable());
    CHECK(aside::QueryTimeout("").retryable());
    CHECK(aside::ConnectionLost("").retryable());
    CHECK_FALSE(
        aside::ConnectionLost(aside::DatabaseErrorInfo{.outcome_unknown = true}).retryable());
    CHECK_FALSE(aside::UniqueViolation("").retryable());
    CHECK_FALSE(aside::QueryCancelled("").retryable());
}

TEST_CASE("a wrong statement is a ProgrammingError that names it") {
    const ScratchDatabase database;
    CHECK(error_of<aside::ProgrammingError>("SELECT * FROM nowhere").message() ==
          "no such table: nowhere");
    CHECK(error_of<aside::ProgrammingError>("SELEC 1").sql() == "SELEC 1");
    error_of<aside::ProgrammingError>("SELECT 1; SELECT 2");
    error_of<aside::ProgrammingError>("  ");
    CHECK_NOTHROW(aside::connection().execute("SELECT 1 ; \n"));
}

TEST_CASE("a statement takes as many parameters as it has places for") {
    const ScratchDatabase database;
    CHECK_THROWS_AS((void)aside::connection().query("SELECT ?", 1, 2), aside::ProgrammingError);
    CHECK_THROWS_AS((void)aside::connection().query("SELECT ?"), aside::ProgrammingError);
}

namespace {

/// A table `a`, and a table `b` whose rows must name one of its when the transaction ends.
struct Family : ScratchDatabase {
    const aside::Connection connection = aside::connection();

    Family() {
        connection.execute("CREATE TABLE a (id INTEGER PRIMARY KEY)");
        connection.execute("CREATE TABLE b (a REFERENCES a DEFERRABLE INITIALLY DEFERRED)");
        connection.execute("INSERT INTO a VALUES (1), (2), (3)");
        connection.execute("INSERT INTO b VALUES (1)");
    }
    /// Runs statements in one transaction.
    template <class... Sql>
    void commit(const Sql&... sql) const {
        aside::testing::here("default", [&](aside::detail::Runner& runner) {
            const auto lease = runner.write();
            aside::exec::TransactionScope scope(*lease);
            (lease->execute(sql), ...);
            scope.commit();
        });
    }
};

/// What is thrown, which must not be the error of a deletion.
template <class Body>
std::string refusal_of_no_deletion(Body body) {
    try {
        body();
    } catch (const aside::ProtectedError&) {
        return "taken for a deletion";
    } catch (const aside::RestrictedError&) {
        return "taken for a deletion";
    } catch (const aside::IntegrityError& error) {
        return error.message();
    }
    return "no error";
}

}  // namespace

TEST_CASE("a refused deletion has an error of its own") {
    const Family family;
    family.connection.execute("CREATE TABLE c (a REFERENCES a ON DELETE RESTRICT)");
    family.connection.execute("INSERT INTO c VALUES (2)");
    error_of<aside::RestrictedError>("DELETE FROM a WHERE id = 1");
    error_of<aside::RestrictedError>("WITH x AS (SELECT 1) DELETE FROM a WHERE id = 1");
    const auto error = error_of<aside::ProtectedError>("DELETE FROM a WHERE id = 2");
    CHECK(error.message() == "FOREIGN KEY constraint failed");
}

TEST_CASE("a commit that is refused for what was deleted has it too, and takes everything back") {
    const Family family;
    CHECK_THROWS_AS(family.commit("DELETE FROM a WHERE id = 3", "DELETE FROM a WHERE id = 1"),
                    aside::RestrictedError);
    CHECK(family.connection.query("SELECT count(*) FROM a")[0][0] == aside::SqlValue(3));
    family.commit("DELETE FROM a WHERE id = 1", "DELETE FROM b");
}

TEST_CASE("what is no deletion is not taken for one") {
    const Family family;
    const auto execute = [&](const char* sql) { family.connection.execute(sql); };
    const char* const words = "FOREIGN KEY constraint failed";
    execute("CREATE TABLE c (a NOT NULL REFERENCES a)");
    execute("DELETE FROM a WHERE id = 2");
    CHECK(refusal_of_no_deletion([&] { execute("INSERT INTO b VALUES (2)"); }) == words);
    CHECK(refusal_of_no_deletion([&] { family.commit("INSERT INTO b VALUES (2)"); }) == words);
    CHECK(refusal_of_no_deletion([&] {
              family.commit("DELETE FROM a WHERE id = 3", "INSERT INTO c VALUES (3)");
          }) == words);
    execute("CREATE TRIGGER t BEFORE DELETE ON a BEGIN SELECT RAISE(ABORT, 'not today'); END");
    CHECK(refusal_of_no_deletion([&] { execute("DELETE FROM a"); }) == "not today");
}

TEST_CASE("an explanation stands before the engine's words") {
    const aside::DatabaseError error(
        {.message = "no", .sql = "SELECT 1", .explanation = "because"});
    CHECK(std::string(error.what()) == "because: no [SELECT 1]");
    CHECK(error.message() == "no");
}
