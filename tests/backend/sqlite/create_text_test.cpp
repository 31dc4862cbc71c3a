// Texts of CREATE TABLE and CREATE INDEX, those too that SQLite would never have written.
#include <doctest/doctest.h>

#include <ctime>

#include "sql/ddl.hpp"
#include "sql/sqlite/create_text.hpp"
#include "sql/sqlite/dialect.hpp"
#include "sql/sqlite/introspection.hpp"
#include "sql/sqlite/tokens.hpp"

using namespace aside::sql::sqlite;
using aside::SqlValue;

namespace {

std::string repeated(std::string_view text, std::size_t count) {
    std::string all;
    for (std::size_t i = 0; i < count; ++i) all += text;
    return all;
}

/// A table of one column named `a` that has that text.
aside::schema::Table with_text(const std::string& sql) {
    const aside::sql::Answers answers{{{"main", "t", "table", 1, 0, 0}},
                                      {{"table", "t", sql, 2}, {"index", "i", sql, 3}},
                                      {{0, "a", "int", 0, nullptr, 0, 0}},
                                      {{0, "i", 0, "c", 0}},
                                      {},
                                      {{0, 0, "a", 0, "BINARY", 1}}};
    const auto tables = tables_in({}, answers, aside::sql::ReadTables::tables);
    REQUIRE(tables.size() == 1);
    return tables.front();
}

/// The processor time that texts of so many equal parts take.
std::clock_t time_of_long_texts(std::size_t many) {
    const std::clock_t begin = std::clock();
    for (const std::string_view part : {"(",
                                        ")",
                                        "((",
                                        "/*",
                                        "--",
                                        "'",
                                        "\"",
                                        "[",
                                        "`",
                                        ",",
                                        "x'",
                                        "CHECK (",
                                        "CONSTRAINT a ",
                                        "DEFAULT ",
                                        "NOT ",
                                        "REFERENCES a ",
                                        ", a",
                                        "/**/",
                                        "1e",
                                        "\n",
                                        "é",
                                        "(a,"}) {
        const std::string many_parts = repeated(part, many);
        INFO(std::string(part));
        CHECK(with_text("CREATE TABLE t (a int " + many_parts).definition.size() > many);
        (void)with_text("CREATE TABLE t (" + many_parts + ")");
        (void)with_text("CREATE INDEX i ON t (" + many_parts);
    }
    return std::clock() - begin;
}

}  // namespace

TEST_CASE("tokens are cut where SQLite cuts them") {
    CHECK(tidy("a--b\n/* c */ + 'd''--' || \"e\"\"/*\" [f ] g]`h``` 1.5e-3-.5 x'0A'$1") ==
          "a + 'd''--' || \"e\"\"/*\" [f ] g]`h``` 1.5e-3-.5 x'0A'$1");
    CHECK(tidy("  a\t\f\r\nb  ") == "a b");
    CHECK(tidy("'never ends") == "'never ends");
    CHECK(tidy("a /* never ends") == "a");
    CHECK(tidy("") == "");
}

TEST_CASE("a text that is not understood is kept, beside what is known without it") {
    const std::string next = "CREATE TABLE t (a int ENCRYPTED WITH (key) , b int)";
    for (const std::string& sql : {next,
                                   std::string(),
                                   std::string("CREATE TABLE t"),
                                   std::string("CREATE TABLE t (a"),
                                   std::string("CREATE TABLE t (a))"),
                                   std::string("CREATE TABLE t (a) SHARDED"),
                                   std::string("CREATE TABLE t (b int)"),
                                   std::string("CREATE TABLE t (a, CHECK (a)"),
                                   std::string("CREATE TABLE t AS SELECT 1"),
                                   std::string("CREATE TABLE t (a int,)"),
                                   std::string("CREATE TABLE t ((a) int)"),
                                   std::string("CREATE TABLE t (a DEFAULT)"),
                                   std::string("CREATE TABLE t (a CONSTRAINT)"),
                                   std::string("CREATE TABLE t (a 'x' NOT)"),
                                   std::string("CREATE TABLE t (a CHECK b)"),
                                   std::string("CREATE TABLE t (a COLLATE)"),
                                   std::string("CREATE TABLE t (a int, UNIQUE (a) USING hash)"),
                                   std::string("CREATE TABLE t (a int, FOREIGN KEY (a))"),
                                   std::string("CREATE TABLE t (a int),"),
                                   std::string("\0CREATE TABLE t (a int)", 23)}) {
        INFO(sql);
        const aside::schema::Table table = with_text(sql);
        CHECK(table.definition == sql);
        REQUIRE(table.columns.size() == 1);
        CHECK(table.columns[0].name == "a");
    }
    const auto statements = aside::sql::create_table(with_text(next), dialect());
    CHECK(statements == std::vector<std::string>{next, next});
}

TEST_CASE("an index that is not understood is kept as its text") {
    for (const std::string sql :
         {"CREATE INDEX i ON t", "CREATE INDEX i ON t (a", "CREATE INDEX i ON t (a, b)",
          "CREATE INDEX i ON t (a) USING hash", "DROP INDEX i", ""}) {
        INFO(sql);
        const auto table = with_text(sql);
        REQUIRE(table.indexes.size() == 1);
        CHECK(table.indexes[0].definition == sql);
        CHECK(table.indexes[0].parts == std::vector<aside::schema::KeyPart>{{.column = "a"}});
    }
    CHECK(with_text("CREATE INDEX i ON t (a)").indexes[0].definition.empty());
}

TEST_CASE("the depth of a text has no limit") {
    constexpr std::size_t many = 100'000;
    const std::string deep = repeated("(", many) + '1' + repeated(")", many);
    const auto table = with_text("CREATE TABLE t (a int CHECK (" + deep + "))");
    REQUIRE(table.checks.size() == 1);
    CHECK(table.checks[0].condition == deep);
}

TEST_CASE("a text that is four times as long takes some four times as long, not sixteen times") {
    const auto some = time_of_long_texts(5'000);
    CHECK(time_of_long_texts(20'000) < 9 * some);
}
