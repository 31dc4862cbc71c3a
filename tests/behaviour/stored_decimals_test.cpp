#include <doctest/doctest.h>

#include <cstring>

#include "support/both_ways.hpp"
#include "support/database.hpp"

using namespace aside::literals;
using aside::Decimal;
using aside::testing::TestDatabase;

namespace {

struct Prices : aside::Model<Prices> {
    std::int64_t id = 0;
    Decimal<10, 2> price;
    Decimal<18, 6> precise;
    Decimal<18, 0> whole;
    std::optional<Decimal<4, 4>> maybe;
};

Prices stored_and_read(const Prices& prices) {
    return Prices::objects.get("pk"_f = Prices::objects.create(prices).id);
}

}  // namespace

TEST_CASE("a decimal comes back exactly, with all of its places") {
    const TestDatabase<Prices> database;
    for (const char* text :
         {"0.00", "9.90", "-9.99", "0.01", "99999999.99", "-99999999.99", "123456.70"}) {
        const Prices read = stored_and_read({.price = Decimal<10, 2>::parse(text)});
        CHECK(read.price.to_string() == text);
        CHECK(Prices::objects.filter("price"_f == read.price).count() == 1);
    }
    CHECK(stored_and_read({.maybe = 0.1234_dec}).maybe == Decimal<4, 4>(0.1234_dec));
    CHECK_FALSE(stored_and_read({}).maybe);
}

TEST_CASE("whole numbers of 18 digits are exact") {
    const TestDatabase<Prices> database;
    const auto whole = Decimal<18, 0>::parse("999999999999999999");
    CHECK(stored_and_read({.whole = whole}).whole == whole);
}

TEST_CASE("fifteen digits are exact, on both sides of the point") {
    const TestDatabase<Prices> database;
    const auto precise = Decimal<18, 6>::parse("123456789.123456");
    CHECK(stored_and_read({.precise = precise}).precise == precise);
}

TEST_CASE("a decimal takes what fits it and nothing else") {
    using Money = Decimal<5, 2>;
    CHECK(Money(7).to_string() == "7.00");
    CHECK(Money(-1.5_dec).to_string() == "-1.50");
    CHECK(Money(1.500_dec) == Money(1.5_dec));
    CHECK_THROWS_AS(Money(1000), aside::DataError);
    CHECK_THROWS_AS(Money(0.001_dec), aside::DataError);
    CHECK_THROWS_AS((void)Money::parse("12.345"), aside::ValidationError);
    CHECK_THROWS_AS((void)Money::parse(""), aside::ValidationError);
    CHECK_THROWS_AS((void)Money(Decimal<9, 3>::parse("1.234")), aside::DataError);
    static_assert(!std::is_constructible_v<Money, double>);
    static_assert(!std::is_constructible_v<Money, bool>);
}

TEST_CASE("a decimal may be written with an exponent of ten") {
    using Money = Decimal<5, 2>;
    CHECK(Money::parse("1e2") == Money(100));
    CHECK(Money::parse("+1.25E+2") == Money(125));
    CHECK(Money::parse("-12500e-2") == Money(-125));
    CHECK(Money::parse("1e-2") == Money(0.01_dec));
    CHECK(Money::parse(".5e1") == Money(5));
    CHECK(Money::parse("0e999999") == Money(0));
    CHECK(Money::parse("0.000e-999999") == Money(0));
    CHECK(Decimal<38, 38>::parse("1e-38").to_string() == "0." + std::string(37, '0') + '1');
    CHECK(Decimal<38, 0>::parse("9e37").to_string() == '9' + std::string(37, '0'));
    for (const char* text : {"1e3", "1e400", "1e-3", "1e2147483647", "1e-2147483648", "1e", "e1",
                             "1e+", "1e+-1", "1e--1", "1e1.0", "1e1e1", "1e99999999999", "1 e1"})
        CHECK_THROWS_AS((void)Money::parse(text), aside::ValidationError);
}

