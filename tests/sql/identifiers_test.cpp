#include <doctest/doctest.h>

#include "support/database.hpp"

using namespace aside::literals;

namespace {

struct Order : aside::Model<Order> {
    std::int64_t id = 0;
    std::string select;
    std::string class_;
    std::int32_t group = 0;
    std::string odd;

    static constexpr auto meta =
        aside::meta(aside::table("order \"by\"; --"), "odd"_f.db_column("it's \"odd\"").index(),
                    aside::unique_together("class"_f, "group"_f));
};

}  // namespace

TEST_CASE("keywords, blanks and quotes are names like any other") {
    CHECK(
        Order::objects.filter("class"_f == "a").order_by("group"_f).sql().sql ==
        R"(SELECT "order ""by""; --"."id", "order ""by""; --"."select", "order ""by""; --"."class", )"
        R"("order ""by""; --"."group", "order ""by""; --"."it's ""odd""" FROM "order ""by""; --" )"
        R"(WHERE "order ""by""; --"."class" = ? ORDER BY "order ""by""; --"."group" ASC)");
}

TEST_CASE("a table with such names is created, written and read") {
    const aside::testing::MemoryDatabase<Order> database;
    const auto made =
        Order::objects.create("select"_f = "*", "class"_f = "first", "group"_f = 1, "odd"_f = "?");
    CHECK(Order::objects.get("odd"_f = "?").class_ == "first");
    CHECK(Order::objects.filter("group"_f == 1).update("odd"_f = "!") == 1);
    CHECK(Order::objects.aggregate("select"_f = Max("group"_f))["select"_f] == 1);
    CHECK(Order::objects.filter("odd"_f.contains("!")).slice(0, 5).count() == 1);
    CHECK(made.delete_().by_table.at("order \"by\"; --") == 1);
}
