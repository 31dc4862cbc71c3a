// Counts and aggregates of querysets that are more than rows of a table. What they give is what
// Django gives.
#include <doctest/doctest.h>

#include "support/both_ways.hpp"
#include "support/features.hpp"
#include "support/pizzeria.hpp"

using namespace pizzeria;
using aside::NotSupportedError;

namespace {
auto counted() { return Pizza::objects.annotate("n"_f = Count("toppings"_f)); }
auto groups() { return Pizza::objects.values("box"_f).annotate("c"_f = Count("*"_f)); }
}  // namespace

BOTH_WAYS("aggregates of annotated aggregates") {
    const Menu menu;
    CHECK(CALL(counted(), aggregate, "x"_f = Avg("n"_f))["x"_f] == 1.0);
    const auto sums = CALL(counted(), aggregate, "i"_f = Sum("id"_f), "n"_f = Sum("n"_f),
                           "price"_f = Sum("price__amount"_f), "box"_f = Max("box__name"_f));
    CHECK(sums["i"_f] == 6);
    CHECK(sums["n"_f] == 3);
    CHECK(sums["price"_f] == 24.50_dec);
    CHECK(sums["box"_f] == "small");
    CHECK(CALL(counted(), aggregate, "x"_f = Sum("n"_f * 2))["x"_f] == 6);
    CHECK(CALL(counted(), aggregate, "x"_f = Sum("n"_f).filter("n"_f > 1))["x"_f] == 2);
    CHECK(CALL(counted(), aggregate, "x"_f = Count("n"_f).distinct())["x"_f] == 3);
    CHECK(CALL(counted(), aggregate, "x"_f = Count("toppings"_f))["x"_f] == 3);
    CHECK(CALL(counted().filter("n"_f > 5), aggregate, "x"_f = Sum("n"_f).default_(0))["x"_f] == 0);
    CHECK(CALL(counted().filter("n"_f > 0), aggregate, "x"_f = Sum("n"_f))["x"_f] == 3);
}

BOTH_WAYS("aggregates of groups") {
    const Menu menu;
    const auto all = CALL(groups(), aggregate, "groups"_f = Count("*"_f), "s"_f = Sum("c"_f),
                          "m"_f = Max("c"_f), "boxes"_f = Count("box"_f));
    CHECK(all["groups"_f] == 2);
    CHECK(all["s"_f] == 3);
    CHECK(all["m"_f] == 2);
    CHECK(all["boxes"_f] == 1);
    CHECK(CALL(groups().filter("c"_f > 1), aggregate, "s"_f = Sum("c"_f))["s"_f] == 2);
    CHECK(CALL(groups().order_by("-c"_f).limit(1), aggregate, "s"_f = Sum("c"_f))["s"_f] == 2);
    // A column that makes no group splits them.
    CHECK(CALL(groups(), aggregate, "s"_f = Sum("id"_f), "c"_f = Count("*"_f))["c"_f] == 3);
}

BOTH_WAYS("groups and annotated rows are counted and looked for") {
    const Menu menu;
    CHECK(CALL(groups(), count) == 2);
    CHECK(CALL(groups().filter("c"_f > 1), count) == 1);
    CHECK(CALL(groups().filter("c"_f > 1), exists));
    CHECK_FALSE(CALL(groups().filter("c"_f > 2), exists));
    CHECK(CALL(counted(), count) == 3);
    CHECK(CALL(counted().filter("n"_f > 0), count) == 2);
    CHECK(CALL(counted().filter("n"_f > 1), exists));
    CHECK_FALSE(CALL(counted().filter("n"_f > 5), exists));
    CHECK(CALL(counted().order_by("-n"_f).limit(2), count) == 2);
    CHECK(CALL(Pizza::objects.alias("n"_f = Count("toppings"_f)), count) == 3);
    // A relation to many rows gives a row for each.
    CHECK(CALL(Pizza::objects.annotate("t"_f = "toppings__name"_f), count) == 4);
    CHECK(CALL(Pizza::objects.values("name"_f).annotate("t"_f = "toppings__name"_f), count) == 4);
}

BOTH_WAYS("aggregates of slices see only their rows") {
    const Menu menu;
    const auto last_two = Pizza::objects.order_by("-id"_f).limit(2);
    const auto slice = CALL(last_two, aggregate, "s"_f = Sum("id"_f), "m"_f = Min("name"_f));
    CHECK(slice["s"_f] == 5);
    CHECK(slice["m"_f] == "funghi");
    CHECK(CALL(last_two.select_related("box"_f, "price"_f), aggregate, "s"_f = Sum("id"_f),
               "b"_f = Max("box__name"_f))["s"_f] == 5);
    const auto annotated = CALL(counted().order_by("-n"_f).limit(2), aggregate, "s"_f = Sum("n"_f),
                                "i"_f = Sum("id"_f));
    CHECK(annotated["s"_f] == 3);
    CHECK(annotated["i"_f] == 3);
    CHECK(CALL(last_two.values("name"_f), aggregate, "s"_f = Sum("id"_f))["s"_f] == 5);
}

BOTH_WAYS("aggregates of distinct rows") {
    const Menu menu;
    const auto twice = Pizza::objects.filter("toppings__name"_f.in("cheese", "basil"));
    CHECK(CALL(twice, aggregate, "s"_f = Sum("id"_f), "c"_f = Count("*"_f))["s"_f] == 4);
    const auto once = CALL(twice.distinct(), aggregate, "s"_f = Sum("id"_f), "c"_f = Count("*"_f));
    CHECK(once["s"_f] == 3);
    CHECK(once["c"_f] == 2);
    CHECK(CALL(Pizza::objects.distinct(), aggregate, "s"_f = Sum("price__amount"_f))["s"_f] ==
          24.50_dec);
}

