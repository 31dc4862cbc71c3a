// A decimal literal has as many places as it is written with, and what reads it has room for them
// or refuses it.
#include <doctest/doctest.h>

#include "support/both_ways.hpp"
#include "support/database.hpp"

using namespace aside::literals;
using aside::Decimal;
using aside::field;
using aside::order_by;
using aside::Subquery;
using aside::Value;
using aside::testing::TestDatabase;

namespace {

struct Rate : aside::Model<Rate> {
    std::int64_t id = 0;
    Decimal<10, 2> price;
    Decimal<10, 4> fine;
    std::optional<Decimal<10, 2>> maybe;
    std::int64_t count = 0;
};
struct Rates : TestDatabase<Rate> {
    Rates() { Rate::objects.create({.price = 1.25_dec, .fine = 1.2345_dec}); }
};

template <class Way, class Expression>
auto result_of(const Expression& expression) {
    return CALL(Rate::objects.annotate("result"_f = expression).values("result"_f),
                get)["result"_f];
}
template <class Way, class Expression>
void check_refused(const Expression& expression, const char* message) {
    CHECK_THROWS_WITH_AS(result_of<Way>(expression), doctest::Contains(message), aside::DataError);
}

}  // namespace

BOTH_WAYS("a literal alone is read with six places, and refused with more") {
    const Rates rates;
    CHECK(result_of<Way>(Value(1.123456_dec)).to_string() == "1.123456");
    CHECK(result_of<Way>(Value(1.12345600_dec)).to_string() == "1.123456");
    check_refused<Way>(Value(1.12345678_dec), "1.12345678 has more than the 6 places");
    check_refused<Way>(Value(1.12345678_dec), "Decimal<18, 8>(1.12345678_dec)");
    CHECK(result_of<Way>(Value(Decimal<18, 8>(1.12345678_dec))).to_string() == "1.12345678");
    check_refused<Way>(Abs(Value(1.12345678_dec)), "more than the 6 places");
    check_refused<Way>(Value(1.5_dec) + Value(1.12345678_dec), "more than the 6 places");
    check_refused<Way>("count"_f + 1.12345678_dec, "more than the 6 places");
    check_refused<Way>(Subquery(Rate::objects.values_list(aside::flat, Value(1.12345678_dec))),
                       "more than the 6 places");
    CHECK_THROWS_AS(CALL(Rate::objects, aggregate, "most"_f = Max(Value(1.12345678_dec))),
                    aside::DataError);
    CHECK_THROWS_AS(
        CALL(Rate::objects.alias("x"_f = Value(1.12345678_dec)), aggregate, "sum"_f = Sum("x"_f)),
        aside::DataError);
    CHECK(result_of<Way>(Cast<std::string>(Value(1.12345678_dec))) == "1.12345678");
    CHECK(result_of<Way>(Cast<Decimal<18, 8>>(Value(1.123456785_dec))).to_string() == "1.12345679");
}

BOTH_WAYS("a literal beside decimals takes their places, and is refused where it has more") {
    const Rates rates;
    const auto two = "0.125 has more than the 2 places";
    check_refused<Way>(Case(When("id"_f > 0, 0.125_dec)).otherwise("price"_f), two);
    check_refused<Way>(Case(When("id"_f > 0, "price"_f)).otherwise(0.125_dec), two);
    check_refused<Way>(Case(When("id"_f > 0, "price"_f), When("id"_f < 0, 0.125_dec)), two);
    check_refused<Way>(Coalesce("maybe"_f, 0.125_dec), two);
    check_refused<Way>(Coalesce("maybe"_f, 0.5_dec, 0.125_dec, "price"_f), two);
    check_refused<Way>(Coalesce(0.5_dec, 0.125_dec, "price"_f), two);
    check_refused<Way>(Greatest(0.125_dec, "price"_f), two);
    check_refused<Way>(Least("price"_f, 0.125_dec), two);
    check_refused<Way>(NullIf("price"_f, 0.125_dec), two);
    check_refused<Way>("price"_f + 0.125_dec, two);
    check_refused<Way>(Lag("price"_f, 1, 0.125_dec).over(order_by("id"_f)), two);
    check_refused<Way>(Lead("price"_f, 1, 0.125_dec).over(order_by("id"_f)), two);
    CHECK_THROWS_WITH_AS(
        CALL(Rate::objects, aggregate, "sum"_f = Sum("price"_f).default_(0.125_dec)),
        doctest::Contains(two), aside::DataError);
    check_refused<Way>(Case(When("id"_f > 0, 0.12345678_dec)), "more than the 6 places");
}

