#include <doctest/doctest.h>

#include "support/both_ways.hpp"
#include "support/pizzeria.hpp"

using namespace pizzeria;
using aside::QueryLog;

BOTH_WAYS("select_related reads rows with those that they lead to, in one statement") {
    const Menu menu;
    const QueryLog log;
    const auto pizzas =
        CALL(Pizza::objects.select_related("box"_f, "price"_f).order_by("id"_f), list);
    REQUIRE(pizzas.size() == 3);
    CHECK(pizzas[0].box->name == "small");
    CHECK(pizzas[0].price->amount == 8.50_dec);
    CHECK(pizzas[1].price->amount == 9.00_dec);
    CHECK_FALSE(pizzas[2].box);
    CHECK(pizzas[2].price->amount == 7.00_dec);
    CHECK(log.size() == 1);
}

BOTH_WAYS("select_related goes several levels, and through reverse one-to-one relations") {
    const Menu menu;
    const QueryLog log;
    const auto prices = CALL(Price::objects.select_related("pizza__box"_f).order_by("id"_f), list);
    CHECK(prices[0].pizza->box->name == "small");
    CHECK_FALSE(prices[2].pizza->box);
    CHECK_FALSE(prices[3].pizza);
    CHECK_THROWS_AS((void)prices[3].pizza.get(), Pizza::DoesNotExist);
    CHECK(log.size() == 1);
}

BOTH_WAYS("select_related works for one row, the first row and a slice too") {
    const Menu menu;
    const QueryLog log;
    const auto pizzas = Pizza::objects.select_related("box"_f).order_by("id"_f);
    CHECK(CALL(pizzas, get, "name"_f = "funghi").box->name == "small");
    CHECK(CALL(pizzas, first)->box->name == "small");
    CHECK(CALL(pizzas.limit(2), list)[1].box->name == "small");
    CHECK(CALL(pizzas, item, 0).box->name == "small");
    CHECK(log.size() == 4);
}

TEST_CASE("select_related(nullptr) forgets what was named before") {
    const Menu menu;
    const auto pizzas = Pizza::objects.select_related("box"_f).select_related(nullptr);
    CHECK(pizzas.sql().sql.find("JOIN") == std::string::npos);
}

TEST_CASE("rows keep what they were read with when the queryset is gone") {
    const Menu menu;
    std::optional<Pizza> kept;
    kept = Pizza::objects.select_related("box"_f).get("id"_f = 1);
    const QueryLog log;
    CHECK(kept->box->name == "small");
    CHECK(log.empty());
}

TEST_CASE("iterator reads related rows along") {
    const Menu menu;
    const QueryLog log;
    Texts boxes;
    for (const Pizza& pizza : Pizza::objects.select_related("box"_f).order_by("id"_f).iterator())
        boxes.push_back(pizza.box ? pizza.box->name : "none");
    CHECK(boxes == Texts{"small", "small", "none"});
    CHECK(log.size() == 1);
}

TEST_CASE("the relations of related rows know their owners") {
    const Menu menu;
    const Pizza pizza = Pizza::objects.select_related("box"_f).get("id"_f = 1);
    CHECK(sorted_names(pizza.box->pizza_set.all()) == Texts{"funghi", "margarita"});
}
