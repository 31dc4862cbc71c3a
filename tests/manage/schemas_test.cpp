// Commands over models whose tables are in another schema.
#include <doctest/doctest.h>

#include "manage/fixture_models.hpp"
#include "support/other_schema.hpp"

using namespace aside::literals;
using aside::testing::DatabaseOfSchemas;
using aside::testing::FixtureFolder;
using aside::testing::Ran;
using aside::testing::run_command;

namespace posted {

struct Stamp : aside::Model<Stamp> {
    std::int64_t id = 0;
    std::string motif;
    static constexpr auto meta = aside::meta(aside::table("aside_post", "stamp"));
};

struct Letter : aside::Model<Letter> {
    std::int64_t id = 0;
    std::string text;
    aside::ForeignKey<Letter, aside::cascade, aside::nullable> answer_to;
    aside::ManyToMany<Stamp> stamps;
    static constexpr auto meta =
        aside::meta(aside::table("aside_post", "letter"), aside::index("text"_f));
};

/// Of the same name, where tables are that name no schema.
struct Draft : aside::Model<Draft> {
    std::int64_t id = 0;
    std::string text;
    static constexpr auto meta = aside::meta(aside::table("letter"));
};

struct Post : DatabaseOfSchemas<Stamp, Letter, Draft> {
    Post() : DatabaseOfSchemas("aside_post") {}
};

Ran command(std::vector<std::string> arguments) {
    return run_command<Letter, Draft>(std::move(arguments));
}

void fill() {
    const Stamp stamp = Stamp::objects.create("motif"_f = "rose");
    const Letter first = Letter::objects.create("text"_f = "one");
    Letter second = Letter::objects.create("text"_f = "two", "answer_to"_f = first);
    second.stamps.add(stamp);
    Draft::objects.create("text"_f = "not sent");
}

}  // namespace posted

using namespace posted;

TEST_CASE("check finds tables in their schemas, and what differs there") {
    const Post database;
    CHECK(command({"check", "--database"}).out == "");
    aside::connection().execute(
        "ALTER TABLE aside_post.letter ADD COLUMN more text NOT NULL DEFAULT ''");
    aside::connection().execute("DROP TABLE letter");
    const Ran ran = command({"check", "--database"});
    CHECK(ran.status == 1);
    CHECK(ran.out.find("aside_post.letter.more: ") != std::string::npos);
    CHECK(ran.out.find("\nletter: there is no such table\n") != std::string::npos);
    CHECK(ran.out.find("aside_post.stamp") == std::string::npos);
}

TEST_CASE("two models have tables of one name in two schemas") {
    CHECK(command({"check"}).out == "");
}

TEST_CASE("flush empties tables in their schemas, and keys begin anew") {
    const Post database;
    fill();
    const Ran ran = command({"flush", "--no-input"});
    CHECK(ran.err == "");
    CHECK(Letter::objects.count() + Stamp::objects.count() + Draft::objects.count() == 0);
    CHECK(aside::testing::value_of("SELECT COUNT(*) FROM aside_post.letter_stamps") ==
          aside::SqlValue(0));
    CHECK(Stamp::objects.create("motif"_f = "lily").id == 1);
    CHECK(Draft::objects.create("text"_f = "new").id == 1);
}

TEST_CASE("flush is refused where rows of a schema name some that go") {
    const Post database;
    fill();
    const Ran ran = run_command<Stamp>({"flush", "--no-input"});
    CHECK(ran.status != 0);
    CHECK(ran.err.find("aside_post.letter_stamps") != std::string::npos);
    CHECK(Stamp::objects.count() == 1);
}

TEST_CASE("rows of a schema are written out and read in again, and their keys go on") {
    const Post database;
    fill();
    const FixtureFolder folder;
    const std::string file = folder.path("post.json");
    CHECK(command({"dumpdata", "--output", file}).err == "");
    CHECK(command({"flush", "--no-input"}).status == 0);
    CHECK(command({"loaddata", file}).err == "");
    CHECK(Letter::objects.get("stamps__motif"_f = "rose").text == "two");
    CHECK(Draft::objects.get().text == "not sent");
    const auto last = Letter::objects.order_by("-id"_f).first()->id;
    CHECK(Letter::objects.create("text"_f = "three").id > last);
}

TEST_CASE("a fixture whose rows name missing ones is told by the table in its schema") {
    const Post database;
    const FixtureFolder folder;
    const std::string file = folder.file(
        "post.json",
        R"([{"model": "posted.letter", "pk": 1, "fields": {"text": "one", "answer_to": 7}}])");
    const Ran ran = command({"loaddata", file});
    CHECK(ran.status != 0);
    CHECK(ran.err.find("answer_to") != std::string::npos);
    CHECK(Letter::objects.count() == 0);
}

TEST_CASE("migrations of tables in schemas are written by hand, as the error says") {
    const Post database;
    const FixtureFolder folder;
    const Ran ran = run_command<Letter>({"makemigrations", "--engine", "sqlite"},
                                        {.migrations = folder.path("migrations")});
    CHECK(ran.status != 0);
    CHECK(ran.err.find("tables in schemas") != std::string::npos);
    CHECK(ran.err.find("aside::managed(false)") != std::string::npos);
}
