// What makemigrations writes, asks and refuses.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "manage/command_line.hpp"
#include "support/database.hpp"

using aside::testing::Ran;
using aside::testing::run_command;
using aside::testing::ScratchDirectory;

namespace {

using namespace aside::literals;

namespace first {
struct Director : aside::Model<Director> {
    std::int64_t id = 0;
    std::string name;
    static constexpr auto meta = aside::meta(aside::table("cinema_director"));
};
struct Film : aside::Model<Film> {
    std::int64_t id = 0;
    std::string name;
    std::int32_t year = 0;
    aside::ForeignKey<Director, aside::cascade, aside::nullable> director;
    static constexpr auto meta = aside::meta(aside::table("cinema_film"), "name"_f.max_length(100));
};
}  // namespace first

namespace second {
using first::Director;
struct Film : aside::Model<Film> {
    std::int64_t id = 0;
    std::string title;
    std::int32_t year = 0;
    std::optional<double> rating;
    std::string currency = "usd";
    aside::ForeignKey<Director, aside::cascade, aside::nullable> director;
    static constexpr auto meta =
        aside::meta(aside::table("cinema_film"), "title"_f.max_length(200));
};
}  // namespace second

namespace third {
using first::Director;
struct Film : aside::Model<Film> {
    std::int64_t id = 0;
    std::string title;
    std::int32_t year = 0;
    std::optional<double> rating;
    std::string currency = "usd";
    aside::ForeignKey<Director, aside::cascade> director;
    static constexpr auto meta = aside::meta(aside::table("cinema_film"), "title"_f.max_length(200),
                                             aside::check("year_known", "year"_f > 1887));
};
}  // namespace third

namespace indexed {
using first::Director;
struct Film : aside::Model<Film> {
    std::int64_t id = 0;
    std::string name;
    std::int32_t year = 0;
    aside::ForeignKey<Director, aside::cascade, aside::nullable> director;
    static constexpr auto meta =
        aside::meta(aside::table("cinema_film"), "name"_f.max_length(100).index());
};
}  // namespace indexed

namespace dated {
using first::Director;
struct Film : aside::Model<Film> {
    std::int64_t id = 0;
    std::string name;
    std::int32_t year = 0;
    aside::DateTime added;
    aside::ForeignKey<Director, aside::cascade, aside::nullable> director;
    static constexpr auto meta = aside::meta(aside::table("cinema_film"), "name"_f.max_length(100),
                                             "added"_f.auto_now_add());
};
}  // namespace dated

namespace moved {
using first::Director;
struct Movie : aside::Model<Movie> {
    std::int64_t id = 0;
    std::string name;
    std::int32_t year = 0;
    aside::ForeignKey<Director, aside::cascade, aside::nullable> director;
    aside::ManyToMany<Director> actors;
    static constexpr auto meta =
        aside::meta(aside::table("cinema_movie"), "name"_f.max_length(100));
};
}  // namespace moved
namespace with_actors {
using first::Director;
struct Film : aside::Model<Film> {
    std::int64_t id = 0;
    std::string name;
    std::int32_t year = 0;
    aside::ForeignKey<Director, aside::cascade, aside::nullable> director;
    aside::ManyToMany<Director> actors;
    static constexpr auto meta = aside::meta(aside::table("cinema_film"), "name"_f.max_length(100));
};
}  // namespace with_actors

namespace precise {
struct Film : aside::Model<Film> {
    std::int64_t id = 0;
    aside::Decimal<10, 4> price;
    std::int64_t views = 0;
    static constexpr auto meta = aside::meta(aside::table("cinema_film"));
};
}  // namespace precise
namespace coarse {
struct Film : aside::Model<Film> {
    std::int64_t id = 0;
    aside::Decimal<8, 2> price;
    double views = 0;
    static constexpr auto meta = aside::meta(aside::table("cinema_film"));
};
}  // namespace coarse
namespace precise_lists {
struct Film : aside::Model<Film> {
    std::int64_t id = 0;
    std::vector<aside::Decimal<10, 4>> prices;
    static constexpr auto meta = aside::meta(aside::table("cinema_film"));
};
}  // namespace precise_lists
namespace coarse_lists {
struct Film : aside::Model<Film> {
    std::int64_t id = 0;
    std::vector<aside::Decimal<10, 2>> prices;
    static constexpr auto meta = aside::meta(aside::table("cinema_film"));
};
}  // namespace coarse_lists

namespace with_pets {
struct Pet : aside::Model<Pet> {
    std::int64_t id = 0;
    static constexpr auto meta = aside::meta(aside::table("cinema_pet"));
};
struct Film : aside::Model<Film> {
    std::int64_t id = 0;
    std::string name;
    std::int32_t year = 0;
    aside::ForeignKey<first::Director, aside::cascade, aside::nullable> director;
    aside::ManyToMany<Pet> actors;
    static constexpr auto meta = aside::meta(aside::table("cinema_film"), "name"_f.max_length(100));
};
}  // namespace with_pets

/// A folder of migrations for SQLite, unless other engines are named.
class Migrations {
public:
    explicit Migrations(std::string engines = "sqlite") : engines_(std::move(engines)) {}

