#include "sql/relations.hpp"

using namespace pizzeria;
using staff::from;

namespace {

const std::string pizza_toppings = "pizza_toppings ON (pizza.id = pizza_toppings.pizza_id) ";

}  // namespace

TEST_CASE("both of two querysets may mean different related rows") {
    const auto a = Pizza::objects.filter("toppings"_f = 1);
    const auto b = Pizza::objects.filter("toppings"_f = 2);
    CHECK(from(a & b) == "pizza INNER JOIN " + pizza_toppings +
                             "INNER JOIN pizza_toppings AS T3 ON (pizza.id = T3.pizza_id) "
                             "WHERE pizza_toppings.topping_id = ? AND T3.topping_id = ? [1, 2]");
}

TEST_CASE("either of two querysets takes over the other's joins, each once") {
    const auto a = Pizza::objects.filter("toppings"_f = 1);
    const auto b = Pizza::objects.filter("toppings"_f = 2);
    CHECK(from(a | b) == "pizza INNER JOIN " + pizza_toppings +
                             "WHERE (pizza_toppings.topping_id = ? "
                             "OR pizza_toppings.topping_id = ?) [1, 2]");
    CHECK(from(a | Pizza::objects.filter("name"_f = "a")) ==
          "pizza LEFT OUTER JOIN " + pizza_toppings +
              "WHERE (pizza_toppings.topping_id = ? OR pizza.name = ?) [1, 'a']");
    CHECK(from(a | (b & Pizza::objects.filter("toppings"_f = 3))) ==
          "pizza INNER JOIN " + pizza_toppings +
              "LEFT OUTER JOIN pizza_toppings AS T3 ON (pizza.id = T3.pizza_id) "
              "WHERE (pizza_toppings.topping_id = ? OR (pizza_toppings.topping_id = ? "
              "AND T3.topping_id = ?)) [1, 2, 3]");
    CHECK(from((a | b) & Pizza::objects.filter("toppings"_f = 3)) ==
          "pizza INNER JOIN " + pizza_toppings +
              "INNER JOIN pizza_toppings AS T3 ON (pizza.id = T3.pizza_id) "
              "WHERE (pizza_toppings.topping_id = ? OR pizza_toppings.topping_id = ?) "
              "AND T3.topping_id = ? [1, 2, 3]");
}

TEST_CASE("exactly one of two querysets asks each of them for the row") {
    const auto a = Pizza::objects.filter("toppings__id__gt"_f = 1, "toppings__id__lt"_f = 3);
    const std::string exists =
        "EXISTS (SELECT 1 FROM pizza_toppings AS U1 WHERE U1.pizza_id = pizza.id "
        "AND U1.topping_id > ? AND U1.topping_id < ?)";
    CHECK(from(a ^ Pizza::objects.filter("name"_f = "a")) ==
          "pizza WHERE (((" + exists + ") IS TRUE) <> ((pizza.name = ?) IS TRUE)) [1, 3, 'a']");
    CHECK(from(Pizza::objects.all() ^ a) == "pizza WHERE NOT (" + exists + ") [1, 3]");
}

TEST_CASE("the rows of one object combine with others") {
    const SqliteMenu menu;
    const Box small = Box::objects.get("id"_f = 1);
    const Box large = Box::objects.get("id"_f = 2);
    CHECK(from(small.pizza_set.filter("name"_f = "a") | small.pizza_set.filter("name"_f = "b")) ==
          "pizza WHERE pizza.box_id = ? AND (pizza.name = ? OR pizza.name = ?) [1, 'a', 'b']");
    CHECK(from(small.pizza_set.all() | large.pizza_set.all()) ==
          "pizza WHERE (pizza.box_id IN (?) OR pizza.box_id IN (?)) [1, 2]");
    CHECK(from(Pizza::objects.filter("name"_f = "a") & small.pizza_set.all()) ==
          "pizza WHERE pizza.name = ? AND pizza.box_id IN (?) ['a', 1]");
    const Pizza first = Pizza::objects.get("id"_f = 1);
    const Pizza second = Pizza::objects.get("id"_f = 2);
    CHECK(from(first.toppings.filter("name"_f = "a") | second.toppings.all()) ==
          "topping INNER JOIN pizza_toppings ON (topping.id = pizza_toppings.topping_id) "
          "WHERE ((pizza_toppings.pizza_id IN (?) AND topping.name = ?) "
          "OR pizza_toppings.pizza_id IN (?)) [1, 'a', 2]");
}

TEST_CASE("each of two first filters of an object's rows is about its join row") {
    const SqliteMenu menu;
    const Pizza pizza = Pizza::objects.get("id"_f = 1);
    const auto named = pizza.toppings.filter("name"_f = "a");
    const std::string joined =
        "topping INNER JOIN pizza_toppings ON (topping.id = pizza_toppings.topping_id) ";
    CHECK(from(named & pizza.toppings.filter("name"_f = "b")) ==
          joined +
              "WHERE pizza_toppings.pizza_id = ? AND topping.name = ? "
              "AND topping.name = ? [1, 'a', 'b']");
    CHECK(from(named & pizza.toppings.filter("pizza_set__id__gt"_f = 2)) ==
          joined +
              "INNER JOIN pizza_toppings AS T3 ON (topping.id = T3.topping_id) "
              "WHERE pizza_toppings.pizza_id = ? AND topping.name = ? "
              "AND T3.pizza_id IN (?) AND T3.pizza_id > ? [1, 'a', 1, 2]");
}

TEST_CASE("the left side says what is read with the rows") {
    const auto related = Pizza::objects.select_related("box"_f);
    CHECK(
        from(related | Pizza::objects.filter("id"_f = 1)).starts_with("pizza LEFT OUTER JOIN box"));
    CHECK(from(Pizza::objects.filter("id"_f = 1) | related) == "pizza");
}
