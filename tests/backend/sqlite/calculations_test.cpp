// Calculations with decimals in SQLite are exact, or an error.
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "aside/decimal.hpp"
#include "exec/sql_functions.hpp"

using namespace aside::testing;
using aside::SqlValue;

namespace {

/// The number, as text: `1.5` of an integer, a double or a text.
std::string number(const SqlValue& value) {
    if (const std::string* text = value.text()) return *text;
    return value.to_string();
}
std::string result(const std::string& expression) { return number(value_of(expression)); }

/// A product of digits as on paper, with as many digits as both have together.
std::string product(const std::string& a, const std::string& b) {
    std::vector<int> digits(a.size() + b.size(), 0);
    for (std::size_t i = a.size(); i-- > 0;)
        for (std::size_t j = b.size(); j-- > 0;) digits[i + j + 1] += (a[i] - '0') * (b[j] - '0');
    std::string text(digits.size(), '0');
    int carried = 0;
    for (std::size_t i = digits.size(); i-- > 0; carried /= 10) {
        carried += digits[i];
        text[i] = static_cast<char>('0' + carried % 10);
    }
    return text;
}

/// The first digits, rounded by the one behind them.
std::string rounded(const std::string& digits, std::size_t count) {
    std::string text = digits.substr(0, count);
    if (count >= digits.size() || digits[count] < '5') return text;
    std::size_t last = count - 1;
    for (; text[last] == '9'; --last) text[last] = '0';
    ++text[last];
    return text;
}

std::string without_zeros(std::string digits) {
    digits.erase(0, digits.find_first_not_of('0'));
    if (digits.find('.') != digits.npos) digits.erase(digits.find_last_not_of('0') + 1);
    return digits;
}

/// A text that SQLite takes for no number.
std::string quoted(const std::string& digits) { return '\'' + digits + '\''; }

}  // namespace

TEST_CASE("decimals are added and subtracted digit for digit") {
    const ScratchDatabase database("sqlite::memory:", {});
    CHECK(value_of("decimal_add(0.1, 0.2, 2)") == SqlValue(0.3));
    CHECK(value_of("decimal_add(0.5, 0.5, 2)") == SqlValue(1));
    CHECK(value_of("decimal_subtract(0.3, 0.1, 1)") == SqlValue(0.2));
    CHECK(value_of("decimal_subtract(1, 0.0000000000001, 13)") == SqlValue(0.9999999999999));
    CHECK(result("exact_add(9007199254740993, 0.5, 2)") == "9007199254740993.5");
    CHECK(result("exact_subtract(exact_add(9007199254740993, 0.5, 2), 0.5, 2)") ==
          "9007199254740993");
    CHECK(value_of("decimal_subtract(exact_add(9007199254740993, 0.5, 2), 0.5, 2)") ==
          SqlValue(9007199254740993));
    CHECK(result("exact_add(9223372036854775807, 1, 0)") == "9223372036854775808");
    CHECK(result("exact_subtract(-9223372036854775807 - 1, 1, 0)") == "-9223372036854775809");
    CHECK(value_of("decimal_add(NULL, 1, 0)").is_null());
    CHECK(value_of("exact_multiply(1, NULL, 0)").is_null());
}

TEST_CASE("a product is rounded to its places, halves away from zero") {
    const ScratchDatabase database("sqlite::memory:", {});
    CHECK(value_of("decimal_multiply(1.15, 0.1, 2)") == SqlValue(0.12));
    CHECK(value_of("decimal_multiply(-1.15, 0.1, 2)") == SqlValue(-0.12));
    CHECK(value_of("decimal_multiply(1.005, 100, 2)") == SqlValue(100.5));
    CHECK(value_of("decimal_multiply(19.99, -1, 2)") == SqlValue(-19.99));
    CHECK(result("exact_multiply(123456789012.34, 1.075, 6)") == "132716048188.2655");
    CHECK(result("exact_multiply('12345678901234567890.5', '0.1', 1)") == "1234567890123456789.1");
    CHECK(result("exact_multiply('99999999999999999999999999999999999999', '0.1', 0)") ==
          "10000000000000000000000000000000000000");
    CHECK(refusal_of("exact_multiply('99999999999999999999999999999999999999', 10, 0)")
              .find("exact_multiply: the result has more than 38 digits") != std::string::npos);
}

TEST_CASE("products of many digits are those that are calculated on paper") {
    const ScratchDatabase database("sqlite::memory:", {});
    std::mt19937 random(7);
    const auto digits = [&](int count) {
        std::string text(1, static_cast<char>('1' + random() % 9));
        while (static_cast<int>(text.size()) < count)
            text += static_cast<char>('0' + random() % 10);
        return text;
    };
    for (int i = 0; i < 300; ++i) {
        const std::string a = digits(1 + static_cast<int>(random() % 37));
        const std::string whole = digits(38 - static_cast<int>(a.size()));
        CHECK(result("exact_multiply(" + quoted(a) + ", '-" + whole + "', 0)") ==
              '-' + without_zeros(product(a, whole)));
        const std::string b = digits(1 + static_cast<int>(random() % 37));
        const std::string expression =
            "decimal_text(exact_multiply('0." + a + "', '0." + b + "', 37), 37)";
        std::string all = product(a, b);
        if (all.size() < 37) all.append(37 - all.size(), '0');
        CHECK_MESSAGE(result(expression) == "0." + rounded(all, 37), expression);
    }
}

