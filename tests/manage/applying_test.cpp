// What of a history is applied, undone and refused, on every engine.
#include <doctest/doctest.h>

#include "manage/migrations.hpp"

using namespace aside;
using namespace aside::testing;

namespace {

const std::string make_film =
    R"(CREATE TABLE "film" ("id" integer NOT NULL PRIMARY KEY, "name" text NOT NULL);)";

Files films() {
    Files files;
    files.add("0001_initial", make_film, R"(DROP TABLE "film";)");
    files.add("0002_year", R"(ALTER TABLE "film" ADD COLUMN "year" integer NULL;)",
              "-- destroys: film.year\nALTER TABLE \"film\" DROP COLUMN \"year\";");
    files.add("0003_rows", R"(INSERT INTO "film" ("id", "name") VALUES (1, 'a'), (2, 'b;c');)",
              R"(DELETE FROM "film";)");
    return files;
}

}  // namespace

TEST_CASE("migrations are applied once and in their order, and undone in the other") {
    const SharedTestDatabase<> database;
    Files files = films();
    CHECK(files.run() == NameList{"0001_initial", "0002_year", "0003_rows"});
    CHECK(files.told == NameList{"0001_initial applied", "0002_year applied", "0003_rows applied"});
    CHECK(applied() == NameList{"0001_initial", "0002_year", "0003_rows"});
    CHECK(count("film") == 2);
    CHECK(files.run().empty());
    CHECK(files.run({.target = "0001"}) == NameList{"0003_rows", "0002_year"});
    CHECK(count("film") == 0);
    CHECK(files.run({.target = "0002_year"}) == NameList{"0002_year"});
    CHECK(files.run({.target = "zero"}) == NameList{"0002_year", "0001_initial"});
    CHECK_FALSE(migrations::has_table("default", "film"));
    CHECK(files.run() == NameList{"0001_initial", "0002_year", "0003_rows"});
}

TEST_CASE("a migration that fails is undone as a whole, and the next run goes on from there") {
    const SharedTestDatabase<> database;
    Files files = films();
    files.add("0004_broken", R"(CREATE TABLE "half" ("id" integer);)"
                             R"(DELETE FROM "film"; INSERT INTO "no such table" VALUES (1);)");
    CHECK_THROWS_AS(files.run(), DatabaseError);
    CHECK(applied() == NameList{"0001_initial", "0002_year", "0003_rows"});
    CHECK_FALSE(migrations::has_table("default", "half"));
    CHECK(count("film") == 2);
    files.edit("INSERT INTO \"no such table\" VALUES (1)", "SELECT 1");
    CHECK(files.run() == NameList{"0004_broken"});
    CHECK(count("film") == 0);
}

TEST_CASE("a file that was edited after it was applied is refused until that is accepted") {
    const SharedTestDatabase<> database;
    Files files = films();
    files.run();
    files.edit("'b;c'", "'other'");
    const std::string refusal = files.refusal();
    CHECK(contains(refusal, "0003_rows was edited after it was applied"));
    CHECK(contains(refusal, "migrate --accept 0003_rows"));
    CHECK(contains(files.refusal({.target = "zero"}), "0003_rows was edited"));
    CHECK(count("film") == 2);
    files.told.clear();
    migrations::RunOptions options;
    options.tell = [&](const std::string& line) { files.told.push_back(line); };
    migrations::accept(files.history(), options, "0003");
    CHECK(files.told == NameList{"0003_rows accepted as it is now"});
    CHECK(files.run().empty());
    CHECK_THROWS_AS(migrations::accept(files.history(), options, "0009"), MigrationError);
}

TEST_CASE("a file that a checkout has given other line ends was not edited") {
    const SharedTestDatabase<> database;
    Files files = films();
    files.run();
    files.edit("-- after: 0002_year\n", "-- after: 0002_year  \r\n");
    CHECK(files.run().empty());
}

TEST_CASE("a database that a newer program has migrated is left alone, and both are named") {
    const SharedTestDatabase<> database;
    films().add("0004_newer", "SELECT 1;").run();
    Files older = films();
    const std::string refusal = older.refusal();
    CHECK(contains(refusal, "0004_newer"));
    CHECK(contains(refusal, "0003_rows"));
    CHECK(contains(older.refusal({.target = "zero"}), "0004_newer"));
    CHECK(count("film") == 2);
    CHECK(applied().size() == 4);
}

