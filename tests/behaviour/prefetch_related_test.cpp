#include <doctest/doctest.h>

#include "support/both_ways.hpp"
#include "support/narrow_database.hpp"
#include "support/pizzeria.hpp"

using namespace pizzeria;
using aside::QueryLog;

namespace {
/// What each pizza has on it.
template <class Pizzas>
std::vector<Texts> toppings(const Pizzas& pizzas) {
    std::vector<Texts> result;
    for (const Pizza& pizza : pizzas) result.push_back(sorted_names(pizza.toppings.all()));
    return result;
}
const std::vector<Texts> all_toppings = {{"basil", "cheese"}, {"cheese"}, {}};
}  // namespace

BOTH_WAYS("prefetch_related asks once more, however many rows there are") {
    const Menu menu;
    const QueryLog log;
    const auto pizzas = CALL(Pizza::objects.prefetch_related("toppings"_f).order_by("id"_f), list);
    CHECK(log.size() == 2);
    CHECK(toppings(pizzas) == all_toppings);
    CHECK(log.size() == 2);
}

BOTH_WAYS("a prefetched relation answers count, exists and its rows without asking") {
    const Menu menu;
    const Pizza pizza = Pizza::objects.prefetch_related("toppings"_f).get("id"_f = 1);
    const QueryLog log;
    CHECK(CALL(pizza.toppings, count) == 2);
    CHECK(CALL(pizza.toppings, exists));
    CHECK(CALL(pizza.toppings, list).size() == 2);
    CHECK(CALL(pizza.toppings, contains, Topping{.id = 1}));
    CHECK(pizza.toppings.all().size() == 2);
    CHECK(log.empty());
    CHECK(CALL(pizza.toppings.filter("name"_f = "basil"), count) == 1);
    CHECK(log.size() == 1);
}

BOTH_WAYS("every level of a nested path is one more statement, and shared beginnings are one") {
    const Menu menu;
    const QueryLog log;
    const auto boxes =
        CALL(Box::objects.prefetch_related("pizza_set__toppings"_f, "pizza_set__price"_f)
                 .order_by("id"_f),
             list);
    CHECK(log.size() == 4);
    CHECK(sorted_names(boxes[0].pizza_set.all()) == Texts{"funghi", "margarita"});
    for (const Pizza& pizza : boxes[0].pizza_set.all()) {
        CHECK(pizza.toppings.count() >= 1);
        CHECK(pizza.price->currency == "usd");
        CHECK(pizza.box->name == "small");
    }
    CHECK(boxes[1].pizza_set.count() == 0);
    CHECK(log.size() == 4);
}

BOTH_WAYS("relations to one row are prefetched as well, from both sides") {
    const Menu menu;
    const QueryLog log;
    const auto pizzas =
        CALL(Pizza::objects.prefetch_related("box"_f, "price"_f).order_by("id"_f), list);
    CHECK(log.size() == 3);
    CHECK(pizzas[0].box->name == "small");
    CHECK(pizzas[1].price->amount == 9.00_dec);
    CHECK_FALSE(pizzas[2].box);
    const auto prices = CALL(Price::objects.prefetch_related("pizza"_f).order_by("id"_f), list);
    CHECK(prices[2].pizza->name == "rossa");
    CHECK_FALSE(prices[3].pizza);
    CHECK(log.size() == 5);
}

BOTH_WAYS("Prefetch says which rows, in which order, and with what of their own") {
    const Menu menu;
    const QueryLog log;
    const auto cheap = Pizza::objects.filter("price__amount__lt"_f = 9)
                           .select_related("price"_f)
                           .prefetch_related("toppings"_f);
    const auto boxes =
        CALL(Box::objects.order_by("id"_f).prefetch_related(Prefetch("pizza_set"_f, cheap)), list);
    CHECK(log.size() == 3);
    CHECK(names(boxes[0].pizza_set.all()) == Texts{"margarita"});
    CHECK(boxes[0].pizza_set.all()[0].price->amount == 8.50_dec);
    CHECK(boxes[0].pizza_set.all()[0].toppings.count() == 2);
    CHECK(log.size() == 3);

    const auto backwards = Topping::objects.order_by("-name"_f);
    const Pizza pizza =
        Pizza::objects.prefetch_related(Prefetch("toppings"_f, backwards)).get("id"_f = 1);
    CHECK(names(pizza.toppings.all()) == Texts{"cheese", "basil"});
}

