// Migration files as text: what is read, what is written, and which texts are the same.
#include "aside/migrate.hpp"
#include "migrations/file.hpp"
#include "migrations/history.hpp"
#include "sql/postgresql/dialect.hpp"
#include "sql/sqlite/dialect.hpp"
#include "support/database.hpp"

using namespace aside;
using namespace aside::migrations;

namespace {

const sql::Dialect& sqlite() { return sql::sqlite::dialect(); }
const sql::Dialect& postgresql() { return sql::postgresql::dialect(); }

/// What a text is refused for; empty if it is not.
std::string refusal_of(std::string_view text, const sql::Dialect& dialect = sqlite()) {
    try {
        (void)parse(text, "0001_x", dialect);
    } catch (const MigrationError& error) {
        return error.what();
    }
    return {};
}

std::vector<std::string> statements(const std::string& text, const sql::Dialect& dialect) {
    std::vector<std::string> all;
    const File file = parse("-- aside migration 0001_x\n" + text, "0001_x", dialect);
    for (const Step& step : file.up.steps) all.push_back(std::get<Sql>(step).text);
    return all;
}

const std::string film_title = R"(-- aside migration 0002_film_title
-- after: 0001_initial
-- Rename film.name to film.title; add film.rating
-- destroys: film.a, film.b
-- fails where: film.director is NULL
ALTER TABLE "film" RENAME COLUMN "name" TO "title";
-- aside: rebuild film without a, b
-- aside: drops unique name, year
-- aside: drops check year_known
CREATE TABLE "new__film" ("id" integer);
DROP TABLE "film";
-- aside: end
-- aside: call split_names
-- aside: down
-- destroys: film.rating
ALTER TABLE "film" RENAME COLUMN "title" TO "name";
)";

}  // namespace

TEST_CASE("a file is read with its header, its steps and its way back, and written again") {
    const File file = parse(film_title, "0002_film_title", sqlite());
    CHECK(file.after == "0001_initial");
    CHECK(file.description ==
          std::vector<std::string>{"Rename film.name to film.title; add film.rating"});
    CHECK(file.up.destroys == std::vector<std::string>{"film.a", "film.b"});
    CHECK(file.up.fails_where == std::vector<std::string>{"film.director is NULL"});
    REQUIRE(file.up.steps.size() == 3);
    CHECK(std::get<Sql>(file.up.steps[0]).text ==
          "ALTER TABLE \"film\" RENAME COLUMN \"name\" TO \"title\"");
    CHECK(std::get<Rebuild>(file.up.steps[1]).table == "film");
    CHECK(std::get<Rebuild>(file.up.steps[1]).without == std::vector<std::string>{"a", "b"});
    CHECK(std::get<Rebuild>(file.up.steps[1]).drops ==
          std::vector<std::string>{"unique name, year", "check year_known"});
    CHECK(std::get<Rebuild>(file.up.steps[1]).statements.size() == 2);
    CHECK(std::get<Call>(file.up.steps[2]).name == "split_names");
    REQUIRE(file.down.has_value());
    CHECK(file.down->destroys == std::vector<std::string>{"film.rating"});
    CHECK(file.in_transaction);
    CHECK(write(file) == film_title);
}

TEST_CASE("whatever a file holds, it is read again as it was written") {
    File file{.name = "0003_x",
              .description = {"a", "b"},
              .up = {.steps = {Sql{"SELECT ';' -- ; not the end"}, Sql{"SELECT 2"}}},
              .down = Part{}};
    CHECK(parse(write(file), "0003_x", sqlite()) == file);
    file.down.reset();
    CHECK(parse(write(file), "0003_x", postgresql()) == file);
    file.in_transaction = false;
    file.up.steps.pop_back();
    CHECK(parse(write(file), "0003_x", sqlite()) == file);
    CHECK(write(file).starts_with("-- aside: no-transaction\n-- aside migration 0003_x\n"));
}

TEST_CASE("a statement ends where the engine's own shell ends it") {
    const std::string trigger =
        "CREATE TEMP TRIGGER t AFTER INSERT ON a BEGIN UPDATE a SET x = CASE WHEN 1 THEN 2 END; "
        "DELETE FROM b; END";
    CHECK(statements(trigger + ";\nSELECT 1;", sqlite()) ==
          std::vector<std::string>{trigger, "SELECT 1"});
    CHECK(statements("CREATE TABLE t(begin int, \"end;\" int); SELECT [a;b];;", sqlite()) ==
          std::vector<std::string>{"CREATE TABLE t(begin int, \"end;\" int)", "SELECT [a;b]"});
    const std::string plpgsql =
        "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $x$ BEGIN a; RETURN NEW; END $x$";
    const std::string body =
        "CREATE OR REPLACE FUNCTION g() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; "
        "SELECT 2; END";
    const std::string rule = "CREATE RULE r AS ON DELETE TO a DO (DELETE FROM b; DELETE FROM c)";
    CHECK(statements(plpgsql + ';' + body + ";" + rule + "; SELECT E'\\';' /* ; /* ; */ */;",
                     postgresql()) ==
          std::vector<std::string>{plpgsql, body, rule, "SELECT E'\\';' /* ; /* ; */ */"});
    CHECK(statements("CREATE TABLE t(begin int); SELECT 1", postgresql()).size() == 2);
}