TEST_CASE("a migration that comes before one that is applied is refused by both names") {
    const SharedTestDatabase<> database;
    Files merged;
    merged.add("0001_initial", make_film).add("0003_rows", "SELECT 1;");
    merged.run();
    Files files;
    files.add("0001_initial", make_film).add("0002_other", "SELECT 2;");
    files.add("0003_rows", "SELECT 1;");
    const std::string refusal = files.refusal();
    CHECK(contains(refusal, "0003_rows is applied, and 0002_other, which it follows, is not"));
    CHECK(contains(refusal, "--rebase 0002_other"));
}

TEST_CASE("a target may be the beginning of one name, and is refused if it is of several or none") {
    const SharedTestDatabase<> database;
    Files files = films();
    CHECK(contains(files.refusal({.target = "000"}), "may be 0001_initial or 0002_year"));
    CHECK(contains(files.refusal({.target = "0009"}), "there is no migration \"0009\""));
    CHECK(applied().empty());
    Files one_way;
    one_way.add("0001_initial", make_film);
    one_way.run();
    CHECK(contains(one_way.refusal({.target = "zero"}), "0001_initial cannot be undone"));
}

TEST_CASE("a step in C++ runs in the transaction of its file, where it is called") {
    const SharedTestDatabase<> database;
    Files files = films();
    files.add("0004_split",
              "INSERT INTO \"film\" (\"id\", \"name\") VALUES (3, 'c');\n"
              "-- aside: call split\n"
              "INSERT INTO \"film\" (\"id\", \"name\") VALUES (4, 'd');");
    const std::string refusal = files.refusal();
    CHECK(contains(refusal, "0004_split calls the step \"split\""));
    CHECK(applied().empty());  // before anything is run
    std::int64_t seen = 0;
    const auto split = [&](Transaction& transaction) {
        CHECK(transaction.block() != nullptr);
        seen = count("film");
        connection().execute("UPDATE film SET name = ?", "split");
        if (seen == 99) throw std::runtime_error("never");
    };
    const auto fails = [&](Transaction&) {
        connection().execute("DELETE FROM film");
        throw std::runtime_error("of the step");
    };
    CHECK_THROWS_WITH(files.run({.steps = {{"split", fails}}}), "of the step");
    CHECK(count("film") == 2);
    CHECK(files.run({.steps = {{"split", split}}}) == NameList{"0004_split"});
    CHECK(seen == 3);
    CHECK(*value_of("SELECT COUNT(*) FROM film WHERE name = 'split'").integer() == 3);
}

TEST_CASE("what destroys something is refused where only what is safe was asked for") {
    const SharedTestDatabase<> database;
    Files files = films();
    CHECK(files.run({.safe = true}).size() == 3);
    files.add("0004_gone", "-- destroys: film.name\nSELECT 1;");
    CHECK(contains(files.refusal({.safe = true}), "0004_gone destroys film.name"));
    CHECK(
        contains(files.refusal({.target = "0001", .safe = true}), "0002_year destroys film.year"));
    CHECK(applied().size() == 3);
    CHECK(files.run() == NameList{"0004_gone"});
}

TEST_CASE("a migration may be said to be done, or not to be, without doing anything") {
    const SharedTestDatabase<> database;
    Files files = films();
    CHECK(files.run({.target = "0002", .fake = true}) == NameList{"0001_initial", "0002_year"});
    CHECK(files.told.front() == "0001_initial applied (only said so)");
    CHECK_FALSE(migrations::has_table("default", "film"));
    CHECK(files.run({.target = "zero", .fake = true}) == NameList{"0002_year", "0001_initial"});
    CHECK(files.run().size() == 3);
}

