#include <doctest/doctest.h>

#include "support/both_ways.hpp"
#include "support/database.hpp"

using namespace aside::literals;

namespace {

struct Sale : aside::Model<Sale> {
    std::int64_t id = 0;
    std::string item;
    std::int16_t count = 0;
    std::optional<double> weight;
    aside::Decimal<6, 2> price;
    aside::Duration took{};
    aside::Date day = std::chrono::year(2024) / 1 / 1;
};

struct Sales : aside::testing::TestDatabase<Sale> {
    Sales() {
        using namespace std::chrono;
        Sale::objects.bulk_create({
            Sale{.item = "pen", .count = 30'000, .weight = 0.5, .price = 1.10_dec, .took = 2s},
            Sale{.item = "pen",
                 .count = 20'000,
                 .price = 2.20_dec,
                 .took = 4s,
                 .day = year(2023) / 1 / 1},
            Sale{.item = "ink", .count = 1, .weight = 1.5, .price = 0.01_dec},
        });
    }
};

}  // namespace

BOTH_WAYS("aggregates have the type of what they are of") {
    const Sales sales;
    const auto row =
        CALL(Sale::objects, aggregate, "n"_f = Count("*"_f), "weights"_f = Count("weight"_f),
             "items"_f = Count("item"_f).distinct(), "sum"_f = Sum("count"_f),
             "mean"_f = Avg("count"_f), "heavy"_f = Sum("weight"_f), "price"_f = Sum("price"_f),
             "took"_f = Avg("took"_f), "first"_f = Min("day"_f), "most"_f = Max("item"_f));
    static_assert(std::is_same_v<decltype(row["n"_f]), const std::int64_t&>);
    static_assert(std::is_same_v<decltype(row["sum"_f]), const std::optional<std::int64_t>&>);
    static_assert(std::is_same_v<decltype(row["mean"_f]), const std::optional<double>&>);
    static_assert(
        std::is_same_v<decltype(row["price"_f]), const std::optional<aside::Decimal<6, 2>>&>);
    CHECK(row["n"_f] == 3);
    CHECK(row["weights"_f] == 2);
    CHECK(row["items"_f] == 2);
    CHECK(row["sum"_f] == 50'001);
    CHECK(row["mean"_f] == 16'667.0);
    CHECK(row["heavy"_f] == 2.0);
    CHECK(row["price"_f] == aside::Decimal<6, 2>(3.31_dec));
    CHECK(row["took"_f] == std::chrono::seconds(2));
    CHECK(row["first"_f] == aside::Date(std::chrono::year(2023) / 1 / 1));
    CHECK(row["most"_f] == "pen");
}

BOTH_WAYS("of no rows a count is 0 and everything else NULL") {
    const Sales sales;
    const auto row = CALL(Sale::objects.filter("count"_f < 0), aggregate, "n"_f = Count("*"_f),
                          "sum"_f = Sum("count"_f), "last"_f = Max("day"_f));
    CHECK(row["n"_f] == 0);
    CHECK_FALSE(row["sum"_f]);
    CHECK_FALSE(row["last"_f]);
}

BOTH_WAYS("an aggregate may be of a calculation and of some rows only") {
    const Sales sales;
    const auto row = CALL(Sale::objects, aggregate, "worth"_f = Sum("price"_f * "count"_f),
                          "pens"_f = Count("*"_f).filter("item"_f == "pen" && "count"_f > 25'000));
    CHECK(row["worth"_f]->to_string() == "77000.01");
    CHECK(row["pens"_f] == 1);
}

BOTH_WAYS("a slice's rows and distinct rows are aggregated alone") {
    const Sales sales;
    const auto most =
        CALL(Sale::objects.order_by("-count"_f).limit(2), aggregate, "sum"_f = Sum("count"_f));
    CHECK(most["sum"_f] == 50'000);
    CHECK(CALL(Sale::objects.distinct(), aggregate, "n"_f = Count("*"_f))["n"_f] == 3);
}
