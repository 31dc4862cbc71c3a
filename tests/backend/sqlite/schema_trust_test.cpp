#include <doctest/doctest.h>

#include "aside/error.hpp"
#include "exec/helpers.hpp"

using namespace aside::testing;

TEST_CASE("a schema that is not trusted calls nothing that could do harm") {
    const ScratchDatabase file;
    const auto make = aside::connection();
    make.execute("CREATE TABLE t (text TEXT CHECK (text REGEXP 'a'))");
    make.execute("CREATE VIEW safe AS SELECT abs(-1) AS one");
    make.execute("CREATE VIEW harm AS SELECT load_extension('harm')");
    aside::disconnect();
    aside::connect(file.url() + "?trusted_schema=0");
    const auto handle = aside::connection();
    CHECK(handle.query("SELECT one FROM safe").front()[0] == aside::SqlValue(1));
    handle.execute("INSERT INTO t VALUES ('abc')");
    CHECK_THROWS_AS(handle.execute("INSERT INTO t VALUES ('xyz')"), aside::IntegrityError);
    CHECK_THROWS_WITH_AS((void)handle.query("SELECT * FROM harm"),
                         doctest::Contains("unsafe use of load_extension()"),
                         aside::ProgrammingError);
    CHECK(handle.query("PRAGMA trusted_schema").front()[0] == aside::SqlValue(0));
}

TEST_CASE("nothing but SQL changes a schema, and one that Django has made works") {
    const ScratchDatabase file;
    const auto handle = aside::connection();
    handle.execute("PRAGMA writable_schema = ON");
    CHECK_THROWS_AS(handle.execute("UPDATE sqlite_schema SET sql = 'harm'"),
                    aside::ProgrammingError);
    handle.execute("CREATE TABLE t (data text CHECK (JSON_VALID(data) OR data IS NULL))");
    handle.execute("INSERT INTO t VALUES ('{}')");
    CHECK_THROWS_AS(handle.execute("INSERT INTO t VALUES ('{')"), aside::IntegrityError);
}

TEST_CASE("triggers keep a table for full-text search") {
    const ScratchDatabase file;
    const auto handle = aside::connection();
    try {
        handle.execute("CREATE VIRTUAL TABLE words USING fts5(text)");
    } catch (const aside::DatabaseError&) {
        MESSAGE("passed over: this SQLite has no FTS5");
        return;
    }
    handle.execute("CREATE TABLE t (text TEXT)");
    handle.execute(
        "CREATE TRIGGER kept AFTER INSERT ON t BEGIN INSERT INTO words VALUES (new.text); END");
    handle.execute("INSERT INTO t VALUES ('one two')");
    CHECK(handle.query("SELECT * FROM words WHERE words MATCH 'two'").size() == 1);
}
