#include <limits>

#include "exec/sql_functions.hpp"

using namespace aside::testing;
using aside::SqlValue;

namespace {

doctest::Approx near(double value) { return doctest::Approx(value).epsilon(1e-15); }
double real(const std::string& expression) {
    const SqlValue value = value_of(expression);
    REQUIRE(value.real() != nullptr);
    return *value.real();
}

constexpr double pi = 3.141592653589793;

}  // namespace

TEST_CASE("rounding up and down keeps integers, of any size") {
    const ScratchDatabase database("sqlite::memory:", {});
    CHECK(value_of("ceil(9007199254740993)") == SqlValue(9007199254740993));
    CHECK(value_of("floor(-7)") == SqlValue(-7));
    CHECK(value_of("ceil(1.2)") == SqlValue(2.0));
    CHECK(value_of("ceil(-1.2)") == SqlValue(-1.0));
    CHECK(value_of("floor(1.8)") == SqlValue(1.0));
    CHECK(value_of("floor(-1.2)") == SqlValue(-2.0));
    CHECK(value_of("floor('1.8')") == SqlValue(1.0));
}

TEST_CASE("the remainder has the sign of the dividend and keeps integers") {
    const ScratchDatabase database("sqlite::memory:", {});
    CHECK(value_of("mod(7, 3)") == SqlValue(1));
    CHECK(value_of("mod(-7, 3)") == SqlValue(-1));
    CHECK(value_of("mod(7, -3)") == SqlValue(1));
    CHECK(value_of("mod(-9223372036854775807 - 1, -1)") == SqlValue(0));
    CHECK(value_of("mod(5.5, 2)") == SqlValue(1.5));
    CHECK(value_of("mod(7, 0)").is_null());
    CHECK(value_of("mod(7, 0.0)").is_null());
}

TEST_CASE("a sign is -1, 0 or 1") {
    const ScratchDatabase database("sqlite::memory:", {});
    CHECK(value_of("sign(-12)") == SqlValue(-1));
    CHECK(value_of("sign(0.0)") == SqlValue(0));
    CHECK(value_of("sign(0.001)") == SqlValue(1));
}

TEST_CASE("bits are combined where either has one") {
    const ScratchDatabase database("sqlite::memory:", {});
    CHECK(value_of("bitxor(12, 10)") == SqlValue(6));
    CHECK(value_of("bitxor(-1, 1)") == SqlValue(-2));
    CHECK(refusal_of("bitxor(1.5, 1)") == "bitxor: the argument must be an integer");
}

TEST_CASE("powers, roots and logarithms") {
    const ScratchDatabase database("sqlite::memory:", {});
    CHECK(real("power(2, 10)") == 1024.0);
    CHECK(real("power(-8, 3)") == -512.0);
    CHECK(real("power(2, 0.5)") == near(1.4142135623730951));
    CHECK(real("power(0, 0)") == 1.0);
    CHECK(real("sqrt(2)") == near(1.4142135623730951));
    CHECK(real("exp(1)") == near(2.718281828459045));
    CHECK(real("ln(exp(2))") == near(2.0));
    CHECK(real("log(10, 1000)") == 3.0);
    CHECK(real("log(2, 8)") == 3.0);
    CHECK(real("log(3, 81)") == near(4.0));
    CHECK(real("log(0.5, 8)") == near(-3.0));
}

TEST_CASE("angles") {
    const ScratchDatabase database("sqlite::memory:", {});
    CHECK(real("pi()") == pi);
    CHECK(real("degrees(pi())") == 180.0);
    CHECK(real("radians(180)") == near(pi));
    CHECK(real("sin(pi() / 2)") == 1.0);
    CHECK(real("cos(0)") == 1.0);
    CHECK(real("tan(pi() / 4)") == near(1.0));
    CHECK(real("cot(pi() / 4)") == near(1.0));
    CHECK(real("asin(1)") == near(pi / 2));
    CHECK(real("acos(1)") == 0.0);
    CHECK(real("atan(1)") == near(pi / 4));
    CHECK(real("atan2(1, -1)") == near(3 * pi / 4));
}

TEST_CASE("what is not defined, or too large, is refused") {
    const ScratchDatabase database("sqlite::memory:", {});
    CHECK(refusal_of("sqrt(-1)") == "sqrt: not defined for this argument");
    for (const char* expression :
         {"ln(0)", "ln(-1)", "log(2, 0)", "log(2, -1)", "log(0, 2)", "log(-2, 2)", "log(1, 2)",
          "log(1, 1)", "power(0, -1)", "power(-8, 0.5)", "power(10, 400)", "exp(1000)", "asin(2)",
          "acos(-1.1)", "cot(0)", "sin(9e999)"}) {
        CAPTURE(expression);
        CHECK(refusal_of(expression).find(": not defined for this argument") != std::string::npos);
    }
    CHECK(real("ln(9e999)") == std::numeric_limits<double>::infinity());
}

TEST_CASE("functions of numbers give NULL for NULL, and refuse what is no number") {
    const ScratchDatabase database("sqlite::memory:", {});
    for (const char* function : {"ceil", "floor", "sign", "sqrt", "exp", "ln", "degrees", "radians",
                                 "sin", "cos", "tan", "cot", "asin", "acos", "atan"}) {
        CAPTURE(function);
        CHECK(value_of(std::string(function) + "(NULL)").is_null());
        CHECK(refusal_of(std::string(function) + "('1 apple')") ==
              std::string(function) + ": the argument must be a number");
    }
    for (const char* function : {"mod", "power", "log", "atan2", "bitxor"}) {
        CAPTURE(function);
        CHECK(value_of(std::string(function) + "(NULL, 1)").is_null());
        CHECK(value_of(std::string(function) + "(1, NULL)").is_null());
        CHECK(refusal_of(std::string(function) + "(1, 'x')").starts_with(function));
    }
}