TEST_CASE("a Prefetch after the same path is refused") {
    const Menu menu;
    const auto cheese = Prefetch("toppings"_f, Topping::objects.filter("name"_f = "cheese"));
    CHECK_THROWS_AS(Pizza::objects.prefetch_related("toppings"_f, cheese).list(),
                    aside::FieldError);
}

BOTH_WAYS("of no rows nothing is prefetched, and of empty relations nothing further") {
    const Menu menu;
    const QueryLog log;
    CALL(Pizza::objects.filter("id"_f > 9).prefetch_related("toppings__pizza_set"_f), list);
    CHECK(log.size() == 1);
    const auto rossa = Pizza::objects.filter("name"_f = "rossa");
    CALL(rossa.prefetch_related("toppings__pizza_set"_f), list);
    CHECK(log.size() == 3);
}

TEST_CASE("iterator prefetches for each chunk") {
    const SharedMenu menu;
    const QueryLog log;
    std::vector<Texts> seen;
    const auto pizzas = Pizza::objects.prefetch_related("toppings"_f).order_by("id"_f);
    for (const Pizza& pizza : pizzas.iterator({.chunk_size = 2}))
        seen.push_back(sorted_names(pizza.toppings.all()));
    CHECK(seen == all_toppings);
    CHECK(log.size() == 3);
}

TEST_CASE("aiterator prefetches for each chunk, where it reads it") {
    const SharedMenu menu;
    const QueryLog log;
    std::vector<Texts> seen;
    auto pizzas =
        Pizza::objects.prefetch_related("toppings"_f).order_by("id"_f).aiterator({.chunk_size = 2});
    while (const std::optional<Pizza> pizza = pizzas.anext().get())
        seen.push_back(sorted_names(pizza->toppings.all()));
    CHECK(seen == all_toppings);
    CHECK(log.size() == 3);
}

TEST_CASE("prefetch_related_objects loads what objects at hand lack") {
    const Menu menu;
    std::vector<Pizza> pizzas = Pizza::objects.order_by("id"_f).list().to_vector();
    const QueryLog log;
    aside::prefetch_related_objects(pizzas, "toppings"_f, "box"_f);
    CHECK(log.size() == 2);
    CHECK(toppings(pizzas) == all_toppings);
    CHECK(pizzas[0].box->name == "small");
    aside::prefetch_related_objects(pizzas, "toppings"_f);
    CHECK(log.size() == 2);
}

TEST_CASE("start_fetch reads related and prefetched rows in the background, in one hop") {
    const Menu menu;
    const QueryLog log;
    const auto boxes =
        Box::objects.order_by("id"_f).prefetch_related("pizza_set__toppings"_f).start_fetch();
    const auto pizzas =
        Pizza::objects.select_related("box"_f).prefetch_related("toppings"_f).start_fetch();
    CHECK(boxes.size() == 2);
    CHECK(pizzas.size() == 3);
    CHECK(boxes.begin()->pizza_set.count() == 2);
    CHECK(pizzas.begin()->toppings.count() == 2);
    CHECK(log.size() == 5);
    for (std::size_t i = 0; i < log.size(); ++i) CHECK(log[i].thread != std::this_thread::get_id());
}

BOTH_WAYS("keys beyond the engine's limit of parameters are asked for in parts") {
    const aside::testing::NarrowDatabase<Topping, Box, Price, Pizza> database(2);
    fill_menu();
    const QueryLog log;
    const auto pizzas =
        CALL(Pizza::objects.prefetch_related("price"_f, "toppings"_f).order_by("id"_f), list);
    CHECK(log.size() == 5);
    CHECK(pizzas[0].price->amount == 8.50_dec);
    CHECK(pizzas[2].price->amount == 7.00_dec);
    CHECK(toppings(pizzas) == all_toppings);
    CHECK(log.size() == 5);
}
