// What of PostgreSQL's language is no query: what begins a transaction, values in a text, quotes.
#include <doctest/doctest.h>

#include <limits>

#include "aside/error.hpp"
#include "sql/postgresql/dialect.hpp"
#include "sql/postgresql/values.hpp"

using namespace aside;
using namespace std::chrono_literals;
using std::chrono::year;

namespace {

const sql::Dialect& postgresql() { return sql::postgresql::dialect(); }

std::string literal(const SqlValue& value) {
    std::string text;
    postgresql().literal(text, value);
    return text;
}
std::size_t placeholders(std::string_view text) {
    return sql::placeholders_in(text, postgresql()).size();
}

}  // namespace

TEST_CASE("a transaction of PostgreSQL begins as its options say") {
    CHECK(postgresql().begin({}) == "BEGIN");
    CHECK(postgresql().begin({.isolation = Isolation::serializable}) ==
          "BEGIN ISOLATION LEVEL SERIALIZABLE");
    CHECK(postgresql().begin({.isolation = Isolation::read_committed}) ==
          "BEGIN ISOLATION LEVEL READ COMMITTED");
    // All reads see one state.
    CHECK(postgresql().begin({.read_only = true}) ==
          "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    CHECK(postgresql().begin({.read_only = true, .isolation = Isolation::read_committed}) ==
          "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    CHECK(postgresql().begin({.read_only = true, .isolation = Isolation::serializable}) ==
          "BEGIN ISOLATION LEVEL SERIALIZABLE READ ONLY");
    CHECK(postgresql().begin(
              {.read_only = true, .isolation = Isolation::serializable, .deferrable = true}) ==
          "BEGIN ISOLATION LEVEL SERIALIZABLE READ ONLY DEFERRABLE");
    CHECK(postgresql().savepoint(2) == "SAVEPOINT aside_2");
}

TEST_CASE("values in a text of PostgreSQL say their type where quotes do not") {
    CHECK(literal(nullptr) == "NULL");
    CHECK(literal(true) == "TRUE");
    CHECK(literal(-7) == "-7");
    CHECK(literal(1e-7) == "CAST('1e-07' AS double precision)");
    CHECK(literal(-std::numeric_limits<double>::infinity()) ==
          "CAST('-Infinity' AS double precision)");
    CHECK(literal("it's \\ so") == "'it''s \\ so'");
    CHECK(literal(Blob{std::byte{0}, std::byte{0xAF}}) == "CAST('\\x00af' AS bytea)");
    CHECK(literal(Date(year(2024) / 2 / 29)) == "CAST('2024-02-29' AS date)");
    CHECK(literal(DateTime(1s)) == "CAST('1970-01-01 00:00:01+00' AS timestamp with time zone)");
    CHECK(literal(Time(1, 2, 3, 4)) == "CAST('01:02:03.000004' AS time)");
    CHECK(literal(Duration(-5)) == "CAST('-5 microseconds' AS interval)");
    CHECK(literal(9.90_dec) == "9.90");
    CHECK(literal(Uuid()) == "CAST('00000000000000000000000000000000' AS uuid)");
    CHECK(literal(Json::parse("[1]")) == "CAST('[1]' AS jsonb)");
}

TEST_CASE("text that PostgreSQL does not take is refused, and the byte is told") {
    const auto refused = [](std::string_view text, const char* message) {
        CHECK_THROWS_WITH_AS(sql::postgresql::require_stored(SqlValue(text)), message, DataError);
    };
    refused(
        {"a\0b", 3},
        "text with a NUL character at byte 1 cannot be stored in PostgreSQL: store it as bytes");
    for (const char* broken : {"ü\x80", "ü\xC3", "ü\xE2\x82", "ü\xC0\x80", "ü\xED\xA0\x80",
                               "ü\xF4\x90\x80\x80", "ü\xFF", "ü\xE0\x80\x80"})
        refused(
            broken,
            "text that is no UTF-8 at byte 2 cannot be stored in PostgreSQL: store it as bytes");
    for (const char* good : {"", "aü€😀", "\xED\x9F\xBF", "\xF4\x8F\xBF\xBF"})
        CHECK_NOTHROW(sql::postgresql::require_stored(SqlValue(good)));
}