    template <class... Model>
    Ran make(std::vector<std::string> arguments = {}, const std::string& answers = {}) {
        return make_for<Model...>(engines_, std::move(arguments), answers);
    }
    template <class... Model>
    Ran make_for(const std::string& engines, std::vector<std::string> arguments = {},
                 const std::string& answers = {}) {
        arguments.insert(arguments.begin(), {"makemigrations", "--engine", engines});
        return run_command<Model...>(arguments, {.migrations = path()}, answers);
    }
    [[nodiscard]] std::string path() const { return directory_ / "migrations"; }
    [[nodiscard]] std::string read(const std::string& file) const {
        std::ifstream stream(path() + '/' + file);
        return {std::istreambuf_iterator<char>(stream), {}};
    }
    [[nodiscard]] std::vector<std::string> files() const {
        std::vector<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator(path()))
            names.push_back(entry.path().filename().string());
        std::ranges::sort(names);
        return names;
    }
    void write(const std::string& file, const std::string& text) const {
        std::ofstream(path() + '/' + file) << text;
    }

private:
    ScratchDirectory directory_;
    std::string engines_;
};

using Files = std::vector<std::string>;

bool has(const std::string& text, std::string_view part) { return text.find(part) != text.npos; }

}  // namespace

TEST_CASE("the first migration creates all tables, and a second one has nothing to do") {
    Migrations migrations;
    const Ran ran = migrations.make<first::Film>();
    CHECK(ran.err == "");
    CHECK(ran.status == 0);
    CHECK(migrations.files() == Files{"0001_initial.sqlite.sql", "state.json"});
    CHECK(migrations.read("0001_initial.sqlite.sql") == R"(-- aside migration 0001_initial
-- Create director; create film
CREATE TABLE "cinema_director" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" text NOT NULL);
CREATE TABLE "cinema_film" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(100) NOT NULL, "year" integer NOT NULL, "director_id" bigint NULL REFERENCES "cinema_director" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX "cinema_film_director_id_8f3ba667" ON "cinema_film" ("director_id");
-- aside: down
-- destroys: director, film
DROP TABLE "cinema_film";
DROP TABLE "cinema_director";
)");
    const std::string state = migrations.read("state.json");
    CHECK(state.starts_with("{\"after\": \"0001_initial\",\n"));
    CHECK(migrations.make<first::Film>().out == "No changes\n");
    CHECK(migrations.make<first::Film>({"--check"}).status == 0);
    CHECK(migrations.files().size() == 2);
    CHECK(migrations.read("state.json") == state);
}

