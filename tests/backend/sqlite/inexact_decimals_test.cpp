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
    for (const char* text : {"9999999999999999999999999999.9999999999", "9223372036854775808",
                             "1234567890123.4567890123"})
        CHECK_THROWS_WITH_AS(CALL(Holding::objects, create, "balance"_f = Amount::parse(text)),
                             doctest::Contains("15 significant digits"), aside::DataError);
    const auto lossy = Decimal<18, 6>::parse("123456789012.123457");
    CHECK_THROWS_WITH_AS(CALL(Holding::objects, create, {.precise = lossy}),
                         doctest::Contains("123456789012.123457"), aside::DataError);
    CHECK(Holding::objects.count() == 0);
}

BOTH_WAYS("a sum of more than 18 places is refused, as no number to compute with") {
    const SqliteMemory<Holding> database;
    CALL(Holding::objects, create, "share"_f = Share::parse("0.00000000000000000001"));
    CHECK_THROWS_WITH_AS(CALL(Holding::objects, aggregate, "sum"_f = Sum("share"_f)),
                         doctest::Contains("18 places"), aside::NotSupportedError);
}