TEST_CASE("a question mark in quotes of PostgreSQL is none") {
    CHECK(placeholders("? '?' \"?\" -- ?\n ?") == 2);
    CHECK(placeholders("'it''s ?' ?") == 1);
    CHECK(placeholders("/* /* ? */ ? */ ?") == 1);    // comments lie in one another
    CHECK(placeholders(R"(E'\'?' ? e'\\' ?)") == 2);  // backslashes count behind an E
    CHECK(placeholders(R"('\' ? 'x')") == 1);         // and are letters elsewhere
    CHECK(placeholders("$$ ? $$ ? $a1$ ? $$ ? $a1$ ?") == 2);
    CHECK(placeholders("$1 ? $2 ?") == 2);
    CHECK(placeholders("a$$ ? b$$ ?") == 2);  // a dollar inside of a name
    CHECK(placeholders("name'?'") == 0);
    CHECK(placeholders("thee'\\' ? '") == 1);  // a name that ends in an E
    for (const char* open :
         {"'?", "\"?", "/* ?", "/* /* */ ?", "$$ ?", "$a$ ? $b$", "E'\\' ?", "-- ?"})
        CHECK(placeholders(open) == 0);
}

TEST_CASE("EXPLAIN of PostgreSQL runs the statement, and has formats") {
    CHECK(postgresql().explain_prefix({}) == "EXPLAIN ");
    CHECK(postgresql().explain_prefix({.analyze = true}) == "EXPLAIN (ANALYZE) ");
    CHECK(postgresql().explain_prefix({.analyze = true, .format = "json"}) ==
          "EXPLAIN (ANALYZE, FORMAT JSON) ");
    CHECK(postgresql().explain_prefix({.verbose = true, .costs = false}) ==
          "EXPLAIN (VERBOSE, COSTS OFF) ");
    CHECK(postgresql().explain_prefix({.analyze = true,
                                       .format = "Yaml",
                                       .settings = true,
                                       .buffers = true,
                                       .wal = true,
                                       .timing = false,
                                       .summary = true}) ==
          "EXPLAIN (ANALYZE, SETTINGS, BUFFERS, WAL, TIMING OFF, SUMMARY, FORMAT YAML) ");
    CHECK_THROWS_WITH_AS((void)postgresql().explain_prefix({.wal = true}),
                         "aside: PostgreSQL's explain tells wal only of a statement that it runs: "
                         "add .analyze = true",
                         NotSupportedError);
    CHECK_THROWS_AS((void)postgresql().explain_prefix({.timing = true}), NotSupportedError);
    CHECK_THROWS_WITH_AS(
        (void)postgresql().explain_prefix({.format = "tree"}),
        "aside: PostgreSQL's explain has no format \"tree\"; those are text, json, "
        "xml and yaml",
        NotSupportedError);
}

TEST_CASE("locks of PostgreSQL's rows may leave their keys to others") {
    const std::string tables[] = {"\"a\"", "\"b\""};
    CHECK(postgresql().row_lock({}, {}) == " FOR UPDATE");
    CHECK(postgresql().row_lock({.nowait = true, .no_key = true}, tables) ==
          R"( FOR NO KEY UPDATE OF "a", "b" NOWAIT)");
}

TEST_CASE("names of channels and payloads that PostgreSQL would cut or refuse are told before") {
    CHECK(postgresql().listen("it's \"a\"", true) == R"(LISTEN "it's ""a""")");
    CHECK(postgresql().listen("a", false) == R"(UNLISTEN "a")");
    CHECK(postgresql().notify("a", "b").sql == "SELECT PG_NOTIFY($1, $2)");
    CHECK_NOTHROW((void)postgresql().notify(std::string(63, 'x'), std::string(7999, 'y')));
    CHECK_THROWS_WITH_AS((void)postgresql().notify("", "b"),
                         "a channel of notifications has a name, and this is empty", DataError);
    CHECK_THROWS_AS((void)postgresql().notify(std::string(64, 'x'), ""), DataError);
    CHECK_THROWS_AS((void)postgresql().listen(std::string(64, 'x'), true), DataError);
    CHECK_THROWS_AS((void)postgresql().listen(std::string("a\0b", 3), true), DataError);
    CHECK_THROWS_WITH_AS((void)postgresql().notify("a", std::string(8000, 'y')),
                         "PostgreSQL sends at most 7999 bytes along with a notification, and these "
                         "are 8000: store them in a row, and notify of its key",
                         DataError);
}

TEST_CASE("locks of a program's own are functions of PostgreSQL that end with the transaction") {
    CHECK(postgresql().advisory_lock(7, false, true).sql == "SELECT PG_ADVISORY_XACT_LOCK($1)");
    CHECK(postgresql().advisory_lock(7, true, false).sql ==
          "SELECT PG_TRY_ADVISORY_XACT_LOCK_SHARED($1)");
}
