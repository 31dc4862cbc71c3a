#include "sql/tail.hpp"

using namespace shop;

TEST_CASE("a slice is a limit and an offset") {
    CHECK(tail(Cup::objects.slice(2, 5)) == "LIMIT ? OFFSET ? [3, 2]");
    CHECK(tail(Cup::objects.limit(5)) == "LIMIT ? [5]");
    CHECK(tail(Cup::objects.slice(5, 2)) == "LIMIT ? OFFSET ? [0, 5]");
    CHECK(tail(Cup::objects.offset(0)) == "");
}

TEST_CASE("an offset alone has no limit") {
    CHECK(tail(Cup::objects.offset(2)) == "LIMIT ? OFFSET ? [-1, 2]");
}

TEST_CASE("slices of slices compose") {
    CHECK(tail(Cup::objects.slice(2, 10).slice(1, 3)) == "LIMIT ? OFFSET ? [2, 3]");
    CHECK(tail(Cup::objects.limit(5).limit(9)) == "LIMIT ? [5]");
    CHECK(tail(Cup::objects.limit(5).offset(2)) == "LIMIT ? OFFSET ? [3, 2]");
    CHECK(tail(Cup::objects.offset(2).limit(5)) == "LIMIT ? OFFSET ? [5, 2]");
    CHECK(tail(Cup::objects.offset(2).offset(3)) == "LIMIT ? OFFSET ? [-1, 5]");
    CHECK(tail(Cup::objects.limit(3).offset(9)) == "LIMIT ? OFFSET ? [0, 9]");
    CHECK(tail(Cup::objects.order_by("id"_f).filter("id"_f > 1).limit(1)) ==
          R"(WHERE "id" > ? ORDER BY "id" ASC LIMIT ? [1, 1])");
}

TEST_CASE("a slice is not refined any more") {
    const auto slice = Cup::objects.limit(2);
    CHECK_THROWS_AS((void)slice.filter("id"_f == 1), aside::NotSupportedError);
    CHECK_THROWS_AS((void)slice.exclude("id"_f == 1), aside::NotSupportedError);
    CHECK_THROWS_AS((void)slice.order_by("id"_f), aside::NotSupportedError);
    CHECK_THROWS_AS((void)slice.reverse(), aside::NotSupportedError);
    CHECK_THROWS_AS((void)slice.distinct(), aside::NotSupportedError);
    CHECK_THROWS_AS((void)(slice & Cup::objects.all()), aside::NotSupportedError);
    CHECK_THROWS_AS((void)(Cup::objects.all() | slice), aside::NotSupportedError);
    CHECK(tail(slice.all()) == "LIMIT ? [2]");
}

TEST_CASE("a slice begins at no negative index and ends at none") {
    CHECK_THROWS_AS((void)Cup::objects.slice(-1, 2), aside::NotSupportedError);
    CHECK_THROWS_AS((void)Cup::objects.slice(0, -1), aside::NotSupportedError);
    CHECK_THROWS_AS((void)Cup::objects.limit(-1), aside::NotSupportedError);
    CHECK_THROWS_AS((void)Cup::objects.offset(-1), aside::NotSupportedError);
}
