// Full-text search, and texts that resemble others.
#include <doctest/doctest.h>

#include "support/both_ways.hpp"
#include "support/database.hpp"
#include "support/features.hpp"

namespace search {

using namespace aside::literals;
using aside::SearchQuery;
using aside::testing::features;

struct Article : aside::Model<Article> {
    std::int64_t id = 0;
    std::string title;
    std::optional<std::string> body;
};

using Titles = std::vector<std::string>;

struct Articles : aside::testing::TestDatabase<Article> {
    Articles() {
        Article::objects.create("title"_f = "Cats", "body"_f = "A cat sleeps on the mat");
        Article::objects.create("title"_f = "Dogs", "body"_f = "Dogs chase a cat, cat, cat");
        Article::objects.create("title"_f = "Fish");
    }
};

template <class Way, class Rows>
Titles titles(Rows rows) {
    Titles titles;
    for (const auto& row : CALL(rows, list)) titles.push_back(row.title);
    return titles;
}
template <class Way, class Query>
Titles found(Query query) {
    return titles<Way>(
        Article::objects
            .annotate("search"_f = SearchVector("title"_f, "body"_f, {.config = "english"}))
            .filter("search"_f == query)
            .order_by("id"_f));
}

}  // namespace search

using namespace search;

BOTH_WAYS("words are found in text in each of their forms") {
    const Articles articles;
    REQUIRES(full_text_search);
    const aside::SearchQueryOptions english{.config = "english"};
    CHECK(found<Way>(SearchQuery("sleep", english)) == Titles{"Cats"});
    CHECK(found<Way>(SearchQuery("cats", english)) == Titles{"Cats", "Dogs"});
    CHECK(found<Way>(SearchQuery("cats dog", english)) == Titles{"Dogs"});
    CHECK(found<Way>(SearchQuery("it's \\ & | ' nothing", english)).empty());
    CHECK(found<Way>(SearchQuery("fish", english)) == Titles{"Fish"});
    CHECK(found<Way>("cat") == Titles{"Cats", "Dogs"});
}

BOTH_WAYS("a query is plain, a phrase, in the engine's language, or as on the web") {
    const Articles articles;
    REQUIRES(full_text_search);
    const auto query = [](const char* words, aside::SearchType type) {
        return SearchQuery(words, {.config = "english", .search_type = type});
    };
    CHECK(found<Way>(query("cat sleeps", "phrase")) == Titles{"Cats"});
    CHECK(found<Way>(query("sleeps cat", "phrase")).empty());
    CHECK(found<Way>(query("sleep | chase", aside::SearchType::raw)) == Titles{"Cats", "Dogs"});
    CHECK(found<Way>(query("\"cat sleeps\" or fish", "websearch")) == Titles{"Cats", "Fish"});
    CHECK(found<Way>(SearchQuery("cat", {.config = "english", .invert = true})) == Titles{"Fish"});
    CHECK_THROWS_WITH_AS((void)query("cat", "fuzzy"),
                         doctest::Contains("plain, phrase, raw or websearch, not \"fuzzy\""),
                         aside::ValidationError);
}

BOTH_WAYS("queries are combined by and, or and not") {
    const Articles articles;
    REQUIRES(full_text_search);
    const auto word = [](const char* words) { return SearchQuery(words, {.config = "english"}); };
    CHECK(found<Way>(word("cat") & word("mat")) == Titles{"Cats"});
    CHECK(found<Way>(word("mat") | word("fish")) == Titles{"Cats", "Fish"});
    CHECK(found<Way>(word("cat") & !word("mat")) == Titles{"Dogs"});
    CHECK(found<Way>(!(word("cat") | word("fish"))).empty());
}

