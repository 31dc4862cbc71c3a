#include "sql/relations.hpp"

using namespace pizzeria;
using staff::from;
using staff::Person;
using staff::where;

TEST_CASE("a negated condition over several rows holds where none of them passes") {
    CHECK(where(Pizza::objects.exclude("toppings__name"_f = "a")) ==
          "NOT (EXISTS (SELECT 1 FROM pizza_toppings AS U1 "
          "INNER JOIN topping AS U2 ON (U1.topping_id = U2.id) "
          "WHERE U1.pizza_id = pizza.id AND U2.name = ?)) ['a']");
    CHECK(where(Pizza::objects.filter(!("toppings"_f == 1))) ==
          "NOT (EXISTS (SELECT 1 FROM pizza_toppings AS U1 "
          "WHERE U1.pizza_id = pizza.id AND U1.topping_id = ?)) [1]");
    CHECK(where(Box::objects.exclude("pizza_set__name"_f = "a")) ==
          "NOT (EXISTS (SELECT 1 FROM pizza AS U1 "
          "WHERE U1.box_id = box.id AND U1.name = ?)) ['a']");
    CHECK(where(Pizza::objects.exclude("box__pizza_set__name"_f = "a")) ==
          "NOT (EXISTS (SELECT 1 FROM pizza AS U1 "
          "WHERE U1.box_id = pizza.box_id AND U1.name = ?)) ['a']");
}

TEST_CASE("not equal is the negation of equal, over several rows too") {
    const std::string none =
        "NOT (EXISTS (SELECT 1 FROM pizza_toppings AS U1 "
        "WHERE U1.pizza_id = pizza.id AND U1.topping_id = ?)) [1]";
    CHECK(where(Pizza::objects.filter("toppings"_f != 1)) == none);
    CHECK(where(Pizza::objects.exclude("toppings"_f == 1)) == none);
    CHECK(where(Pizza::objects.exclude("toppings"_f != 1)) ==
          "NOT (" + none.substr(0, none.size() - 4) + ") [1]");
}

TEST_CASE("each negated condition is settled on its own") {
    CHECK(where(Pizza::objects.exclude("toppings__id__gt"_f = 1, "toppings__id__lt"_f = 3)) ==
          "NOT ((EXISTS (SELECT 1 FROM pizza_toppings AS U1 "
          "WHERE U1.pizza_id = pizza.id AND U1.topping_id > ?) AND "
          "EXISTS (SELECT 1 FROM pizza_toppings AS U1 "
          "WHERE U1.pizza_id = pizza.id AND U1.topping_id < ?))) [1, 3]");
    CHECK(where(Pizza::objects.filter(!!("toppings"_f == 1))) ==
          "NOT (NOT (EXISTS (SELECT 1 FROM pizza_toppings AS U1 "
          "WHERE U1.pizza_id = pizza.id AND U1.topping_id = ?))) [1]");
}

TEST_CASE("a negated condition that holds for want of a row starts from the model's own row") {
    CHECK(where(Pizza::objects.exclude("toppings"_f = nullptr)) ==
          "NOT (EXISTS (SELECT 1 FROM pizza AS U0 "
          "LEFT OUTER JOIN pizza_toppings AS U1 ON (U0.id = U1.pizza_id) "
          "WHERE U0.id = pizza.id AND U1.topping_id IS NULL))");
    CHECK(where(Pizza::objects.exclude("toppings__isnull"_f = false)) ==
          "NOT (EXISTS (SELECT 1 FROM pizza_toppings AS U1 "
          "WHERE U1.pizza_id = pizza.id AND U1.topping_id IS NOT NULL))");
}

TEST_CASE("a row that stands between is not left out where there may be none of it") {
    CHECK(where(Box::objects.exclude("pizza_set__box__pizza_set__name"_f = "a")) ==
          "NOT (EXISTS (SELECT 1 FROM pizza AS U1 INNER JOIN box AS U2 ON (U1.box_id = U2.id) "
          "INNER JOIN pizza AS U3 ON (U2.id = U3.box_id) "
          "WHERE U1.box_id = box.id AND U3.name = ?)) ['a']");
}

TEST_CASE("a negated condition in the same filter is about the row that was joined") {
    CHECK(from(Pizza::objects.filter("toppings__name"_f == "a" && !("toppings"_f == 3))) ==
          "pizza INNER JOIN pizza_toppings ON (pizza.id = pizza_toppings.pizza_id) "
          "INNER JOIN topping ON (pizza_toppings.topping_id = topping.id) "
          "WHERE (topping.name = ? AND NOT (EXISTS (SELECT 1 FROM pizza_toppings AS U1 "
          "WHERE U1.pizza_id = pizza.id AND U1.id = pizza_toppings.id "
          "AND U1.topping_id = ?))) ['a', 3]");
    CHECK(from(Pizza::objects.filter("toppings__name"_f = "a").exclude("toppings"_f = 3)) ==
          "pizza INNER JOIN pizza_toppings ON (pizza.id = pizza_toppings.pizza_id) "
          "INNER JOIN topping ON (pizza_toppings.topping_id = topping.id) "
          "WHERE topping.name = ? AND NOT (EXISTS (SELECT 1 FROM pizza_toppings AS U1 "
          "WHERE U1.pizza_id = pizza.id AND U1.topping_id = ?)) ['a', 3]");
}

TEST_CASE("what a negated condition compares to is the row's, not the related one's") {
    CHECK(from(Person::objects.exclude("team__pay"_f > "boss__pay"_f)) ==
          "person LEFT OUTER JOIN person AS T2 ON (person.boss_id = T2.id) "
          "WHERE NOT (EXISTS (SELECT 1 FROM person AS U1 "
          "WHERE U1.boss_id = person.id AND U1.pay > T2.pay))");
    CHECK(where(Person::objects.exclude("team__pay"_f + "pay"_f > 3)) ==
          "NOT (EXISTS (SELECT 1 FROM person AS U0 "
          "INNER JOIN person AS U1 ON (U0.id = U1.boss_id) "
          "WHERE U0.id = person.id AND (U1.pay + U0.pay) > ?)) [3]");
}

TEST_CASE("what takes part in an exclusive or is settled on its own") {
    CHECK(where(Pizza::objects.filter(("toppings"_f == 1) ^ ("name"_f == "a"))) ==
          "(((EXISTS (SELECT 1 FROM pizza_toppings AS U1 "
          "WHERE U1.pizza_id = pizza.id AND U1.topping_id = ?)) IS TRUE) <> "
          "((pizza.name = ?) IS TRUE)) [1, 'a']");
    CHECK(where(Pizza::objects.filter(("toppings"_f > 1 && "toppings"_f < 3) ^ ("id"_f > 1))) ==
          "(((EXISTS (SELECT 1 FROM pizza_toppings AS U1 WHERE U1.pizza_id = pizza.id "
          "AND U1.topping_id > ? AND U1.topping_id < ?)) IS TRUE) <> "
          "((pizza.id > ?) IS TRUE)) [1, 3, 1]");
}