TEST_CASE("a mistake in a file is told with the migration and the line") {
    const std::string header = "-- aside migration 0001_x\n";
    CHECK(refusal_of("-- aside migration 0002_x\n") ==
          "aside: migration 0001_x, line 1: it says that it is \"0002_x\": the name of a file and "
          "that in its first line have to be one");
    CHECK(refusal_of("SELECT 1;").find("does not begin with") != std::string::npos);
    CHECK(refusal_of(header + "SELECT 1\n-- aside: down\nSELECT 2;") ==
          "aside: migration 0001_x, line 3: \"-- aside: down\" stands inside of a statement: a "
          "semicolon is missing before it");
    CHECK(refusal_of(header + "-- aside: rebuilt film\n").find("there is no directive") !=
          std::string::npos);
    CHECK(refusal_of(header + "-- aside: rebuild film\nSELECT 1;\n-- aside: down\n")
              .find("has no \"-- aside: end\"") != std::string::npos);
    CHECK(refusal_of(header + "-- aside: rebuild film\n").find("has no") != std::string::npos);
    CHECK(refusal_of(header + "-- aside: end\n").find("ends nothing") != std::string::npos);
    CHECK(refusal_of(header + "-- aside: down\n-- aside: down\n").find("twice") !=
          std::string::npos);
    CHECK(refusal_of(header + "-- after: a\n-- after: b\n").find("names two") != std::string::npos);
    CHECK(refusal_of(header + "SELECT 1;\n-- after: a\n").find("before the statements") !=
          std::string::npos);
    CHECK(refusal_of("-- aside: no-transaction\n" + header + "SELECT 1;\nSELECT 2;")
              .find("one statement") != std::string::npos);
    for (const char* sql : {"COMMIT", "begin immediate", "/* x */ Rollback", "END", "savepoint a"})
        CHECK(
            refusal_of(header + "SELECT 1;\n" + sql + ";\n").find("has a transaction of its own") !=
            std::string::npos);
    CHECK(refusal_of(header + "SELECT '-- aside: down';").empty());
    CHECK(refusal_of(header + "--aside: down\n").empty());
}

TEST_CASE("texts that an editor or a checkout leaves different have one checksum") {
    const std::string plain = "-- aside migration 0001_x\nSELECT 1;\n\nSELECT 2;\n";
    const std::string same[] = {
        "-- aside migration 0001_x\r\nSELECT 1;\r\n\r\nSELECT 2;\r\n",
        "\xEF\xBB\xBF-- aside migration 0001_x  \nSELECT 1;\t\n  \nSELECT 2;", plain + "\n\n  \n"};
    for (const std::string& text : same) {
        CHECK(normalised(text) == plain);
        CHECK(checksum(text) == checksum(plain));
    }
    CHECK(checksum("a  b\n") != checksum("a b\n"));
    CHECK(checksum("a\n\nb\n") != checksum("a\nb\n"));
    CHECK(checksum(" a\n") != checksum("a\n"));
    // By `printf 'abc\n' | sha256sum`.
    CHECK(checksum("abc") == "edeaaff3f1774ad2888673770c6d64097e391bc362d7d6fb34982ddf0efd18cb");
}

TEST_CASE("files are put in the order in which they follow each other, whatever their numbers") {
    const auto text = [](const std::string& name, const std::string& after) {
        return NamedText{name + ".sqlite.sql", "-- aside migration " + name + "\n" +
                                                   (after.empty() ? "" : "-- after: " + after) +
                                                   "\nSELECT 1;"};
    };
    const auto order = [](const std::vector<NamedText>& texts) {
        std::string names;
        try {
            for (const Migration& each : history_of(texts, sqlite())) names += each.file.name + ' ';
        } catch (const MigrationError& error) {
            names = error.what();
        }
        return names;
    };
    CHECK(order({text("0001_a", "0002_b"), text("0002_b", ""), {"0001_c.postgresql.sql", "?"}}) ==
          "0002_b 0001_a ");
    CHECK(order({text("0001_a", ""), text("0002_b", "0001_a"), text("0002_c", "0001_a")}) ==
          "aside: the migrations 0002_b and 0002_c both follow 0001_a: say makemigrations --rebase "
          "with the one that was not applied yet");
    CHECK(order({text("0001_a", ""), text("0001_b", "")}).find("are each the first") !=
          std::string::npos);
    CHECK(order({text("0002_b", "0001_a")}) ==
          "aside: the migration 0002_b follows 0001_a, which is not there");
    CHECK(order({text("0001_a", "0002_b"), text("0002_b", "0001_a")}).find("follows itself") !=
          std::string::npos);
    CHECK(order({}).empty());
}
