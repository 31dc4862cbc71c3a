// Rows of which only some columns are loaded.
#include <doctest/doctest.h>

#include "support/both_ways.hpp"
#include "support/pizzeria.hpp"

using namespace pizzeria;

namespace only_and_defer {

BOTH_WAYS("only loads the key and what it names") {
    const Menu menu;
    const auto rows = CALL(Pizza::objects.order_by("id"_f).only("name"_f, "box"_f), list);
    REQUIRE(rows.size() == 3);
    CHECK(rows[0].pk() == 1);
    CHECK(rows[0]["pk"_f] == 1);
    CHECK(rows[0]["id"_f] == 1);
    CHECK(rows[0]["name"_f] == "margarita");
    CHECK(rows[0]["box"_f] == 1);
    CHECK(rows[0]["box_id"_f] == 1);
    CHECK(rows[2]["box"_f] == std::nullopt);
}

BOTH_WAYS("defer loads all but what it names") {
    const Menu menu;
    const auto row = CALL(Pizza::objects.defer("name"_f), get, "id"_f = 2);
    static_assert(
        std::is_same_v<decltype(row),
                       const aside::Partial<"id", aside::Column<"id", std::int64_t>,
                                            aside::Column<"box_id", std::optional<std::int64_t>>,
                                            aside::Column<"price_id", std::int64_t>>>);
    CHECK(row.pk() == 2);
    CHECK(row["box"_f] == 1);
    CHECK(row["price"_f] == 2);
}

TEST_CASE("the key is loaded whatever is said") {
    const Menu menu;
    CHECK(Pizza::objects.only("name"_f, "id"_f, "pk"_f).get("id"_f = 1).pk() == 1);
    CHECK(Pizza::objects.defer("pk"_f, "name"_f).get("id"_f = 1).pk() == 1);
}

TEST_CASE("a later only replaces, a later defer leaves out more") {
    using Id = aside::Column<"id", std::int64_t>;
    using Name = aside::Column<"name", std::string>;
    using Box = aside::Column<"box_id", std::optional<std::int64_t>>;
    const auto only = Pizza::objects.only("box"_f).only("name"_f);
    static_assert(std::is_same_v<decltype(only)::value_type, aside::Partial<"id", Id, Name>>);
    const auto less = Pizza::objects.only("box"_f, "name"_f).defer("box"_f);
    static_assert(std::is_same_v<decltype(less)::value_type, aside::Partial<"id", Id, Name>>);
    const auto least = Pizza::objects.defer("price"_f).defer("name"_f);
    static_assert(std::is_same_v<decltype(least)::value_type, aside::Partial<"id", Id, Box>>);
    const auto all = least.defer(nullptr);
    static_assert(std::is_same_v<decltype(all)::value_type, Pizza>);
    const Menu menu;
    CHECK(names(all.order_by("id"_f)) == Texts{"margarita", "funghi", "rossa"});
}

BOTH_WAYS("annotations are kept, and added afterwards") {
    const Menu menu;
    const auto counted =
        Pizza::objects.annotate("n"_f = Count("toppings"_f)).order_by("-n"_f, "id"_f);
    const auto rows = CALL(counted.only("name"_f), list);
    CHECK(rows[0]["name"_f] == "margarita");
    CHECK(rows[0]["n"_f] == 2);
    const auto later = CALL(
        Pizza::objects.order_by("id"_f).only("name"_f).annotate("n"_f = Count("toppings"_f)), list);
    CHECK(later[1]["name"_f] == "funghi");
    CHECK(later[1]["n"_f] == 1);
    CHECK(CALL(counted.defer("name"_f), first)->operator[]("n"_f) == 2);
    const auto whole = CALL(counted.only("name"_f).defer(nullptr), first);
    CHECK(whole->name == "margarita");
    CHECK((*whole)["n"_f] == 2);
}

BOTH_WAYS("a path through a relation is a column") {
    const Menu menu;
    const auto rows = CALL(Pizza::objects.order_by("id"_f).only("name"_f, "box__name"_f), list);
    CHECK(rows[0]["box__name"_f] == "small");
    CHECK(rows[2]["box__name"_f] == std::nullopt);
}

BOTH_WAYS("what is loaded of objects is looked for like objects") {
    const Menu menu;
    const auto rows = Pizza::objects.only("name"_f);
    CHECK(CALL(rows, contains, Pizza{.id = 2}));
    CHECK(!CALL(rows, contains, Pizza{.id = 9}));
    const auto by_key = CALL(rows, in_bulk, std::vector<int>{1, 3, 9});
    REQUIRE(by_key.size() == 2);
    CHECK(by_key.at(3)["name"_f] == "rossa");
    CHECK(CALL(Box::objects.filter("pizza_set"_f.in(rows)).distinct(), count) == 1);
    CHECK(CALL(rows.filter("name"_f = "rossa"), update, "name"_f = "bianca") == 1);
    CHECK(CALL(rows, get, "id"_f = 3)["name"_f] == "bianca");
    CHECK(CALL_DELETE(rows.filter("name"_f = "bianca")).total == 1);
    CHECK(CALL(rows, count) == 2);
}

struct Page : aside::Model<Page> {
    std::string slug;
    std::string body_;
    aside::ForeignKey<Page, aside::set_null, std::string> next;
    static constexpr auto meta = aside::meta("slug"_f.primary_key());
};
TEST_CASE("keys and names are those of the model") {
    const aside::testing::TestDatabase<Page> database;
    Page::objects.create("slug"_f = "b", "body"_f = "long");
    Page::objects.create("slug"_f = "a", "body"_f = "short", "next"_f = "b");
    const auto row = Page::objects.only("next"_f).get("slug"_f = "a");
    CHECK(row.pk() == "a");
    CHECK(row["pk"_f] == "a");
    CHECK(row["next"_f] == "b");
    CHECK(Page::objects.only("body"_f).get("slug"_f = "a")["body"_f] == "short");
}

}  // namespace only_and_defer
