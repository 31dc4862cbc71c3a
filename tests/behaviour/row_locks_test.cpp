// Rows that are read to be changed.
#include "support/both_ways.hpp"
#include "support/features.hpp"
#include "support/pizzeria.hpp"

using namespace pizzeria;
using aside::testing::features;

BOTH_WAYS("rows are locked in a transaction only, where the engine locks rows") {
    const Menu menu;
    const auto boxes = Box::objects.order_by("id"_f).select_for_update();
    if (features().row_locks) {
        constexpr const char* message =
            "select_for_update() locks rows until the transaction ends, and there is none: read "
            "them in aside::atomic";
        CHECK_THROWS_WITH_AS(CALL(boxes, list), message, aside::TransactionManagementError);
        CHECK_THROWS_AS(CALL(boxes, get, "name"_f == "small"), aside::TransactionManagementError);
        CHECK_THROWS_AS(CALL(boxes, first), aside::TransactionManagementError);
    } else {
        CHECK(names(CALL(boxes, list)) == Texts{"small", "large"});
    }
    CHECK(CALL(boxes, count) == 2);  // which locks none
    aside::atomic([&] { CHECK(names(CALL(boxes, list)) == Texts{"small", "large"}); });
}

BOTH_WAYS("rows that are locked are read with those that select_related reads") {
    const Menu menu;
    const auto pizzas = Pizza::objects.order_by("id"_f).select_related("price"_f);
    aside::atomic([&] {
        const auto some = CALL(pizzas.filter("id"_f < 3).select_for_update(), list);
        CHECK(names(some) == Texts{"margarita", "funghi"});
        CHECK(some[1].price->amount == 9.00_dec);
        CHECK(CALL(pizzas.select_for_update({.nowait = true}), list).size() == 3);
        CHECK(CALL(pizzas.select_for_update({.skip_locked = true}), list).size() == 3);
        CHECK(CALL(pizzas.select_related("box"_f).select_for_update({.of = {"self"_f, "price"_f}}),
                   list)
                  .size() == 3);
    });
}

BOTH_WAYS("a row that may not be there is left out of the lock, or refused") {
    const Menu menu;
    const auto pizzas = Pizza::objects.select_related("box"_f);
    aside::atomic([&] {
        CHECK(CALL(pizzas.select_for_update({.of = {"self"_f}}), list).size() == 3);
        CHECK(CALL(Pizza::objects, update_or_create, "name"_f = "rossa",
                   aside::defaults("price"_f = 4))
                  .created == false);
    });
    REQUIRES(row_locks);
    CHECK_THROWS_AS(aside::atomic([&] { (void)CALL(pizzas.select_for_update(), list); }),
                    aside::NotSupportedError);
}
