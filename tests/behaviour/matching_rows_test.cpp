#include <doctest/doctest.h>

#include "support/database.hpp"
#include "support/features.hpp"

using namespace aside::literals;
using aside::testing::TestDatabase;

namespace {

struct Word : aside::Model<Word> {
    std::int64_t id = 0;
    std::string text;
    std::optional<std::int32_t> rank;
};

/// The texts of the rows, joined by blanks.
template <class QuerySet>
std::string texts(const QuerySet& words) {
    std::string joined;
    for (const Word& word : words) joined += (joined.empty() ? "" : " ") + word.text;
    return joined;
}
template <class Condition>
std::string found(Condition condition) {
    return texts(Word::objects.filter(condition).order_by("id"_f));
}

struct Words : TestDatabase<Word> {
    explicit Words(std::initializer_list<const char*> texts) {
        for (const char* text : texts) Word::objects.create("text"_f = text);
    }
};

}  // namespace

TEST_CASE("text is matched by its case, unless the lookup says otherwise") {
    const Words words{"Apple", "apple", "Grape"};
    CHECK(found("text"_f == "apple") == "apple");
    CHECK(found("text"_f.contains("ap")) == "apple Grape");
    CHECK(found("text"_f.startswith("A")) == "Apple");
    CHECK(found("text"_f.endswith("E")) == "");
    CHECK(found("text"_f.iexact("APPLE")) == "Apple apple");
    CHECK(found("text"_f.icontains("AP")) == "Apple apple Grape");
    CHECK(found("text"_f.istartswith("a")) == "Apple apple");
    CHECK(found("text"_f.iendswith("E")) == "Apple apple Grape");
}

TEST_CASE("case beyond ASCII is folded where the engine can") {
    const Words words{"Żółw"};
    CHECK(found("text"_f.iexact("żółw")) ==
          (aside::testing::features().folds_case_beyond_ascii ? "Żółw" : ""));
}

TEST_CASE("wildcards of the engine stand for themselves") {
    const Words words{"100%", "100x", "a_b", "a*b", "a?b", "a[b]", "a\\b"};
    CHECK(found("text"_f.startswith("100%")) == "100%");
    CHECK(found("text"_f.contains("_")) == "a_b");
    CHECK(found("text"_f.endswith("*b")) == "a*b");
    CHECK(found("text"_f.startswith("a?")) == "a?b");
    CHECK(found("text"_f.istartswith("A[B")) == "a[b]");
    CHECK(found("text"_f.icontains("\\")) == "a\\b");
}

TEST_CASE("regular expressions are found anywhere in the text") {
    const Words words{"foo1", "Bar22", "baz"};
    CHECK(found("text"_f.regex("\\d$")) == "foo1 Bar22");
    CHECK(found("text"_f.regex("^b")) == "baz");
    CHECK(found("text"_f.iregex("^b")) == "Bar22 baz");
}

TEST_CASE("NULL stands where the ordering puts it") {
    const TestDatabase<Word> database;
    Word::objects.bulk_create(
        {Word{.text = "none"}, Word{.text = "one", .rank = 1}, Word{.text = "two", .rank = 2}});
    const bool largest = aside::testing::features().nulls_largest;
    CHECK(texts(Word::objects.order_by("rank"_f)) == (largest ? "one two none" : "none one two"));
    CHECK(texts(Word::objects.order_by("-rank"_f)) == (largest ? "none two one" : "two one none"));
    CHECK(texts(Word::objects.order_by("rank"_f.asc(aside::nulls_first))) == "none one two");
    CHECK(texts(Word::objects.order_by("rank"_f.asc(aside::nulls_last))) == "one two none");
    CHECK(texts(Word::objects.order_by("rank"_f.desc(aside::nulls_first))) == "none two one");
    CHECK(texts(Word::objects.order_by("rank"_f.desc(aside::nulls_last))) == "two one none");
}

TEST_CASE("negations include rows without a value") {
    const TestDatabase<Word> database;
    Word::objects.bulk_create(
        {Word{.text = "none"}, Word{.text = "one", .rank = 1}, Word{.text = "two", .rank = 2}});
    CHECK(found("rank"_f != 1) == "none two");
    CHECK(found(!("rank"_f > 1)) == "none one");
    CHECK(found(!"rank"_f.in(1, 2)) == "none");
    CHECK(found(!("rank"_f != 1)) == "one");
    CHECK(found(!(!("rank"_f == 1) && "text"_f == "none")) == "one two");
    CHECK(found(("rank"_f == 1) ^ ("text"_f == "none")) == "none one");
    CHECK(found(!(("rank"_f == 1) ^ ("text"_f == "none"))) == "two");
}

TEST_CASE("slices count from the ordering") {
    const Words words{"a", "b", "c", "d"};
    const auto all = Word::objects.order_by("text"_f);
    CHECK(texts(all.slice(1, 3)) == "b c");
    CHECK(texts(all.offset(3)) == "d");
    CHECK(texts(all.reverse().limit(2)) == "d c");
    CHECK(all.offset(1).count() == 3);
    CHECK(all.limit(0).empty());
}

TEST_CASE("a calculation works in a condition") {
    const TestDatabase<Word> database;
    Word::objects.bulk_create({Word{.text = "five", .rank = 5}, Word{.text = "six", .rank = 6}});
    CHECK(found("rank"_f % 2 == 1) == "five");
    CHECK(found("rank"_f / 2 == 3) == "six");
    CHECK(found(("rank"_f + 1) * 2 - 3 > 10) == "six");
}