BOTH_WAYS("aggregates of distinct values are of those values") {
    const Menu menu;
    const auto boxes = Pizza::objects.values("box"_f).distinct();
    const auto sums = CALL(boxes, aggregate, "s"_f = Sum("box"_f), "c"_f = Count("box"_f),
                           "rows"_f = Count("*"_f));
    CHECK(sums["s"_f] == 1);
    CHECK(sums["c"_f] == 1);
    CHECK(sums["rows"_f] == 2);
    CHECK(CALL(Pizza::objects.values("box__name"_f).distinct(), aggregate,
               "m"_f = Max("box__name"_f), "c"_f = Count("*"_f))["m"_f] == "small");
    CHECK(CALL(counted().values("n"_f).distinct(), aggregate, "s"_f = Sum("n"_f))["s"_f] == 3);
    CHECK_THROWS_WITH_AS(CALL(boxes, aggregate, "s"_f = Sum("id"_f)),
                         "aside: aggregate() of distinct() values can be of these values only, and "
                         "\"id\" is none of them: add it to values(), or aggregate all rows with "
                         ".distinct(), as in Count(\"name\"_f).distinct()",
                         NotSupportedError);
}

BOTH_WAYS("aggregates of what windows compute") {
    const Menu menu;
    const auto numbered = Pizza::objects.annotate(
        "r"_f = aside::RowNumber().over(partition_by("box"_f), order_by("id"_f)));
    CHECK(CALL(numbered, aggregate, "m"_f = Max("r"_f))["m"_f] == 2);
    CHECK(CALL(numbered.filter("id"_f > 1), aggregate, "s"_f = Sum("r"_f))["s"_f] == 2);
    CHECK(CALL(numbered, count) == 3);
    CHECK(CALL(numbered, exists));
}

BOTH_WAYS("columns of other tables beside aggregates") {
    const Menu menu;
    const auto ranked = counted().annotate(
        "r"_f = aside::RowNumber().over(partition_by("box__name"_f), order_by("-n"_f)),
        "largest"_f = Max("box__name"_f).over(), "x"_f = "n"_f + "box__name__length"_f);
    const auto rows = CALL(ranked.order_by("id"_f), list);
    REQUIRE(rows.size() == 3);
    CHECK(rows[0]["r"_f] == 1);
    CHECK(rows[1]["r"_f] == 2);
    CHECK(rows[2]["r"_f] == 1);
    CHECK(rows[1]["largest"_f] == "small");
    CHECK(rows[0]["x"_f] == 7);
    CHECK(rows[2]["x"_f] == std::nullopt);
    CHECK(CALL(ranked, count) == 3);
}

BOTH_WAYS("one row of annotated and grouped querysets") {
    const Menu menu;
    CHECK(CALL(counted(), get, "n"_f = 2).name == "margarita");
    CHECK(CALL(counted(), get, "id"_f = 2)["n"_f] == 1);
    CHECK_THROWS_AS(CALL(counted(), get, "n"_f = 7), Pizza::DoesNotExist);
    CHECK((*CALL(counted(), first))["n"_f] == 2);
    CHECK((*CALL(counted(), last))["n"_f] == 0);
    CHECK(CALL(counted().order_by("n"_f), first)->name == "rossa");
    CHECK(CALL(counted(), earliest, "n"_f).name == "rossa");
    // Where nothing orders groups, what makes them does.
    const auto first = CALL(groups(), first);
    const auto last = CALL(groups(), last);
    const bool largest = aside::testing::features().nulls_largest;
    const auto& boxed = largest ? *first : *last;
    CHECK((largest ? *last : *first)["box"_f] == std::nullopt);
    CHECK(boxed["box"_f] == 1);
    CHECK(boxed["c"_f] == 2);
    const auto by_key = CALL(counted().select_related("box"_f), in_bulk, std::vector<int>{1, 3});
    CHECK(by_key.at(1)["n"_f] == 2);
    CHECK(by_key.at(1).box->name == "small");
    CHECK(by_key.at(3)["n"_f] == 0);
    CHECK(CALL(counted(), explain).size() > 0);
    CHECK(CALL(groups().filter("c"_f > 1), explain).size() > 0);
}

BOTH_WAYS("rows that an aggregate of theirs finds are updated and deleted") {
    const Menu menu;
    CHECK(CALL(counted().filter("n"_f = 1), update, "name"_f = "plain") == 1);
    CHECK(Pizza::objects.get("id"_f = 2).name == "plain");
    CHECK_THROWS_WITH_AS(CALL(groups(), update, "name"_f = "x"),
                         "aside: update() cannot follow annotate() of an aggregate after values(): "
                         "its rows are groups",
                         NotSupportedError);
    CHECK_THROWS_AS(CALL_DELETE(groups()), NotSupportedError);
    CHECK_THROWS_AS(CALL_DELETE(Pizza::objects.values("id"_f)), NotSupportedError);
    CHECK_THROWS_AS(CALL_DELETE(Pizza::objects.distinct()), NotSupportedError);
    CHECK(CALL_DELETE(counted().filter("n"_f > 1)).by_table.at("pizzeria_pizza") == 1);
    CHECK(CALL(Pizza::objects, count) == 2);
}
