// Tables that are made anew, with rows that name theirs: nothing is lost. Of engines that cannot
// change such tables in place.
#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <thread>

#include "aside/sync_to_async.hpp"
#include "manage/migrations.hpp"
#include "model/ascii.hpp"
#include "support/forwarding_connection.hpp"

using namespace aside;
using namespace aside::testing;

namespace {

#define REQUIRES_REBUILDS() \
    if (!engine().migrating().rebuilds_lose()) return

/// Directors, films, and rows that go or change with a film.
void make_cinema() {
    for (
        const char* sql :
        {"CREATE TABLE director (id integer NOT NULL PRIMARY KEY AUTOINCREMENT, name text NOT "
         "NULL)",
         "CREATE TABLE film (id integer NOT NULL PRIMARY KEY AUTOINCREMENT, name text NOT NULL "
         "COLLATE NOCASE, director_id bigint NULL REFERENCES director (id) ON DELETE CASCADE "
         "DEFERRABLE INITIALLY DEFERRED)",
         "CREATE TABLE review (id integer NOT NULL PRIMARY KEY, film_id bigint NOT NULL REFERENCES "
         "film (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED)",
         "CREATE TABLE award (id integer NOT NULL PRIMARY KEY, film_id bigint NULL REFERENCES film "
         "ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED)",
         "CREATE TABLE audit (what text)",
         "CREATE INDEX film_search ON film (name) WHERE name <> ''",
         "CREATE INDEX film_director ON film (director_id)",
         "CREATE TRIGGER film_audit AFTER INSERT ON film BEGIN INSERT INTO audit VALUES "
         "(NEW.name); END",
         "CREATE VIEW titles AS SELECT id, name AS title FROM film",
         "CREATE TRIGGER titles_insert INSTEAD OF INSERT ON titles BEGIN INSERT INTO film (name) "
         "VALUES (NEW.title); END",
         "INSERT INTO director (name) VALUES ('d')",
         "INSERT INTO film (name, director_id) VALUES ('a', 1), ('b', 1), ('c', NULL)",
         "DELETE FROM film WHERE id = 3", "INSERT INTO review (film_id) VALUES (1), (1), (2)",
         "INSERT INTO award (film_id) VALUES (1), (NULL)"})
        connection().execute(sql);
}

const std::string new_film =
    "CREATE TABLE new__film (id integer NOT NULL PRIMARY KEY AUTOINCREMENT, name text NOT NULL "
    "COLLATE NOCASE, director_id bigint NULL REFERENCES director (id) ON DELETE CASCADE DEFERRABLE "
    "INITIALLY DEFERRED, CONSTRAINT named CHECK (name <> ''))";
const std::string copy_film =
    "INSERT INTO new__film (id, name, director_id) SELECT id, name, director_id FROM film";

std::string rebuild_of_film(const std::string& make = new_film, const std::string& copy = copy_film,
                            const std::string& rest = "", const std::string& without = "") {
    return "-- aside: rebuild film" + without + '\n' + make + ";\n" + copy +
           ";\nDROP TABLE film;\nALTER TABLE new__film RENAME TO film;\n" +
           "CREATE INDEX film_director ON film (director_id);\n" + rest + "-- aside: end\n";
}

Files files_of(const std::string& up) {
    Files files;
    files.add("0001_check", up);
    return files;
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
    const std::size_t at = text.find(what);
    REQUIRE(at != std::string::npos);
    return text.replace(at, what.size(), by);
}

/// Whether the connection that writes enforces foreign keys, renames as it should, and is in no
/// transaction that was left.
void check_connection() {
    aside::atomic([] {
        CHECK(*value_of("PRAGMA foreign_keys").integer() == 1);
        CHECK(*value_of("PRAGMA legacy_alter_table").integer() == 0);
    });
    CHECK_THROWS_AS(connection().execute("INSERT INTO review (film_id) VALUES (99)"),
                    ForeignKeyViolation);
    CHECK(connection().query("PRAGMA foreign_key_check").empty());
}

void check_rows() {
    CHECK(count("film") == 2);
    CHECK(count("review") == 3);
    CHECK(*value_of("SELECT COUNT(film_id) FROM award").integer() == 1);
}

/// That the film table is refused this new form, says why, and is as it was.
void check_refused(const std::string& up, const std::string& why) {
    const std::string schema =
        "SELECT group_concat(sql, ';') FROM sqlite_master WHERE name NOT "
        "LIKE 'aside%' AND sql IS NOT NULL";
    const std::string before = *value_of(schema).text();
    const std::string refusal = files_of(up).refusal();
    INFO(refusal);
    CHECK(contains(refusal, why));
    CHECK(applied().empty());
    CHECK(*value_of(schema).text() == before);
    check_rows();
    check_connection();
}

}  // namespace

