// Relating and parting rows of a many-to-many relation, from both of its sides.
#include <doctest/doctest.h>

#include "support/both_ways.hpp"
#include "support/features.hpp"
#include "support/pizzeria.hpp"

using namespace pizzeria;
using aside::QueryLog;
using aside::testing::value_of;

namespace {

/// The pizza without toppings, and the toppings.
struct Rossa : Menu {
    const Pizza rossa = Pizza::objects.get("name"_f = "rossa");
    const Topping cheese = Topping::objects.get("name"_f = "cheese");
    const Topping basil = Topping::objects.get("name"_f = "basil");
    const Topping ham = Topping::objects.get("name"_f = "ham");

    [[nodiscard]] Texts toppings() const { return sorted_names(rossa.toppings.all()); }
};

}  // namespace

BOTH_WAYS("add relates objects, keys, and ranges of either, in any mixture") {
    const Rossa menu;
    CALL(menu.rossa.toppings, add, menu.cheese, menu.basil.id);
    CHECK(menu.toppings() == Texts{"basil", "cheese"});
    CALL(menu.rossa.toppings, add, std::vector{menu.basil, menu.ham}, std::vector{1, 2});
    CHECK(menu.toppings() == Texts{"basil", "cheese", "ham"});
    CALL(menu.rossa.toppings, add, Topping::objects.all());
    CHECK(menu.toppings() == Texts{"basil", "cheese", "ham"});
}

BOTH_WAYS("add from the other side relates the same rows") {
    const Rossa menu;
    CALL(menu.ham.pizza_set, add, menu.rossa, 1);
    CHECK(menu.toppings() == Texts{"ham"});
    CHECK(sorted_names(menu.ham.pizza_set.all()) == Texts{"margarita", "rossa"});
}

BOTH_WAYS("what is related already stays so, and is not related twice") {
    const Rossa menu;
    CALL(menu.rossa.toppings, add, menu.cheese, menu.cheese);
    CALL(menu.rossa.toppings, add, menu.cheese, menu.ham);
    CHECK(menu.rossa.toppings.count() == 2);
    CHECK(value_of("SELECT count(*) FROM pizzeria_pizza_toppings WHERE pizza_id = 3") ==
          aside::SqlValue(2));
}

BOTH_WAYS("a key that names no row is refused with all that was added with it") {
    const Rossa menu;
    CHECK_THROWS_AS(CALL(menu.rossa.toppings, add, menu.cheese, 99), aside::IntegrityError);
    CHECK(menu.toppings().empty());
    CALL(menu.rossa.toppings, add, menu.cheese);
    CHECK(menu.toppings() == Texts{"cheese"});
}

BOTH_WAYS("remove parts rows, which stay, and does not mind others") {
    const Rossa menu;
    const Pizza margarita = Pizza::objects.get("name"_f = "margarita");
    CALL(margarita.toppings, remove, menu.basil, menu.ham.id, 99);
    CHECK(sorted_names(margarita.toppings.all()) == Texts{"cheese"});
    CALL(menu.cheese.pizza_set, remove, std::vector{margarita});
    CHECK(margarita.toppings.count() == 0);
    CHECK(sorted_names(menu.cheese.pizza_set.all()) == Texts{"funghi"});
    CHECK(Topping::objects.count() == 3);
}

BOTH_WAYS("clear parts all rows of one object and none of another") {
    const Rossa menu;
    const Pizza margarita = Pizza::objects.get("name"_f = "margarita");
    CALL(margarita.toppings, clear);
    CHECK(margarita.toppings.count() == 0);
    CHECK(sorted_names(menu.cheese.pizza_set.all()) == Texts{"funghi"});
    CALL(menu.cheese.pizza_set, clear);
    CHECK(menu.cheese.pizza_set.count() == 0);
}