TEST_CASE("a rename is asked for on a terminal, and what else is new comes along") {
    Migrations migrations;
    REQUIRE(migrations.make<first::Film>().status == 0);
    const Ran ran = migrations.make<second::Film>({}, "y\n");
    CHECK(ran.err == "film.name is gone and film.title is new. Was it renamed? [y/N] ");
    CHECK(ran.status == 0);
    CHECK(ran.out == migrations.path() + R"(/0002_film_title.sqlite.sql
  rename film.name to film.title
  alter film.title (length)
  add film.rating
  add film.currency, 'usd' in existing rows
)");
    // A longer text needs nothing here: SQLite does not look at it.
    CHECK(migrations.read("0002_film_title.sqlite.sql") == R"(-- aside migration 0002_film_title
-- after: 0001_initial
-- Rename film.name to film.title; alter film.title (length); add film.rating; add film.currency, 'usd' in existing rows
ALTER TABLE "cinema_film" RENAME COLUMN "name" TO "title";
ALTER TABLE "cinema_film" ADD COLUMN "rating" real NULL;
ALTER TABLE "cinema_film" ADD COLUMN "currency" text NOT NULL DEFAULT 'usd';
-- aside: down
-- destroys: film.rating, film.currency
ALTER TABLE "cinema_film" RENAME COLUMN "title" TO "name";
ALTER TABLE "cinema_film" DROP COLUMN "rating";
ALTER TABLE "cinema_film" DROP COLUMN "currency";
)");
    CHECK(migrations.make<second::Film>().out == "No changes\n");
}

TEST_CASE("without a terminal a rename is never guessed, and nothing is dropped") {
    Migrations migrations;
    REQUIRE(migrations.make<first::Film>().status == 0);
    const Ran ran = migrations.make<second::Film>();
    CHECK(ran.status == 3);
    CHECK(ran.err ==
          "error: film.name is gone and film.title is new and film.currency is new: say --rename "
          "film.name=film.title or --rename film.name=film.currency or --drop "
          "film.name\n");
    CHECK(migrations.files().size() == 2);
    CHECK(migrations.make<second::Film>({"--rename", "film.name=film.title"}).status == 0);
    CHECK(
        has(migrations.read("0002_film_title.sqlite.sql"), "RENAME COLUMN \"name\" TO \"title\""));
}

TEST_CASE("what is dropped is named in the file") {
    Migrations migrations;
    REQUIRE(migrations.make<first::Film>().status == 0);
    REQUIRE(migrations.make<second::Film>({"--drop", "film.name", "--default", "film.title=?"})
                .status == 0);
    const std::string file = migrations.read("0002_film_title.sqlite.sql");
    CHECK(has(file, "\n-- destroys: film.name\n"));
    CHECK(has(file, "DROP COLUMN \"name\";"));
    CHECK(has(file, "ADD COLUMN \"title\" varchar(200) NOT NULL DEFAULT '?';"));
}

TEST_CASE("an answer to no question is a wrong use") {
    Migrations migrations;
    REQUIRE(migrations.make<first::Film>().status == 0);
    for (const Files& wrong :
         {Files{"--rename", "film.name=film.nothing", "--drop", "film.name"},
          Files{"--drop", "film.year", "--rename", "film.name=film.title"},
          Files{"--narrow", "film.year", "--rename", "film.name=film.title"},
          Files{"--default", "film.rating=x", "--rename", "film.name=film.title"},
          Files{"--rename", "film.name"}}) {
        const Ran ran = migrations.make<second::Film>(wrong);
        CHECK(ran.status == 2);
        CHECK(has(ran.err, wrong[0]));
    }
    CHECK(migrations.files().size() == 2);
}