TEST_CASE("a rebuilt table keeps the rows of its children, and all that belongs to it") {
    const SharedTestDatabase<> database;
    REQUIRES_REBUILDS();
    make_cinema();
    Files files = files_of(rebuild_of_film());
    CHECK(files.run() == NameList{"0001_check"});
    CHECK(files.told.front() == "film rebuilt, 2 rows; kept index film_search, trigger film_audit");
    check_rows();
    check_connection();
    CHECK_THROWS_AS(connection().execute("INSERT INTO film (name) VALUES ('')"), CheckViolation);
    const auto names = connection().query(
        "SELECT type || ' ' || name FROM sqlite_master WHERE tbl_name IN ('film', 'titles') AND "
        "sql IS NOT NULL ORDER BY 1");
    std::string all;
    for (const SqlRow& row : names) all += *row[0].text() + ", ";
    CHECK(all ==
          "index film_director, index film_search, table film, trigger film_audit, trigger "
          "titles_insert, view titles, ");
    // The key of the row that was deleted is not given out again; triggers go on.
    connection().execute("INSERT INTO titles (title) VALUES ('new')");
    CHECK(*value_of("SELECT id FROM film WHERE name = 'NEW'").integer() == 4);
    CHECK(*value_of("SELECT COUNT(*) FROM audit WHERE what = 'new'").integer() == 1);
    // Children name the new table: a film takes its reviews along.
    connection().execute("DELETE FROM film WHERE id = 1");
    CHECK(count("review") == 1);
    CHECK(*value_of("SELECT COUNT(film_id) FROM award").integer() == 0);
    CHECK(contains(*value_of("SELECT sql FROM sqlite_master WHERE name = 'review'").text(),
                   "REFERENCES film"));
}

TEST_CASE("a table without rows that was given keys goes on where it was, and so does one anew") {
    const SharedTestDatabase<> database;
    REQUIRES_REBUILDS();
    make_cinema();
    connection().execute("DELETE FROM film");
    files_of(rebuild_of_film()).run();
    connection().execute("INSERT INTO film (name) VALUES ('x')");
    CHECK(*value_of("SELECT id FROM film").integer() == 4);
}

TEST_CASE("a rebuild that is written by hand, without a word to us, keeps the children's rows") {
    const SharedTestDatabase<> database;
    REQUIRES_REBUILDS();
    make_cinema();
    connection().execute("DROP VIEW titles");
    files_of(new_film + ";" + copy_film +
             "; DROP TABLE film; ALTER TABLE new__film RENAME TO film;")
        .run();
    check_rows();
    check_connection();
}

