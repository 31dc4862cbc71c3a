// Rows of several queries together.
#include <doctest/doctest.h>

#include <tuple>

#include "support/both_ways.hpp"
#include "support/pizzeria.hpp"

using namespace pizzeria;
using aside::NotSupportedError;
using aside::QueryLog;

BOTH_WAYS("objects of either, of both, of the first only") {
    const Menu menu;
    const auto boxed = Pizza::objects.filter("box"_f == 1);
    const auto cheap = Pizza::objects.filter("price__amount__lt"_f = 9);
    CHECK(sorted_names(CALL(boxed.union_(cheap), list)) == Texts{"funghi", "margarita", "rossa"});
    CHECK(sorted_names(CALL(boxed.intersection(cheap), list)) == Texts{"margarita"});
    CHECK(sorted_names(CALL(boxed.difference(cheap), list)) == Texts{"funghi"});
    CHECK(CALL(boxed.union_(cheap, aside::all), list).size() == 4);
    CHECK(CALL(boxed.union_(cheap, aside::all), count) == 4);
    CHECK(CALL(boxed.union_(cheap), count) == 3);
}

BOTH_WAYS("they are ordered, sliced, indexed, looked for and read in the background") {
    const Menu menu;
    const auto boxed = Pizza::objects.filter("box"_f == 1);
    const auto all = boxed.union_(Pizza::objects.filter("name"_f == "rossa"));
    const auto ordered = all.order_by("-name"_f);
    CHECK(names(CALL(ordered, list)) == Texts{"rossa", "margarita", "funghi"});
    CHECK(names(CALL(ordered.slice(1, 3), list)) == Texts{"margarita", "funghi"});
    CHECK(CALL(ordered.slice(1, 3), count) == 2);
    CHECK(CALL(ordered, item, 0).name == "rossa");
    CHECK(CALL(ordered, first)->name == "rossa");
    CHECK(CALL(ordered, last)->name == "funghi");
    CHECK(CALL(all, first)->name == "margarita");  // by the key, where nothing orders them
    CHECK(CALL(all, last)->name == "rossa");
    CHECK(CALL(all, earliest, "name"_f).name == "funghi");
    CHECK(CALL(ordered, exists));
    CHECK_FALSE(CALL(boxed.intersection(Pizza::objects.filter("id"_f > 5)), exists));
    CHECK(CALL(all.limit(1), get).name.size() > 0);
    CHECK_THROWS_AS(CALL(all, get), Pizza::MultipleObjectsReturned);
    CHECK(ordered.all().start_fetch().size() == 3);
    CHECK(ordered.all().start_count().count() == 3);
    CHECK(CALL(ordered, explain).size() > 0);
    Texts streamed;
    for (const Pizza& pizza : ordered.iterator({.chunk_size = 1})) streamed.push_back(pizza.name);
    CHECK(streamed == Texts{"rossa", "margarita", "funghi"});
    auto rows = ordered.aiterator({.chunk_size = 2});
    CHECK(rows.anext().get()->name == "rossa");
}

BOTH_WAYS("slices and unions inside of unions keep their rows") {
    const Menu menu;
    const auto dearest = Pizza::objects.order_by("-price__amount"_f).limit(1);
    const auto first = Pizza::objects.order_by("id"_f).limit(1);
    const auto both = dearest.union_(first);
    CHECK(sorted_names(CALL(both, list)) == Texts{"funghi", "margarita"});
    CHECK(sorted_names(CALL(both.difference(first), list)) == Texts{"funghi"});
    CHECK(CALL(both.union_(Pizza::objects.filter("id"_f == 3)), count) == 3);
    const auto of_both =
        both.order_by("name"_f).limit(1).union_(Pizza::objects.filter("id"_f == 3));
    CHECK(sorted_names(CALL(of_both, list)) == Texts{"funghi", "rossa"});
}

BOTH_WAYS("rows of other models go together where they have the same columns") {
    const Menu menu;
    const auto named = Pizza::objects.values("name"_f).union_(Topping::objects.values("name"_f),
                                                              Box::objects.values("name"_f));
    CHECK(CALL(named, count) == 8);
    CHECK(CALL(named.order_by("name"_f), first)->operator[]("name"_f) == "basil");
    const auto keys = Pizza::objects.values_list(aside::flat, "id"_f)
                          .intersection(Box::objects.values_list(aside::flat, "id"_f));
    CHECK(CALL(keys.order_by("id"_f), list).to_vector() == std::vector<std::int64_t>{1, 2});
    const auto pairs = Pizza::objects.values_list("id"_f, "name"_f)
                           .union_(Price::objects.values_list("id"_f, "currency"_f));
    CHECK(CALL(pairs, count) == 7);
    CHECK(CALL(pairs.values_list(aside::flat, "name"_f), list).size() == 4);  // usd once
    CHECK_THROWS_AS(CALL(named, first), NotSupportedError);  // nothing orders them, and no key does
}