TEST_CASE("what old rows may stand against is asked for, and made anew once on SQLite") {
    Migrations migrations;
    REQUIRE(migrations.make<second::Film>().status == 0);
    const Ran ran = migrations.make<third::Film>({"--name", "director_required"});
    CHECK(ran.status == 3);
    CHECK(has(ran.err,
              "film.director was nullable and is not: existing rows without one would be "
              "refused: say --narrow film.director"));
    CHECK(has(ran.err, "say --narrow film.year_known"));
    REQUIRE(migrations
                .make<third::Film>({"--name", "director_required", "--narrow", "film.director",
                                    "--narrow", "film.year_known"})
                .status == 0);
    CHECK(migrations.read("0002_director_required.sqlite.sql") ==
          R"(-- aside migration 0002_director_required
-- after: 0001_initial
-- Alter film.director (NOT NULL); add check film.year_known
-- fails where: film.director is NULL
-- fails where: rows of film break year_known
-- aside: rebuild cinema_film
CREATE TABLE "new__cinema_film" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "title" varchar(200) NOT NULL, "year" integer NOT NULL, "rating" real NULL, "currency" text NOT NULL, "director_id" bigint NOT NULL REFERENCES "cinema_director" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "year_known" CHECK ("year" > 1887));
INSERT INTO "new__cinema_film" ("id", "title", "year", "rating", "currency", "director_id") SELECT "id", "title", "year", "rating", "currency", "director_id" FROM "cinema_film";
DROP TABLE "cinema_film";
ALTER TABLE "new__cinema_film" RENAME TO "cinema_film";
CREATE INDEX "cinema_film_director_id_8f3ba667" ON "cinema_film" ("director_id");
-- aside: end
-- aside: down
-- aside: rebuild cinema_film
-- aside: drops check year_known
-- aside: drops not null of director_id
CREATE TABLE "new__cinema_film" ("currency" text NOT NULL, "director_id" bigint NULL REFERENCES "cinema_director" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, "id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "rating" real NULL, "title" varchar(200) NOT NULL, "year" integer NOT NULL);
INSERT INTO "new__cinema_film" ("currency", "director_id", "id", "rating", "title", "year") SELECT "currency", "director_id", "id", "rating", "title", "year" FROM "cinema_film";
DROP TABLE "cinema_film";
ALTER TABLE "new__cinema_film" RENAME TO "cinema_film";
CREATE INDEX "cinema_film_director_id_8f3ba667" ON "cinema_film" ("director_id");
-- aside: end
)");
}

TEST_CASE("PostgreSQL reads rows in files of their own, which hold no lock for long") {
    Migrations migrations("sqlite,postgresql");
    REQUIRE(migrations.make<second::Film>().status == 0);
    REQUIRE(migrations
                .make<third::Film>({"--name", "required", "--narrow", "film.director", "--narrow",
                                    "film.year_known"})
                .status == 0);
    CHECK(migrations.files() == Files{"0001_initial.postgresql.sql", "0001_initial.sqlite.sql",
                                      "0002_required.postgresql.sql", "0002_required.sqlite.sql",
                                      "0003_required_validate.postgresql.sql", "state.json"});
    const std::string first = migrations.read("0002_required.postgresql.sql");
    CHECK(has(first, "ADD CONSTRAINT \"year_known\" CHECK (\"year\" > 1887) NOT VALID;"));
    CHECK(has(first, "CHECK (\"director_id\" IS NOT NULL) NOT VALID;"));
    CHECK_FALSE(has(first, "SET NOT NULL"));
    const std::string second = migrations.read("0003_required_validate.postgresql.sql");
    CHECK(has(second, "-- after: 0002_required\n"));
    CHECK(second.find("VALIDATE CONSTRAINT \"year_known\";") < second.find("SET NOT NULL;"));
    CHECK(has(second, "ALTER TABLE \"cinema_film\" ALTER COLUMN \"director_id\" SET NOT NULL;"));
    CHECK(migrations.read("state.json").starts_with("{\"after\": \"0003_required_validate\","));
    CHECK(migrations.make<third::Film>().out == "No changes\n");
}

TEST_CASE("an index of a table that is there has a file without a transaction on PostgreSQL") {
    Migrations migrations("sqlite,postgresql");
    REQUIRE(migrations.make<first::Film>().status == 0);  // an index of a new table has none
    CHECK(migrations.files().size() == 3);
    const Ran ran = migrations.make<indexed::Film>();
    CHECK(ran.err == "");
    CHECK(migrations.files() == Files{"0001_initial.postgresql.sql", "0001_initial.sqlite.sql",
                                      "0002_film_name.postgresql.sql", "0002_film_name.sqlite.sql",
                                      "0003_film_name_index.postgresql.sql", "state.json"});
    const std::string first = migrations.read("0002_film_name.postgresql.sql");
    CHECK(first.starts_with("-- aside: no-transaction\n"));
    CHECK(has(first, "\nCREATE INDEX CONCURRENTLY \"cinema_film_name_"));
    CHECK(has(first, "\nDROP INDEX CONCURRENTLY \"cinema_film_name_"));
    CHECK(has(migrations.read("0003_film_name_index.postgresql.sql"), "varchar_pattern_ops"));
    CHECK(has(migrations.read("0002_film_name.sqlite.sql"), "\nCREATE INDEX \"cinema_film_name_"));
}

