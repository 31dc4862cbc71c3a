// Indexes that have a name of their own, also over expressions, through the life of a schema.
#include <doctest/doctest.h>

#include "manage/fixture_models.hpp"
#include "manage/migrations.hpp"
#include "support/tables.hpp"

using namespace aside::literals;
using aside::testing::FixtureFolder;
using aside::testing::Ran;
using aside::testing::run_command;
using aside::testing::TestDatabase;

namespace {

namespace plain {
struct Film : aside::Model<Film> {
    std::int64_t id = 0;
    std::string title;
    std::int32_t year = 0;
    static constexpr auto meta = aside::meta(aside::table("film"));
};
}  // namespace plain

namespace lowered {
struct Film : aside::Model<Film> {
    std::int64_t id = 0;
    std::string title;
    std::int32_t year = 0;
    static constexpr auto meta =
        aside::meta(aside::table("film"), aside::index("film_by_year", "-year"_f, "title"_f),
                    aside::index("film_by_title", aside::Lower("title"_f)));
};
}  // namespace lowered

namespace raised {
struct Film : aside::Model<Film> {
    std::int64_t id = 0;
    std::string title;
    std::int32_t year = 0;
    static constexpr auto meta =
        aside::meta(aside::table("film"), aside::index("film_by_year", "-year"_f, "title"_f),
                    aside::index("film_by_title", aside::Upper("title"_f), "-year"_f));
};
}  // namespace raised

namespace renamed {
struct Film : aside::Model<Film> {
    std::int64_t id = 0;
    std::string name;
    std::int32_t year = 0;
    static constexpr auto meta =
        aside::meta(aside::table("film"), aside::index("film_by_year", "-year"_f, "name"_f),
                    aside::index("film_by_title", aside::Upper("name"_f), "-year"_f));
};
}  // namespace renamed

/// A folder of migrations, and a database that has them.
class Project {
public:
    template <class Model>
    Ran command(std::vector<std::string> arguments) const {
        return run_command<Model>(std::move(arguments), {.migrations = folder_.path("migrations")});
    }
    /// Makes the migrations that lead to a model, and runs them; gives what was said of the changes.
    template <class Model>
    std::string become(std::vector<std::string> options = {}) const {
        std::vector<std::string> arguments{"makemigrations", "--engine",
                                           std::string(aside::testing::engine().vendor())};
        arguments.insert(arguments.end(), options.begin(), options.end());
        const Ran made = command<Model>(arguments);
        CHECK(made.err == "");
        CHECK(command<Model>({"migrate"}).status == 0);
        CHECK(command<Model>({"check", "--database"}).out == "");
        return made.out;
    }

private:
    TestDatabase<> database_;
    FixtureFolder folder_;
};

}  // namespace

TEST_CASE("indexes over expressions are added, changed and dropped by migrations") {
    const Project project{};
    project.become<plain::Film>();
    CHECK(project.become<lowered::Film>().find("add index film (film_by_title)") !=
          std::string::npos);
    const std::string changed = project.become<raised::Film>();
    CHECK(changed.find("drop index film (film_by_title)") != std::string::npos);
    CHECK(changed.find("add index film (film_by_title)") != std::string::npos);
    CHECK(changed.find("film_by_year") == std::string::npos);
    CHECK(project.command<raised::Film>({"makemigrations", "--check"}).status == 0);
    project.become<plain::Film>();
    for (const auto& table : aside::testing::tables_of_database())
        if (table.name == "film") CHECK(table.indexes.empty());
}

TEST_CASE("an expression goes along with a column that is renamed, and back") {
    const Project project{};
    project.become<raised::Film>();
    const std::string text = project.become<renamed::Film>({"--rename", "film.title=film.name"});
    CHECK(text.find("index") == std::string::npos);
    CHECK(project.command<renamed::Film>({"migrate", "0001"}).status == 0);
    CHECK(project.command<raised::Film>({"check", "--database"}).out == "");
}

TEST_CASE("an index over an expression that is missing is told by check") {
    const TestDatabase<lowered::Film> database;
    CHECK(run_command<lowered::Film>({"check", "--database"}).out == "");
    aside::connection().execute("DROP INDEX film_by_title");
    const Ran ran = run_command<lowered::Film>({"check", "--database"});
    CHECK(ran.status == 0);
    CHECK(ran.out.find("LOWER(\"title\")") != std::string::npos);
}
