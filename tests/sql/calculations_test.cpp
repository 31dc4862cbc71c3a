#include "sql/calls.hpp"
#include "sql/logged.hpp"
#include "support/sqlite.hpp"

using namespace calls;
using namespace std::chrono_literals;
using std::chrono::sys_days;
using std::chrono::year;

TEST_CASE("a double is divided as a double, integers as integers") {
    CHECK(sql("weight"_f / "count"_f) == R"(("weight" / "count"))");
    CHECK(sql("count"_f / "rank"_f) == R"(("count" / "rank"))");
    CHECK(sql(Coalesce("rank"_f, 0.5) / "count"_f) ==
          R"((CAST(COALESCE("rank", ?) AS REAL) / "count") [0.5])");
    CHECK(sql("weight"_f % 2) == R"(MOD("weight", ?) [2])");
    CHECK(sql(Mod("count"_f, 2)) == R"(("count" % ?) [2])");
    CHECK(sql(-"count"_f) == R"(("count" * ?) [-1])");
}

TEST_CASE("decimals are calculated with by functions, since operators would make doubles of them") {
    CHECK(sql("price"_f + "rate"_f) == R"(EXACT_ADD(EXACT_ROUND("price", 2), "rate", 3))");
    CHECK(sql("price"_f - 0.5_dec) == R"(EXACT_SUBTRACT("price", ?, 2) [0.5])");
    CHECK(sql("price"_f * "count"_f) == R"(EXACT_MULTIPLY(EXACT_ROUND("price", 2), "count", 2))");
    CHECK(sql("price"_f * "rate"_f) ==
          R"(EXACT_MULTIPLY(EXACT_ROUND("price", 2), EXACT_ROUND("rate", 3), 5))");
    CHECK(sql("price"_f * 1.075_dec) == R"(EXACT_MULTIPLY(EXACT_ROUND("price", 2), ?, 6) [1.075])");
    CHECK(sql("price"_f / 3) == R"(EXACT_DIVIDE(EXACT_ROUND("price", 2), ?, 6) [3])");
    CHECK(sql("price"_f % "rate"_f) ==
          R"(EXACT_MOD(EXACT_ROUND("price", 2), EXACT_ROUND("rate", 3), 3))");
    CHECK(sql(-"price"_f) == R"(EXACT_MULTIPLY(EXACT_ROUND("price", 2), ?, 2) [-1])");
    CHECK(sql(("price"_f + 1) * 2) == R"(EXACT_MULTIPLY(EXACT_ADD("price", ?, 2), ?, 2) [1, 2])");
    CHECK(sql(Abs("price"_f - 1)) == R"(ABS(DECIMAL_SUBTRACT("price", ?, 2)) [1])");
    CHECK(sql(Round("price"_f - 1, 1)) ==
          R"(EXACT_ROUND(EXACT_SUBTRACT("price", ?, 2), ?) [1, 1])");
    CHECK(sql(Max("price"_f - 1)) == R"(MAX(DECIMAL_SUBTRACT("price", ?, 2)) [1])");
}

TEST_CASE("calculated decimals are compared by keys that have all digits") {
    CHECK(where("price"_f + 1 > 0.5_dec) ==
          R"(DECIMAL_KEY(EXACT_ADD("price", ?, 2)) > DECIMAL_KEY(?) [1, 0.5])");
    CHECK(
        where(("price"_f + 1).range(1, "count"_f)) ==
        R"(DECIMAL_KEY(EXACT_ADD("price", ?, 2)) BETWEEN DECIMAL_KEY(?) AND DECIMAL_KEY("count") [1, 1])");
    CHECK(where(("price"_f + 1).in(2, 3)) == R"(DECIMAL_ADD("price", ?, 2) IN (?, ?) [1, 2, 3])");
    CHECK(where(Coalesce("rate"_f, 0) > "price"_f) == R"(COALESCE("rate", ?) > "price" [0])");
    CHECK(where(("price"_f + "rate"_f).isnull()) ==
          R"(EXACT_ADD(EXACT_ROUND("price", 2), "rate", 3) IS NULL)");
}

TEST_CASE("a literal with more places than the decimal beside it is refused") {
    CHECK_THROWS_WITH_AS(sql("price"_f + 0.005_dec), doctest::Contains("0.005 has more than the 2"),
                         aside::DataError);
    CHECK_THROWS_AS(sql(Coalesce("price"_f, 0.005_dec)), aside::DataError);
    CHECK(where("price"_f > 0.005_dec) == R"("price" > ? [0.005])");
}

