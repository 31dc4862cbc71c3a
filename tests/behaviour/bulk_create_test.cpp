#include <doctest/doctest.h>

#include <list>

#include "support/both_ways.hpp"
#include "support/database.hpp"
#include "support/features.hpp"

using namespace aside::literals;

namespace {

struct Word : aside::Model<Word> {
    std::int64_t id = 0;
    std::string text;
    std::int32_t uses = 0;
    std::int32_t length = 0;
    static constexpr auto meta = aside::meta("text"_f.unique());
};

using Words = aside::testing::TestDatabase<Word>;

std::vector<Word> words(int count) {
    std::vector<Word> words;
    for (int i = 0; i < count; ++i)
        words.push_back(Word{.text = "word " + std::to_string(i), .uses = i});
    return words;
}

std::size_t inserts(const aside::QueryLog& log) {
    std::size_t count = 0;
    for (const aside::Statement& statement : log) count += statement.sql.starts_with("INSERT");
    return count;
}

}  // namespace

BOTH_WAYS("objects are inserted in a few statements and come back with their keys in order") {
    const Words database;
    const aside::QueryLog log;
    const auto made = CALL(Word::objects, bulk_create, words(1500));
    CHECK(inserts(log) <= 3);
    REQUIRE(made.size() == 1500);
    for (std::size_t i = 0; i < made.size(); ++i)
        REQUIRE(made[i].id == static_cast<std::int64_t>(i) + 1);
    CHECK(Word::objects.get("pk"_f = made[777].id).text == "word 777");
    CHECK(CALL(Word::objects, bulk_create, std::vector<Word>()).empty());
}

BOTH_WAYS("any range of objects will do, rows of a queryset too") {
    const Words database;
    CALL(Word::objects, bulk_create, std::list<Word>{Word{.text = "a"}, Word{.text = "b"}});
    CALL(Word::objects, bulk_create, {Word{.text = "c"}, Word{.text = "d"}});
    CHECK_THROWS_AS(CALL(Word::objects, bulk_create, Word::objects.all()), aside::IntegrityError);
    CHECK(Word::objects.count() == 4);
}

BOTH_WAYS("batch_size is the most rows of one statement") {
    const Words database;
    const aside::QueryLog log;
    CHECK(CALL(Word::objects, bulk_create, words(10), {.batch_size = 4}).back().id == 10);
    // Where keys come in no order each row has a statement of its own.
    CHECK(inserts(log) == (aside::testing::features().ordered_keys ? 3 : 10));
}

BOTH_WAYS("given keys are kept, others are given") {
    const Words database;
    const auto made = CALL(Word::objects, bulk_create,
                           {Word{.text = "a"}, Word{.id = 50, .text = "b"}, Word{.text = "c"},
                            Word{.id = 20, .text = "d"}});
    CHECK(made[1].id == 50);
    CHECK(made[3].id == 20);
    CHECK(Word::objects.get("text"_f = "a") == made[0]);
    CHECK(Word::objects.get("text"_f = "c") == made[2]);
    CHECK(Word::objects.count() == 4);
}

BOTH_WAYS("all objects are inserted or none") {
    const Words database;
    std::vector<Word> twice = words(3000);
    twice.back().text = "word 0";
    CHECK_THROWS_AS(CALL(Word::objects, bulk_create, twice), aside::IntegrityError);
    CHECK(Word::objects.count() == 0);
}

BOTH_WAYS("ignored conflicts leave the rows that are there as they are, and set no keys") {
    const Words database;
    Word::objects.create({.text = "word 1", .uses = 99});
    const auto made = CALL(Word::objects, bulk_create, words(3), {.ignore_conflicts = true});
    CHECK(made[0].id == 0);
    CHECK(Word::objects.count() == 3);
    CHECK(Word::objects.get("text"_f = "word 1").uses == 99);
}

BOTH_WAYS("conflicts update the fields that are named") {
    const Words database;
    const Word old = Word::objects.create({.text = "word 1", .uses = 99, .length = 6});
    const auto made =
        CALL(Word::objects, bulk_create, words(3),
             {.update_conflicts = true, .update_fields = {"uses"_f}, .unique_fields = {"text"_f}});
    CHECK(made[1].id == old.id);
    CHECK(made[2].id == Word::objects.get("text"_f = "word 2").id);
    const Word now = Word::objects.get("text"_f = "word 1");
    CHECK(now.uses == 1);
    CHECK(now.length == 6);
}

BOTH_WAYS("options that contradict each other are refused") {
    const Words database;
    CHECK_THROWS_AS(CALL(Word::objects, bulk_create, words(1),
                         {.ignore_conflicts = true, .update_conflicts = true}),
                    aside::FieldError);
    CHECK_THROWS_AS(CALL(Word::objects, bulk_create, words(1), {.update_conflicts = true}),
                    aside::FieldError);
    CHECK_THROWS_AS(
        CALL(Word::objects, bulk_create, words(1),
             {.update_conflicts = true, .update_fields = {"id"_f}, .unique_fields = {"text"_f}}),
        aside::FieldError);
}
