// What the text of a statement tells, before the server has seen it.
#include "backend/postgresql/statement_text.hpp"

#include <doctest/doctest.h>

using namespace aside::backend::postgresql;
using Kind = StatementText::Kind;

namespace {

Kind kind(std::string_view sql) { return read_statement(sql).kind; }
int parameters(std::string_view sql) { return read_statement(sql).parameters; }

}  // namespace

TEST_CASE("what only reads is told from what does more") {
    for (const char* sql : {"SELECT 1", "  select 1", "-- why\nSELECT 1", "/* DELETE */ SELECT 1",
                            "(SELECT 1) UNION (SELECT 2)", "WITH a AS (SELECT 1) SELECT * FROM a",
                            "VALUES (1)", "TABLE shop", "SHOW search_path", "EXPLAIN SELECT 1",
                            "SELECT * FROM a FOR UPDATE", "SELECT * FROM a FOR NO KEY UPDATE",
                            "SELECT 'INSERT'", "SELECT \"delete\" FROM a", "SELECT $$ DELETE $$"}) {
        CAPTURE(sql);
        CHECK(kind(sql) == Kind::reads);
    }
    for (const char* sql :
         {"INSERT INTO a VALUES (1)", "UPDATE a SET b = 1", "CREATE TABLE a (b int)", "CALL a()",
          "", "WITH a AS (DELETE FROM b RETURNING *) SELECT * FROM a", "SELECT 1 INTO a",
          "EXPLAIN ANALYZE UPDATE a SET b = 1", "SAVEPOINT a", "RELEASE a"}) {
        CAPTURE(sql);
        CHECK(kind(sql) == Kind::writes);
    }
    CHECK(kind("DELETE FROM a") == Kind::deletes);
}

TEST_CASE("what begins and ends a transaction is known") {
    CHECK(kind("BEGIN ISOLATION LEVEL SERIALIZABLE") == Kind::begins);
    CHECK(kind("START TRANSACTION") == Kind::begins);
    CHECK(kind("COMMIT") == Kind::commits);
    CHECK(kind("END") == Kind::commits);
    CHECK(kind("ROLLBACK") == Kind::rolls_back);
    CHECK(kind("ABORT") == Kind::rolls_back);
    CHECK(kind("ROLLBACK TO SAVEPOINT a") == Kind::undoes);
    CHECK(kind("ROLLBACK PREPARED 'a'") == Kind::writes);
    CHECK(kind("COMMIT PREPARED 'a'") == Kind::writes);
    CHECK(kind("SET CONSTRAINTS ALL IMMEDIATE") == Kind::checks);
    CHECK(kind("COPY a FROM STDIN") == Kind::copies);
    CHECK(kind("COPY a TO '/tmp/a'") == Kind::writes);
}

TEST_CASE("parameters are counted where they are some") {
    CHECK(parameters("SELECT 1") == 0);
    CHECK(parameters("SELECT $2, $1, $2") == 2);
    CHECK(parameters("SELECT $1::int8+$12") == 12);
    CHECK(parameters("SELECT '$1', \"$2\", a$3 -- $4\n /* $5 */, $a$ $6 $a$, $1") == 1);
    CHECK(parameters("SELECT $1a, $99999999999999") == 0);
}

TEST_CASE("parameters that are cast to arrays are known, since they may be an array's text") {
    using Numbers = std::vector<int>;
    CHECK(read_statement("SELECT 1 WHERE 1 = ANY(CAST($1 AS bigint[]))").arrays == Numbers{1});
    CHECK(
        read_statement("SELECT CAST($2 AS text), CAST($12 AS timestamp with time zone[])").arrays ==
        Numbers{12});
    CHECK(read_statement("SELECT CAST($1 AS text)").arrays.empty());
    CHECK(read_statement("SELECT CAST($1").arrays.empty());
}