TEST_CASE("the first migration is taken as applied if its tables are there and are the same") {
    const SharedTestDatabase<> database;
    connection().execute(make_film.substr(0, make_film.size() - 1));
    connection().execute("INSERT INTO film (id, name) VALUES (7, 'old')");
    Files files = films();
    CHECK_THROWS_AS(files.run(), DatabaseError);
    CHECK(files.run({.target = "0002", .fake_initial = true}).size() == 2);
    CHECK(files.told[0] == "0001_initial applied (only said so)");
    CHECK(files.told[1] == "0002_year applied");
    CHECK(count("film") == 1);
    CHECK(files.run({.target = "zero", .fake = true}).size() == 2);
    const std::string refusal = files.refusal({.fake_initial = true});
    CHECK(contains(refusal, "film: column year removed"));
    CHECK(count("film") == 1);
    connection().execute("DROP TABLE film");
    CHECK(files.run({.fake_initial = true}).size() == 3);
    CHECK(count("film") == 2);
}

TEST_CASE("histories of other names do not know of each other") {
    const SharedTestDatabase<> database;
    films().run();
    Files own;
    own.add("0001_initial", R"(CREATE TABLE "bill" ("id" integer);)");
    CHECK(own.run({.history = "billing"}) == NameList{"0001_initial"});
    CHECK(applied("billing") == NameList{"0001_initial"});
    CHECK(applied().size() == 3);
}

TEST_CASE("nothing can be migrated inside of a transaction, or by on_connect") {
    const SharedTestDatabase<> database;
    Files files = films();
    aside::atomic([&] { CHECK_THROWS_AS(files.run(), TransactionManagementError); });
    CHECK(applied().empty());
    const auto hook = [&](const Connection&) {
        migrations::RunOptions options{.alias = "second"};
        const auto history = files.history();
        CHECK_THROWS_AS(migrations::run(history, options), TransactionManagementError);
    };
    aside::connect(database.url(), {.alias = "second", .on_connect = hook});
    aside::disconnect("second");
}

TEST_CASE("nothing is written where nothing is to be done") {
    const SharedTestDatabase<> database;
    Files files = films();
    files.run();
    const QueryLog log;
    CHECK(files.run().empty());
    CHECK_FALSE(log.empty());
    for (const aside::Statement& statement : log) CHECK(statement.sql.starts_with("SELECT"));
}

TEST_CASE("a program applies the migrations that it brings along, and those of its engine only") {
    const SharedTestDatabase<> database;
    const Files files = films();
    std::vector<EmbeddedMigration> embedded{{"0001_other.oracle.sql", "?"}};
    for (const auto& text : files.texts()) embedded.push_back({text.file, text.text});
    CHECK(aside::migrate(std::span(embedded).first(2)).applied == NameList{"0001_initial"});
    CHECK(aside::amigrate(embedded).get().applied == NameList{"0002_year", "0003_rows"});
    CHECK(aside::amigrate(embedded).get().applied.empty());
    CHECK_THROWS_AS(aside::migrate(std::span(embedded).first(2)), MigrationError);
    CHECK_THROWS_AS(aside::amigrate(std::span(embedded).first(2)).get(), MigrationError);
}

TEST_CASE(
    "a program takes tables that are there already for those of the first migration, if it says "
    "so") {
    const SharedTestDatabase<> database;
    connection().execute(make_film.substr(0, make_film.size() - 1));
    const Files files = films();
    std::vector<EmbeddedMigration> embedded;
    for (const auto& text : files.texts()) embedded.push_back({text.file, text.text});
    CHECK_THROWS_AS(aside::migrate(embedded), DatabaseError);
    const auto applied = aside::amigrate(embedded, {.fake_initial = true}).get().applied;
    CHECK(applied == NameList{"0001_initial", "0002_year", "0003_rows"});
    CHECK(aside::migrate(embedded).applied.empty());
}

