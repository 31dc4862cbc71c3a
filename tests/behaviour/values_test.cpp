// Rows of columns rather than objects.
#include <doctest/doctest.h>

#include <tuple>

#include "support/both_ways.hpp"
#include "support/features.hpp"
#include "support/pizzeria.hpp"

using namespace pizzeria;
using aside::QueryLog;

BOTH_WAYS("values gives rows of named columns, through relations too") {
    const Menu menu;
    const auto rows = CALL(
        Pizza::objects.order_by("id"_f).values("name"_f, "box__name"_f, "price__amount"_f), list);
    REQUIRE(rows.size() == 3);
    CHECK(rows[0]["name"_f] == "margarita");
    CHECK(rows[0]["box__name"_f] == "small");
    CHECK(rows[0]["price__amount"_f] == 8.50_dec);
    CHECK(rows[2]["box__name"_f] == std::nullopt);
}

TEST_CASE("a column is optional where its path may lead nowhere, and not elsewhere") {
    const Menu menu;
    const auto row = Pizza::objects
                         .values("name"_f, "box"_f, "box__name"_f, "price"_f, "price__amount"_f,
                                 "toppings__name"_f)
                         .get("name"_f = "rossa");
    static_assert(std::is_same_v<decltype(row["name"_f]), const std::string&>);
    static_assert(std::is_same_v<decltype(row["box"_f]), const std::optional<std::int64_t>&>);
    static_assert(std::is_same_v<decltype(row["box__name"_f]), const std::optional<std::string>&>);
    static_assert(std::is_same_v<decltype(row["price"_f]), const std::int64_t&>);
    static_assert(std::is_same_v<decltype(row["price__amount"_f]), const aside::Decimal<10, 2>&>);
    static_assert(
        std::is_same_v<decltype(row["toppings__name"_f]), const std::optional<std::string>&>);
    CHECK(row["box"_f] == std::nullopt);
    CHECK(row["price"_f] == 3);
    CHECK(row["toppings__name"_f] == std::nullopt);
}

BOTH_WAYS("a relation's column is its key, and a relation to many rows gives a row for each") {
    const Menu menu;
    const auto pairs =
        Pizza::objects.order_by("id"_f, "toppings"_f).values_list("id"_f, "toppings"_f);
    using Pair = std::tuple<std::int64_t, std::optional<std::int64_t>>;
    CHECK(CALL(pairs, list).to_vector() ==
          std::vector<Pair>{{1, 1}, {1, 2}, {2, 1}, {3, std::nullopt}});
    CHECK(CALL(pairs, count) == 4);
}

BOTH_WAYS("values are refined, sliced, counted and streamed like objects") {
    const Menu menu;
    const auto names = Pizza::objects.order_by("-name"_f).values_list("name"_f);
    CHECK(std::get<0>(*CALL(names, first)) == "rossa");
    CHECK(std::get<0>(CALL(names.filter("box"_f = 1).limit(1), list)[0]) == "margarita");
    CHECK(CALL(names.exclude("id"_f = 1), count) == 2);
    CHECK(CALL(Pizza::objects.order_by().values("box"_f).distinct(), count) == 2);
    std::size_t rows = 0;
    for (const auto& row : names.iterator({.chunk_size = 1})) rows += std::get<0>(row).size() > 0;
    CHECK(rows == 3);
}

TEST_CASE("values start in the background, and are asked for once") {
    const Menu menu;
    const QueryLog log;
    const auto rows = Pizza::objects.order_by("id"_f).values("name"_f).start_fetch();
    CHECK(rows.size() == 3);
    CHECK(rows.first()->operator[]("name"_f) == "margarita");
    CHECK(log.size() == 1);
}

BOTH_WAYS("values without arguments are all columns of the model") {
    const Menu menu;
    const auto row = *CALL(Pizza::objects.order_by("id"_f).values(), first);
    CHECK(row["id"_f] == 1);
    CHECK(row["name"_f] == "margarita");
    CHECK(row["box_id"_f] == 1);
    CHECK(row["box"_f] == 1);
    CHECK(row["price_id"_f] == 1);
    using Row = std::tuple<std::int64_t, std::string, std::optional<std::int64_t>, std::int64_t>;
    CHECK(CALL(Pizza::objects.order_by("id"_f).values_list(), list).to_vector() ==
          std::vector<Row>{{1, "margarita", 1, 1}, {2, "funghi", 1, 2}, {3, "rossa", {}, 3}});
}

BOTH_WAYS("and the annotations that there are, but no aliases") {
    const Menu menu;
    const auto counted = Box::objects.alias("other"_f = "name"_f)
                             .annotate("n"_f = Count("pizza_set"_f))
                             .order_by("id"_f);
    CHECK(CALL(counted.values(), first)->operator[]("n"_f) == 2);
    using Row = std::tuple<std::int64_t, std::string, std::int64_t>;
    CHECK(CALL(counted.values_list(), list).to_vector() ==
          std::vector<Row>{{1, "small", 2}, {2, "large", 0}});
    const auto again = counted.values("name"_f, "n"_f).values();
    CHECK(CALL(again, first)->operator[]("n"_f) == 2);
}

