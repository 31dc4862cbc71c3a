// Rows read into structs of the program's own.
#include <doctest/doctest.h>

#include "support/both_ways.hpp"
#include "support/pizzeria.hpp"

using namespace pizzeria;
using aside::QueryLog;

namespace values_into {

struct BoxSlice {
    std::string name;
    friend bool operator==(const BoxSlice&, const BoxSlice&) = default;
};
struct PriceSlice {
    aside::Decimal<10, 2> amount;
    std::string currency = "none";
};
struct Slice {
    std::string name;
    std::optional<BoxSlice> box;
    PriceSlice price;
};
struct Pair {
    std::string name;
    std::optional<std::string> box = "unread";
    friend bool operator==(const Pair&, const Pair&) = default;
};

BOTH_WAYS("members are filled by their names") {
    const Menu menu;
    const auto rows = CALL(Pizza::objects.order_by("id"_f).values_into<Slice>(), list);
    REQUIRE(rows.size() == 3);
    CHECK(rows[0].name == "margarita");
    CHECK(rows[0].box == BoxSlice{"small"});
    CHECK(rows[0].price.amount == 8.50_dec);
    CHECK(rows[0].price.currency == "usd");
    CHECK(rows[2].name == "rossa");
    CHECK(rows[2].price.amount == 7.00_dec);
}

BOTH_WAYS("a nested struct is there where its row is") {
    const Menu menu;
    const auto rows = CALL(Pizza::objects.order_by("-id"_f).values_into<Slice>(), list);
    CHECK(rows[0].box == std::nullopt);
    CHECK(rows[1].box == BoxSlice{"small"});
    CHECK(rows[2].box == BoxSlice{"small"});
}

BOTH_WAYS("members are filled in the order of the columns that are named") {
    const Menu menu;
    const auto rows =
        CALL(Pizza::objects.order_by("id"_f).values_into<Pair>("name"_f, "box__name"_f), list);
    CHECK(rows.to_vector() ==
          std::vector<Pair>{{"margarita", "small"}, {"funghi", "small"}, {"rossa", std::nullopt}});
}

struct Counted {
    std::int64_t id = 0;
    std::int32_t toppings_there = 0;
};
auto counted() {
    return Pizza::objects.annotate("toppings_there"_f = Count("toppings"_f))
        .order_by("id"_f)
        .values_into<Counted>();
}
BOTH_WAYS("members take annotations") {
    const Menu menu;
    const auto rows = CALL(counted(), list);
    REQUIRE(rows.size() == 3);
    CHECK(rows[0].id == 1);
    CHECK(rows[0].toppings_there == 2);
    CHECK(rows[2].toppings_there == 0);
}

struct BoxCount {
    std::optional<std::string> box;
    std::int64_t pizzas = 0;
};
auto grouped() {
    return Pizza::objects.values("box__name"_f)
        .annotate("n"_f = Count("id"_f))
        .order_by("-n"_f)
        .values_into<BoxCount>("box__name"_f, "n"_f);
}
BOTH_WAYS("members take what groups are of, and expressions") {
    const Menu menu;
    const auto rows = CALL(grouped(), list);
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].box == "small");
    CHECK(rows[0].pizzas == 2);
    CHECK(rows[1].box == std::nullopt);
    struct Long {
        bool is_long = false;
    };
    CHECK(CALL(Pizza::objects.order_by("id"_f).values_into<Long>("name__length"_f > 5), first)
              ->is_long);
}

struct ToppingSlice {
    std::int64_t id = 0;
    std::string name;
};
struct PizzaSlice {
    std::string name;
    std::optional<ToppingSlice> toppings;
};
struct BoxOfPizzas {
    std::string name;
    std::optional<PizzaSlice> pizza_set;
};
BOTH_WAYS("structs nest along relations to many rows, a row for each") {
    const Menu menu;
    const auto rows = CALL(Box::objects.order_by("id"_f, "pizza_set"_f, "pizza_set__toppings"_f)
                               .values_into<BoxOfPizzas>(),
                           list);
    REQUIRE(rows.size() == 4);
    CHECK(rows[0].pizza_set->name == "margarita");
    CHECK(rows[0].pizza_set->toppings->name == "cheese");
    CHECK(rows[1].pizza_set->toppings->name == "basil");
    CHECK(rows[2].pizza_set->name == "funghi");
    CHECK(rows[3].name == "large");
    CHECK(!rows[3].pizza_set);
}

struct OfPrice {
    std::string currency;
    std::optional<ToppingSlice> pizza;
};
BOTH_WAYS("a one-to-one relation is followed backwards") {
    const Menu menu;
    const auto rows = CALL(Price::objects.order_by("id"_f).values_into<OfPrice>(), list);
    REQUIRE(rows.size() == 4);
    CHECK(rows[1].pizza->name == "funghi");
    CHECK(!rows[3].pizza);
}

BOTH_WAYS("structs are refined, streamed, sliced and counted like objects") {
    const Menu menu;
    const auto rows = Pizza::objects.order_by("-name"_f).values_into<Slice>();
    CHECK(CALL(rows, first)->name == "rossa");
    CHECK(CALL(rows, last)->name == "funghi");
    CHECK(CALL(rows.filter("box__name"_f = "small"), count) == 2);
    CHECK(CALL(rows, get, "id"_f = 2).name == "funghi");
    CHECK(CALL(rows, item, 1).name == "margarita");
    CHECK(CALL(rows.limit(1), list)[0].name == "rossa");
    std::string names;
    for (const Slice& row : rows.iterator({.chunk_size = 1})) names += row.name[0];
    CHECK(names == "rmf");
}

TEST_CASE("one statement reads all of it") {
    const Menu menu;
    const QueryLog log;
    CHECK(Pizza::objects.values_into<Slice>().start_fetch().size() == 3);
    CHECK(log.size() == 1);
}

BOTH_WAYS("annotations after structs order and filter them, and are no member") {
    const Menu menu;
    const auto rows = Pizza::objects.values_into<Pair>("name"_f, "box__name"_f)
                          .annotate("shortness"_f = 0 - "price__amount"_f)
                          .order_by("shortness"_f);
    CHECK(CALL(rows, first)->name == "funghi");
}

}  // namespace values_into
