// What may follow a slice, and rows of several querysets.
#include "support/both_ways.hpp"
#include "support/pizzeria.hpp"

using namespace pizzeria;

BOTH_WAYS("a slice takes annotations, and no conditions") {
    const Menu menu;
    const auto two = Pizza::objects.order_by("-name"_f).limit(2);
    const auto counted = CALL(two.annotate("n"_f = Count("toppings"_f)), list);
    REQUIRE(counted.size() == 2);
    CHECK(counted[0].name == "rossa");
    CHECK(counted[0]["n"_f] == 0);
    CHECK(counted[1].name == "margarita");
    CHECK(counted[1]["n"_f] == 2);
    CHECK(CALL(two.alias("n"_f = Count("toppings"_f)).values_list(aside::flat, "n"_f), item, 1) ==
          2);
    CHECK(CALL(two.annotate("upper"_f = Upper("name"_f)), item, 0)["upper"_f] == "ROSSA");
    CHECK(names(CALL(two.filter(), list)) == Texts{"rossa", "margarita"});
    CHECK(names(CALL(two.exclude(), list)) == Texts{"rossa", "margarita"});
    CHECK_THROWS_AS((void)two.filter("id"_f = 1), aside::NotSupportedError);
    CHECK_THROWS_AS((void)two.filter(aside::Q<Pizza>()), aside::NotSupportedError);
    CHECK_THROWS_AS((void)two.annotate("n"_f = Count("toppings"_f)).filter("n"_f = 1),
                    aside::NotSupportedError);
}

namespace cups {
using namespace aside::literals;
struct Sip;
struct Cup : aside::Model<Cup> {
    std::int64_t id = 0;
    std::int32_t size = 0;
    aside::ReverseForeignKey<Sip, "cup"> sips;
    static constexpr auto meta = aside::meta(aside::ordering("-size"_f));
};
struct Sip : aside::Model<Sip> {
    std::int64_t id = 0;
    aside::ForeignKey<Cup, aside::cascade> cup;
};
}  // namespace cups

BOTH_WAYS("an aggregate of a slice's rows leaves the slice as its model orders it") {
    using namespace cups;
    const aside::testing::TestDatabase<Cup, Sip> database;
    for (const int size : {1, 3, 2}) Cup::objects.create("size"_f = size);
    const auto large = Cup::objects.limit(2);
    const auto rows = CALL(large.annotate("n"_f = Count("sips"_f)), list);
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].size == 3);
    CHECK(rows[1].size == 2);
}

BOTH_WAYS("a union is ordered by a column, and asked for another") {
    const Menu menu;
    const auto cheap = Pizza::objects.filter("price__amount"_f < 9);
    const auto all = cheap.union_(Pizza::objects.filter("name"_f = "funghi"));
    const auto by_name = all.order_by("-name"_f);
    const auto ids = by_name.values_list(aside::flat, "id"_f);
    const auto listed = CALL(ids, list);
    CHECK(std::vector<std::int64_t>(listed.begin(), listed.end()) ==
          std::vector<std::int64_t>{3, 1, 2});
    CHECK(CALL(ids, count) == 3);
    CHECK(CALL(ids, item, 0) == 3);
    CHECK(CALL(by_name.values("price"_f), list)[2]["price"_f] == 2);
    CHECK(CALL(by_name.values("price"_f, "id"_f).values("id"_f), list)[1]["id"_f] == 1);
    CHECK(names(CALL(by_name.only("id"_f).defer(nullptr), list)) ==
          Texts{"rossa", "margarita", "funghi"});
    CHECK(CALL(Pizza::objects.filter("id"_f.in(ids.limit(1))), get).name == "rossa");
    CHECK(CALL(Pizza::objects.filter("id"_f.in(ids)), count) == 3);
    CHECK(CALL(ids.union_(ids), count) == 3);
    CHECK(CALL(ids.limit(2).union_(ids.limit(1)), count) == 2);
    CHECK_THROWS_AS((void)all.values_list("id"_f).order_by("name"_f), aside::FieldError);
    const auto of_values = cheap.values_list(aside::flat, "id"_f)
                               .union_(Box::objects.values_list(aside::flat, "id"_f));
    CHECK_THROWS_AS((void)of_values.order_by("name"_f), aside::FieldError);
}

BOTH_WAYS("aggregates are of the rows of several querysets together") {
    const Menu menu;
    const auto cheap = Pizza::objects.filter("price__amount"_f < 9);
    const auto all = cheap.union_(Pizza::objects.filter("id"_f <= 2));
    const auto of = CALL(all, aggregate, "n"_f = Count("*"_f), "last"_f = Max("name"_f),
                         "sum"_f = Sum("id"_f), "boxes"_f = Count("box"_f).distinct());
    CHECK(of["n"_f] == 3);
    CHECK(of["last"_f] == "rossa");
    CHECK(of["sum"_f] == 6);
    CHECK(of["boxes"_f] == 1);
    const auto twice = cheap.union_(cheap, aside::all);
    CHECK(CALL(twice, aggregate, "sum"_f = Sum("id"_f))["sum"_f] == 8);
    CHECK(CALL(all.order_by("-id"_f).limit(1), aggregate, "sum"_f = Sum("id"_f))["sum"_f] == 3);
    const auto ids = cheap.values("id"_f).union_(Pizza::objects.values("id"_f));
    CHECK(CALL(ids, aggregate, "sum"_f = Sum("id"_f))["sum"_f] == 6);
    const auto sized = cheap.annotate("size"_f = Length("name"_f));
    CHECK(CALL(sized.union_(sized), aggregate, "n"_f = Sum("size"_f))["n"_f] == 14);
    CHECK_THROWS_AS((void)all.aggregate("n"_f = Sum("price__amount"_f)), aside::Error);
    CHECK_THROWS_AS((void)ids.aggregate("n"_f = Max("name"_f)), aside::FieldError);
    CHECK_THROWS_AS(
        (void)Pizza::objects.raw("SELECT * FROM pizzeria_pizza").aggregate("n"_f = Count("*"_f)),
        aside::NotSupportedError);
}
