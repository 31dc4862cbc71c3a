// Decimals of more digits than a real number keeps, or than are computed with.
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

BOTH_WAYS("no decimal of more than 18 digits is calculated with, as its last ones could be lost") {
    const SqliteMemory<Holding> database;
    CALL(Holding::objects, create, "balance"_f = 12'345'678'901, "precise"_f = 1);
    const auto refused = doctest::Contains("at most 18 digits");
    CHECK_THROWS_WITH_AS(
        CALL(Holding::objects, update, "balance"_f = "balance"_f + 0.0000000001_dec), refused,
        aside::NotSupportedError);
    CHECK_THROWS_WITH_AS(CALL(Holding::objects.filter("precise"_f * "balance"_f > 1), count),
                         refused, aside::NotSupportedError);
    CHECK_THROWS_WITH_AS(
        CALL(Holding::objects.annotate("same"_f = "balance"_f).filter("same"_f / 2 > 1), count),
        refused, aside::NotSupportedError);
    CHECK(CALL(Holding::objects, get).balance == Amount(12'345'678'901));
}

BOTH_WAYS("a sum of more than 18 places is refused, as no number to compute with") {
    const SqliteMemory<Holding> database;
    CALL(Holding::objects, create, "share"_f = Share::parse("0.00000000000000000001"));
    CHECK_THROWS_WITH_AS(CALL(Holding::objects, aggregate, "sum"_f = Sum("share"_f)),
                         doctest::Contains("18 places"), aside::NotSupportedError);
}
