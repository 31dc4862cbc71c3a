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

BOTH_WAYS("rows that name the same row share its object, with all that it leads to") {
    const Menu menu;
    const auto pizzas = CALL(Pizza::objects.select_related("box"_f).order_by("id"_f), list);
    CHECK(&pizzas[0].box.get() == &pizzas[1].box.get());

    const Pizza own = pizzas[0];  // the rows may go, and it keeps its box
    CHECK(own.box->name == "small");
    CHECK(sorted_names(own.box->pizza_set.all()) == Texts{"funghi", "margarita"});

    for (const std::int64_t price : {5, 6})
        Price::objects.create("amount"_f = aside::Decimal<10, 2>(price));
    for (const std::int64_t price : {5, 6})
        Pizza::objects.create("name"_f = "bianca", "box"_f = 1, "price"_f = price);
    const QueryLog log;
    for (const Price& each : Price::objects.select_related("pizza__box"_f).filter("id__gt"_f = 4))
        CHECK(each.pizza->box->name == "small");
    CHECK(log.size() == 1);
}

TEST_CASE("of many rows each has the row that it names") {
    const Menu menu;
    std::vector<Box> boxes(100);
    for (int i = 0; i < 100; ++i) boxes[i].name = "box " + std::to_string(i + 3);
    Box::objects.bulk_create(boxes);
    std::vector<Price> prices(1'000);
    Price::objects.bulk_create(prices);
    std::vector<Pizza> pizzas(1'000);
    for (int i = 0; i < 1'000; ++i) {
        pizzas[i].box.set_pk(3 + i * 7 % 100);
        pizzas[i].price.set_pk(5 + i);
    }
    Pizza::objects.bulk_create(pizzas);
    const auto wanted = Pizza::objects.select_related("box"_f, "price"_f).filter("id__gt"_f = 3);
    for (const Pizza& each : wanted) {
        CHECK(each.box->id == each.box.pk());
        CHECK(each.box->name == "box " + std::to_string(each.box.pk()));
        CHECK(each.price->id == each.price.pk());
    }
}

TEST_CASE(
    "chunks of an iterator share no objects, so that prefetching for one leaves those before") {
    const SharedMenu menu;  // one connection in memory would read all at once
    const auto pizzas = Pizza::objects.select_related("box"_f).prefetch_related("box__pizza_set"_f);
    std::optional<Pizza> before;
    for (const Pizza& each : pizzas.filter("id__lt"_f = 3).iterator({.chunk_size = 1})) {
        if (before) CHECK(&before->box.get() != &each.box.get());
        CHECK(each.box->pizza_set.count() == 2);
        before = each;
    }
}