TEST_CASE("a column of the database that the file does not copy is refused by its name") {
    const SharedTestDatabase<> database;
    REQUIRES_REBUILDS();
    make_cinema();
    connection().execute("ALTER TABLE film ADD COLUMN notes text");
    connection().execute("UPDATE film SET notes = 'kept'");
    check_refused(rebuild_of_film(),
                  "the database has the column notes, which the file does not copy");
    SUBCASE("unless it is named") {
        files_of(rebuild_of_film(new_film, copy_film, "", " without notes")).run();
        CHECK_THROWS_AS((void)value_of("SELECT notes FROM film"), DatabaseError);
        check_rows();
    }
    SUBCASE("or everything is copied") {
        files_of(rebuild_of_film(replaced(new_film, ", CONSTRAINT", ", notes text, CONSTRAINT"),
                                 "INSERT INTO new__film SELECT * FROM film"))
            .run();
        CHECK(*value_of("SELECT COUNT(notes) FROM film").integer() == 2);
    }
}

TEST_CASE("what only the database asks of its rows is not lost unasked") {
    const SharedTestDatabase<> database;
    REQUIRES_REBUILDS();
    make_cinema();
    connection().execute(
        "CREATE TABLE tight (a int PRIMARY KEY, b text UNIQUE, c int DEFAULT 5 REFERENCES director "
        "(id), d int DEFAULT NULL, e int NOT NULL, CONSTRAINT Full_ CHECK (b <> ''))");
    const NameList all{"unique b", "foreign key c", "check full_", "not null of e", "default of c"};
    const auto rebuild = [&](const std::string& but) {
        std::string drops;
        for (const std::string& each : all)
            if (each != but) drops += "-- aside: drops " + each + '\n';
        return "-- aside: rebuild tight\n" + drops +
               "CREATE TABLE n (a int PRIMARY KEY, b text, c int, d int, e int);\n"
               "INSERT INTO n (a, b, c, d, e) SELECT a, b, c, d, e FROM tight;\n"
               "DROP TABLE tight;\nALTER TABLE n RENAME TO tight;\n-- aside: end\n";
    };
    for (const std::string& each : all) {
        const std::string refusal = files_of(rebuild(each)).refusal();
        INFO(refusal);
        CHECK(contains(model::lower(refusal), "say \"-- aside: drops " + each + '"'));
        CHECK(applied().empty());
    }
    CHECK(files_of(rebuild("")).run() == NameList{"0001_check"});
}

TEST_CASE("a rebuild that would lose rows is undone") {
    const SharedTestDatabase<> database;
    REQUIRES_REBUILDS();
    make_cinema();
    check_refused(rebuild_of_film(new_film, copy_film + " WHERE id = 1"),
                  "film had 2 rows, and would have 1");
    check_refused(rebuild_of_film(new_film, copy_film, "DELETE FROM review;\n"),
                  "review had 3 rows, and would have 0");
    check_refused(rebuild_of_film(new_film, copy_film, "UPDATE award SET film_id = NULL;\n"),
                  "award had 1 rows with a film_id, and would have 0");
}

TEST_CASE("a rebuild that would leave rows without the one that they name is undone") {
    const SharedTestDatabase<> database;
    REQUIRES_REBUILDS();
    make_cinema();
    check_refused(rebuild_of_film(new_film,
                                  "INSERT INTO new__film (id, name, director_id) SELECT "
                                  "id + 100, name, director_id FROM film"),
                  "a row of review (rowid 1) names a row of film that is not there");
}

