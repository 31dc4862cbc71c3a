// One row on the other side: foreign keys and both sides of one-to-one relations.
#include <doctest/doctest.h>

#include <thread>

#include "support/both_ways.hpp"
#include "support/pizzeria.hpp"

using namespace pizzeria;
using aside::QueryLog;

BOTH_WAYS("a foreign key reads its row once and keeps it") {
    const Menu menu;
    const Pizza pizza = Pizza::objects.get("id"_f = 1);
    const QueryLog log;
    CHECK(pizza.box.pk() == 1);
    CHECK(log.empty());
    CHECK(CALL(pizza.box, get).name == "small");
    CHECK(pizza.box->name == "small");
    CHECK((*pizza.box).id == 1);
    CHECK(log.size() == 1);
}

BOTH_WAYS("copies of an object share the row that one of them has read") {
    const Menu menu;
    const Pizza pizza = Pizza::objects.get("id"_f = 1);
    const std::string first = CALL(pizza.box, get).name;
    const Pizza copy = pizza;
    const QueryLog log;
    CHECK(copy.box->name == first);
    CHECK(log.empty());
}

BOTH_WAYS("an empty relation says so, and asks nothing") {
    const Menu menu;
    const Pizza rossa = Pizza::objects.get("name"_f = "rossa");
    const QueryLog log;
    CHECK_FALSE(rossa.box);
    CHECK(rossa.box.pk() == 0);
    CHECK_THROWS_AS(CALL(rossa.box, get), Box::DoesNotExist);
    CHECK(log.empty());
}

BOTH_WAYS("a relation whose row is gone says so, with the key") {
    const Menu menu;
    Pizza pizza = Pizza::objects.get("id"_f = 1);
    pizza.box.set_pk(77);
    CHECK_THROWS_WITH_AS(
        CALL(pizza.box, get),
        "the pizzeria::Box with the key 77, which the relation names, is not there",
        Box::DoesNotExist);
}

TEST_CASE("what is assigned is known without asking") {
    const Menu menu;
    Pizza pizza = Pizza::objects.get("id"_f = 1);
    pizza.box = Box::objects.get("name"_f = "large");
    const QueryLog log;
    CHECK(pizza.box.pk() == 2);
    CHECK(pizza.box->name == "large");
    pizza.box = nullptr;
    CHECK_FALSE(pizza.box);
    CHECK(log.empty());
    pizza.box.set_pk(1);
    CHECK(pizza.box->name == "small");
    CHECK(log.size() == 1);
}

TEST_CASE("an object without a key cannot be assigned, compared or used as a keyword") {
    const Menu menu;
    Pizza pizza = Pizza::objects.get("id"_f = 1);
    const Box unsaved{.name = "new"};
    CHECK_THROWS_WITH_AS(
        pizza.box = unsaved,
        "a pizzeria::Box without a key cannot be assigned to a relation: save it first",
        aside::ValidationError);
    CHECK(pizza.box.pk() == 1);
    CHECK_THROWS_AS((void)Pizza::objects.filter("box"_f == unsaved), aside::ValidationError);
    CHECK_THROWS_WITH_AS((void)Pizza::objects.filter("box"_f = unsaved),
                         "\"box\" was given a pizzeria::Box without a key, which can be neither "
                         "compared nor assigned: save it first",
                         aside::ValidationError);
}

BOTH_WAYS("a relation that may not be empty is missed when the object is saved, by name") {
    const Menu menu;
    CHECK_THROWS_WITH_AS(CALL(Pizza::objects, create, "name"_f = "bianca"),
                         "pizzeria::Pizza.price is not set: assign a saved pizzeria::Price or "
                         "set_pk(key), or make the relation nullable",
                         aside::ValidationError);
    CHECK(Pizza::objects.count() == 3);
}

BOTH_WAYS("a one-to-one relation is read from both sides") {
    const Menu menu;
    const Pizza pizza = Pizza::objects.get("id"_f = 2);
    CHECK(CALL(pizza.price, get).amount == 9.00_dec);
    const Price price = Price::objects.get("id"_f = 2);
    const QueryLog log;
    CHECK(CALL(price.pizza, get).name == "funghi");
    CHECK(price.pizza);
    CHECK(price.pizza->name == "funghi");
    CHECK(log.size() == 1);
}

BOTH_WAYS("a reverse one-to-one relation without a row throws that model's DoesNotExist") {
    const Menu menu;
    const Price price = Price::objects.get("amount"_f = 5);
    CHECK_THROWS_AS(CALL(price.pizza, get), Pizza::DoesNotExist);
    CHECK_FALSE(price.pizza);
}

TEST_CASE("a relation of an object that was not saved names the related model and the cure") {
    const Menu menu;
    const Price unsaved;
    CHECK_THROWS_WITH_AS((void)unsaved.pizza.get(),
                         "the relation to pizzeria::Pizza belongs to an object that was not saved: "
                         "save it first, or call aside::bind(object) where you have set its key by "
                         "hand",
                         aside::ValidationError);
    Price by_hand{.id = 2};
    aside::bind(by_hand);
    CHECK(by_hand.pizza->name == "funghi");
}

TEST_CASE("many threads may read one relation of a shared row") {
    const Menu menu;
    const auto pizzas = Pizza::objects.all();
    const auto rows = pizzas.list();
    const Pizza& pizza = rows[0];
    std::vector<std::thread> readers;
    std::atomic<int> small = 0;
    for (int i = 0; i < 8; ++i)
        readers.emplace_back([&] {
            if (pizza.box->name == "small" && pizza.price->amount == 8.50_dec) ++small;
        });
    for (std::thread& reader : readers) reader.join();
    CHECK(small == 8);
}

TEST_CASE("a relation is written like any other field, and read again by refresh_from_db") {
    const Menu menu;
    Pizza pizza = Pizza::objects.get("id"_f = 1);
    CHECK(pizza.box->name == "small");
    Pizza::objects.filter("id"_f = 1).update("box"_f = 2);
    pizza.refresh_from_db();
    CHECK(pizza.box->name == "large");
    pizza.box = nullptr;
    pizza.save({.update_fields = {"box"_f}});
    CHECK(Pizza::objects.filter("box"_f = nullptr).count() == 2);
}