TEST_CASE("a quotient is rounded to its places, and NULL for a divisor of 0") {
    const ScratchDatabase database("sqlite::memory:", {});
    CHECK(value_of("decimal_divide(10, 3, 6)") == SqlValue(3.333333));
    CHECK(value_of("decimal_divide(-2, 3, 6)") == SqlValue(-0.666667));
    CHECK(value_of("decimal_divide(1, 8, 2)") == SqlValue(0.13));
    CHECK(value_of("decimal_divide(1, -8, 2)") == SqlValue(-0.13));
    CHECK(value_of("decimal_divide(7.5, 2.5, 6)") == SqlValue(3));
    CHECK(value_of("decimal_divide(1, 0, 6)").is_null());
    CHECK(value_of("decimal_divide(1, 0.0, 6)").is_null());
    CHECK(result("exact_divide(1000000000000000, 3, 6)") == "333333333333333.333333");
    CHECK(result("exact_divide('1000000000000000000000000000000', 7, 6)") ==
          "142857142857142857142857142857.142857");
    CHECK(result("decimal_text(exact_divide(2, '30000000000000000000000000000', 37), 37)") ==
          "0.0000000000000000000000000000666666667");
    CHECK(result("decimal_text(exact_divide('0.00000000000000000002', 3, 22), 22)") ==
          "0.0000000000000000000067");
}

TEST_CASE("a remainder is exact, and has the sign of the dividend") {
    const ScratchDatabase database("sqlite::memory:", {});
    CHECK(value_of("decimal_mod(5.5, 0.3, 1)") == SqlValue(0.1));
    CHECK(value_of("decimal_mod(-5.5, 0.3, 1)") == SqlValue(-0.1));
    CHECK(value_of("decimal_mod(5.5, 0, 1)").is_null());
    CHECK(result("exact_mod('9007199254740993.53', 10, 2)") == "3.53");
}

TEST_CASE("a decimal is rounded by its own digits") {
    const ScratchDatabase database("sqlite::memory:", {});
    CHECK(value_of("decimal_round(0.145, 2)") == SqlValue(0.15));
    CHECK(value_of("decimal_round(0.1449999999999999, 2)") == SqlValue(0.14));
    CHECK(value_of("decimal_round(-2.5, 0)") == SqlValue(-3));
    CHECK(value_of("decimal_round(7, 2)") == SqlValue(7));
    CHECK(result("exact_add('1.7e-05', '2E3', 6)") == "2000.000017");
    CHECK(result("exact_round('9007199254740993.555', 2)") == "9007199254740993.56");
    CHECK(value_of("decimal_round('9007199254740993.4', 0)") == SqlValue(9007199254740993));
}

TEST_CASE("what a column would not store is an error, which says of which calculation") {
    const ScratchDatabase database("sqlite::memory:", {});
    for (const auto& [expression, name] :
         {std::pair("decimal_add(9007199254740993, 0.5, 2)", "decimal_add"),
          {"decimal_subtract(9007199254740993, 0.5, 2)", "decimal_subtract"},
          {"decimal_multiply(9007199254740993, 0.5, 2)", "decimal_multiply"},
          {"decimal_divide(1000000000000000, 3, 6)", "decimal_divide"},
          {"decimal_round('9007199254740993.53', 1)", "decimal_round"},
          {"decimal_add(9223372036854775807, 1, 0)", "decimal_add"},
          {"units_to_number(900719925474099353, 2)", "units_to_number"}}) {
        const std::string text = refusal_of(expression);
        CHECK_MESSAGE(
            text.find(std::string(name) + ": SQLite keeps 15 significant digits") != text.npos,
            text);
    }
    for (const char* expression :
         {"exact_add('a', 1, 2)", "exact_add('1e', 1, 2)", "exact_add('1e300', 1, 2)",
          "exact_add(1e300, 1, 2)", "exact_add(9e999, 1, 2)"})
        CHECK_MESSAGE(
            refusal_of(expression).find("exact_add: the value is no decimal") != std::string::npos,
            refusal_of(expression));
}

TEST_CASE("keys are ordered as the decimals are, and equal where these are") {
    const ScratchDatabase database("sqlite::memory:", {});
    const char* ascending[] = {"'-99999999999999999999999999999999999999'",
                               "-9223372036854775807",
                               "-2",
                               "-1.5",
                               "'-1.0000000000000000000000000000000000001'",
                               "-1",
                               "-0.5",
                               "0",
                               "1e-20",
                               "0.1",
                               "0.3",
                               "1",
                               "9007199254740993",
                               "'9007199254740993.5'",
                               "9007199254740994",
                               "'99999999999999999999999999999999999999'"};
    for (std::size_t i = 0; i < std::size(ascending); ++i)
        for (std::size_t j = 0; j < std::size(ascending); ++j) {
            const std::string both = std::string("decimal_key(") + ascending[i] +
                                     ") < decimal_key(" + ascending[j] + ')';
            CHECK_MESSAGE((value_of(both) == SqlValue(i < j ? 1 : 0)), both);
        }
    CHECK(value_of("decimal_key(2.0) = decimal_key(2)") == SqlValue(1));
    CHECK(value_of("decimal_key('0.30') = decimal_key(0.3)") == SqlValue(1));
}
