// Decimals of more digits than a real number keeps.
#include <doctest/doctest.h>

#include "support/both_ways.hpp"
#include "support/sqlite.hpp"

using namespace aside::literals;
using aside::Decimal;
using aside::testing::SqliteMemory;

namespace {

using Amount = Decimal<38, 10>;
using Share = Decimal<38, 20>;

struct Holding : aside::Model<Holding> {
    std::int64_t id = 0;
    Amount balance;
    Share share;
    Decimal<18, 6> precise;
};

struct Fee : aside::Model<Fee> {
    std::int64_t id = 0;
    Decimal<10, 3> amount;
    std::int64_t count = 0;
    static constexpr auto meta = aside::meta(aside::table("fee"));
};

}  // namespace

BOTH_WAYS("digits that the column would lose are refused, not rounded") {
    const SqliteMemory<Holding> database;
    for (const char* text : {"9999999999999999999999999999.9999999999", "1234567890123.4567890123"})
        CHECK_THROWS_WITH_AS(CALL(Holding::objects, create, "balance"_f = Amount::parse(text)),
                             doctest::Contains("15 significant digits"), aside::DataError);
    CHECK_THROWS_WITH_AS(
        CALL(Holding::objects, create, "balance"_f = Amount::parse("9223372036854775808")),
        doctest::Contains("64 bits"), aside::DataError);
    const auto lossy = Decimal<18, 6>::parse("123456789012.123457");
    CHECK_THROWS_WITH_AS(CALL(Holding::objects, create, {.precise = lossy}),
                         doctest::Contains("123456789012.123457"), aside::DataError);
    CHECK(Holding::objects.count() == 0);
}

BOTH_WAYS("a refused decimal is named by its field, and leaves a block as it was") {
    const SqliteMemory<Holding> database;
    const auto lossy = Decimal<18, 6>::parse("123456789012.123457");
    const auto refused = doctest::Contains("Holding.precise: SQLite keeps 15");
    Holding holding{.precise = 1};
    aside::atomic([&] {
        CALL(holding, save);
        CHECK_THROWS_WITH_AS(CALL(Holding::objects, create, {.precise = lossy}), refused,
                             aside::DataError);
        CHECK_THROWS_WITH_AS(CALL(Holding::objects, create, "precise"_f = lossy), refused,
                             aside::DataError);
        CHECK_THROWS_WITH_AS(CALL(Holding::objects, update, "precise"_f = lossy), refused,
                             aside::DataError);
        holding.precise = lossy;
        CHECK_THROWS_WITH_AS(CALL(holding, save), refused, aside::DataError);
        CHECK_THROWS_WITH_AS(
            CALL(Holding::objects, bulk_update, std::vector<Holding>{holding}, {"precise"_f}),
            refused, aside::DataError);
        CHECK_THROWS_WITH_AS(
            CALL(Holding::objects, bulk_create, std::vector<Holding>{{.precise = lossy}}), refused,
            aside::DataError);
        CALL(Holding::objects, create, {.precise = 2});
    });
    CHECK(Holding::objects.count() == 2);
    CHECK(Holding::objects.get("id"_f = holding.id).precise == Decimal<18, 6>(1));
}