namespace {

template <int Digits, int Places>
void check_edges() {
    using Number = Decimal<Digits, Places>;
    std::string most(Digits, '9');
    if (Places > 0) most.insert(Digits - Places, Digits == Places ? "0." : ".");
    const Number greatest = Number::parse(most);
    CHECK(greatest.to_string() == most);
    CHECK(Number::parse('-' + most) == -greatest);
    CHECK((-greatest).to_string() == '-' + most);
    const Number step = Number::from_units(1);
    CHECK_THROWS_AS((void)(greatest + step), aside::DataError);
    CHECK_THROWS_AS((void)(-greatest - step), aside::DataError);
    CHECK(greatest - step + step == greatest);
    const std::string one_more = Digits == Places ? "1" + most.substr(1) : "9" + most;
    // Beyond the digits, and where 64 and 128 bits end.
    for (const std::string sign : {"", "-", "+"})
        for (const std::string& text : {one_more, most + (Places > 0 ? "1" : ".1"),
                                        std::string(Digits < 19 ? "9223372036854775808" : "a"),
                                        std::string(Digits < 20 ? "18446744073709551616" : "a"),
                                        std::string("170141183460469231731687303715884105728"),
                                        std::string("340282366920938463463374607431768211456"),
                                        std::string(40, '9'), std::string(40, '9') + ".5"})
            CHECK_THROWS_AS((void)Number::parse(sign + text), aside::ValidationError);
    CHECK(Number::parse(std::string(40, '0') + most) == greatest);
    CHECK(Number::parse("0." + std::string(40, '0')) == Number());
}

template <int... Digits>
void check_edges_of(std::integer_sequence<int, Digits...>) {
    (check_edges<Digits + 1, 0>(), ...);
    (check_edges<Digits + 1, Digits + 1>(), ...);
    (check_edges<Digits + 1, (Digits + 1) / 2>(), ...);
    (check_edges<18, Digits + 1>(), ...);
}

}  // namespace

TEST_CASE("a decimal takes all numbers of its digits, and never one more") {
    check_edges_of(std::make_integer_sequence<int, 18>());
    check_edges<19, 0>();
    check_edges<19, 19>();
    check_edges<20, 1>();
    check_edges<27, 9>();
    check_edges<38, 0>();
    check_edges<38, 19>();
    check_edges<38, 37>();
    check_edges<38, 38>();
}

TEST_CASE("a long text that is no decimal is refused in few words") {
    try {
        (void)Decimal<18, 2>::parse(std::string(1'000'000, '9'));
        FAIL("was taken");
    } catch (const aside::ValidationError& error) {
        CHECK(std::strlen(error.what()) < 300);
    }
}

BOTH_WAYS("digits that a field has not are refused by its name, before anything is stored") {
    const TestDatabase<Prices> database;
    const auto too_many = Decimal<18, 2>::parse("100000000.00");
    CHECK_THROWS_WITH_AS(CALL(Prices::objects, create, "price"_f = 100'000'000),
                         doctest::Contains("Prices.price"), aside::DataError);
    CHECK_THROWS_WITH_AS(CALL(Prices::objects, create, "price"_f = too_many),
                         doctest::Contains("Prices.price"), aside::DataError);
    CHECK_THROWS_WITH_AS(CALL(Prices::objects, create, "price"_f = 0.001_dec),
                         doctest::Contains("Prices.price"), aside::DataError);
    const Prices beyond{.price = Decimal<10, 2>::from_units(10'000'000'000)};
    CHECK_THROWS_WITH_AS(CALL(Prices::objects, create, beyond), doctest::Contains("Prices.price"),
                         aside::DataError);
    CHECK(Prices::objects.count() == 0);
    Prices::objects.create({.price = 1});
    CHECK_THROWS_WITH_AS(CALL(Prices::objects, update, "price"_f = too_many),
                         doctest::Contains("Prices.price"), aside::DataError);
    CHECK(Prices::objects.get().price == Decimal<10, 2>(1));
    CHECK(CALL(Prices::objects.filter("price"_f < too_many), count) == 1);
    CHECK(CALL(Prices::objects.filter("price"_f > 0.001_dec), count) == 1);
}

BOTH_WAYS("a long list of decimals finds those that are equal, whole ones too") {
    const TestDatabase<Prices> database;
    std::vector<Decimal<10, 2>> list;
    for (int cents = 0; cents < 1'500; ++cents) {
        list.push_back(Decimal<10, 2>::from_units(cents));
        if (cents % 3 == 0) Prices::objects.create({.price = list.back()});
    }
    CHECK(CALL(Prices::objects.filter("price"_f.in(list)), count) == 500);
    list.erase(list.begin());
    CHECK(CALL(Prices::objects.filter("price"_f.in(list)), count) == 499);
    CHECK(CALL(Prices::objects.exclude("price"_f.in(list)), count) == 1);
}

TEST_CASE("decimals are added and compared exactly") {
    using Money = Decimal<5, 2>;
    Money sum = 0.10_dec;
    sum += Money(0.20_dec);
    CHECK(sum == Money(0.30_dec));
    CHECK(sum - Money(1) == Money(-0.70_dec));
    CHECK(Money(1) < Money(1.01_dec));
    CHECK(Money(1.5_dec) == Decimal<9, 4>(1.5_dec));
    CHECK_THROWS_AS(Money(999) + Money(1), aside::DataError);
}