TEST_CASE("digits that a narrower type takes off are told of, and asked for") {
    Migrations migrations("sqlite,postgresql");
    REQUIRE(migrations.make<precise::Film>().status == 0);
    const Ran asked = migrations.make<coarse::Film>();
    CHECK(asked.status == 3);
    CHECK(has(asked.err, "--narrow film.price"));
    CHECK(has(asked.err, "--narrow film.views"));
    REQUIRE(migrations.make<coarse::Film>({"--narrow", "film.price", "--narrow", "film.views"})
                .status == 0);
    const std::string file = migrations.files()[3];
    CHECK(has(migrations.read(file),
              "-- destroys: the last places of film.price, the digits behind the first fifteen of "
              "film.views\n"));
    // The way back is told of by the file that goes the other way.
    REQUIRE(migrations.make<precise::Film>({"--narrow", "film.views"}).status == 0);
    const std::string back = migrations.read(migrations.files()[5]);
    const std::string down = back.substr(back.find("-- aside: down"));
    CHECK(has(down, "-- destroys: the last places of film.price"));
}

TEST_CASE("digits of the elements of an array are no others") {
    Migrations migrations("postgresql");
    REQUIRE(migrations.make<precise_lists::Film>().status == 0);
    CHECK(migrations.make<coarse_lists::Film>().status == 3);
    REQUIRE(migrations.make<coarse_lists::Film>({"--narrow", "film.prices"}).status == 0);
    CHECK(has(migrations.read(migrations.files()[1]),
              "-- destroys: the last places of film.prices\n"));
}

TEST_CASE("a column of a join table that is to name other rows is not dropped unasked") {
    Migrations migrations;
    REQUIRE(migrations.make<with_actors::Film>().status == 0);
    const Ran ran = migrations.make<with_pets::Film, first::Director>();
    CHECK(ran.status == 3);
    INFO(ran.err);
    CHECK(has(ran.err, "--drop cinema_film_actors.target"));
}

TEST_CASE("an engine that has files is not left behind by the next migration") {
    Migrations migrations("sqlite,postgresql");
    REQUIRE(migrations.make<first::Film>().status == 0);
    const Ran ran =
        migrations.make_for<second::Film>("sqlite", {"--rename", "film.name=film.title"});
    CHECK(ran.status == 2);
    CHECK(has(ran.err, "--engine sqlite,postgresql"));
    CHECK(migrations.files().size() == 3);
}

TEST_CASE("an engine that is added later gets all tables, in a file of its own") {
    Migrations migrations;
    REQUIRE(migrations.make<first::Film>().status == 0);
    SUBCASE("with a change") {
        REQUIRE(migrations
                    .make_for<second::Film>("sqlite,postgresql",
                                            {"--rename", "film.name=film.title", "--name", "title"})
                    .status == 0);
        CHECK(has(migrations.read("0002_title.sqlite.sql"), "RENAME COLUMN"));
        CHECK(has(migrations.read("0002_initial.postgresql.sql"), "\"title\" varchar(200)"));
        CHECK(migrations.make_for<second::Film>("sqlite,postgresql").out == "No changes\n");
    }
    SUBCASE("without one") {
        CHECK(migrations.make_for<first::Film>("sqlite,postgresql", {"--check"}).out ==
              "all tables for postgresql\n");
        CHECK(migrations.make_for<first::Film>("sqlite,postgresql", {"--empty"}).status == 2);
        REQUIRE(migrations.make_for<first::Film>("sqlite,postgresql").status == 0);
        CHECK(migrations.make_for<first::Film>("sqlite,postgresql").out == "No changes\n");
    }
    const std::string whole = migrations.read("0002_initial.postgresql.sql");
    CHECK(has(whole, "CREATE TABLE \"cinema_director\""));
    CHECK_FALSE(has(whole, "-- after"));
}