BOTH_WAYS("a text is searched by a lookup") {
    const Articles articles;
    REQUIRES(full_text_search);
    auto rows = [](auto condition) { return Article::objects.filter(condition).order_by("id"_f); };
    CHECK(titles<Way>(rows("body"_f.search("chase"))) == Titles{"Dogs"});
    CHECK(titles<Way>(rows("body__search"_f = "cat mat")) == Titles{"Cats"});
    CHECK(titles<Way>(rows("body"_f.search(SearchQuery("mat") | SearchQuery("chase")))) ==
          Titles{"Cats", "Dogs"});
    CHECK(titles<Way>(rows(!"body"_f.search("cat"))) == Titles{"Fish"});
    CHECK(titles<Way>(rows(aside::field("title__search") = "fish")) == Titles{"Fish"});
    CHECK(titles<Way>(rows(SearchVector("title"_f) == SearchQuery("fish"))) == Titles{"Fish"});
}

BOTH_WAYS("what is found is ordered by its rank") {
    const Articles articles;
    REQUIRES(full_text_search);
    auto vector = SearchVector("title"_f, {.config = "english", .weight = 'A'}) +
                  SearchVector("body"_f, {.config = "english", .weight = 'D'});
    auto ranked =
        Article::objects.annotate("search"_f = vector)
            .annotate("rank"_f = SearchRank("search"_f, SearchQuery("cat", {.config = "english"})));
    CHECK(titles<Way>(ranked.filter("rank"_f > 0.0).order_by("-rank"_f)) == Titles{"Cats", "Dogs"});
    // With weights for the body alone, more words count more.
    const auto rank_of = [&](aside::SearchRankOptions options) {
        return Article::objects.annotate(
            "rank"_f =
                SearchRank(vector, SearchQuery("cat", {.config = "english"}), std::move(options)));
    };
    const std::vector<double> body{1.0, 0.0, 0.0, 0.0};
    CHECK(titles<Way>(rank_of({.weights = body}).order_by("-rank"_f).limit(1)) == Titles{"Dogs"});
    // By length: each word of a longer text counts less.
    auto dogs = rank_of({.weights = body}).filter("title"_f == "Dogs");
    auto by_length = rank_of({.weights = body, .normalization = 2}).filter("title"_f == "Dogs");
    CHECK(CALL(by_length, get)["rank"_f] < CALL(dogs, get)["rank"_f] / 2);
    auto dense = Article::objects.annotate(
        "rank"_f = SearchRank(vector, "nothing", {.cover_density = true}));
    for (const auto& row : CALL(dense, list)) CHECK(row["rank"_f] == 0.0);
    CHECK_THROWS_AS(
        (void)Article::objects.annotate("rank"_f = SearchRank(vector, "cat", {.weights = {1.0}}))
            .count(),
        aside::ValidationError);
    CHECK_THROWS_AS(
        (void)Article::objects.annotate("s"_f = SearchVector("title"_f, {.weight = 'E'})).count(),
        aside::ValidationError);
}

BOTH_WAYS("what is searched in is read as text") {
    const Articles articles;
    REQUIRES(full_text_search);
    auto rows = Article::objects.filter("title"_f == "Fish")
                    .annotate("search"_f = SearchVector("title"_f, {.config = "simple"}));
    CHECK(CALL(rows, get)["search"_f].text == "'fish':1");
}

TEST_CASE("where an engine has no full-text search, searches are refused by their names") {
    const aside::testing::TestDatabase<Article> database;
    if (features().full_text_search) return aside::testing::say_skipped("no full-text search");
    const auto names_flag = doctest::Contains("features().full_text_search");
    CHECK_THROWS_WITH_AS((void)Article::objects.filter("body"_f.search("x")).count(), names_flag,
                         aside::NotSupportedError);
    CHECK_THROWS_WITH_AS((void)Article::objects.annotate("s"_f = SearchVector("body"_f))
                             .filter("s"_f == "x")
                             .count(),
                         names_flag, aside::NotSupportedError);
    CHECK_THROWS_WITH_AS((void)Article::objects.filter("body"_f.trigram_similar("x")).count(),
                         doctest::Contains("features().trigrams"), aside::NotSupportedError);
}
