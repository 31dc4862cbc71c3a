// Indexes over expressions, by a name that the model gives.
#include <doctest/doctest.h>

#include <string>

#include "support/database.hpp"
#include "support/tables.hpp"

using namespace aside::literals;
using namespace aside::testing;

namespace {

struct Film : aside::Model<Film> {
    std::int64_t id = 0;
    std::string title;
    std::int32_t year = 0;
    std::int32_t length = 0;
    static constexpr auto meta =
        aside::meta(aside::table("film"), aside::index("film_by_title", aside::Lower("title"_f)),
                    aside::index("film_by_age", (3000 - "year"_f).desc(), "title"_f),
                    aside::index("film_by_year", "-year"_f, "length"_f));
};

}  // namespace

TEST_CASE("an index over an expression is made, and read back") {
    const TestDatabase<Film> database;
    const auto tables = tables_of_database();
    REQUIRE(tables.size() == 1);
    const auto named = [&](const char* name) {
        return *std::ranges::find(tables[0].indexes, name, &aside::schema::Index::name);
    };
    REQUIRE(named("film_by_title").parts.size() == 1);
    CHECK(named("film_by_title").parts[0].column.empty());
    CHECK(named("film_by_title").parts[0].expression.find("title") != std::string::npos);
    REQUIRE(named("film_by_age").parts.size() == 2);
    CHECK(named("film_by_age").parts[0].descending);
    CHECK(named("film_by_age").parts[1].column == "title");
    CHECK(named("film_by_year").parts[0].column == "year");
    CHECK(named("film_by_year").parts[0].descending);
    check_tables<Film>();
    aside::create_tables<Film>();  // and changes nothing
}

TEST_CASE("rows are found by the expression, whatever finds them") {
    const TestDatabase<Film> database;
    Film::objects.create("title"_f = "Alien", "year"_f = 1979);
    Film::objects.create("title"_f = "Heat", "year"_f = 1995);
    CHECK(Film::objects.annotate("low"_f = aside::Lower("title"_f))
              .filter("low"_f = "alien")
              .count() == 1);
}