BOTH_WAYS("equal rows become one also where only one part has any") {
    const Menu menu;
    const auto boxes = Pizza::objects.values_list(aside::flat, "box"_f);
    const auto none = boxes.none();
    CHECK(CALL(boxes.union_(none), list).size() == 2);
    CHECK(CALL(boxes.difference(none), count) == 2);
    CHECK(CALL(boxes.union_(none, aside::all), list).size() == 3);
}

BOTH_WAYS("annotations are put together with their objects, and order them") {
    const Menu menu;
    const auto counted = Pizza::objects.annotate("n"_f = Count("toppings"_f));
    const auto rows = counted.filter("n"_f == 2).union_(counted.filter("n"_f == 0)).order_by("n"_f);
    const auto found = CALL(rows, list);
    REQUIRE(found.size() == 2);
    CHECK(found[0].name == "rossa");
    CHECK(found[1]["n"_f] == 2);
    CHECK(CALL(rows.values_list(aside::flat, "n"_f), list).to_vector() ==
          std::vector<std::int64_t>{0, 2});
    const auto groups = Pizza::objects.values("box"_f).annotate("c"_f = Count("*"_f));
    const auto united = groups.filter("c"_f == 2).union_(groups.filter("c"_f == 1));
    CHECK(CALL(united.order_by("-c"_f), list)[0]["c"_f] == 2);
    CHECK(CALL(united.values("c"_f), count) == 2);
}

TEST_CASE("objects that parts read or prefetch along are there") {
    const Menu menu;
    const auto boxed = Pizza::objects.select_related("box"_f).prefetch_related("toppings"_f);
    const auto rows =
        boxed.filter("id"_f == 1).union_(Pizza::objects.filter("id"_f == 2)).order_by("id"_f);
    const auto found = rows.list();
    const QueryLog log;
    REQUIRE(found.size() == 2);
    CHECK(found[1].box->name == "small");
    CHECK(found[0].toppings.all().size() == 2);
    CHECK(found[1].toppings.all().size() == 1);
    CHECK(log.size() == 0);
}

BOTH_WAYS("they stand in the conditions of other querysets") {
    const Menu menu;
    const auto some = Pizza::objects.filter("id"_f == 1).union_(Pizza::objects.filter("id"_f == 2));
    CHECK(CALL(Pizza::objects.filter("pk"_f.in(some)), count) == 2);
    CHECK(CALL(Pizza::objects.exclude("id"_f.in(some.values("id"_f))), get).name == "rossa");
    CHECK(CALL(Topping::objects.filter("pizza_set"_f.in(some)).distinct(), count) == 2);
    const auto none = some.intersection(Pizza::objects.none());
    CHECK(CALL(Pizza::objects.filter("pk"_f.in(none)), count) == 0);
    CHECK(CALL(Pizza::objects.exclude("pk"_f.in(none)), count) == 3);
}

TEST_CASE("all parts follow to another database") {
    const Menu menu;
    const aside::testing::SharedTestDatabase<Topping, Box, Price, Pizza> other({.alias = "other"});
    const auto rows = Pizza::objects.filter("id"_f == 1).union_(Pizza::objects.filter("id"_f == 2));
    CHECK(rows.using_("other").count() == 0);
    CHECK(rows.using_("other").union_(Pizza::objects.using_("other")).list().empty());
    CHECK(rows.count() == 2);
}

TEST_CASE("a related manager's rows take part, and what is joined twice becomes one") {
    const Menu menu;
    const Pizza margarita = Pizza::objects.get("id"_f = 1);
    const Pizza funghi = Pizza::objects.get("id"_f = 2);
    CHECK(margarita.toppings.union_(funghi.toppings).count() == 2);
    CHECK(margarita.toppings.difference(funghi.toppings).get().name == "basil");
    const auto twice = Pizza::objects.filter("toppings__name"_f.in("cheese", "basil"));
    CHECK(twice.count() == 3);
    CHECK(twice.union_(Pizza::objects.none()).count() == 2);
}
