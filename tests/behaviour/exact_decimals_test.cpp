// Calculations with decimals are exact: their results are the decimals that are written on paper.
#include <doctest/doctest.h>

#include "support/both_ways.hpp"
#include "support/database.hpp"

using namespace aside::literals;
using aside::Decimal;
using aside::field;
using aside::testing::TestDatabase;

namespace {

using Amount = Decimal<20, 2>;

struct Deal : aside::Model<Deal> {
    std::int64_t id = 0;
    std::string name;
    Amount price;
    Decimal<10, 2> fee;
    std::optional<Decimal<12, 6>> rate;
    std::int64_t count = 1;
    double weight = 0;
};

/// Prices that no double tells from those beside them.
struct Deals : TestDatabase<Deal> {
    Deals() {
        Deal::objects.create({.name = "c", .price = 9'007'199'254'740'993, .fee = 0.50_dec});
        Deal::objects.create({.name = "a", .price = 9'007'199'254'740'992, .fee = 0.75_dec});
        Deal::objects.create({.name = "b", .price = 9'007'199'254'740'993, .fee = 0.25_dec});
    }
};

std::string text(const auto& decimal) { return decimal.to_string(); }

template <class Way, class Expression>
std::vector<std::string> results(const Expression& expression) {
    std::vector<std::string> texts;
    for (const auto& row :
         CALL(Deal::objects.order_by("id"_f).annotate("result"_f = expression).values("result"_f),
              list))
        texts.push_back(text(row["result"_f]));
    return texts;
}

using Texts = std::vector<std::string>;

}  // namespace

BOTH_WAYS("a result has all digits, also those that no real number has") {
    const Deals deals;
    CHECK(results<Way>("price"_f + 0.5_dec) ==
          Texts{"9007199254740993.50", "9007199254740992.50", "9007199254740993.50"});
    CHECK(results<Way>("price"_f - "fee"_f) ==
          Texts{"9007199254740992.50", "9007199254740991.25", "9007199254740992.75"});
    CHECK(results<Way>(-("price"_f + "fee"_f)) ==
          Texts{"-9007199254740993.50", "-9007199254740992.75", "-9007199254740993.25"});
    CHECK(results<Way>(("price"_f + "fee"_f) - "price"_f) == Texts{"0.50", "0.75", "0.25"});
    CHECK(results<Way>(("price"_f + "fee"_f) % 10) == Texts{"3.50", "2.75", "3.25"});
    CHECK(results<Way>("fee"_f * 1.005_dec) == Texts{"0.502500", "0.753750", "0.251250"});
    CHECK(results<Way>("fee"_f / 3) == Texts{"0.166667", "0.250000", "0.083333"});
    CHECK(results<Way>(Round(("price"_f + "fee"_f), 1)) ==
          Texts{"9007199254740993.50", "9007199254740992.80", "9007199254740993.30"});
    CHECK(results<Way>(Coalesce("price"_f + "fee"_f, 0)).back() == "9007199254740993.25");
    CHECK(results<Way>(Case(When("name"_f == "b", "price"_f + "fee"_f)).otherwise("fee"_f)) ==
          Texts{"0.50", "0.75", "9007199254740993.25"});
}

BOTH_WAYS("a result is found by the decimal that it is") {
    const TestDatabase<Deal> database;
    Deal::objects.create({.price = 0.1_dec, .fee = 0.2_dec, .rate = 1.1_dec, .count = 3});
    const auto found = [](auto condition) { return CALL(Deal::objects.filter(condition), count); };
    CHECK(found("price"_f + "fee"_f == 0.3_dec) == 1);
    CHECK(found("price"_f + "fee"_f == Decimal<9, 3>(0.3_dec)) == 1);
    CHECK(found("price"_f * 3 == 0.3_dec) == 1);
    CHECK(found("price"_f * "count"_f == 0.30_dec) == 1);
    CHECK(found("price"_f * "rate"_f == 0.11_dec) == 1);
    CHECK(found("price"_f * 10 == 1) == 1);
    CHECK(found("price"_f * 10 == "count"_f - 2) == 1);
    CHECK(found("price"_f + "fee"_f > "fee"_f) == 1);
    CHECK(found(("price"_f + "fee"_f).range(0.3_dec, 1)) == 1);
    CHECK(found(("price"_f + "fee"_f).in(0.3_dec, 5)) == 1);
    CHECK(found("price"_f + "fee"_f != 0.3_dec) == 0);
    CHECK(found(!("price"_f + "rate"_f == 1.2_dec)) == 0);
    CHECK(found(("price"_f + "rate"_f).isnull()) == 0);
}

BOTH_WAYS("results are compared, ordered, grouped and counted by all of their digits") {
    const Deals deals;
    const auto total = "price"_f + "fee"_f;
    const auto names = [](const auto& rows) {
        std::string names;
        for (const auto& row : CALL(rows, list)) names += row.name;
        return names;
    };
    CHECK(names(Deal::objects.order_by(total.asc())) == "abc");
    CHECK(names(Deal::objects.order_by(total.desc())) == "cba");
    CHECK(names(Deal::objects.annotate("total"_f = total).order_by("-total"_f)) == "cba");
    CHECK(names(Deal::objects.annotate("total"_f = total).order_by(field("total"))) == "abc");
    CHECK(names(Deal::objects.filter(total > "price"_f + 0.25_dec).order_by("name"_f)) == "ac");
    CHECK(names(Deal::objects.filter(total > 9'007'199'254'740'993).order_by("name"_f)) == "bc");
    CHECK(names(Deal::objects.filter(total < "price"_f * 1).order_by("name"_f)) == "");
    Deal::objects.create({.name = "d", .price = 9'007'199'254'740'993, .fee = 0.25_dec});
    const auto groups = CALL(Deal::objects.values("total"_f = total)
                                 .annotate("deals"_f = Count("id"_f))
                                 .order_by("total"_f),
                             list);
    REQUIRE(groups.size() == 3);
    CHECK(text(groups[1]["total"_f]) == "9007199254740993.25");
    CHECK(groups[1]["deals"_f] == 2);
    const auto counted = CALL(Deal::objects, aggregate, "all"_f = Count(total),
                              "distinct"_f = Count(total).distinct());
    CHECK(counted["all"_f] == 4);
    CHECK(counted["distinct"_f] == 3);
    CHECK(CALL(Deal::objects.values_list(total).distinct(), list).size() == 3);
}

BOTH_WAYS("sums and means of calculations are exact, and are calculated with") {
    const Deals deals;
    const auto row =
        CALL(Deal::objects.filter("name"_f != "c"), aggregate, "sum"_f = Sum("price"_f - "fee"_f),
             "half"_f = Sum("price"_f - "fee"_f) - Sum("price"_f), "mean"_f = Avg("fee"_f * 2),
             "least"_f = Min("fee"_f + 1), "greatest"_f = Max("fee"_f + 1));
    CHECK(text(*row["sum"_f]) == "18014398509481984.00");
    CHECK(text(*row["half"_f]) == "-1.00");
    CHECK(text(*row["mean"_f]) == "1.00");
    CHECK(text(*row["least"_f]) == "1.25");
    CHECK(text(*row["greatest"_f]) == "1.75");
}

BOTH_WAYS("a running sum of calculations is exact, and orders the rows") {
    const Deals deals;
    const auto rows =
        CALL(Deal::objects
                 .annotate("so_far"_f = Sum("price"_f + "fee"_f).over(aside::order_by("name"_f)))
                 .order_by("-so_far"_f),
             list);
    CHECK(text(*rows[0]["so_far"_f]) == "27021597764222979.50");
    CHECK(rows[0].name == "c");
}

BOTH_WAYS("what is computed for a column is stored as it is, rounded to the column's places") {
    const Deals deals;
    CALL(Deal::objects, update, "price"_f = ("price"_f + "fee"_f) - "fee"_f);
    CHECK(text(Deal::objects.get("name"_f = "c").price) == "9007199254740993.00");
    CALL(Deal::objects, update, "fee"_f = "fee"_f * 1.01_dec);
    CHECK(text(Deal::objects.get("name"_f = "c").fee) == "0.51");
    CALL(Deal::objects, update, "price"_f = ("price"_f + "fee"_f) % 100);
    CHECK(text(Deal::objects.get("name"_f = "c").price) == "93.51");
    CALL(Deal::objects, update, field("price") = field("price") + 0.5_dec);
    CHECK(text(Deal::objects.get("name"_f = "c").price) == "94.01");
}

BOTH_WAYS("NULL and real numbers beside decimals are what they were") {
    const TestDatabase<Deal> database;
    Deal::objects.create({.price = 1.5_dec, .weight = 0.25});
    const auto row =
        CALL(Deal::objects.annotate("none"_f = "price"_f + "rate"_f).values("none"_f, "id"_f), get);
    CHECK_FALSE(row["none"_f]);
    CHECK(CALL(Deal::objects.filter(field("price") * field("weight") == 0.375), count) == 1);
    CHECK(CALL(Deal::objects.filter("price"_f / ("price"_f - 1.5_dec) > 0), count) == 0);
}

BOTH_WAYS("a frame by distance goes by the number that a calculation gives") {
    const TestDatabase<Deal> database;
    std::int64_t count = 0;
    for (const auto* price : {"0.50", "1.00", "1.50", "2.00"})
        Deal::objects.create({.name = "d", .price = Amount::parse(price), .count = ++count});
    const auto sums = [](const auto& order) {
        std::vector<std::int64_t> sums;
        const auto sum = Sum("count"_f).over(order, aside::ValueRange(-1, 0));
        for (const auto& row :
             CALL(Deal::objects.order_by("id"_f).annotate("sum"_f = sum).values("sum"_f), list))
            sums.push_back(*row["sum"_f]);
        return sums;
    };
    const std::vector<std::int64_t> within_one{1, 3, 6, 9};
    CHECK(sums(aside::order_by("price"_f)) == within_one);
    CHECK(sums(aside::order_by(("price"_f * 1).asc())) == within_one);
    CHECK(sums(aside::order_by(("price"_f + "fee"_f).asc())) == within_one);
}

BOTH_WAYS("a branch that is a decimal of the program's keeps its places") {
    const TestDatabase<Deal> database;
    Deal::objects.create({.name = "a", .price = 1, .fee = 2.25_dec});
    const Decimal<10, 4> precise = 2.3456_dec;
    CHECK(results<Way>(Case(When("price"_f > 5, "fee"_f)).otherwise(precise)) == Texts{"2.3456"});
    CHECK(results<Way>(Case(When("price"_f < 5, precise)).otherwise("fee"_f)) == Texts{"2.3456"});
    CHECK(results<Way>(Case(When("price"_f < 5, "fee"_f)).otherwise(precise)) == Texts{"2.2500"});
}
