// What makemigrations --rebase does where the database has the migration already.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "manage/command_line.hpp"
#include "manage/migrations.hpp"
#include "support/books.hpp"
#include "support/database.hpp"

using namespace aside;
using namespace aside::testing;

TEST_CASE("an own migration that is applied is not made anew, and the database is named") {
    const SharedTestDatabase<> database;
    const ScratchDirectory directory;
    const auto run = [&](std::vector<std::string> arguments) {
        return run_command<library::Book>(std::move(arguments), {.migrations = directory / ""});
    };
    const auto path_of = [&](const std::string& name) {
        return directory / (name + '.' + std::string(engine().vendor()) + ".sql");
    };
    const auto write = [&](const std::string& name, const std::string& after) {
        std::ofstream(path_of(name))
            << "-- aside migration " << name << "\n-- after: " << after << "\n-- aside: down\n";
    };
    REQUIRE(run({"makemigrations"}).err == "");
    REQUIRE(run({"makemigrations", "--empty", "--name", "theirs"}).status == 0);
    std::filesystem::rename(path_of("0002_theirs"), directory / "theirs");
    write("0002_own", "0001_initial");
    write("0003_next", "0002_own");
    REQUIRE(run({"migrate"}).err == "");
    // A colleague's is merged, with its state.
    std::filesystem::rename(directory / "theirs", path_of("0002_theirs"));

    const Ran refused = run({"makemigrations", "--rebase", "0002_own"});
    CHECK(refused.status == 2);
    CHECK(contains(refused.err, "0002_own is applied in the database \"default\""));
    CHECK(contains(refused.err, "migrate 0001_initial"));
    CHECK(std::filesystem::exists(path_of("0002_own")));

    // One that follows it, and is applied, would get a new name as well.
    connection().execute("DELETE FROM aside_migrations WHERE name = '0002_own'");
    CHECK(contains(run({"makemigrations", "--rebase", "0002_own"}).err, "0003_next is applied"));
    connection().execute("DELETE FROM aside_migrations WHERE name = '0003_next'");
    const Ran made = run({"makemigrations", "--rebase", "0002_own"});
    CHECK(made.err == "");
    CHECK(contains(made.out, "0002_own is now 0003_own, after 0002_theirs\n"));
    CHECK(std::filesystem::exists(path_of("0004_next")));
    CHECK(run({"migrate"}).out == "0002_theirs applied\n0003_own applied\n0004_next applied\n");
}
