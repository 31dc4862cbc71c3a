#include <doctest/doctest.h>

#include "support/both_ways.hpp"
#include "support/pizzeria.hpp"

using namespace pizzeria;
using aside::QueryLog;

BOTH_WAYS("fetch_one, as ever, loads a relation for the row that it is read of") {
    const Menu menu;
    const auto pizzas = Pizza::objects.fetch_mode(aside::fetch_one).order_by("id"_f).list();
    const QueryLog log;
    CALL(pizzas[0].price, get);
    CALL(pizzas[1].price, get);
    CHECK(log.size() == 2);
}

BOTH_WAYS("fetch_peers loads a relation for every row of the result at once") {
    const Menu menu;
    const auto pizzas = Pizza::objects.fetch_mode(aside::fetch_peers).order_by("id"_f).list();
    const QueryLog log;
    CHECK(CALL(pizzas[1].price, get).amount == 9.00_dec);
    CHECK(log.size() == 1);
    CHECK(pizzas[0].price->amount == 8.50_dec);
    CHECK(pizzas[2].price->amount == 7.00_dec);
    CHECK(log.size() == 1);
    CHECK(CALL(pizzas[0].box, get).name == "small");
    CHECK(pizzas[1].box->name == "small");
    CHECK_FALSE(pizzas[2].box);
    CHECK(log.size() == 2);
}

TEST_CASE("rows that fetch_peers has loaded do so themselves") {
    const Menu menu;
    const auto prices = Price::objects.fetch_mode(aside::fetch_peers).order_by("id"_f).list();
    const QueryLog log;
    CHECK(prices[0].pizza->box->name == "small");
    CHECK(prices[1].pizza->box->name == "small");
    CHECK_FALSE(prices[3].pizza);
    CHECK(log.size() == 2);
}

BOTH_WAYS("fetch_raise throws where a relation would be loaded, and not where it was") {
    const Menu menu;
    const auto pizzas = Pizza::objects.fetch_mode(aside::fetch_raise)
                            .select_related("box"_f)
                            .order_by("id"_f)
                            .list();
    const QueryLog log;
    CHECK(CALL(pizzas[0].box, get).name == "small");
    CHECK_THROWS_AS(CALL(pizzas[0].price, get), aside::FieldFetchBlocked);
    CHECK(log.empty());
}

TEST_CASE("relations of rows of another database are read from that database") {
    const Menu menu;
    aside::testing::SharedTestDatabase<Topping, Box, Price, Pizza> other({.alias = "other"});
    Box::objects.using_("other").create("name"_f = "elsewhere");
    Price::objects.using_("other").create("amount"_f = 1);
    Pizza::objects.using_("other").create("name"_f = "away", "box"_f = 1, "price"_f = 1);
    const Pizza pizza = Pizza::objects.using_("other").get("id"_f = 1);
    CHECK(pizza.box->name == "elsewhere");
    CHECK(names(pizza.box->pizza_set.all()) == Texts{"away"});
    CHECK(pizza.price->pizza->name == "away");
    CHECK(names(Box::objects.using_("other").get("id"_f = 1).pizza_set.all()) == Texts{"away"});
}