TEST_CASE("division by a plain zero is refused where it is written") {
    CHECK_THROWS_AS(sql("count"_f / 0), aside::ValidationError);
    CHECK_THROWS_AS(sql("weight"_f % 0.0), aside::ValidationError);
    CHECK_THROWS_AS(sql("price"_f / 0.00_dec), aside::ValidationError);
}

TEST_CASE("what may be NULL because of a division is guarded under a negation") {
    CHECK(where(!("count"_f / "count"_f == 1)) ==
          R"(NOT ((("count" / "count") = ? AND ("count" / "count") IS NOT NULL)) [1])");
}

TEST_CASE("dates, moments and times are moved by durations") {
    const aside::DateTime moment = sys_days(year(2024) / 2 / 29) + 1h;
    CHECK(where("made"_f + 5min < moment) ==
          R"(ADD_DURATION("made", ?) < ? [300000000, '2024-02-29 01:00:00'])");
    CHECK(where("day"_f - "span"_f > sys_days(year(2024) / 2 / 29)) ==
          R"(ADD_DURATION("day", -"span") > ? ['2024-02-29 00:00:00'])");
    CHECK(sql(5min + "at"_f) == R"(ADD_DURATION("at", ?) [300000000])");
    CHECK(sql("at"_f - 1s) == R"(ADD_DURATION("at", -?) [1000000])");
    CHECK(sql(moment + "span"_f) == R"(ADD_DURATION(?, "span") ['2024-02-29 01:00:00'])");
}

TEST_CASE("between two moments lies a duration") {
    CHECK(sql("made"_f - "left"_f) == R"(DURATION_BETWEEN("made", "left"))");
    CHECK(where("day"_f - aside::Date(year(2024) / 2 / 29) > 24h) ==
          R"(DURATION_BETWEEN("day", ?) > ? ['2024-02-29', 86400000000])");
    CHECK(where("at"_f - aside::Time(1, 0) < "span"_f) ==
          R"(DURATION_BETWEEN("at", ?) < "span" ['01:00:00'])");
}

TEST_CASE("durations are added, multiplied and divided") {
    CHECK(sql("span"_f + 1min) == R"(("span" + ?) [60000000])");
    CHECK(sql("span"_f * 2) == R"(("span" * ?) [2])");
    CHECK(sql(1.5 * "span"_f) == R"(TO_INTEGER(ROUND((? * "span"))) [1.5])");
    CHECK(sql("span"_f / 2) == R"(("span" / ?) [2])");
    CHECK(sql("span"_f / "weight"_f) == R"(TO_INTEGER(ROUND(("span" / "weight"))))");
}

TEST_CASE("sums and means of decimals and durations have the form in which they are stored") {
    CHECK(sql(Sum("price"_f)) == R"(UNITS_TO_DECIMAL(SUM_OF_UNITS("price", 2), 2))");
    CHECK(sql(Avg("price"_f)) == R"(UNITS_TO_DECIMAL(MEAN_OF_UNITS("price", 2), 2))");
    CHECK(sql(Avg("span"_f)) == R"(MEAN_OF_UNITS("span"))");
    CHECK(sql(Avg("span"_f).filter("count"_f > 1).default_(1s)) ==
          R"(COALESCE(MEAN_OF_UNITS("span") FILTER (WHERE "count" > ?), ?) [1, 1000000])");
    CHECK(sql(Sum("price"_f).over(partition_by("day"_f))) ==
          R"(UNITS_TO_DECIMAL(SUM_OF_UNITS("price", 2) OVER (PARTITION BY "day"), 2))");
    CHECK(sql(Sum("count"_f)) == R"(SUM("count"))");
}

TEST_CASE("what is assigned to a decimal has its places") {
    const aside::testing::SqliteMemory<Visit> database;
    const auto set = [](auto keyword) {
        return aside::testing::only_logged([&] { Visit::objects.update(keyword); },
                                           shop::with_parameters);
    };
    CHECK(
        set("price"_f = "price"_f * 1.1_dec) ==
        R"(UPDATE "calls_visit" SET "price" = FOR_FIELD(DECIMAL_ROUND(EXACT_MULTIPLY(EXACT_ROUND("calls_visit"."price", 2), ?, 6), 2), ?) )"
        R"([1.1, 'calls::Visit.price'])");
    CHECK(
        set("price"_f = "price"_f + 1) ==
        R"(UPDATE "calls_visit" SET "price" = FOR_FIELD(DECIMAL_ADD("calls_visit"."price", ?, 2), ?) )"
        R"([1, 'calls::Visit.price'])");
}
