// Paths through relations, in everything that takes a path.
#include <doctest/doctest.h>

#include "support/both_ways.hpp"
#include "support/pizzeria.hpp"

using namespace pizzeria;

BOTH_WAYS("conditions follow relations forward and back") {
    const Menu menu;
    const auto pizzas = Pizza::objects.order_by("id"_f);
    CHECK(names(CALL(pizzas.filter("box__name"_f = "small"), list)) ==
          Texts{"margarita", "funghi"});
    CHECK(names(CALL(pizzas.filter("price__amount"_f < 9), list)) == Texts{"margarita", "rossa"});
    CHECK(names(CALL(pizzas.filter("toppings__name"_f = "basil"), list)) == Texts{"margarita"});
    CHECK(names(CALL(Box::objects.filter("pizza_set__price__amount"_f = 9), list)) ==
          Texts{"small"});
    CHECK(names(CALL(Topping::objects.filter("pizza_set__box__name"_f = "small",
                                             "pizza_set__name"_f = "funghi"),
                     list)) == Texts{"cheese"});
    CHECK(CALL(Price::objects.filter("pizza__name"_f = "rossa"), get).amount == 7);
}

BOTH_WAYS("a relation stands for its key: objects and keys mean the same") {
    const Menu menu;
    const Box small = Box::objects.get("name"_f = "small");
    const std::vector<Box> boxes = Box::objects.list().to_vector();
    CHECK(CALL(Pizza::objects.filter("box"_f = small), count) == 2);
    CHECK(CALL(Pizza::objects.filter("box"_f == small.id), count) == 2);
    CHECK(CALL(Pizza::objects.filter("box_id"_f = small.id), count) == 2);
    CHECK(CALL(Pizza::objects.filter("box__pk"_f = small.id), count) == 2);
    CHECK(CALL(Pizza::objects.filter("box"_f.in(boxes)), count) == 2);
    CHECK(CALL(Pizza::objects.filter("box"_f != small), count) == 1);
    CHECK(CALL(Pizza::objects.filter("toppings"_f = 1), count) == 2);
    CHECK(CALL(Topping::objects.filter("pizza_set"_f = Pizza::objects.get("id"_f = 2)), count) ==
          1);
    CHECK(CALL(Pizza::objects, get, aside::path<&Pizza::box, &Box::name> == "small",
               "name"_f = "funghi")
              .id == 2);
}

BOTH_WAYS("conditions of one filter are about one row, those of two filters may be about two") {
    const Menu menu;
    const auto cheese_and_basil = "toppings__name"_f == "cheese" && "toppings__id"_f == 2;
    CHECK(CALL(Pizza::objects.filter(cheese_and_basil), count) == 0);
    CHECK(CALL(Pizza::objects.filter("toppings__name"_f = "cheese").filter("toppings__id"_f = 2),
               count) == 1);
}

BOTH_WAYS("exclude leaves out whoever has any such row, and keeps whoever has none") {
    const Menu menu;
    const auto pizzas = Pizza::objects.order_by("id"_f);
    CHECK(names(CALL(pizzas.exclude("toppings__name"_f = "basil"), list)) ==
          Texts{"funghi", "rossa"});
    CHECK(names(CALL(pizzas.exclude("toppings__name"_f = "cheese"), list)) == Texts{"rossa"});
    CHECK(names(CALL(pizzas.exclude("box__name"_f = "small"), list)) == Texts{"rossa"});
    CHECK(names(CALL(Box::objects.exclude("pizza_set__name"_f = "funghi"), list)) ==
          Texts{"large"});
}

BOTH_WAYS("isnull asks whether there is a row at the other end") {
    const Menu menu;
    CHECK(CALL(Pizza::objects.filter("box"_f = nullptr), count) == 1);
    CHECK(CALL(Pizza::objects.filter("box__isnull"_f = false), count) == 2);
    CHECK(CALL(Pizza::objects.filter("box__name"_f.isnull()), count) == 1);
    CHECK(names(CALL(Box::objects.filter("pizza_set"_f = nullptr), list)) == Texts{"large"});
    CHECK(names(CALL(Topping::objects.filter("pizza_set"_f.isnull()), list)) == Texts{"ham"});
    CHECK(CALL(Price::objects.filter("pizza"_f.isnull()), get).amount == 5);
}