BOTH_WAYS("a literal that may be assigned is refused where its column has fewer places") {
    const Rates rates;
    const auto two = doctest::Contains("0.125 has more than the 2 places");
    CHECK_THROWS_WITH_AS(
        CALL(Rate::objects, update, "price"_f = Case(When("id"_f > 0, 0.125_dec)).otherwise(1)),
        two, aside::DataError);
    CHECK_THROWS_WITH_AS(CALL(Rate::objects, update,
                              "price"_f = Case(When("id"_f < 0, 0.5_dec)).otherwise(0.125_dec)),
                         two, aside::DataError);
    CHECK_THROWS_AS(CALL(Rate::objects, update, "price"_f = 0.125_dec), aside::DataError);
    CALL(Rate::objects, update, "price"_f = Case(When("id"_f > 0, 0.5_dec)).otherwise(1));
    CHECK(CALL(Rate::objects, get).price == Decimal<10, 2>(0.5_dec));
}

BOTH_WAYS("what may be one of several decimals has room for each") {
    const Rates rates;
    CHECK(result_of<Way>(Case(When("id"_f > 0, 0.1234_dec)).otherwise("fine"_f)).to_string() ==
          "0.1234");
    CHECK(result_of<Way>(Case(When("id"_f < 0, "price"_f)).otherwise("fine"_f)).to_string() ==
          "1.2345");
    CHECK(result_of<Way>(Case(When("id"_f > 0, 0.12345_dec)).otherwise("count"_f)).to_string() ==
          "0.123450");
    CHECK(result_of<Way>(Coalesce("maybe"_f, 0.125_dec, "fine"_f)).to_string() == "0.1250");
    CHECK(result_of<Way>(Greatest("price"_f, 1.2512_dec, "fine"_f)).to_string() == "1.2512");
    CHECK(result_of<Way>(Lag("price"_f, 1, "fine"_f).over(order_by("id"_f))).to_string() ==
          "1.2345");
    CHECK(result_of<Way>(Lead("price"_f, 1, Decimal<9, 5>(0.12345_dec)).over(order_by("id"_f)))
              .to_string() == "0.12345");
    const auto sums = CALL(Rate::objects.filter("id"_f < 0), aggregate,
                           "exact"_f = Sum("price"_f).default_(Decimal<9, 5>(0.12345_dec)),
                           "whole"_f = Min("price"_f).default_(7));
    CHECK(sums["exact"_f].to_string() == "0.12345");
    CHECK(sums["whole"_f].to_string() == "7.00");
    CHECK(result_of<Way>("price"_f * 1.12345678_dec).to_string() == "1.404321");
}

BOTH_WAYS("a comparison takes literals of any places") {
    const Rates rates;
    CHECK(CALL(Rate::objects.filter("price"_f < 1.250000001_dec), count) == 1);
    CHECK(CALL(Rate::objects.filter("price"_f * 1 > 1.249999999_dec), count) == 1);
    CHECK(CALL(Rate::objects.filter(Case(When("id"_f > 0, "price"_f)) == 1.12345678_dec), count) ==
          0);
}

BOTH_WAYS("text for an annotation that is named at run time has the annotation's digits") {
    const Rates rates;
    const auto given = Rate::objects.annotate("exact"_f = Value(Decimal<38, 10>(1.0123456789_dec)));
    CHECK(CALL(given.filter(field("exact") = "1.0123456789"), count) == 1);
    CHECK(CALL(given.filter(field("exact__lt") = "123456789012.5"), count) == 1);
    CHECK_THROWS_AS((void)given.filter(field("exact") = "1.01234567891"), aside::ValidationError);
}
