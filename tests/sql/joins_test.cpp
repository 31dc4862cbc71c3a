#include "sql/relations.hpp"

using namespace pizzeria;
using staff::City;
using staff::from;
using staff::Person;

TEST_CASE("a path through a relation joins its table, whose names are quoted") {
    CHECK(Pizza::objects.filter("box__name"_f = "a").sql().sql ==
          R"(SELECT "pizzeria_pizza"."id", "pizzeria_pizza"."name", "pizzeria_pizza"."box_id", )"
          R"("pizzeria_pizza"."price_id" FROM "pizzeria_pizza" INNER JOIN "pizzeria_box" ON )"
          R"(("pizzeria_pizza"."box_id" = "pizzeria_box"."id") WHERE "pizzeria_box"."name" = ?)");
}

TEST_CASE("a foreign key is compared without a join, however its key is spelled") {
    const auto box = [](auto condition) { return from(Pizza::objects.filter(condition)); };
    const std::string own = "pizza WHERE pizza.box_id = ? [1]";
    CHECK(box("box"_f = 1) == own);
    CHECK(box("box_id"_f = 1) == own);
    CHECK(box("box__id"_f = 1) == own);
    CHECK(box("box__pk"_f = 1) == own);
    CHECK(box("box"_f == nullptr) == "pizza WHERE pizza.box_id IS NULL");
    CHECK(box("box__id__isnull"_f = false) == "pizza WHERE pizza.box_id IS NOT NULL");
}

TEST_CASE("a many-to-many relation is compared in its join table") {
    const std::string joined =
        "pizza INNER JOIN pizza_toppings ON (pizza.id = pizza_toppings.pizza_id) "
        "WHERE pizza_toppings.topping_id = ? [1]";
    CHECK(from(Pizza::objects.filter("toppings"_f = 1)) == joined);
    CHECK(from(Pizza::objects.filter("toppings__id"_f = 1)) == joined);
    CHECK(from(Topping::objects.filter("pizza_set"_f = 1)) ==
          "topping INNER JOIN pizza_toppings ON (topping.id = pizza_toppings.topping_id) "
          "WHERE pizza_toppings.pizza_id = ? [1]");
}

TEST_CASE("a reverse relation is compared by the key of the other table") {
    CHECK(from(Box::objects.filter("pizza_set"_f = 1)) ==
          "box INNER JOIN pizza ON (box.id = pizza.box_id) WHERE pizza.id = ? [1]");
    CHECK(from(Price::objects.filter("pizza"_f = 1)) ==
          "price INNER JOIN pizza ON (price.id = pizza.price_id) WHERE pizza.id = ? [1]");
}

TEST_CASE("a path goes through several relations, and a table comes in several times") {
    CHECK(from(Pizza::objects.filter("box__pizza_set__toppings__name"_f = "a")) ==
          "pizza INNER JOIN box ON (pizza.box_id = box.id) "
          "INNER JOIN pizza AS T3 ON (box.id = T3.box_id) "
          "INNER JOIN pizza_toppings ON (T3.id = pizza_toppings.pizza_id) "
          "INNER JOIN topping ON (pizza_toppings.topping_id = topping.id) "
          "WHERE topping.name = ? ['a']");
    CHECK(from(Person::objects.filter("boss__boss__name"_f = "a")) ==
          "person INNER JOIN person AS T2 ON (person.boss_id = T2.id) "
          "INNER JOIN person AS T3 ON (T2.boss_id = T3.id) WHERE T3.name = ? ['a']");
    CHECK(from(Person::objects.filter("friends__name"_f = "a")) ==
          "person INNER JOIN person_friends ON (person.id = person_friends.from_person_id) "
          "INNER JOIN person AS T3 ON (person_friends.to_person_id = T3.id) "
          "WHERE T3.name = ? ['a']");
}

TEST_CASE("conditions of one filter mean the same related row, those of two filters need not") {
    CHECK(from(Pizza::objects.filter("toppings__name"_f = "a", "toppings__id__gt"_f = 1)) ==
          "pizza INNER JOIN pizza_toppings ON (pizza.id = pizza_toppings.pizza_id) "
          "INNER JOIN topping ON (pizza_toppings.topping_id = topping.id) "
          "WHERE topping.name = ? AND pizza_toppings.topping_id > ? ['a', 1]");
    CHECK(from(Pizza::objects.filter("toppings__name"_f = "a").filter("toppings__id__gt"_f = 1)) ==
          "pizza INNER JOIN pizza_toppings ON (pizza.id = pizza_toppings.pizza_id) "
          "INNER JOIN topping ON (pizza_toppings.topping_id = topping.id) "
          "INNER JOIN pizza_toppings AS T4 ON (pizza.id = T4.pizza_id) "
          "WHERE topping.name = ? AND T4.topping_id > ? ['a', 1]");
}