TEST_CASE("STRICT, WITHOUT ROWID, collations, generated columns and AUTOINCREMENT are not lost") {
    const SharedTestDatabase<> database;
    REQUIRES_REBUILDS();
    make_cinema();
    check_refused(rebuild_of_film(replaced(new_film, "COLLATE NOCASE", "")),
                  "the column name has the collation NOCASE, and would have another");
    check_refused(rebuild_of_film(replaced(new_film, " AUTOINCREMENT", "")),
                  "the table has autoincrement of id, and would not have it any more");
    connection().execute("ALTER TABLE film ADD COLUMN loud text AS (upper(name))");
    check_refused(rebuild_of_film(), "the generated column loud would be gone");
    check_refused(rebuild_of_film(replaced(new_film, ", CONSTRAINT", ", loud text, CONSTRAINT")),
                  "the column loud is generated, and would not be so any more");
    files_of(rebuild_of_film(
                 replaced(new_film, ", CONSTRAINT", ", loud text AS (upper(name)), CONSTRAINT")))
        .run();
    CHECK(*value_of("SELECT loud FROM film WHERE id = 1").text() == "A");
    check_rows();
    connection().execute("CREATE TABLE tight (a int PRIMARY KEY, b text) STRICT, WITHOUT ROWID");
    connection().execute("INSERT INTO tight VALUES (1, 'x')");
    const auto rebuild = [](const std::string& options) {
        Files files = files_of(rebuild_of_film(
            replaced(new_film, ", CONSTRAINT", ", loud text AS (upper(name)), CONSTRAINT")));
        files.add("0002_tight",
                  "-- aside: rebuild tight\nCREATE TABLE n (a int PRIMARY KEY, b text)" + options +
                      "; INSERT INTO n SELECT a, b FROM tight; DROP TABLE tight; "
                      "ALTER TABLE n RENAME TO tight;\n-- aside: end\n");
        return files.refusal();
    };
    CHECK(contains(rebuild(""), "STRICT, and would not be any more"));
    CHECK(contains(rebuild(" STRICT"), "WITHOUT ROWID, and would not be any more"));
    CHECK(rebuild(" STRICT, WITHOUT ROWID").empty());
    CHECK(count("tight") == 1);
}

TEST_CASE("an index, a trigger or a view of others that would no longer work stops the rebuild") {
    const SharedTestDatabase<> database;
    REQUIRES_REBUILDS();
    make_cinema();
    const std::string unnamed =
        replaced(replaced(new_film, "name text NOT NULL COLLATE NOCASE, ", ""),
                 ", CONSTRAINT named CHECK (name <> '')", "");
    const std::string copy =
        "INSERT INTO new__film (id, director_id) SELECT id, director_id FROM film";
    check_refused(rebuild_of_film(unnamed, copy, "", " without name"),
                  "the index film_search of the database cannot be put back");
    check_refused("DROP INDEX film_search;\n" + rebuild_of_film(unnamed, copy, "", " without name"),
                  "the view titles would not work any more");
    check_refused("DROP INDEX film_search; DROP VIEW titles;\n" +
                      rebuild_of_film(unnamed, copy, "", " without name"),
                  "a trigger of film would not work any more");
    // What the file itself drops or makes is the file's own.
    files_of(rebuild_of_film(unnamed, copy,
                             "DROP INDEX IF EXISTS film_search; DROP TRIGGER IF EXISTS film_audit; "
                             "DROP VIEW titles;\n",
                             " without name"))
        .run();
    check_rows();
}

TEST_CASE("rebuilds that follow each other in one file keep what the first has kept") {
    const SharedTestDatabase<> database;
    REQUIRES_REBUILDS();
    make_cinema();
    Files files = files_of(rebuild_of_film() + rebuild_of_film());
    files.run();
    CHECK(files.told.size() == 3);
    CHECK(files.told[1] == files.told[0]);
    check_rows();
    check_connection();
}

TEST_CASE("a table that is renamed takes along all that names it") {
    const SharedTestDatabase<> database;
    REQUIRES_REBUILDS();
    make_cinema();
    Files files = files_of(rebuild_of_film());
    files.add("0002_movie", "ALTER TABLE film RENAME TO movie;");
    files.run();
    for (const char* name : {"review", "award", "titles", "film_audit"}) {
        const std::string sql =
            *value_of("SELECT sql FROM sqlite_master WHERE name = ?", name).text();
        CHECK(contains(sql, "movie"));
        CHECK_FALSE(contains(sql, "new__film"));
    }
    connection().execute("DELETE FROM movie WHERE id = 1");
    CHECK(count("review") == 1);
}

