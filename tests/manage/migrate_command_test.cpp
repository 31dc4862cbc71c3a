// The commands that apply and list migrations.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "manage/command_line.hpp"
#include "manage/migrations.hpp"
#include "support/books.hpp"

using namespace aside;
using namespace aside::testing;

namespace {

/// A folder with files of the engine under test.
class Folder {
public:
    void write(const std::string& name, const std::string& after, const std::string& rest) const {
        std::ofstream file(directory_ / (name + '.' + std::string(engine().vendor()) + ".sql"));
        file << "-- aside migration " << name << '\n';
        if (!after.empty()) file << "-- after: " << after << '\n';
        file << rest;
    }
    Ran run(std::vector<std::string> arguments, MigrationSteps steps = {}) const {
        return run_command<library::Book>(
            std::move(arguments), {.migrations = directory_ / "", .steps = std::move(steps)});
    }
    [[nodiscard]] std::string path() const { return directory_ / ""; }

private:
    ScratchDirectory directory_;
};

void write_films(const Folder& folder) {
    folder.write("0001_initial", "",
                 "CREATE TABLE film (id integer NOT NULL PRIMARY KEY, name text NOT NULL);\n"
                 "-- aside: down\n-- destroys: film\nDROP TABLE film;\n");
    folder.write("0002_year", "0001_initial",
                 "-- fails where: film.year is NULL\n"
                 "ALTER TABLE film ADD COLUMN year integer NULL;\n-- aside: call fill\n"
                 "-- aside: down\nALTER TABLE film DROP COLUMN year;\n");
}

const MigrationSteps steps{{"fill", [](Transaction&) {}}};

}  // namespace

TEST_CASE("migrate shows a plan, checks, applies, and says when there is nothing to do") {
    const SharedTestDatabase<> database;
    const Folder folder;
    CHECK(folder.run({"migrate"}).out == "nothing to migrate\n");
    write_films(folder);
    Ran ran = folder.run({"migrate", "--plan"}, steps);
    CHECK(ran.status == 0);
    CHECK(ran.out ==
          "0001_initial   destroys nothing\n"
          "    CREATE TABLE film (id integer NOT NULL PRIMARY KEY, name text NOT NULL);\n"
          "0002_year   destroys nothing, fails where film.year is NULL\n"
          "    ALTER TABLE film ADD COLUMN year integer NULL;\n"
          "    -- calls fill\n");
    CHECK(applied().empty());
    CHECK(folder.run({"migrate", "--check"}).status == 1);
    ran = folder.run({"migrate"});
    CHECK(ran.status == 2);
    CHECK(contains(ran.err, "\"fill\""));
    ran = folder.run({"migrate"}, steps);
    CHECK(ran.status == 0);
    CHECK(ran.out == "0001_initial applied\n0002_year applied\n");
    CHECK(folder.run({"migrate", "--check"}).status == 0);
    CHECK(folder.run({"migrate"}).out == "nothing to migrate\n");
    ran = folder.run({"migrate", "zero", "--safe"}, steps);
    CHECK(ran.status == 2);
    CHECK(contains(ran.err, "destroys film"));
    ran = folder.run({"migrate", "zero", "--plan", "--format", "json"});
    const auto plan = nlohmann::json::parse(ran.out);
    CHECK(plan.at(1).at("name") == "0001_initial");
    CHECK(plan.at(1).at("direction") == "down");
    CHECK(plan.at(1).at("destroys").at(0) == "film");
    ran = folder.run({"migrate", "0001", "--format", "json"});
    CHECK(nlohmann::json::parse(ran.out).at("done").at(0) == "0002_year");
}

TEST_CASE("a statement that the database refuses ends with 4, and a wrong file with 2") {
    const SharedTestDatabase<> database;
    const Folder folder;
    folder.write("0001_initial", "", "SELECT no_such_column FROM no_such_table;\n");
    CHECK(folder.run({"migrate"}).status == 4);
    folder.write("0001_initial", "", "-- aside: rebuilt film\n");
    const Ran ran = folder.run({"migrate"});
    CHECK(ran.status == 2);
    CHECK(contains(ran.err, "migration 0001_initial, line 2"));
}

TEST_CASE(
    "showmigrations marks what is applied, what is not, what was edited and what is unknown") {
    const SharedTestDatabase<> database;
    const Folder folder;
    CHECK(contains(folder.run({"showmigrations"}).out, "no migrations in"));
    write_films(folder);
    CHECK(folder.run({"migrate", "0001"}, steps).status == 0);
    Ran ran = folder.run({"showmigrations"});
    CHECK(ran.status == 0);
    CHECK(contains(ran.out, "[X] 0001_initial  20"));
    CHECK(contains(ran.out, "\n[ ] 0002_year\n"));
    folder.write("0001_initial", "", "SELECT 1;\n");
    ran = folder.run({"showmigrations"});
    CHECK(contains(ran.out, "[!] 0001_initial  20"));
    CHECK(contains(ran.out, "edited after it was applied"));
    CHECK(folder.run({"migrate"}, steps).status == 2);
    CHECK(folder.run({"migrate", "--accept", "0001"}).out ==
          "0001_initial accepted as it is now\n");
    CHECK(folder.run({"migrate"}, steps).status == 0);
    std::filesystem::remove(folder.path() + "0002_year." + std::string(engine().vendor()) + ".sql");
    CHECK(contains(folder.run({"showmigrations"}).out, "[?] 0002_year"));
    const auto json = nlohmann::json::parse(folder.run({"showmigrations", "--format", "json"}).out);
    CHECK(json.at("migrations").at(0).at("state") == "applied");
    CHECK(json.at("migrations").at(1).at("state") == "unknown");
}

TEST_CASE("Django's own migrations are listed apart") {
    const SharedTestDatabase<> database;
    create_django_migrations();
    const Folder folder;
    write_films(folder);
    const Ran ran = folder.run({"showmigrations"});
    CHECK(contains(ran.out, "Django's own:\n[X] shop.0001_initial  2024-05-06 07:08:09\n"));
    CHECK(folder.run({"migrate"}, steps).status == 0);
    CHECK(count("django_migrations") == 1);
}

TEST_CASE("a copy of the file is made before anything is changed, and never over another one") {
    const SharedTestDatabase<> database;
    const Folder folder;
    write_films(folder);
    if (!is_sqlite()) {
        CHECK(contains(folder.run({"migrate", "--backup"}, steps).err, "is no file"));
        CHECK(applied().empty());
        return;
    }
    CHECK(folder.run({"migrate", "0001"}, steps).status == 0);
    connection().execute("INSERT INTO film (id, name) VALUES (1, 'kept')");
    const Ran ran = folder.run({"migrate", "--backup"}, steps);
    CHECK(ran.status == 0);
    const std::string copy = database.url().substr(7) + ".before-0002_year";
    CHECK(contains(ran.out, "copied the database to " + copy));
    aside::connect("sqlite:" + copy, {.alias = "copy"});
    CHECK(connection("copy").query("SELECT * FROM film").columns().size() == 2);
    CHECK(connection("copy").query("SELECT * FROM film").size() == 1);
    aside::disconnect("copy");
    CHECK(folder.run({"migrate", "0001"}, steps).status == 0);
    CHECK(folder.run({"migrate", "--backup"}, steps).status == 4);
    CHECK(applied() == NameList{"0001_initial"});
}
