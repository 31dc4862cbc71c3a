// How arrays and searches are spelled for PostgreSQL.
#include <doctest/doctest.h>

#include "sql/ddl.hpp"
#include "sql/postgresql.hpp"
#include "sql/schema_of.hpp"

using namespace aside::literals;
using aside::SqlValue;
using aside::testing::in_postgresql;

namespace {

struct Note : aside::Model<Note> {
    std::int64_t id = 0;
    std::string title;
    std::optional<std::string> body;
    std::vector<std::int32_t> tags;
    std::optional<std::vector<std::string>> words;
    std::vector<aside::Decimal<8, 2>> prices;
    static constexpr auto meta = aside::meta("title"_f.max_length(30), "words"_f.max_length(9),
                                             aside::index("tags"_f).using_("gin"));
};

template <class... Condition>
std::string where(Condition... conditions) {
    return aside::testing::condition_in_postgresql<Note>(conditions...);
}

}  // namespace

TEST_CASE("what an array is compared with is cast to its type, without its limits") {
    CHECK(where("tags"_f.contains({1, 2})) == R"("tags" @> CAST($1 AS integer[]))");
    CHECK(where("tags"_f.contains(1)) == R"("tags" @> CAST($1 AS integer[]))");
    CHECK(where("words"_f.overlap({"a"})) == R"("words" && CAST($1 AS varchar[]))");
    CHECK(where("prices"_f.contained_by({1.5_dec})) == R"("prices" <@ CAST($1 AS numeric[]))");
    CHECK(where("tags"_f = {1, 2}) == R"("tags" = CAST($1 AS integer[]))");
    CHECK(where("tags"_f.contains("tags"_f)) == R"("tags" @> "tags")");
    CHECK(where(!"words"_f.overlap({"a"})) ==
          R"(NOT (("words" && CAST($1 AS varchar[]) AND "words" IS NOT NULL)))");
}

TEST_CASE("the parts of an array are counted from 1") {
    CHECK(where("tags__0"_f == 7) == R"(("tags")[1] = $1)");
    CHECK(where("tags__1_3"_f = {7, 8}) == R"(("tags")[2:3] = CAST($1 AS integer[]))");
    CHECK(where("words__len"_f > 2) == R"(CARDINALITY("words") > $1)");
    CHECK(where(!("tags__0"_f == 7)) == R"(NOT ((("tags")[1] = $1 AND ("tags")[1] IS NOT NULL)))");
}

TEST_CASE("vectors, queries and ranks are spelled as Django does it") {
    CHECK(where("body"_f.search("a b")) ==
          R"(TO_TSVECTOR(COALESCE("body", '')) @@ PLAINTO_TSQUERY($1))");
    CHECK(
        where(SearchVector("title"_f, "body"_f, {.config = "en'glish", .weight = 'A'}) ==
              aside::SearchQuery("a", {.config = "simple", .search_type = "websearch"})) ==
        R"(SETWEIGHT(TO_TSVECTOR(CAST('en''glish' AS regconfig), COALESCE("title", '') || ' ' || )"
        R"(COALESCE("body", '')), 'A') @@ WEBSEARCH_TO_TSQUERY(CAST('simple' AS regconfig), $1))");
    CHECK(
        where(SearchVector("tags"_f) + SearchVector("title"_f) ==
              (aside::SearchQuery("a") & !aside::SearchQuery("b"))) ==
        R"((TO_TSVECTOR(COALESCE(CAST("tags" AS text), '')) || TO_TSVECTOR(COALESCE("title", ''))) )"
        R"(@@ (PLAINTO_TSQUERY($1) && (!! PLAINTO_TSQUERY($2))))");
    CHECK(
        where(SearchRank(SearchVector("title"_f), "a", {.weights = {0, 0, 0, 1}}) > 0.5) ==
        R"(TS_RANK(CAST($1 AS real[]), TO_TSVECTOR(COALESCE("title", '')), PLAINTO_TSQUERY($2)) > $3)");
    CHECK(where(TrigramSimilarity("title"_f, "a") > 0.5) == R"(SIMILARITY("title", $1) > $2)");
    CHECK(where("title"_f.trigram_similar("a")) == R"("title" % $1)");
}

TEST_CASE("an index is of the method that is named") {
    const auto tables =
        aside::sql::schema_of(aside::detail::model_info<Note>(), aside::sql::postgresql::dialect());
    CHECK(aside::sql::create_table(tables.front(), aside::sql::postgresql::dialect())[1].ends_with(
        R"( ON "note" USING gin ("tags"))"));
    CHECK(tables.front().indexes.front().method == "gin");
}