BOTH_WAYS("a calculation whose result the column would lose is refused, and named") {
    const SqliteMemory<Holding> database;
    CALL(Holding::objects, create, "balance"_f = 12'345'678'901, "precise"_f = 1);
    const auto refused = doctest::Contains("SQLite keeps 15 significant digits");
    const auto set = [](auto value) { CALL(Holding::objects, update, "balance"_f = value); };
    CHECK_THROWS_WITH_AS(set("balance"_f + 0.0000000001_dec), refused, aside::DataError);
    CHECK_THROWS_WITH_AS(set("balance"_f - 0.0000000001_dec), doctest::Contains("decimal_subtract"),
                         aside::DataError);
    CHECK_THROWS_WITH_AS(set("balance"_f / 3), doctest::Contains("decimal_divide"),
                         aside::DataError);
    CHECK_THROWS_WITH_AS(set(Coalesce("balance"_f + 0.0000000001_dec, 0)), refused,
                         aside::DataError);
    CHECK_THROWS_WITH_AS(
        set(Case(When("precise"_f == 1, "balance"_f + 0.0000000001_dec)).otherwise(0)), refused,
        aside::DataError);
    CHECK_THROWS_WITH_AS(set(Abs("balance"_f + 0.0000000001_dec)), refused, aside::DataError);
    CHECK(CALL(Holding::objects, get).balance == Amount(12'345'678'901));
    set(Round("balance"_f / 3, 2));
    CHECK(CALL(Holding::objects, get).balance == Amount(4'115'226'300.33_dec));
}

BOTH_WAYS("what is read or compared may have more digits than a column keeps") {
    const SqliteMemory<Holding> database;
    CALL(Holding::objects, create, "balance"_f = 12'345'678'901, "precise"_f = 1);
    const auto sum = "balance"_f + 0.0000000001_dec;
    CHECK(CALL(Holding::objects.annotate("sum"_f = sum), get)["sum"_f].to_string() ==
          "12345678901.0000000001");
    CHECK(CALL(Holding::objects.filter(sum > "balance"_f), count) == 1);
    CHECK(CALL(Holding::objects.filter("precise"_f * "balance"_f > 12'345'678'900), count) == 1);
    CHECK(CALL(Holding::objects.annotate("same"_f = "balance"_f).filter("same"_f / 2 > 1), count) ==
          1);
    CHECK_THROWS_WITH_AS(CALL(Holding::objects, aggregate, "most"_f = Max(sum)),
                         doctest::Contains("decimal_add: SQLite keeps 15"), aside::DataError);
}

BOTH_WAYS("a sum has up to 38 digits, and as many places") {
    const SqliteMemory<Holding> database;
    for (int i = 0; i < 2; ++i)
        CALL(Holding::objects, create, "share"_f = Share::parse("0.00000000000000000001"),
             "balance"_f = 9'000'000'000'000'000'000);
    const auto sums = CALL(Holding::objects, aggregate, "share"_f = Sum("share"_f),
                           "balance"_f = Sum("balance"_f), "mean"_f = Avg("balance"_f),
                           "once"_f = Sum("balance"_f).distinct());
    CHECK(sums["share"_f]->to_string() == "0.00000000000000000002");
    CHECK(sums["balance"_f]->to_string() == "18000000000000000000.0000000000");
    CHECK(sums["mean"_f]->to_string() == "9000000000000000000.0000000000");
    CHECK(sums["once"_f]->to_string() == "9000000000000000000.0000000000");
}

BOTH_WAYS("what a double has behind the places of its column is not calculated with") {
    const SqliteMemory<Fee> database;
    // As other programs calculate: 0.7999999999999999, 0.11499999999999999, 0.30000000000000004.
    for (const auto* sum : {"0.1 + 0.7", "0.102 + 0.013", "0.1 + 0.2"})
        aside::connection().execute("INSERT INTO fee (amount, count) VALUES (" + std::string(sum) +
                                    ", 1000000000000000)");
    const auto results = [](const auto& expression) {
        std::vector<std::string> texts;
        for (const auto& row :
             CALL(Fee::objects.order_by("id"_f).annotate("r"_f = expression).values("r"_f), list))
            texts.push_back(row["r"_f].to_string());
        return texts;
    };
    using Texts = std::vector<std::string>;
    CHECK(results("amount"_f % 0.1_dec) == Texts{"0.000", "0.015", "0.000"});
    CHECK(results(aside::Mod("amount"_f, 0.1_dec)) == Texts{"0.000", "0.015", "0.000"});
    CHECK(results(Round("amount"_f, 2)) == Texts{"0.800", "0.120", "0.300"});
    CHECK(results(aside::Cast<aside::Decimal<10, 2>>("amount"_f)) == Texts{"0.80", "0.12", "0.30"});
    CHECK(results("amount"_f * "count"_f) ==
          Texts{"800000000000000.000", "115000000000000.000", "300000000000000.000"});
    CHECK(CALL(Fee::objects.filter("amount"_f + 0 == "amount"_f), count) == 3);
    CHECK(CALL(Fee::objects.filter("amount"_f + 0 > "amount"_f), count) == 0);
    const auto sum = CALL(Fee::objects, aggregate, "s"_f = Sum("amount"_f % 0.1_dec));
    CHECK(sum["s"_f]->to_string() == "0.015");
    CALL(Fee::objects, update, "amount"_f = "amount"_f % 0.1_dec);
    CHECK(Fee::objects.filter("amount"_f == 0).count() == 2);
}