TEST_CASE("files that a killed run has left without their state are not written once more") {
    Migrations migrations;
    REQUIRE(migrations.make<first::Film>().status == 0);
    const std::string before = migrations.read("state.json");
    REQUIRE(migrations.make<second::Film>({"--rename", "film.name=film.title"}).status == 0);
    migrations.write("state.json", before);
    const Ran ran = migrations.make<second::Film>({"--rename", "film.name=film.title"});
    CHECK(ran.status == 2);
    CHECK(has(ran.err, "0002_film_title.sqlite.sql follows"));
    std::filesystem::remove(migrations.path() + "/0002_film_title.sqlite.sql");
    CHECK(migrations.make<second::Film>({"--rename", "film.name=film.title"}).status == 0);
}

TEST_CASE("a new column that says nothing of old rows asks for their value") {
    Migrations migrations;
    REQUIRE(migrations.make<first::Film>().status == 0);
    const Ran ran = migrations.make<dated::Film>();
    CHECK(ran.status == 3);
    CHECK(has(ran.err, "film.added is new and NOT NULL: say --default film.added=VALUE"));
    CHECK(migrations.make<dated::Film>({"--default", "film.added=yesterday"}).status == 2);
    REQUIRE(migrations.make<dated::Film>({"--default", "film.added=2026-02-28 12:00:00"}).status ==
            0);
    CHECK(has(migrations.read("0002_film_added.sqlite.sql"),
              "ADD COLUMN \"added\" datetime NOT NULL DEFAULT '2026-02-28 12:00:00';"));
    CHECK(migrations.make<dated::Film>().out == "No changes\n");  // the default stays in the table
}

TEST_CASE("a table that is renamed takes its join tables and their columns along") {
    Migrations migrations;
    REQUIRE(migrations.make<with_actors::Film>().status == 0);
    const Ran refused = migrations.make<moved::Movie>();
    CHECK(refused.status == 3);
    CHECK(has(refused.err, "say --rename cinema_film=movie or --drop cinema_film"));
    const Ran ran = migrations.make<moved::Movie>({"--rename", "cinema_film=movie"});
    CHECK(ran.err == "");
    REQUIRE(ran.status == 0);
    const std::string file = migrations.read("0002_movie.sqlite.sql");
    CHECK(has(file, "ALTER TABLE \"cinema_film\" RENAME TO \"cinema_movie\";"));
    CHECK(has(file, "ALTER TABLE \"cinema_film_actors\" RENAME TO \"cinema_movie_actors\";"));
    CHECK(has(file, "RENAME COLUMN \"film_id\" TO \"movie_id\";"));
    CHECK_FALSE(has(file, "\nDROP TABLE"));
    CHECK_FALSE(has(file, "rebuild"));
}

TEST_CASE("a model that was left out of the list drops nothing by itself") {
    Migrations migrations;
    REQUIRE(migrations.make<first::Film>().status == 0);
    const Ran ran = migrations.make<first::Director>();
    CHECK(ran.status == 3);
    CHECK(has(ran.err, "left out of the list of models"));
    CHECK(has(ran.err, "--drop cinema_film"));
    const Ran dropped = migrations.make<first::Director>({"--drop", "cinema_film"});
    CHECK(dropped.status == 0);
    CHECK(has(migrations.read("0002_drop_cinema_film.sqlite.sql"), "-- destroys: cinema_film\n"));
}

TEST_CASE("--check and --dry-run write nothing") {
    Migrations migrations;
    CHECK(migrations.make<first::Film>({"--check"}).status == 1);
    const Ran ran = migrations.make<first::Film>({"--dry-run"});
    CHECK(ran.status == 0);
    CHECK(has(ran.out, "CREATE TABLE \"cinema_film\""));
    CHECK_FALSE(std::filesystem::exists(migrations.path()));
}

TEST_CASE("an empty migration is one to write by hand") {
    Migrations migrations;
    REQUIRE(migrations.make<first::Film>().status == 0);
    REQUIRE(migrations.make<first::Film>({"--empty", "--name", "split_names"}).status == 0);
    CHECK(migrations.read("0002_split_names.sqlite.sql")
              .starts_with("-- aside migration 0002_split_names\n-- after: 0001_initial\n"));
    CHECK(migrations.make<first::Film>().out == "No changes\n");
}