BOTH_WAYS("expressions are columns by their names, and in tuples without") {
    const Menu menu;
    const auto rows =
        CALL(Pizza::objects.order_by("id"_f).values(
                 "name"_f, "boxed"_f = "box"_f.isnull(false), "cheap"_f = "price__amount"_f < 8,
                 "toppings_there"_f = Count("toppings"_f),
                 "number"_f = aside::RowNumber().over(order_by("-id"_f))),
             list);
    CHECK(rows[0]["boxed"_f] == true);
    CHECK(rows[2]["boxed"_f] == false);
    CHECK(rows[2]["cheap"_f] == true);
    CHECK(rows[0]["toppings_there"_f] == 2);
    CHECK(rows[0]["number"_f] == 3);
    using Row = std::tuple<std::string, std::int64_t>;
    CHECK(CALL(Pizza::objects.order_by("id"_f).values_list("name"_f, "id"_f * 10), list)
              .to_vector() == std::vector<Row>{{"margarita", 10}, {"funghi", 20}, {"rossa", 30}});
}

BOTH_WAYS("values are grouped, ordered by an annotation, made distinct and reversed") {
    const Menu menu;
    const auto grouped = Pizza::objects.values("box__name"_f).annotate("n"_f = Count("id"_f));
    const auto rows = CALL(grouped.order_by("-n"_f), list);
    REQUIRE(rows.size() == 2);
    CHECK(rows[0]["box__name"_f] == "small");
    CHECK(rows[0]["n"_f] == 2);
    CHECK(rows[1]["box__name"_f] == std::nullopt);
    CHECK(CALL(grouped.order_by("-n"_f).reverse(), first)->operator[]("n"_f) == 1);
    CHECK(CALL(grouped.filter("n"_f > 1), get)["n"_f] == 2);
    CHECK(CALL(grouped, count) == 2);
    CHECK(CALL(grouped.order_by("n"_f).limit(1), list)[0]["n"_f] == 1);
    const auto boxes = Pizza::objects.order_by("box"_f.asc(aside::nulls_first))
                           .values_list(aside::flat, "box"_f)
                           .distinct();
    CHECK(CALL(boxes, list).to_vector() ==
          std::vector<std::optional<std::int64_t>>{std::nullopt, 1});
}

BOTH_WAYS("groups without an ordering have a first and a last") {
    const Menu menu;
    const auto grouped = Pizza::objects.values("box"_f).annotate("n"_f = Count("id"_f));
    const bool largest = aside::testing::features().nulls_largest;
    CHECK(CALL(grouped, first)->operator[]("n"_f) == (largest ? 2 : 1));
    CHECK(CALL(grouped, last)->operator[]("n"_f) == (largest ? 1 : 2));
}

BOTH_WAYS("flat values are of any type") {
    const Menu menu;
    const auto pizzas = Pizza::objects.order_by("id"_f);
    const auto boxed = CALL(pizzas.values_list(aside::flat, "box"_f.isnull(false)), list);
    CHECK(boxed.to_vector() == std::vector<bool>{true, true, false});
    CHECK(boxed[0] == true);
    CHECK(CALL(pizzas.values_list(aside::flat, "box"_f.isnull()), last) == true);
    CHECK(CALL(pizzas.values_list(aside::flat, "name"_f), item, 1) == "funghi");
    CHECK(CALL(pizzas.values_list(aside::flat, "box__name"_f), last) ==
          std::optional<std::optional<std::string>>(std::optional<std::string>()));
    CHECK(CALL(pizzas.values_list(aside::flat, "price__amount"_f), get, "id"_f = 1) == 8.50_dec);
    bool all = true;
    for (const bool is : pizzas.values_list(aside::flat, "id"_f > 0)) all = all && is;
    CHECK(all);
}

BOTH_WAYS("an annotation after flat values orders and filters them") {
    const Menu menu;
    const auto pizza_names = Pizza::objects.values_list(aside::flat, "name"_f)
                                 .annotate("n"_f = Count("toppings"_f))
                                 .filter("n"_f > 0)
                                 .order_by("n"_f);
    CHECK(CALL(pizza_names, list).to_vector() == Texts{"funghi", "margarita"});
}

BOTH_WAYS("rows are compared, taken apart and found first and last") {
    const Menu menu;
    const auto rows = Pizza::objects.order_by("id"_f).values("id"_f, "name"_f);
    CHECK(CALL(rows, list) == rows.list());
    CHECK(rows[0] == *CALL(rows, first));
    CHECK(rows[0] != *CALL(rows, last));
    CHECK(CALL(rows, latest, "price__amount"_f)["name"_f] == "funghi");
    CHECK(CALL(rows, earliest, "price__amount"_f)["name"_f] == "rossa");
    const auto pairs = CALL(Pizza::objects.order_by("id"_f).values_list("id"_f, "name"_f), list);
    for (const auto& [id, name] : pairs) CHECK(Pizza::objects.get("id"_f = id).name == name);
    CHECK(std::get<std::string>(pairs[2]) == "rossa");
    CHECK_THROWS_AS((void)CALL(rows, get, "id"_f = 9), Pizza::DoesNotExist);
    CHECK_THROWS_AS((void)CALL(rows, get), Pizza::MultipleObjectsReturned);
}

BOTH_WAYS("rows of tuples take annotations") {
    const Menu menu;
    using Row = std::tuple<std::string, std::int64_t>;
    CHECK(CALL(Pizza::objects.values_list("name"_f)
                   .annotate("n"_f = Count("toppings"_f))
                   .order_by("-n"_f),
               list)
              .to_vector() == std::vector<Row>{{"margarita", 2}, {"funghi", 1}, {"rossa", 0}});
}

BOTH_WAYS("values of a queryset stand in the conditions of another") {
    const Menu menu;
    const auto boxes = Pizza::objects.values("box"_f);
    CHECK(CALL(Box::objects.filter("id"_f.in(boxes)), count) == 1);
    CHECK(CALL(Pizza::objects.filter("name"_f.in(
                   Pizza::objects.values_list(aside::flat, "name"_f).filter("id"_f = 2))),
               get)
              .pk() == 2);
}
