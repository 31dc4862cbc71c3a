#include <doctest/doctest.h>

#include "support/database.hpp"

using namespace aside::literals;
using aside::testing::TestDatabase;

namespace {

struct Row : aside::Model<Row> {
    std::int64_t id = 0;
    std::string name;
    std::int32_t number = 0;
    std::string note;

    static constexpr auto meta = aside::meta("name"_f.unique(), "note"_f.db_default("none"),
                                             aside::check("positive", "number"_f >= 0));
};

}  // namespace

TEST_CASE("keys are given in order, for one object and for many") {
    const TestDatabase<Row> database;
    CHECK(Row::objects.create("name"_f = "a").id == 1);
    const auto made =
        Row::objects.bulk_create({Row{.name = "b"}, Row{.name = "c"}, Row{.name = "d"}});
    for (const Row& row : made) CHECK(Row::objects.get("name"_f = row.name).id == row.id);
    CHECK(Row::objects.create("name"_f = "e").id > made.back().id);
}

TEST_CASE("the database's default comes back with the new object") {
    const TestDatabase<Row> database;
    CHECK(Row::objects.create("name"_f = "a").note == "none");
}

TEST_CASE("an update counts the rows that it matches, changed or not") {
    const TestDatabase<Row> database;
    Row::objects.bulk_create({Row{.name = "a", .number = 1}, Row{.name = "b", .number = 2}});
    CHECK(Row::objects.update("number"_f = 1) == 2);
    CHECK(Row::objects.update("number"_f = 1) == 2);
    CHECK(Row::objects.filter("name"_f == "c").update("number"_f = 1) == 0);
    CHECK(Row::objects.all().delete_().total == 2);
}

TEST_CASE("a violated constraint is an IntegrityError with the statement, and changes nothing") {
    const TestDatabase<Row> database;
    Row::objects.create("name"_f = "a");
    CHECK_THROWS_AS(Row::objects.create("name"_f = "a"), aside::IntegrityError);
    CHECK_THROWS_AS(Row::objects.create("name"_f = "b", "number"_f = -1), aside::IntegrityError);
    CHECK_THROWS_AS(Row::objects.bulk_create({Row{.name = "b"}, Row{.name = "a"}}),
                    aside::IntegrityError);
    try {
        Row::objects.update("number"_f = -1);
        FAIL("no error");
    } catch (const aside::DatabaseError& error) {
        CHECK(error.sql().starts_with("UPDATE"));
        CHECK(error.sqlstate() == "23514");
        CHECK_FALSE(error.retryable());
    }
    CHECK(Row::objects.get().number == 0);
}

TEST_CASE("conflicts are ignored or update, as asked for") {
    const TestDatabase<Row> database;
    const Row old = Row::objects.create({.name = "a", .number = 1, .note = "kept"});
    Row::objects.bulk_create({Row{.name = "a", .number = 2}, Row{.name = "b"}},
                             {.ignore_conflicts = true});
    CHECK(Row::objects.get("name"_f = "a").number == 1);
    const auto made = Row::objects.bulk_create(
        {Row{.name = "a", .number = 3}, Row{.name = "c"}},
        {.update_conflicts = true, .update_fields = {"number"_f}, .unique_fields = {"name"_f}});
    CHECK(made[0].id == old.id);
    CHECK(Row::objects.get("name"_f = "a").number == 3);
    CHECK(Row::objects.get("name"_f = "a").note == "kept");
    CHECK(Row::objects.get("name"_f = "c") == made[1]);
}

TEST_CASE("increments of many threads are all counted") {
    const TestDatabase<Row> database;
    Row::objects.create("name"_f = "a");
    std::vector<aside::Future<std::int64_t>> updates;
    for (int i = 0; i < 100; ++i)
        updates.push_back(Row::objects.aupdate("number"_f = "number"_f + 1));
    for (auto& update : updates) CHECK(update.get() == 1);
    CHECK(Row::objects.get().number == 100);
}