TEST_CASE("an own migration goes behind those that were merged meanwhile") {
    Migrations migrations;
    REQUIRE(migrations.make<first::Film>().status == 0);
    const std::string before = migrations.read("state.json");
    SUBCASE("written by hand, it is what it was") {
        REQUIRE(migrations.make<first::Film>({"--empty", "--name", "split_names"}).status == 0);
        migrations.write("0002_split_names.sqlite.sql",
                         "-- aside migration 0002_split_names\n-- after: 0001_initial\n"
                         "UPDATE cinema_film SET name = 'x';\n");
    }
    SUBCASE("made of models, it is made anew") {
        REQUIRE(
            migrations
                .make<second::Film>({"--rename", "film.name=film.title", "--name", "split_names"})
                .status == 0);
    }
    // A colleague's, and the state after it.
    const std::string own = migrations.read("0002_split_names.sqlite.sql");
    std::filesystem::remove(migrations.path() + "/0002_split_names.sqlite.sql");
    migrations.write("state.json", before);
    REQUIRE(migrations.make<first::Film>({"--empty", "--name", "add_country"}).status == 0);
    migrations.write("0002_split_names.sqlite.sql", own);

    const bool by_hand = has(own, "UPDATE");
    const Ran unresolved = migrations.make<first::Film>();
    CHECK(unresolved.status == 2);
    CHECK(has(unresolved.err, "--rebase"));
    const Files arguments{"--rebase", "0002_split_names"};
    const Files renaming{"--rebase", "0002_split_names", "--rename", "film.name=film.title"};
    const Ran ran =
        by_hand ? migrations.make<first::Film>(arguments) : migrations.make<second::Film>(renaming);
    CHECK(ran.err == "");
    CHECK(ran.out == "0002_split_names is now 0003_split_names, after 0002_add_country\n");
    CHECK(migrations.files() == Files{"0001_initial.sqlite.sql", "0002_add_country.sqlite.sql",
                                      "0003_split_names.sqlite.sql", "state.json"});
    const std::string rebased = migrations.read("0003_split_names.sqlite.sql");
    CHECK(rebased.starts_with("-- aside migration 0003_split_names\n-- after: 0002_add_country\n"));
    CHECK(has(rebased, by_hand ? "UPDATE cinema_film" : "RENAME COLUMN \"name\" TO \"title\""));
    CHECK((by_hand ? migrations.make<first::Film>() : migrations.make<second::Film>()).out ==
          "No changes\n");
}

TEST_CASE("a state that has marks of a merge says what to do") {
    Migrations migrations;
    REQUIRE(migrations.make<first::Film>().status == 0);
    migrations.write("state.json", "<<<<<<< HEAD\n" + migrations.read("state.json"));
    const Ran ran = migrations.make<first::Film>();
    CHECK(ran.status == 2);
    CHECK(has(ran.err, "--rebase NAME"));
}

TEST_CASE("all.inc has what the files have, once it is asked for") {
    Migrations migrations;
    REQUIRE(migrations.make<first::Film>({"--embed"}).status == 0);
    REQUIRE(migrations.make<second::Film>({"--rename", "film.name=film.title"}).status == 0);
    const std::string all = migrations.read("all.inc");
    for (const std::string& file : migrations.files())
        if (file.ends_with(".sql"))
            CHECK(has(all, "{\"" + file + "\", R\"sql(" + migrations.read(file) + ")sql\"},"));
}

TEST_CASE("sqlmigrate prints the statements of a migration, by the beginning of its name") {
    Migrations migrations;
    REQUIRE(migrations.make<first::Film>().status == 0);
    const auto print = [&](std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), {"sqlmigrate", "--engine", "sqlite"});
        return run_command<first::Film>(arguments, {.migrations = migrations.path()});
    };
    CHECK(has(print({"0001"}).out, "CREATE TABLE \"cinema_film\" ("));
    CHECK(print({"0001_initial", "--down"}).out ==
          "DROP TABLE \"cinema_film\";\nDROP TABLE \"cinema_director\";\n");
    CHECK(print({"0001", "--down", "--format", "json"}).out ==
          R"(["DROP TABLE \"cinema_film\"","DROP TABLE \"cinema_director\""])"
          "\n");
    CHECK(print({"0007"}).status == 2);
}
