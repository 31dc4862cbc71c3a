#include <doctest/doctest.h>

#include "exec/database/databases.hpp"
#include "manage/fixture_models.hpp"

using namespace cinema;
using aside::testing::Ran;
using aside::testing::run_command;
using aside::testing::TestDatabase;

namespace {

using Database = TestDatabase<Genre, Director, Film, Poster, Projector, Hall>;

Ran flush(std::vector<std::string> arguments, const std::string& answers = {}) {
    arguments.insert(arguments.begin(), "flush");
    return run_command<Film, Poster, Projector>(std::move(arguments), {}, answers);
}

void fill() {
    const auto genre = Genre::objects.create("name"_f = "drama");
    const auto teacher = Director::objects.create("name"_f = "Griffith");
    const auto ford = Director::objects.create("name"_f = "Ford", "teacher"_f = teacher);
    auto film = Film::objects.create("title"_f = "a", "director"_f = ford);
    film.genres.add(genre);
    Poster::objects.create("film"_f = film);
    aside::atomic([] {
        Projector::objects.create("name"_f = "p", "hall"_f = "h");
        Hall::objects.create("name"_f = "h", "projector"_f = "p");
    });
}

}  // namespace

TEST_CASE("flush removes all rows, also those that protect each other, and keys begin anew") {
    const Database database;
    fill();
    const Ran ran = flush({"--no-input"});
    CHECK(ran.err == "");
    CHECK(ran.status == 0);
    CHECK(Film::objects.count() + Director::objects.count() + Genre::objects.count() == 0);
    CHECK(Poster::objects.count() + Projector::objects.count() + Hall::objects.count() == 0);
    CHECK(aside::testing::value_of("SELECT COUNT(*) FROM cinema_film_genres") ==
          aside::SqlValue(0));
    CHECK(Genre::objects.create("name"_f = "noir").id == 1);
    // Foreign keys are enforced as before.
    CHECK_THROWS_AS(Film::objects.create("title"_f = "b", "director"_f = std::int64_t{77}),
                    aside::IntegrityError);
}

TEST_CASE("flush leaves foreign keys unenforced where the program has them so") {
    const Database database;
    if (aside::exec::database("default")->dialect().vendor() != "sqlite") return;
    fill();
    aside::connection().execute("PRAGMA foreign_keys = OFF");
    CHECK(flush({"--no-input"}).status == 0);
    CHECK(Film::objects.create("title"_f = "b", "director"_f = std::int64_t{77}).id == 1);
}

TEST_CASE("flush asks for the name of the database, and goes on for that alone") {
    const Database database;
    fill();
    const Ran nobody = flush({});
    CHECK(nobody.status == 3);
    CHECK(nobody.err.find("--no-input") != std::string::npos);
    const Ran wrong = flush({}, "yes\n");
    CHECK(wrong.status == 3);
    CHECK(Film::objects.count() == 1);
    const std::size_t begin = wrong.err.find("from the database ") + 18;
    const std::string name = wrong.err.substr(begin, wrong.err.find(". Type") - begin);
    CHECK(flush({}, name + "\n").status == 0);
    CHECK(Film::objects.count() == 0);
}

TEST_CASE("flush leaves other tables, and is refused where their rows name some that go") {
    const Database database;
    aside::connection().execute("CREATE TABLE aside_migrations (name varchar(20))");
    aside::connection().execute("INSERT INTO aside_migrations VALUES ('0001_initial')");
    aside::connection().execute(
        "CREATE TABLE audit (film_id bigint REFERENCES cinema_film (id) ON DELETE CASCADE)");
    fill();
    aside::connection().execute("INSERT INTO audit VALUES (1)");
    const Ran refused = flush({"--no-input"});
    CHECK(refused.status == 4);
    CHECK(refused.err.find("rows of audit name rows of cinema_film") != std::string::npos);
    CHECK(Film::objects.count() == 1);
    aside::connection().execute("DROP TABLE audit");
    CHECK(flush({"--no-input"}).status == 0);
    CHECK(aside::testing::value_of("SELECT COUNT(*) FROM aside_migrations") == aside::SqlValue(1));
}

TEST_CASE("flush does what there is to do where some tables are missing") {
    const TestDatabase<Genre> database;
    Genre::objects.create("name"_f = "drama");
    CHECK(flush({"--no-input"}).status == 0);
    CHECK(Genre::objects.count() == 0);
}