TEST_CASE("a statement that takes no transaction is run without one, and leaves a trace") {
    const SharedTestDatabase<> database;
    films().run();
    const auto with = [](const std::string& sql) {
        Files files = films();
        files.add("0004_apart", sql);
        files.edit("-- aside migration", "-- aside: no-transaction\n-- aside migration");
        return files;
    };
    const std::string good = either("VACUUM;", "CREATE INDEX CONCURRENTLY by_name ON film (name);");
    SUBCASE("it is done") {
        CHECK(with(good).run() == NameList{"0004_apart"});
        CHECK(applied().size() == 4);
    }
    SUBCASE("it fails, and may be run again") {
        Files bad = with(either("VACUUM INTO '/no/such/folder/file';",
                                "CREATE INDEX CONCURRENTLY by_name ON film (no_column);"));
        CHECK_THROWS_AS(bad.run(), DatabaseError);
        CHECK(applied().size() == 3);
        CHECK(with(good).run() == NameList{"0004_apart"});
    }
    SUBCASE("the process was killed meanwhile") {
        Files files = with(good);
        const auto history = files.history();
        migrations::Records("default", "").add(history.back(), true);
        std::string refusal = files.refusal();
        CHECK(contains(refusal, "0004_apart was begun at "));
        CHECK(contains(refusal, "migrate --accept 0004_apart"));
        CHECK(contains(refusal, "\"0003_rows\""));
        SUBCASE("it was done") {
            migrations::accept(history, {}, "0004");
            CHECK(files.run().empty());
        }
        SUBCASE("it was not") {
            CHECK(files.run({.target = "0003", .fake = true}) == NameList{"0004_apart"});
            CHECK(files.run() == NameList{"0004_apart"});
        }
    }
    SUBCASE("the process was killed while it was undone") {
        Files files = with(good);
        files.run();
        const auto history = files.history();
        migrations::Records("default", "").set_undoing(history.back());
        const std::string refusal = files.refusal({.target = "0003"});
        CHECK(contains(refusal, "0004_apart was to be undone"));
        CHECK(contains(refusal, "migrate --accept 0004_apart"));
        files.told.clear();
        migrations::RunOptions options;
        options.tell = [&](const std::string& line) { files.told.push_back(line); };
        migrations::accept(history, options, "0004");
        CHECK(files.told == NameList{"0004_apart accepted as undone"});
        CHECK(applied().size() == 3);
    }
}

TEST_CASE("an index that could not be made while others write is replaced by the next try") {
    const SharedTestDatabase<> database;
    if (is_sqlite()) return;  // makes none so
    films().run();
    connection().execute("UPDATE film SET name = 'same'");
    Files files = films();
    files.add("0004_unique",
              "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS by_name ON film (name);");
    files.edit("-- aside migration", "-- aside: no-transaction\n-- aside migration");
    CHECK_THROWS_AS(files.run(), UniqueViolation);
    const std::string valid =
        "SELECT COUNT(*) FROM pg_index WHERE indisvalid AND indexrelid = "
        "to_regclass('by_name')";
    CHECK(*value_of(valid).integer() == 0);
    CHECK(*value_of("SELECT COUNT(*) FROM pg_index WHERE indexrelid = to_regclass('by_name')")
               .integer() == 1);
    connection().execute("DELETE FROM film WHERE id = 2");
    CHECK(files.run() == NameList{"0004_unique"});
    CHECK(*value_of(valid).integer() == 1);
}

TEST_CASE("a table that another transaction holds is waited for without blocking those behind") {
    const SharedTestDatabase<> database;
    if (is_sqlite()) return;  // one transaction writes at a time
    films().run({.target = "0001"});
    aside::connect(database.url(), {.alias = "holder"});
    std::vector<std::string> told;
    {
        const Transaction holds({.alias = "holder"});
        connection("holder").execute("LOCK TABLE film IN ACCESS SHARE MODE");
        Files files = films();
        CHECK_THROWS_AS(files.run({.wait = std::chrono::milliseconds(1),
                                   .lock_wait = std::chrono::milliseconds(50)}),
                        DatabaseLocked);
        CHECK(applied() == NameList{"0001_initial"});
        CHECK(count("film") == 0);  // nobody waits behind it
    }
    Files files = films();
    {
        std::optional<Transaction> holds;
        holds.emplace(AtomicOptions{.alias = "holder"});
        connection("holder").execute("LOCK TABLE film IN ACCESS SHARE MODE");
        migrations::RunOptions options{.lock_wait = std::chrono::milliseconds(50)};
        options.tell = [&](const std::string& line) {
            told.push_back(line);
            holds.reset();  // of the same thread
        };
        const auto history = files.history();
        CHECK(migrations::run(history, options).size() == 2);
    }
    CHECK(contains(told.at(0), "0002_year waits for a lock, and will be tried again"));
    CHECK(told.at(1) == "0002_year applied");
    aside::disconnect("holder");
}
