// Objects that cannot be related yet, and objects that name no row.
#include <doctest/doctest.h>

#include "support/both_ways.hpp"
#include "support/pizzeria.hpp"

using namespace pizzeria;
using aside::ValidationError;

BOTH_WAYS("an unsaved object's manager neither reads nor writes, and says what to do") {
    const Menu menu;
    const Pizza pizza{.name = "x"};
    CHECK_THROWS_WITH_AS(CALL(pizza.toppings, add, 1),
                         "the relation to pizzeria::Topping belongs to an object that was not "
                         "saved: save it first, or call aside::bind(object) where you have set its "
                         "key by hand",
                         ValidationError);
    CHECK_THROWS_AS(CALL(pizza.toppings, remove, 1), ValidationError);
    CHECK_THROWS_AS(CALL(pizza.toppings, clear), ValidationError);
    CHECK_THROWS_AS(CALL(pizza.toppings, set, {1}), ValidationError);
    CHECK_THROWS_AS(CALL(pizza.toppings, create, "name"_f = "x"), ValidationError);
    CHECK_THROWS_AS(CALL(pizza.toppings, bulk_create, std::vector<Topping>(1)), ValidationError);
    CHECK_THROWS_AS(CALL(pizza.toppings, get_or_create, "name"_f = "x"), ValidationError);
    CHECK(Topping::objects.count() == 3);
}

BOTH_WAYS("an unsaved object cannot be added, removed or set") {
    const Menu menu;
    const Pizza pizza = Pizza::objects.get("id"_f = 1);
    const Topping unsaved{.name = "x"};
    CHECK_THROWS_AS(CALL(pizza.toppings, add, 3, unsaved), ValidationError);
    CHECK_THROWS_AS(CALL(pizza.toppings, remove, unsaved), ValidationError);
    CHECK_THROWS_AS(CALL(pizza.toppings, set, std::vector{unsaved}), ValidationError);
    CHECK(sorted_names(pizza.toppings.all()) == Texts{"basil", "cheese"});
}

BOTH_WAYS("an object whose key was set by hand is bound to it") {
    const Menu menu;
    Pizza pizza{.id = 1};
    aside::bind(pizza);
    CALL(pizza.toppings, add, 3);
    CHECK(pizza.toppings.count() == 3);
}

BOTH_WAYS("a relation that must not be empty and is keeps the object out, and all others with it") {
    const Menu menu;
    Pizza pizza{.name = "bianca"};
    const auto says =
        "pizzeria::Pizza.price is not set: assign a saved pizzeria::Price or "
        "set_pk(key), or make the relation nullable";
    CHECK_THROWS_WITH_AS(CALL(pizza, save), says, ValidationError);
    CHECK_THROWS_WITH_AS(CALL(Pizza::objects, create, "name"_f = "bianca"), says, ValidationError);
    const Price price = Price::objects.get("amount"_f = 5.00_dec);
    CHECK_THROWS_WITH_AS(
        CALL(Pizza::objects, bulk_create,
             std::vector{Pizza{.name = "nera", .price = price}, Pizza{.name = "bianca"}},
             {.batch_size = 1}),
        says, ValidationError);
    const Box box = Box::objects.get("name"_f = "large");
    CHECK_THROWS_AS(CALL(box.pizza_set, create, "name"_f = "bianca"), ValidationError);
    const Topping ham = Topping::objects.get("name"_f = "ham");
    CHECK_THROWS_AS(CALL(ham.pizza_set, get_or_create, "name"_f = "bianca"), ValidationError);
    CHECK(Pizza::objects.count() == 3);
}

BOTH_WAYS("full_clean reports rows that are named and not there") {
    const Menu menu;
    Pizza pizza = Pizza::objects.get("id"_f = 1);
    CALL(pizza, full_clean);
    pizza.box.set_pk(7);
    CHECK_THROWS_WITH_AS(CALL(pizza, full_clean),
                         "pizzeria::Pizza is not valid: box: there is no pizzeria::Box with the "
                         "key 7",
                         ValidationError);
    pizza.price.set_pk(8);
    CHECK_THROWS_WITH_AS(CALL(pizza, full_clean),
                         "pizzeria::Pizza is not valid: box: there is no pizzeria::Box with the "
                         "key 7; price: there is no pizzeria::Price with the key 8",
                         ValidationError);
    pizza.box = nullptr;
    pizza.price.set_pk(2);
    CHECK_THROWS_WITH_AS(CALL(pizza, full_clean),
                         "pizzeria::Pizza is not valid: another one has the same price",
                         ValidationError);
    const Pizza empty{.name = "x"};
    CHECK_THROWS_WITH_AS(CALL(empty, full_clean),
                         "pizzeria::Pizza is not valid: price: pizzeria::Pizza.price is not set: "
                         "assign a saved pizzeria::Price or set_pk(key), or make the relation "
                         "nullable",
                         ValidationError);
}

BOTH_WAYS("refreshing an object forgets the rows that it knew") {
    const Menu menu;
    Pizza pizza =
        Pizza::objects.select_related("box"_f).prefetch_related("toppings"_f).get("id"_f = 1);
    Box::objects.filter("id"_f = 1).update("name"_f = "tiny");
    pizza.toppings.using_("default").filter("id"_f = 2).delete_();
    CHECK(pizza.box->name == "small");
    CALL(pizza, refresh_from_db);
    CHECK(pizza.box->name == "tiny");
    CHECK(names(pizza.toppings.all()) == Texts{"cheese"});
}