BOTH_WAYS("alternatives keep rows that have no row at the other end") {
    const Menu menu;
    const auto pizzas = Pizza::objects.order_by("id"_f);
    CHECK(names(CALL(pizzas.filter("box__name"_f == "small" || "name"_f == "rossa"), list)) ==
          Texts{"margarita", "funghi", "rossa"});
    const auto small = pizzas.filter("box__name"_f = "small");
    const auto rossa = pizzas.filter("name"_f = "rossa");
    CHECK(names(CALL(small | rossa, list)) == Texts{"margarita", "funghi", "rossa"});
    CHECK(names(CALL(small & pizzas.filter("price__amount"_f = 9), list)) == Texts{"funghi"});
}

BOTH_WAYS("orderings, aggregates and expressions follow relations too") {
    const Menu menu;
    CHECK(names(CALL(Pizza::objects.order_by("-price__amount"_f), list)) ==
          Texts{"funghi", "margarita", "rossa"});
    const auto by_box = Pizza::objects.order_by("box__name"_f.asc(aside::nulls_first), "name"_f);
    CHECK(names(CALL(by_box, list)) == Texts{"rossa", "funghi", "margarita"});
    CHECK(CALL(Pizza::objects, aggregate, "sum"_f = Sum("price__amount"_f))["sum"_f] == 24.50_dec);
    CHECK(CALL(Pizza::objects, aggregate, "n"_f = Count("toppings"_f))["n"_f] == 3);
    CHECK(CALL(Pizza::objects.filter("price__amount"_f > "id"_f + 7), count) == 1);
    CHECK(CALL(Pizza::objects.filter("id"_f == "price__id"_f), count) == 3);
    CHECK(CALL(Pizza::objects, latest, "price__amount"_f).name == "funghi");
}

BOTH_WAYS("update and delete work on querysets with joins") {
    const Menu menu;
    CHECK(CALL(Pizza::objects.filter("box__name"_f = "small"), update, "name"_f = "boxed") == 2);
    CHECK(Pizza::objects.filter("name"_f = "boxed").count() == 2);
    CHECK(CALL(Price::objects.filter("pizza__box__name"_f = "small"), update,
               "amount"_f = "amount"_f + 1) == 2);
    CHECK(Price::objects.get("id"_f = 2).amount == 10);
    CHECK(CALL_DELETE(Pizza::objects.filter("toppings__name"_f = "basil")).total == 3);
    CHECK(Pizza::objects.count() == 2);
}

TEST_CASE("paths that come at run time follow relations, and unknown ones are refused by name") {
    const Menu menu;
    using aside::field;
    CHECK(Pizza::objects.filter(field("box__name__startswith") = "s").count() == 2);
    CHECK(Pizza::objects.filter(field("toppings__id") = "2").count() == 1);
    CHECK(Pizza::objects.filter(field("box") = "1").count() == 2);
    CHECK(names(Pizza::objects.order_by(field("-price__amount")))[0] == "funghi");
    CHECK_THROWS_AS((void)Pizza::objects.filter(field("box__colour") = "x"), aside::FieldError);
    CHECK_THROWS_AS((void)Pizza::objects.order_by(field("box__colour")), aside::FieldError);
    CHECK_THROWS_AS((void)Pizza::objects.filter(field("box__id") = "x"), aside::ValidationError);
}

TEST_CASE("conditions over relations are held by Q and combined at run time") {
    const Menu menu;
    aside::Q<Pizza> wanted = "box__name"_f == "small";
    wanted = wanted && "toppings__name"_f == "basil";
    CHECK(names(Pizza::objects.filter(wanted)) == Texts{"margarita"});
    wanted |= "price__amount"_f == 7;
    CHECK(sorted_names(Pizza::objects.filter(wanted)) == Texts{"margarita", "rossa"});
}

BOTH_WAYS("get_or_create and update_or_create take relations as any other value") {
    const Menu menu;
    const Box large = Box::objects.get("name"_f = "large");
    const auto [made, created] = CALL(Pizza::objects, get_or_create, "name"_f = "bianca",
                                      "box"_f = large, defaults("price"_f = 4));
    CHECK(created);
    CHECK(made.box.pk() == large.id);
    const auto again = CALL(Pizza::objects, get_or_create, "box__name"_f == "large");
    CHECK_FALSE(again.created);
    CHECK(again.object == made);
}
