// Rows of columns rather than objects.
#include <doctest/doctest.h>

#include <tuple>

#include "support/both_ways.hpp"
#include "support/pizzeria.hpp"

using namespace pizzeria;
using aside::QueryLog;

BOTH_WAYS("values gives rows of named columns, through relations too") {
    const Menu menu;
    const auto rows =
        CALL(Pizza::objects.order_by("id"_f).values("name"_f, "box__name"_f, "price__amount"_f), list);
    REQUIRE(rows.size() == 3);
    CHECK(rows[0]["name"_f] == "margarita");
    CHECK(rows[0]["box__name"_f] == "small");
    CHECK(rows[0]["price__amount"_f] == 8.50_dec);
    CHECK(rows[2]["box__name"_f] == std::nullopt);
}

TEST_CASE("a column is optional where its path may lead nowhere, and not elsewhere") {
    const Menu menu;
    const auto row = Pizza::objects.values("name"_f, "box"_f, "box__name"_f, "price"_f,
                                           "price__amount"_f, "toppings__name"_f)
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
    const auto pairs = Pizza::objects.order_by("id"_f, "toppings"_f).values_list("id"_f, "toppings"_f);
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
