// Changes that give the rows that they changed.
#include <doctest/doctest.h>

#include "support/both_ways.hpp"
#include "support/pizzeria.hpp"

using namespace pizzeria;
using aside::NotSupportedError;
using aside::QueryLog;

namespace returned_rows {

using Names = std::vector<std::string>;

BOTH_WAYS("an update gives the rows as they are then, by one statement") {
    const Menu menu;
    const QueryLog log;
    const auto prices =
        CALL(Price::objects.filter("amount"_f > 8), update_returning, "amount"_f = "amount"_f + 1);
    static_assert(std::is_same_v<decltype(prices), const aside::Rows<Price>>);
    REQUIRE(prices.size() == 2);
    CHECK(prices[0].amount + prices[1].amount == aside::Decimal<10, 2>(19.50_dec));
    CHECK(std::ranges::count_if(log, [](const auto& each) {
              return each.sql.starts_with("UPDATE") || each.sql.starts_with("SELECT");
          }) == 1);
    for (const Price& price : prices)
        CHECK(Price::objects.get("id"_f = price.id).amount == price.amount);
    CHECK(CALL(Price::objects.filter("amount"_f > 100), update_returning, "currency"_f = "eur")
              .empty());
    CHECK(CALL(Price::objects.none(), update_returning, "currency"_f = "eur").empty());
    CHECK(Price::objects.filter("currency"_f = "eur").count() == 0);
}

BOTH_WAYS("a deletion gives the rows as they were, and takes along what any deletion does") {
    const Menu menu;
    const auto gone = CALL(Pizza::objects.filter("toppings__name"_f = "cheese"), delete_returning);
    CHECK(sorted_names(gone) == Names{"funghi", "margarita"});
    for (const Pizza& pizza : gone) {
        CHECK(pizza.box->name == "small");
        CHECK(pizza.toppings.count() == 0);
    }
    CHECK(sorted_names(Pizza::objects.all()) == Names{"rossa"});
    CHECK(Topping::objects.count() == 3);
    CHECK(CALL(Price::objects.filter("amount"_f = 7), delete_returning).size() == 1);
    CHECK(Pizza::objects.count() == 0);
    CHECK(CALL(Pizza::objects.all(), delete_returning).empty());
}

BOTH_WAYS("rows are what the queryset's rows are") {
    const Menu menu;
    const auto funghi = Pizza::objects.filter("name"_f = "funghi");
    const auto row =
        CALL(funghi.values("id"_f, "name"_f, "box"_f), update_returning, "name"_f = "porcini");
    REQUIRE(row.size() == 1);
    CHECK(row[0]["id"_f] == 2);
    CHECK(row[0]["name"_f] == "porcini");
    CHECK(row[0]["box"_f] == 1);
    const auto porcini = Pizza::objects.filter("name"_f = "porcini");
    CHECK(CALL(porcini.values_list(aside::flat, aside::Upper("name"_f)), update_returning,
               "box"_f = 2)[0] == "PORCINI");
    const auto loud = CALL(porcini.annotate("loud"_f = aside::Concat("name"_f, "!")),
                           update_returning, "name"_f = "porcini");
    CHECK(loud[0]["loud"_f] == "porcini!");
    CHECK(loud[0].name == "porcini");
    CHECK(CALL(porcini.only("name"_f), update_returning, "name"_f = "cep")[0]["name"_f] == "cep");
    CHECK(CALL(Pizza::objects.filter("name"_f = "cep").values_list("id"_f, "name"_f),
               delete_returning)[0] == std::tuple(std::int64_t{2}, "cep"));
}

BOTH_WAYS("an update may read other tables, and rows may come with what they are related to") {
    const Menu menu;
    const auto pizzas =
        CALL(Pizza::objects.filter("box__name"_f = "small").prefetch_related("toppings"_f),
             update_returning, "name"_f = aside::Concat("box__name"_f, " ", "name"_f));
    CHECK(sorted_names(pizzas) == Names{"small funghi", "small margarita"});
    const QueryLog log;
    for (const Pizza& pizza : pizzas) CHECK(pizza.toppings.all().size() == (pizza.id == 1 ? 2 : 1));
    CHECK(log.size() == 0);
}

BOTH_WAYS("a related manager changes and gives its own rows") {
    const Menu menu;
    const Box small = Box::objects.get("name"_f = "small");
    CHECK(sorted_names(CALL(small.pizza_set, update_returning, "box"_f = 2)) ==
          Names{"funghi", "margarita"});
    CHECK(CALL(small.pizza_set, update_returning, "box"_f = 2).empty());
    const Topping cheese = Topping::objects.get("name"_f = "cheese");
    CHECK(sorted_names(CALL(cheese.pizza_set.all(), delete_returning)) ==
          Names{"funghi", "margarita"});
}

BOTH_WAYS("a change that cannot give its rows changes nothing") {
    const Menu menu;
    const auto all = Pizza::objects.all();
    CHECK_THROWS_WITH_AS((void)CALL(all.select_related("box"_f), update_returning, "name"_f = "x"),
                         doctest::Contains("prefetch_related"), NotSupportedError);
    CHECK_THROWS_AS((void)CALL(all.distinct(), delete_returning), NotSupportedError);
    CHECK_THROWS_AS((void)CALL(all.limit(1), delete_returning), NotSupportedError);
    CHECK_THROWS_AS((void)CALL(all.limit(1), update_returning, "name"_f = "x"), NotSupportedError);
    CHECK_THROWS_AS((void)CALL(all.annotate("n"_f = aside::Count("toppings"_f)), delete_returning),
                    NotSupportedError);
    CHECK_THROWS_AS(
        (void)CALL(all.annotate("n"_f = aside::RowNumber().over(aside::order_by("id"_f))),
                   update_returning, "name"_f = "x"),
        NotSupportedError);
    CHECK_THROWS_WITH_AS((void)CALL(all.values("box__name"_f), delete_returning),
                         doctest::Contains("other tables"), NotSupportedError);
    CHECK_THROWS_AS(
        (void)CALL(Topping::objects.all().union_(Topping::objects.all()), delete_returning),
        NotSupportedError);
    CHECK(Pizza::objects.count() == 3);
    CHECK(Pizza::objects.filter("name"_f = "x").count() == 0);
}

BOTH_WAYS("in a block the change is the block's, and a cached queryset forgets its rows") {
    const Menu menu;
    const auto pizzas = Pizza::objects.order_by("id"_f);
    CHECK(pizzas.size() == 3);
    CHECK_THROWS_AS(aside::atomic([&] {
                        CHECK(CALL(pizzas, update_returning, "name"_f = "x").size() == 3);
                        CHECK(sorted_names(pizzas) == Names{"x", "x", "x"});
                        throw std::runtime_error("no");
                    }),
                    std::runtime_error);
    CHECK(sorted_names(Pizza::objects.all()) == Names{"funghi", "margarita", "rossa"});
    CHECK(CALL(pizzas, delete_returning).size() == 3);
    CHECK(pizzas.empty());
}

}  // namespace returned_rows
