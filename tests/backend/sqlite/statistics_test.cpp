#include <cmath>
#include <limits>
#include <vector>

#include "exec/sql_functions.hpp"

using namespace aside::testing;
using aside::SqlValue;

namespace {

/// A table `t (id, x)` of these values.
struct Values : ScratchDatabase {
    explicit Values(const std::vector<SqlValue>& values) : ScratchDatabase("sqlite::memory:", {}) {
        const auto connection = aside::connection();
        connection.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, x)");
        for (const SqlValue& value : values)
            connection.execute("INSERT INTO t (x) VALUES (?)", value);
    }
};

SqlValue of_all(const std::string& function) { return value_of(function + "(x) FROM t"); }
double number(const SqlValue& value) {
    REQUIRE(value.real() != nullptr);
    return *value.real();
}

/// Over each value and the one before it.
std::string of_pairs(const std::string& function) {
    return column_of("SELECT " + function +
                     "(x) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM t");
}

}  // namespace

TEST_CASE("variance and standard deviation of a population and of a sample") {
    const Values values({2, 4, 4, 4, 5, 5, 7, 9});
    CHECK(of_all("var_pop") == SqlValue(4.0));
    CHECK(of_all("stddev_pop") == SqlValue(2.0));
    CHECK(number(of_all("var_samp")) == doctest::Approx(32.0 / 7).epsilon(1e-15));
    CHECK(number(of_all("stddev_samp")) == doctest::Approx(std::sqrt(32.0 / 7)).epsilon(1e-15));
}

TEST_CASE("NULLs are left out") {
    const Values values({nullptr, 2, nullptr, 4, 9, nullptr});
    CHECK(number(of_all("var_samp")) == doctest::Approx(13.0).epsilon(1e-15));
}

TEST_CASE("no rows have no variance, and a sample of one has none") {
    const Values values({});
    for (const char* function : {"var_pop", "var_samp", "stddev_pop", "stddev_samp"})
        CHECK(of_all(function).is_null());
    aside::connection().execute("INSERT INTO t (x) VALUES (7.5), (NULL)");
    CHECK(of_all("var_pop") == SqlValue(0.0));
    CHECK(of_all("stddev_pop") == SqlValue(0.0));
    CHECK(of_all("var_samp").is_null());
    CHECK(of_all("stddev_samp").is_null());
}

TEST_CASE("groups are told apart") {
    const Values values({1, 10, 3, 30, 5, 50});
    CHECK(column_of("SELECT var_samp(x) FROM t GROUP BY id % 2 ORDER BY id % 2") == "400.0, 4.0");
}

TEST_CASE("large values that lie close together keep their variance") {
    const Values values({1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16});
    CHECK(number(of_all("var_samp")) == doctest::Approx(30.0).epsilon(1e-12));
}

TEST_CASE("integers with more digits than a double are told apart") {
    const Values values({9007199254740993, 9007199254740995, 9007199254740997});
    CHECK(number(of_all("var_samp")) == doctest::Approx(4.0).epsilon(1e-9));
}

TEST_CASE("a window that moves has the variance of what it shows") {
    const Values values({1, 3, 7, nullptr, 7, 1});
    CHECK(of_pairs("var_pop") == "0.0, 1.0, 4.0, 0.0, 0.0, 9.0");
    CHECK(of_pairs("stddev_pop") == "0.0, 1.0, 2.0, 0.0, 0.0, 3.0");
    CHECK(of_pairs("var_samp") == "NULL, 2.0, 8.0, NULL, NULL, 18.0");
}

TEST_CASE("an outlier that has left the window leaves no trace") {
    const Values values({1, 1'000'000, 2, 4, 6, 8});
    const auto rows = aside::connection().query(
        "SELECT var_pop(x) OVER (ORDER BY id ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) FROM t");
    CHECK(number(rows[4][0]) == doctest::Approx(8.0 / 3).epsilon(1e-6));
    CHECK(number(rows[5][0]) == doctest::Approx(8.0 / 3).epsilon(1e-6));
}

TEST_CASE("an infinity makes NULL, until it has left the window") {
    const Values values({1, std::numeric_limits<double>::infinity(), 2, 4});
    CHECK(of_all("var_pop").is_null());
    CHECK(of_pairs("var_pop") == "0.0, NULL, NULL, 1.0");
}

TEST_CASE("the variance of text is refused") {
    const Values values({1, "apple"});
    CHECK(refusal_of("var_pop(x) FROM t") == "variance and standard deviation are of numbers only");
}
