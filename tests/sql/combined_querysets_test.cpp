#include "sql/tail.hpp"

using namespace shop;

TEST_CASE("querysets combine to the rows of both, of either, of exactly one") {
    const auto a = Cup::objects.filter("id"_f > 1);
    const auto b = Cup::objects.filter("stock"_f == 2, "name"_f = "x");
    CHECK(tail(a & b) == R"(WHERE "id" > ? AND "stock" = ? AND "name" = ? [1, 2, 'x'])");
    CHECK(tail(a | b) == R"(WHERE ("id" > ? OR ("stock" = ? AND "name" = ?)) [1, 2, 'x'])");
    CHECK(
        tail(a ^ b) ==
        R"(WHERE ((("id" > ?) IS TRUE) <> ((("stock" = ? AND "name" = ?)) IS TRUE)) [1, 2, 'x'])");
}

TEST_CASE("a queryset of all rows takes part as such") {
    const auto all = Cup::objects.all();
    const auto some = Cup::objects.filter("id"_f > 1);
    CHECK(tail(all & some) == R"(WHERE "id" > ? [1])");
    CHECK(tail(all | some) == "");
    CHECK(tail(some | all) == "");
    CHECK(tail(all ^ some) == R"(WHERE NOT ("id" > ?) [1])");
    CHECK(tail(all ^ all) == "WHERE 1 = 0");
}

TEST_CASE("an empty queryset takes part as such") {
    const auto none = Cup::objects.none();
    const auto some = Cup::objects.filter("id"_f > 1);
    CHECK(tail(none) == "WHERE 1 = 0");
    CHECK(tail(none & some) == "WHERE 1 = 0");
    CHECK(tail(some & none) == "WHERE 1 = 0");
    CHECK(tail(none | some) == R"(WHERE "id" > ? [1])");
    CHECK(tail(some ^ none) == R"(WHERE "id" > ? [1])");
}

TEST_CASE("querysets that differ in distinctness or database do not combine") {
    CHECK_THROWS_AS((void)(Cup::objects.distinct() & Cup::objects.all()), aside::NotSupportedError);
    CHECK_THROWS_AS((void)(Cup::objects.using_("other") | Cup::objects.all()),
                    aside::NotSupportedError);
}
