#include "sql/relations.hpp"
#include "support/sqlite.hpp"

#include <algorithm>

using namespace pizzeria;
using staff::Person;

namespace {

using Staff = aside::testing::SqliteMemory<staff::Country, staff::City, Person>;

template <class QuerySet, class... Keyword>
std::string update(const QuerySet& rows, Keyword... keywords) {
    return staff::only_statement([&] { rows.update(keywords...); });
}

}  // namespace

TEST_CASE("an update finds its rows through relations by a statement of its own") {
    const SqliteMenu menu;
    CHECK(update(Pizza::objects.filter("box__name"_f = "a"), "name"_f = "b") ==
          "UPDATE pizza SET name = ? WHERE pizza.id IN (SELECT U0.id FROM pizza AS U0 "
          "INNER JOIN box AS U1 ON (U0.box_id = U1.id) WHERE U1.name = ?) ['b', 'a']");
    CHECK(update(Pizza::objects.filter("box"_f = 1), "name"_f = "b") ==
          "UPDATE pizza SET name = ? WHERE pizza.box_id = ? ['b', 1]");
    CHECK(update(Pizza::objects.exclude("toppings"_f = 1), "name"_f = "b") ==
          "UPDATE pizza SET name = ? WHERE NOT (EXISTS (SELECT 1 FROM pizza_toppings AS U1 "
          "WHERE U1.pizza_id = pizza.id AND U1.topping_id = ?)) ['b', 1]");
    CHECK(update(Pizza::objects.filter("box__name"_f = "a").exclude("toppings"_f = 1),
                 "name"_f = "b") ==
          "UPDATE pizza SET name = ? WHERE pizza.id IN (SELECT U0.id FROM pizza AS U0 "
          "INNER JOIN box AS U1 ON (U0.box_id = U1.id) WHERE U1.name = ? AND "
          "NOT (EXISTS (SELECT 1 FROM pizza_toppings AS V1 "
          "WHERE V1.pizza_id = U0.id AND V1.topping_id = ?))) ['b', 'a', 1]");
}

TEST_CASE("an update assigns what relations lead to, as it was before") {
    const Staff staff;
    CHECK(update(Person::objects.filter("home__name"_f = "a"), "name"_f = "b",
                 "pay"_f = "pay"_f + "boss__pay"_f) ==
          "UPDATE person SET name = ?, pay = FOR_FIELD(__rows.__col1, ?) FROM (SELECT U0.id, "
          "(U0.pay + U2.pay) "
          "AS __col1 FROM person AS U0 INNER JOIN city AS U1 ON (U0.home_id = U1.id) "
          "LEFT OUTER JOIN person AS U2 ON (U0.boss_id = U2.id) WHERE U1.name = ?) AS __rows "
          "WHERE person.id = __rows.id ['b', 'staff::Person.pay', 'a']");
    auto boss = Person::objects.create("name"_f = "a", "pay"_f = 1);
    boss.boss = boss;
    boss.save();
    auto second = Person::objects.create("name"_f = "b", "pay"_f = 2, "boss"_f = boss);
    Person::objects.create("name"_f = "c", "pay"_f = 3, "boss"_f = second);
    CHECK(Person::objects.all().update("pay"_f = "boss__pay"_f) == 3);
    std::vector<int> pay;
    for (const Person& person : Person::objects.order_by("name"_f)) pay.push_back(person.pay);
    CHECK(pay == std::vector{1, 1, 2});
}

TEST_CASE("what may be several rows cannot be assigned") {
    const Staff staff;
    CHECK_THROWS_WITH_AS(
        Person::objects.all().update("pay"_f = "team__pay"_f),
        "staff::Person: \"team__pay\" may lead to several rows, so that none of them can be "
        "assigned",
        aside::FieldError);
}

TEST_CASE("objects are updated where they are among rows that relations limit") {
    const SqliteMenu menu;
    std::vector<Pizza> pizzas = Pizza::objects.filter("id"_f = 1).list().to_vector();
    const auto log = staff::statements(
        [&] { Pizza::objects.filter("box__name"_f = "a").bulk_update(pizzas, {"name"_f}); });
    CHECK(std::ranges::count(log,
                             "UPDATE pizza SET name = CASE id WHEN ? THEN ? ELSE name END "
                             "WHERE id IN (?) AND pizza.id IN "
                             "(SELECT U0.id FROM pizza AS U0 INNER JOIN box AS U1 ON "
                             "(U0.box_id = U1.id) WHERE U1.name = ?) "
                             "[1, 'margarita', 1, 'a']") == 1);
}