TEST_CASE("a relation to one row is joined once, whoever asks") {
    CHECK(from(Pizza::objects.filter("box__name__gt"_f = "a")
                   .filter("box__name__lt"_f = "c")
                   .order_by("box__name"_f)) ==
          "pizza INNER JOIN box ON (pizza.box_id = box.id) "
          "WHERE box.name > ? AND box.name < ? ORDER BY box.name ASC ['a', 'c']");
}

TEST_CASE("a join must find a row where no row passes without it") {
    const auto box = [](auto... condition) { return from(Pizza::objects.filter(condition...)); };
    const auto joined = [](std::string_view type, std::string_view rest) {
        return "pizza " + std::string(type) + " JOIN box ON (pizza.box_id = box.id) WHERE " +
               std::string(rest);
    };
    CHECK(box("box__name"_f == "a" || "name"_f == "b") ==
          joined("LEFT OUTER", "(box.name = ? OR pizza.name = ?) ['a', 'b']"));
    CHECK(box("box__name"_f == "a" || "box"_f == 1) ==
          joined("INNER", "(box.name = ? OR pizza.box_id = ?) ['a', 1]"));
    CHECK(box("box__name"_f == "a" || "name"_f == "b", "box__name__gt"_f = "c") ==
          joined("INNER", "(box.name = ? OR pizza.name = ?) AND box.name > ? ['a', 'b', 'c']"));
    CHECK(box("box__name__isnull"_f = true) == joined("LEFT OUTER", "box.name IS NULL"));
    CHECK(box("box__name__isnull"_f = false) == joined("INNER", "box.name IS NOT NULL"));
    CHECK(box(!("box__name"_f == "a" && "box__name"_f > "b")) ==
          joined("LEFT OUTER",
                 "NOT (((box.name = ? AND box.name IS NOT NULL) AND "
                 "(box.name > ? AND box.name IS NOT NULL))) ['a', 'b']"));
    CHECK(box(("box__name"_f == "a") ^ ("name"_f == "b")) ==
          joined("LEFT OUTER",
                 "(((box.name = ?) IS TRUE) <> ((pizza.name = ?) IS TRUE)) ['a', 'b']"));
}

TEST_CASE("what is joined to a row that may be missing may be missing too") {
    CHECK(from(Person::objects.filter("home__country__name"_f = nullptr)) ==
          "person LEFT OUTER JOIN city ON (person.home_id = city.id) "
          "LEFT OUTER JOIN country ON (city.country_id = country.id) "
          "WHERE country.name IS NULL");
    CHECK(from(City::objects.filter("country__name"_f == "a" || "name"_f == "b")) ==
          "city INNER JOIN country ON (city.country_id = country.id) "
          "WHERE (country.name = ? OR city.name = ?) "
          "ORDER BY country.name DESC, city.name ASC ['a', 'b']");
}

TEST_CASE("a path stands on the right side, and in calculations, too") {
    CHECK(from(Pizza::objects.filter("name"_f == "box__name"_f)) ==
          "pizza INNER JOIN box ON (pizza.box_id = box.id) WHERE pizza.name = box.name");
    CHECK(from(Person::objects.filter("pay"_f > "boss__pay"_f + "boss__boss__pay"_f)) ==
          "person INNER JOIN person AS T2 ON (person.boss_id = T2.id) "
          "INNER JOIN person AS T3 ON (T2.boss_id = T3.id) WHERE person.pay > (T2.pay + T3.pay)");
    CHECK(from(Person::objects.exclude("pay"_f = "boss__pay"_f)) ==
          "person LEFT OUTER JOIN person AS T2 ON (person.boss_id = T2.id) "
          "WHERE NOT ((person.pay = T2.pay AND T2.pay IS NOT NULL))");
}

TEST_CASE("conditions over relations that cannot hold run no statement") {
    const SqliteMenu menu;
    const std::vector<std::string> nothing;
    CHECK(staff::statements([&] {
              CHECK(Pizza::objects.filter("toppings__name__in"_f = nothing).count() == 0);
              CHECK(Pizza::objects.filter("id"_f > 0).filter("box__name"_f.in(nothing)).empty());
          }).empty());
}
