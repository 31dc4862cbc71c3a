// Reading through related managers, and what their objects carry along.
#include <doctest/doctest.h>

#include "support/both_ways.hpp"
#include "support/pizzeria.hpp"

using namespace pizzeria;
using aside::QueryLog;

BOTH_WAYS("a related manager has every method of a manager, over the related rows") {
    const Menu menu;
    const Box box = Box::objects.get("name"_f = "small");
    CHECK(CALL(box.pizza_set, count) == 2);
    CHECK(CALL(box.pizza_set, exists));
    CHECK(CALL(box.pizza_set, get, "name"_f = "funghi").id == 2);
    CHECK_THROWS_AS(CALL(box.pizza_set, get, "name"_f = "rossa"), Pizza::DoesNotExist);
    CHECK(CALL(box.pizza_set.order_by("-name"_f), first)->name == "margarita");
    CHECK(CALL(box.pizza_set.exclude("id"_f = 1), list).size() == 1);
    CHECK(CALL(box.pizza_set, in_bulk, {1, 2, 3}).size() == 2);
    CHECK(CALL(box.pizza_set, update, "name"_f = "same") == 2);
    CHECK(Pizza::objects.filter("name"_f = "same").count() == 2);
    CHECK(names(Box::objects.get("name"_f = "large").pizza_set.all()).empty());
}

BOTH_WAYS("a many-to-many relation is read from both sides") {
    const Menu menu;
    const Pizza margarita = Pizza::objects.get("id"_f = 1);
    CHECK(sorted_names(CALL(margarita.toppings, list)) == Texts{"basil", "cheese"});
    const Topping cheese = Topping::objects.get("name"_f = "cheese");
    CHECK(sorted_names(CALL(cheese.pizza_set, list)) == Texts{"funghi", "margarita"});
    CHECK(CALL(cheese.pizza_set.filter("box__name"_f = "small"), count) == 2);
}

TEST_CASE("a related queryset starts in the background like any other") {
    const Menu menu;
    const Box box = Box::objects.get("name"_f = "small");
    const auto pizzas = box.pizza_set.order_by("id"_f).start_fetch();
    const auto count = box.pizza_set.start_count();
    CHECK(names(pizzas) == Texts{"margarita", "funghi"});
    CHECK(count.count() == 2);
}

TEST_CASE("copies and moves of an object keep what their relations belong to") {
    const Menu menu;
    std::vector<Box> boxes;
    for (int i = 0; i < 10; ++i) boxes.push_back(Box::objects.get("id"_f = 1 + i % 2));
    Box moved = std::move(boxes[0]);
    CHECK(moved.pizza_set.count() == 2);
    CHECK(boxes[1].pizza_set.count() == 0);
    boxes[1] = moved;
    CHECK(boxes[1].pizza_set.count() == 2);
    CHECK(Pizza::objects.filter("box"_f = 1).count() == 2);
}

TEST_CASE("the relations of an object that was created or saved work at once") {
    const Menu menu;
    const Box created = Box::objects.create("name"_f = "created");
    CHECK(created.pizza_set.count() == 0);
    Box saved{.name = "saved"};
    CHECK_THROWS_AS((void)saved.pizza_set.count(), aside::ValidationError);
    saved.save();
    CHECK(saved.pizza_set.count() == 0);
    for (const Box& each : Box::objects.bulk_create({Box{.name = "a"}, Box{.name = "b"}}))
        CHECK(each.pizza_set.count() == 0);
}

TEST_CASE("what was asked of a related manager is asked each time, unless it was prefetched") {
    const Menu menu;
    const Box box = Box::objects.get("id"_f = 1);
    const QueryLog log;
    CHECK(box.pizza_set.count() == 2);
    CHECK(box.pizza_set.count() == 2);
    CHECK(log.size() == 2);
}

TEST_CASE(
    "an annotation keeps the join of the filter before it where rows of two objects combine") {
    const Menu menu;
    const auto with_first = [](const auto& toppings) {
        return toppings.annotate("first"_f = aside::Min("pizza_set__name"_f));
    };
    const Pizza margarita = Pizza::objects.get("id"_f = 1);
    const Pizza funghi = Pizza::objects.get("id"_f = 2);
    const auto both =
        with_first(
            margarita.toppings.filter("name"_f = "cheese").filter("pizza_set__name"_f = "funghi")) &
        with_first(funghi.toppings.all());
    const auto rows = both.list();
    REQUIRE(rows.size() == 1);
    CHECK(rows[0]["first"_f] == "funghi");
}
