#include "sql/relations.hpp"

using namespace pizzeria;
using staff::City;
using staff::from;
using staff::Person;

namespace {

template <class... Term>
std::string people(Term... terms) {
    return from(Person::objects.order_by(terms...));
}

constexpr std::string_view home =
    "person LEFT OUTER JOIN city ON (person.home_id = city.id) "
    "LEFT OUTER JOIN country ON (city.country_id = country.id) ";

}  // namespace

TEST_CASE("rows are ordered by what relations lead to, and none is left out for it") {
    CHECK(from(Pizza::objects.order_by("-box__name"_f, "price__amount"_f)) ==
          "pizza LEFT OUTER JOIN box ON (pizza.box_id = box.id) "
          "INNER JOIN price ON (pizza.price_id = price.id) "
          "ORDER BY box.name DESC, price.amount ASC");
    CHECK(from(Pizza::objects.order_by("toppings__name"_f)) ==
          "pizza LEFT OUTER JOIN pizza_toppings ON (pizza.id = pizza_toppings.pizza_id) "
          "LEFT OUTER JOIN topping ON (pizza_toppings.topping_id = topping.id) "
          "ORDER BY topping.name ASC");
}

TEST_CASE("an ordering takes the join that a filter has made") {
    CHECK(from(Pizza::objects.filter("toppings__name"_f = "a").order_by("toppings__name"_f)) ==
          "pizza INNER JOIN pizza_toppings ON (pizza.id = pizza_toppings.pizza_id) "
          "INNER JOIN topping ON (pizza_toppings.topping_id = topping.id) "
          "WHERE topping.name = ? ORDER BY topping.name ASC ['a']");
}

TEST_CASE("a relation stands for its model's ordering, where it has one") {
    CHECK(people("home"_f) == std::string(home) + "ORDER BY country.name DESC, city.name ASC");
    CHECK(people("-home"_f) == std::string(home) + "ORDER BY country.name ASC, city.name DESC");
    CHECK(people("home"_f.asc(aside::nulls_last), "name"_f) ==
          std::string(home) +
              "ORDER BY country.name DESC NULLS LAST, city.name ASC NULLS LAST, "
              "person.name ASC");
    CHECK(people("boss__home"_f) ==
          "person LEFT OUTER JOIN person AS T2 ON (person.boss_id = T2.id) "
          "LEFT OUTER JOIN city ON (T2.home_id = city.id) "
          "LEFT OUTER JOIN country ON (city.country_id = country.id) "
          "ORDER BY country.name DESC, city.name ASC");
    CHECK(from(City::objects.all()) ==
          "city INNER JOIN country ON (city.country_id = country.id) "
          "ORDER BY country.name DESC, city.name ASC");
    CHECK(from(City::objects.reverse()) ==
          "city INNER JOIN country ON (city.country_id = country.id) "
          "ORDER BY country.name ASC, city.name DESC");
}

TEST_CASE("a key stands for itself") {
    CHECK(people("home_id"_f) == "person ORDER BY person.home_id ASC");
    CHECK(people("home__pk"_f) == "person ORDER BY person.home_id ASC");
    CHECK(people("boss"_f) == "person ORDER BY person.boss_id ASC");
}

TEST_CASE("an ordering that comes in twice means each of its tables") {
    CHECK(people("home"_f, "boss__home"_f) ==
          "person LEFT OUTER JOIN city ON (person.home_id = city.id) "
          "LEFT OUTER JOIN country ON (city.country_id = country.id) "
          "LEFT OUTER JOIN person AS T4 ON (person.boss_id = T4.id) "
          "LEFT OUTER JOIN city AS T5 ON (T4.home_id = T5.id) "
          "LEFT OUTER JOIN country AS T6 ON (T5.country_id = T6.id) "
          "ORDER BY country.name DESC, city.name ASC, T6.name DESC, T5.name ASC");
}

TEST_CASE("an ordering that leads back to itself is refused") {
    CHECK_THROWS_WITH_AS((void)staff::Link::objects.all().sql(),
                         "the ordering of staff::Link leads back to itself by way of \"next\"",
                         aside::FieldError);
}

TEST_CASE("distinct rows differ in what they are ordered by, which follows the columns") {
    const std::string columns =
        "SELECT DISTINCT pizza.id, pizza.name, pizza.box_id, pizza.price_id, ";
    CHECK(staff::statement_of(Pizza::objects.distinct().order_by("box__name"_f).sql()) ==
          columns +
              "box.name AS __order1 FROM pizza "
              "LEFT OUTER JOIN box ON (pizza.box_id = box.id) ORDER BY box.name ASC");
    CHECK(staff::statement_of(
              Pizza::objects.distinct().select_related("box"_f).order_by("box__name"_f).sql()) ==
          columns +
              "box.id, box.name FROM pizza "
              "LEFT OUTER JOIN box ON (pizza.box_id = box.id) ORDER BY box.name ASC");
}
