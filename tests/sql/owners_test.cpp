#include "sql/relations.hpp"
#include "support/sqlite.hpp"

using namespace pizzeria;
using staff::from;
using staff::Person;

TEST_CASE("rows of a reverse foreign key are found in their own table") {
    const SqliteMenu menu;
    const Box box = Box::objects.get("id"_f = 1);
    CHECK(from(box.pizza_set.all()) == "pizza WHERE pizza.box_id = ? [1]");
    CHECK(from(box.pizza_set.filter("name"_f = "a")) ==
          "pizza WHERE pizza.box_id = ? AND pizza.name = ? [1, 'a']");
}

TEST_CASE("rows of a many-to-many relation are found by its join table, from both sides") {
    const SqliteMenu menu;
    const Pizza pizza = Pizza::objects.get("id"_f = 1);
    CHECK(from(pizza.toppings.all()) ==
          "topping INNER JOIN pizza_toppings ON (topping.id = pizza_toppings.topping_id) "
          "WHERE pizza_toppings.pizza_id = ? [1]");
    const Topping topping = Topping::objects.get("id"_f = 1);
    CHECK(from(topping.pizza_set.all()) ==
          "pizza INNER JOIN pizza_toppings ON (pizza.id = pizza_toppings.pizza_id) "
          "WHERE pizza_toppings.topping_id = ? [1]");
}

TEST_CASE("the first filter is about the same join row, the second need not be") {
    const SqliteMenu menu;
    const Pizza pizza = Pizza::objects.get("id"_f = 1);
    const std::string joined =
        "topping INNER JOIN pizza_toppings ON (topping.id = pizza_toppings.topping_id) ";
    const auto first = pizza.toppings.filter("pizza_set__id__gt"_f = 2);
    CHECK(from(first) == joined +
                             "WHERE pizza_toppings.pizza_id = ? "
                             "AND pizza_toppings.pizza_id > ? [1, 2]");
    CHECK(from(first.filter("pizza_set__id__lt"_f = 3)) ==
          joined +
              "INNER JOIN pizza_toppings AS T3 ON (topping.id = T3.topping_id) "
              "WHERE pizza_toppings.pizza_id = ? AND pizza_toppings.pizza_id > ? "
              "AND T3.pizza_id < ? [1, 2, 3]");
    CHECK(from(pizza.toppings.exclude("pizza_set"_f = 2)) ==
          joined +
              "WHERE pizza_toppings.pizza_id = ? AND NOT (EXISTS "
              "(SELECT 1 FROM pizza_toppings AS U1 WHERE U1.topping_id = topping.id "
              "AND U1.id = pizza_toppings.id AND U1.pizza_id = ?)) [1, 2]");
}

TEST_CASE("the two directions of a symmetric relation are two joins") {
    const aside::testing::SqliteMemory<staff::Country, staff::City, Person> staff;
    const Person person = Person::objects.create("name"_f = "a");
    CHECK(from(person.friends.filter("friends__name"_f = "b")) ==
          "person INNER JOIN person_friends ON (person.id = person_friends.to_person_id) "
          "INNER JOIN person_friends AS T3 ON (person.id = T3.from_person_id) "
          "INNER JOIN person AS T4 ON (T3.to_person_id = T4.id) "
          "WHERE person_friends.from_person_id = ? AND T4.name = ? [1, 'b']");
}

TEST_CASE("rows of an object are updated by their keys") {
    const SqliteMenu menu;
    const Pizza pizza = Pizza::objects.get("id"_f = 1);
    CHECK(staff::only_statement([&] { pizza.toppings.all().update("name"_f = "a"); }) ==
          "UPDATE topping SET name = ? WHERE topping.id IN (SELECT U0.id FROM topping AS U0 "
          "INNER JOIN pizza_toppings AS U1 ON (U0.id = U1.topping_id) "
          "WHERE U1.pizza_id = ?) ['a', 1]");
    const Box box = Box::objects.get("id"_f = 1);
    CHECK(staff::only_statement([&] { box.pizza_set.all().update("name"_f = "a"); }) ==
          "UPDATE pizza SET name = ? WHERE pizza.box_id = ? ['a', 1]");
}
