// Prefetched rows are dropped by every change through their manager.
#include <doctest/doctest.h>

#include "support/both_ways.hpp"
#include "support/pizzeria.hpp"

using namespace pizzeria;

namespace {

Pizza margarita() {
    return Pizza::objects.prefetch_related("toppings"_f).get("name"_f = "margarita");
}
Box small_box() { return Box::objects.prefetch_related("pizza_set"_f).get("name"_f = "small"); }

/// Both an object and a copy of it see what a change does.
template <class Change>
void check_toppings(const Texts& expected, Change change) {
    const Menu menu;
    const Pizza pizza = margarita();
    const Pizza copy = pizza;
    CHECK(sorted_names(pizza.toppings.all()) == Texts{"basil", "cheese"});
    change(pizza);
    CHECK(sorted_names(pizza.toppings.all()) == expected);
    CHECK(sorted_names(copy.toppings.all()) == expected);
}

}  // namespace

BOTH_WAYS("add, remove, clear and set show in what was prefetched") {
    check_toppings({"basil", "cheese", "ham"},
                   [](const Pizza& pizza) { CALL(pizza.toppings, add, 3); });
    check_toppings({"cheese"}, [](const Pizza& pizza) { CALL(pizza.toppings, remove, 2); });
    check_toppings({}, [](const Pizza& pizza) { CALL(pizza.toppings, clear); });
    check_toppings({"ham"}, [](const Pizza& pizza) { CALL(pizza.toppings, set, {3}); });
}

BOTH_WAYS("create, get_or_create, update_or_create and bulk_create as well") {
    check_toppings({"basil", "cheese", "new"},
                   [](const Pizza& pizza) { CALL(pizza.toppings, create, "name"_f = "new"); });
    check_toppings({"basil", "cheese", "new"}, [](const Pizza& pizza) {
        CALL(pizza.toppings, get_or_create, "name"_f = "new");
    });
    check_toppings({"basil", "gouda"}, [](const Pizza& pizza) {
        CALL(pizza.toppings, update_or_create, "name"_f = "cheese", defaults("name"_f = "gouda"));
    });
    check_toppings({"basil", "cheese", "new"}, [](const Pizza& pizza) {
        CALL(pizza.toppings, bulk_create, std::vector{Topping{.name = "new"}});
    });
}

BOTH_WAYS("update through the manager as well") {
    check_toppings({"same", "same"},
                   [](const Pizza& pizza) { CALL(pizza.toppings, update, "name"_f = "same"); });
}

BOTH_WAYS("those of a foreign key as well") {
    const Menu menu;
    const Box box = small_box();
    CALL(box.pizza_set, add, 3);
    CHECK(box.pizza_set.all().size() == 3);
    const Box again = small_box();
    CALL(again.pizza_set, remove, 3);
    CHECK(again.pizza_set.all().size() == 2);
}

BOTH_WAYS("a change that fails drops them too") {
    const Menu menu;
    const Box box = small_box();
    Pizza::objects.filter("name"_f = "funghi").update("box"_f = 2);
    CHECK(box.pizza_set.all().size() == 2);
    CHECK_THROWS_AS(CALL(box.pizza_set, remove, 3), Box::DoesNotExist);
    CHECK(box.pizza_set.all().size() == 1);
}