TEST_CASE("foreign keys are enforced again after whatever ends a migration") {
    const SharedTestDatabase<> database;
    REQUIRES_REBUILDS();
    make_cinema();
    SUBCASE("an error of the database") {
        CHECK_THROWS_AS(files_of(rebuild_of_film() + "SELECT no_such;").run(), DatabaseError);
    }
    SUBCASE("an error in the middle of the rename") {
        check_refused(replaced(rebuild_of_film(), "DROP TABLE film;", ""), "film");
    }
    SUBCASE("an exception of a step") {
        migrations::RunOptions options;
        options.steps["step"] = [](Transaction&) { throw std::logic_error("mine"); };
        CHECK_THROWS_WITH(files_of(rebuild_of_film() + "-- aside: call step\n").run(options),
                          "mine");
    }
    SUBCASE("a step that ends the transaction itself") {
        migrations::RunOptions options;
        options.steps["step"] = [](Transaction& transaction) { transaction.commit(); };
        CHECK_THROWS_AS(
            files_of(rebuild_of_film() + "-- aside: call step\nSELECT no_such;").run(options),
            DatabaseError);
        CHECK_FALSE(contains(*value_of("SELECT sql FROM sqlite_master WHERE name = 'film'").text(),
                             "CHECK"));
    }
    SUBCASE("cancelling") {
        std::atomic<bool> begun = false;
        migrations::RunOptions options;
        options.steps["step"] = [&](Transaction&) { begun = true; };
        auto future = sync_to_async([&] {
            files_of(rebuild_of_film() +
                     "-- aside: call step\nWITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 "
                     "FROM n) INSERT INTO audit SELECT i FROM n WHERE i < 0;")
                .run(options);
        })();
        while (!begun) std::this_thread::sleep_for(std::chrono::milliseconds(1));
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        future.cancel();
        CHECK_THROWS_AS(future.get(), QueryCancelled);
    }
    check_rows();
    check_connection();
}

namespace {

/// Drops the statement that switches foreign keys off, as a server may that has another connection
/// for each statement.
class StubbornConnection final : public ForwardingConnection {
public:
    using ForwardingConnection::ForwardingConnection;
    std::unique_ptr<backend::Prepared> prepare(std::string_view sql) override {
        return inner().prepare(sql == "PRAGMA foreign_keys = OFF" ? "SELECT 1" : sql);
    }
};

}  // namespace

TEST_CASE(
    "where foreign keys cannot be switched off, a table that would be dropped is left alone") {
    const SharedTestDatabase<> database;
    REQUIRES_REBUILDS();
    const std::string url = database.url();
    aside::disconnect();
    auto source = backend::source_of(url, std::chrono::seconds(5));
    source.open = [open = source.open](
                      backend::Access access,
                      const detail::Interrupt* interrupt) -> std::unique_ptr<backend::Connection> {
        return std::make_unique<StubbornConnection>(open(access, interrupt));
    };
    exec::connect_with(source, {});
    make_cinema();
    check_refused(rebuild_of_film(), "the database goes on to enforce foreign keys");
    check_refused("DROP TABLE film;", "the database goes on to enforce foreign keys");
}

TEST_CASE("a column is added to a table of any size by a few pages that are written") {
    const SharedTestDatabase<> database;
    REQUIRES_REBUILDS();
    connection().execute("CREATE TABLE big (id integer NOT NULL PRIMARY KEY, name text)");
    connection().execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) INSERT "
        "INTO big SELECT i, 'row ' || i FROM n");
    connection().execute("PRAGMA wal_checkpoint(TRUNCATE)");
    const auto pages_in_log = [&] {
        return std::filesystem::file_size(database.url().substr(7) + "-wal") / 4096;
    };
    const auto before = pages_in_log();
    CHECK(before < 10);
    files_of(
        "ALTER TABLE big ADD COLUMN year integer NULL; ALTER TABLE big ADD COLUMN currency "
        "text NOT NULL DEFAULT 'usd';")
        .run();
    CHECK(pages_in_log() < 30);
    CHECK(*value_of("SELECT COUNT(*) FROM big WHERE currency = 'usd'").integer() == 100000);
}