BOTH_WAYS("set relates exactly the rows that it is given") {
    const Rossa menu;
    const Pizza margarita = Pizza::objects.get("name"_f = "margarita");
    CALL(margarita.toppings, set, std::vector{menu.basil, menu.ham});
    CHECK(sorted_names(margarita.toppings.all()) == Texts{"basil", "ham"});
    CALL(margarita.toppings, set, {menu.cheese.id});
    CHECK(sorted_names(margarita.toppings.all()) == Texts{"cheese"});
    CALL(margarita.toppings, set, std::vector<Topping>{});
    CHECK(margarita.toppings.count() == 0);
    CALL(menu.ham.pizza_set, set, {1, 2});
    CHECK(sorted_names(menu.ham.pizza_set.all()) == Texts{"funghi", "margarita"});
}

BOTH_WAYS("set leaves join rows of wanted rows alone, unless it is to clear") {
    const Rossa menu;
    const Pizza margarita = Pizza::objects.get("name"_f = "margarita");
    const auto join_row = [] {
        return value_of(
            "SELECT id FROM pizzeria_pizza_toppings WHERE pizza_id = 1 AND topping_id = 1");
    };
    const auto before = join_row();
    CALL(margarita.toppings, set, {1, 3});
    CHECK(join_row() == before);
    CALL(margarita.toppings, set, {1, 3}, {.clear = true});
    CHECK(join_row() != before);
    CHECK(sorted_names(margarita.toppings.all()) == Texts{"cheese", "ham"});
}

BOTH_WAYS("a set that is refused changes nothing") {
    const Rossa menu;
    const Pizza margarita = Pizza::objects.get("name"_f = "margarita");
    CHECK_THROWS_AS(CALL(margarita.toppings, set, {3, 99}), aside::IntegrityError);
    CHECK_THROWS_AS(CALL(margarita.toppings, set, {3, 99}, {.clear = true}), aside::IntegrityError);
    CHECK(sorted_names(margarita.toppings.all()) == Texts{"basil", "cheese"});
}

TEST_CASE("a change takes few statements, however many rows it names") {
    const Rossa menu;
    std::vector<Topping> many(25'000);
    for (Topping& topping : many) topping.name = "x";
    many = Topping::objects.bulk_create(std::move(many));
    const QueryLog log;
    menu.rossa.toppings.add(many);
    const auto& limits = aside::testing::limits();
    // BEGIN and COMMIT among them, and the lock of the owner
    const std::size_t around = aside::testing::features().row_locks ? 4 : 3;
    CHECK(log.size() <= around + 25'000 / limits.pairs_to_insert);
    CHECK(menu.rossa.toppings.count() == 25'000);
    const std::size_t added = log.size();
    menu.rossa.toppings.remove(many);
    CHECK(log.size() <= added + around + 25'000 / limits.keys_to_find);
    CHECK(menu.rossa.toppings.count() == 0);
}

TEST_CASE("nothing given is nothing asked") {
    const Rossa menu;
    const QueryLog log;
    menu.rossa.toppings.add();
    menu.rossa.toppings.add(std::vector<int>{});
    menu.rossa.toppings.remove(std::vector<Topping>{});
    CHECK(log.empty());
}

TEST_CASE("changes go to the database that the object is from") {
    const Menu menu;
    const aside::testing::SharedTestDatabase<Topping, Box, Price, Pizza> copy({.alias = "copy"});
    const auto there = [](auto rows) { return rows.using_("copy"); };
    const Price price = there(Price::objects).create("amount"_f = 1);
    const Pizza pizza = there(Pizza::objects).create("name"_f = "copied", "price"_f = price);
    const Topping topping = there(Topping::objects).create("name"_f = "copied");
    pizza.toppings.add(topping);
    CHECK(names(pizza.toppings.all()) == Texts{"copied"});
    CHECK(names(there(Pizza::objects).get("id"_f = pizza.id).toppings.all()) == Texts{"copied"});
    Pizza again = there(Pizza::objects).get("id"_f = pizza.id);
    again.refresh_from_db({}, {.alias = "copy"});
    CHECK(again.price->amount == 1.00_dec);
    CHECK(names(again.toppings.all()) == Texts{"copied"});
}
