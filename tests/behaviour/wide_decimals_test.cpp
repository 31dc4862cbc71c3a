// Decimals of 19 to 38 digits, which take 128 bits.
#include <doctest/doctest.h>

#include "support/both_ways.hpp"
#include "support/database.hpp"

using namespace aside::literals;
using aside::Avg;
using aside::Decimal;
using aside::Sum;
using aside::testing::TestDatabase;

namespace {

using Amount = Decimal<38, 10>;
using Share = Decimal<38, 20>;

struct Account : aside::Model<Account> {
    std::int64_t id = 0;
    Amount balance;
    Decimal<10, 2> fee;
    std::optional<Decimal<30, 0>> units;
    Share share;
};

constexpr const char* greatest = "9999999999999999999999999999.9999999999";

}  // namespace

TEST_CASE("a decimal of more than 18 digits takes 16 bytes, one of fewer 8") {
    static_assert(sizeof(Decimal<18, 2>) == 8);
    static_assert(sizeof(Decimal<19, 2>) == 16);
    static_assert(sizeof(Amount) == 16);
}

TEST_CASE("38 digits are parsed, written, added and compared exactly") {
    const Amount most = Amount::parse(greatest);
    CHECK(most.to_string() == greatest);
    CHECK((-most).to_string() == '-' + std::string(greatest));
    const Amount least_step = Amount::parse("0.0000000001");
    CHECK((most - least_step).to_string() == "9999999999999999999999999999.9999999998");
    CHECK(most - least_step < most);
    CHECK_THROWS_AS(most + least_step, aside::DataError);
    CHECK_THROWS_AS(-most - least_step, aside::DataError);
    CHECK(Amount(9'223'372'036'854'775'807).to_string() == "9223372036854775807.0000000000");
    CHECK(Amount(18'446'744'073'709'551'615u).to_string() == "18446744073709551615.0000000000");
}

TEST_CASE("decimals of different widths convert where nothing is lost") {
    using Money = Decimal<10, 2>;
    CHECK(Amount(Money(-9.90_dec)).to_string() == "-9.9000000000");
    CHECK(Money(Amount::parse("12345678.90")).to_string() == "12345678.90");
    CHECK_THROWS_AS((void)Money(Amount::parse("0.001")), aside::DataError);
    CHECK_THROWS_AS((void)Money(Amount::parse(greatest)), aside::DataError);
    CHECK_THROWS_AS((void)Share(Amount::parse(greatest)), aside::DataError);
    CHECK(Amount::parse("9.9") == Money(9.9_dec));
    CHECK_FALSE(Amount::parse("9.9000000001") == Money(9.9_dec));
    // Scaled to the same places, these would not fit into 128 bits.
    using Whole = Decimal<38, 0>;
    using Fraction = Decimal<38, 38>;
    const Whole nines = Whole::parse(std::string(38, '9'));
    CHECK_FALSE(nines == Fraction::parse("0." + std::string(38, '9')));
    CHECK(Whole() == Fraction());
}

TEST_CASE("a literal may have 38 digits") {
    constexpr auto literal = 12345678901234567890123456789.123456789_dec;
    CHECK(Decimal<38, 9>(literal).to_string() == "12345678901234567890123456789.123456789");
    CHECK_THROWS_AS((void)(Decimal<18, 9>(literal)), aside::DataError);
}

BOTH_WAYS("a wide decimal comes back exactly, and is found by its value") {
    const TestDatabase<Account> database;
    for (const char* text : {"0.0000000000", "123456.7890123450", "-99999.0000000001",
                             "9223372036854775807.0000000000", "-1.5000000000"}) {
        const Amount balance = Amount::parse(text);
        const auto id = CALL(Account::objects, create, "balance"_f = balance, "fee"_f = 1).id;
        CHECK(CALL(Account::objects, get, "id"_f = id).balance.to_string() == text);
        CHECK(CALL(Account::objects.filter("balance"_f == balance), count) == 1);
        Account::objects.all().delete_();
    }
}

BOTH_WAYS("wide decimals are added up, compared and ordered") {
    const TestDatabase<Account> database;
    for (const char* text : {"1000000.0000000001", "2.0000000002"})
        CALL(Account::objects, create, "balance"_f = Amount::parse(text), "fee"_f = 0.25_dec);
    const auto sums =
        CALL(Account::objects, aggregate, "sum"_f = Sum("balance"_f), "mean"_f = Avg("balance"_f));
    CHECK(sums["sum"_f]->to_string() == "1000002.0000000003");
    CHECK(CALL(Account::objects.filter("balance"_f < 10), count) == 1);
    CHECK(CALL(Account::objects.order_by("-balance"_f), first)->balance.to_string() ==
          "1000000.0000000001");
}

BOTH_WAYS("wide decimals are calculated with beside narrow ones") {
    const TestDatabase<Account> database;
    for (const char* text : {"1000000.0000000001", "2.0000000002"})
        CALL(Account::objects, create, "balance"_f = Amount::parse(text), "fee"_f = 0.25_dec);
    const auto row = CALL(Account::objects.filter("balance"_f < 10)
                              .annotate("rest"_f = "balance"_f - "fee"_f)
                              .values("rest"_f),
                          get);
    CHECK(row["rest"_f].to_string() == "1.7500000002");
    CALL(Account::objects.filter("balance"_f < 10), update, "balance"_f = "balance"_f + 1);
    CHECK(CALL(Account::objects.filter("balance"_f < 10), get).balance.to_string() ==
          "3.0000000002");
}

BOTH_WAYS("twenty places are stored and found") {
    const TestDatabase<Account> database;
    const Share tiny = Share::parse("0.00000000000000000001");
    CALL(Account::objects, create, "share"_f = tiny, "fee"_f = 0);
    CHECK(CALL(Account::objects, get, "share"_f = tiny).share == tiny);
}

BOTH_WAYS("an optional wide decimal is NULL or a number") {
    const TestDatabase<Account> database;
    CALL(Account::objects, create, "fee"_f = 1);
    CHECK_FALSE(CALL(Account::objects, get).units);
    CALL(Account::objects, update, "units"_f = 1'000'000'000'000'000'000);
    CHECK(CALL(Account::objects, get).units->to_string() == "1000000000000000000");
}
