#include <cstdint>
#include <limits>

#include "exec/sql_functions.hpp"

using namespace aside::testing;
using aside::SqlValue;

namespace {

SqlValue part(const std::string& name, const std::string& text) {
    return value_of("date_part(?, ?)", name, text);
}

SqlValue truncated(const std::string& name, const std::string& text) {
    return value_of("date_trunc(?, ?)", name, text);
}

SqlValue sum(const std::string& text, const SqlValue& microseconds) {
    return value_of("add_duration(?, ?)", text, microseconds);
}

SqlValue between(const std::string& end, const std::string& start) {
    return value_of("duration_between(?, ?)", end, start);
}

constexpr std::int64_t second = 1'000'000;
constexpr std::int64_t hour = 3600 * second;
constexpr std::int64_t day = 24 * hour;

}  // namespace

TEST_CASE("a part of a date and time is an integer") {
    const ScratchDatabase database("sqlite::memory:", {});
    const std::string moment = "2024-02-29 13:37:59.000042";
    CHECK(part("year", moment) == SqlValue(2024));
    CHECK(part("quarter", moment) == SqlValue(1));
    CHECK(part("month", moment) == SqlValue(2));
    CHECK(part("day", moment) == SqlValue(29));
    CHECK(part("hour", moment) == SqlValue(13));
    CHECK(part("minute", moment) == SqlValue(37));
    CHECK(part("second", moment) == SqlValue(59));
    CHECK(part("microsecond", moment) == SqlValue(42));
    CHECK(part("week", moment) == SqlValue(9));
    CHECK(part("iso_year", moment) == SqlValue(2024));
}

TEST_CASE("a date begins at midnight, and a time of day has hours but no year") {
    const ScratchDatabase database("sqlite::memory:", {});
    CHECK(part("hour", "2024-02-29") == SqlValue(0));
    CHECK(part("microsecond", "2024-02-29") == SqlValue(0));
    CHECK(part("hour", "23:59:58.5") == SqlValue(23));
    CHECK(part("second", "23:59:58.5") == SqlValue(58));
    CHECK(part("microsecond", "23:59:58.5") == SqlValue(500000));
    CHECK(refusal_of("date_part('year', '23:59:58')") ==
          "date_part: a time of day has no such part");
    CHECK(refusal_of("date_part('week_day', '23:59:58')") ==
          "date_part: a time of day has no such part");
}

TEST_CASE("the days around New Year belong to the week and year of ISO 8601") {
    const ScratchDatabase database("sqlite::memory:", {});
    struct Day {
        const char* date;
        int iso_year, week, iso_week_day, week_day;
    };
    for (const Day& each : {Day{"2020-12-31", 2020, 53, 4, 5}, Day{"2021-01-03", 2020, 53, 7, 1},
                            Day{"2021-01-04", 2021, 1, 1, 2}, Day{"2018-12-31", 2019, 1, 1, 2},
                            Day{"2024-12-30", 2025, 1, 1, 2}, Day{"1969-12-31", 1970, 1, 3, 4}}) {
        CAPTURE(each.date);
        CHECK(part("iso_year", each.date) == SqlValue(each.iso_year));
        CHECK(part("week", each.date) == SqlValue(each.week));
        CHECK(part("iso_week_day", each.date) == SqlValue(each.iso_week_day));
        CHECK(part("week_day", each.date) == SqlValue(each.week_day));
    }
}

TEST_CASE("a quarter has three months") {
    const ScratchDatabase database("sqlite::memory:", {});
    CHECK(column_of("WITH RECURSIVE m(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM m WHERE n < 12) "
                    "SELECT date_part('quarter', printf('2023-%02d-28', n)) FROM m") ==
          "1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4");
}

TEST_CASE("truncating keeps the shape of what is truncated") {
    const ScratchDatabase database("sqlite::memory:", {});
    const std::string moment = "2024-05-16 13:37:59.000042";
    CHECK(truncated("year", moment) == SqlValue("2024-01-01 00:00:00"));
    CHECK(truncated("quarter", moment) == SqlValue("2024-04-01 00:00:00"));
    CHECK(truncated("month", moment) == SqlValue("2024-05-01 00:00:00"));
    CHECK(truncated("week", moment) == SqlValue("2024-05-13 00:00:00"));
    CHECK(truncated("day", moment) == SqlValue("2024-05-16 00:00:00"));
    CHECK(truncated("hour", moment) == SqlValue("2024-05-16 13:00:00"));
    CHECK(truncated("minute", moment) == SqlValue("2024-05-16 13:37:00"));
    CHECK(truncated("second", moment) == SqlValue("2024-05-16 13:37:59"));

    CHECK(truncated("quarter", "2024-12-31") == SqlValue("2024-10-01"));
    CHECK(truncated("week", "2021-01-03") == SqlValue("2020-12-28"));
    CHECK(truncated("hour", "2024-12-31") == SqlValue("2024-12-31"));

    CHECK(truncated("hour", "13:37:59.5") == SqlValue("13:00:00"));
    CHECK(truncated("second", "13:37:59.5") == SqlValue("13:37:59"));
    CHECK(refusal_of("date_trunc('day', '13:37:59')") ==
          "date_trunc: a time of day has no such part");
}

TEST_CASE("what lies before 1970 is truncated downwards, too") {
    const ScratchDatabase database("sqlite::memory:", {});
    CHECK(truncated("second", "1969-12-31 23:59:59.999999") == SqlValue("1969-12-31 23:59:59"));
    CHECK(truncated("day", "1969-12-31 00:00:00.000001") == SqlValue("1969-12-31 00:00:00"));
    CHECK(part("microsecond", "1969-12-31 23:59:59.999999") == SqlValue(999999));
    CHECK(truncated("week", "0001-01-07") == SqlValue("0001-01-01"));
}

TEST_CASE("a date and time has a date and a time") {
    const ScratchDatabase database("sqlite::memory:", {});
    CHECK(value_of("to_date('2024-02-29 13:37:00.000042')") == SqlValue("2024-02-29"));
    CHECK(value_of("to_date('2024-02-29')") == SqlValue("2024-02-29"));
    CHECK(value_of("to_time('2024-02-29 13:37:00.000042')") == SqlValue("13:37:00.000042"));
    CHECK(value_of("to_time('13:37:00')") == SqlValue("13:37:00"));
    CHECK(refusal_of("to_date('13:37:00')") == "to_date: a time of day has no date");
    CHECK(refusal_of("to_time('2024-02-29')") == "to_time: a date has no time of day");
}

TEST_CASE("a duration is added to the microsecond") {
    const ScratchDatabase database("sqlite::memory:", {});
    CHECK(sum("2024-02-28", day) == SqlValue("2024-02-29 00:00:00"));
    CHECK(sum("2023-02-28", day) == SqlValue("2023-03-01 00:00:00"));
    CHECK(sum("2024-02-29 23:59:59.999999", 1) == SqlValue("2024-03-01 00:00:00"));
    CHECK(sum("2024-03-01 00:00:00", -1) == SqlValue("2024-02-29 23:59:59.999999"));
    CHECK(sum("1970-01-01 00:00:00", -day - 1) == SqlValue("1969-12-30 23:59:59.999999"));
    CHECK(sum("2024-01-01 00:00:00", 1.5 * second + 0.4) == SqlValue("2024-01-01 00:00:01.500000"));
}

TEST_CASE("a time of day goes round the clock") {
    const ScratchDatabase database("sqlite::memory:", {});
    CHECK(sum("23:00:00", 2 * hour) == SqlValue("01:00:00"));
    CHECK(sum("00:00:00", -1) == SqlValue("23:59:59.999999"));
    CHECK(sum("12:00:00", -10 * day) == SqlValue("12:00:00"));
    CHECK(sum("12:00:00", std::numeric_limits<std::int64_t>::min()).text() != nullptr);
}

TEST_CASE("a sum beyond the years that are stored is refused") {
    const ScratchDatabase database("sqlite::memory:", {});
    const std::string message = "add_duration: the result lies outside of the years 1 to 9999";
    CHECK(sum("9999-12-31", day - 1) == SqlValue("9999-12-31 23:59:59.999999"));
    CHECK(refusal_of("add_duration('9999-12-31', ?)", day) == message);
    CHECK(refusal_of("add_duration('0001-01-01', -1)") == message);
    CHECK(refusal_of("add_duration('2024-01-01', 9223372036854775807)") == message);
    CHECK(refusal_of("add_duration('2024-01-01', 1e300)") ==
          "add_duration: the duration is too long");
}

TEST_CASE("between two moments lie microseconds") {
    const ScratchDatabase database("sqlite::memory:", {});
    CHECK(between("2024-03-01", "2024-02-28") == SqlValue(2 * day));
    CHECK(between("1969-12-31 23:59:59.999999", "1970-01-01 00:00:00") == SqlValue(-1));
    CHECK(between("2024-03-01 01:00:00", "2024-03-01") == SqlValue(hour));
    CHECK(between("09:00:00", "10:00:00.000001") == SqlValue(-hour - 1));
    CHECK(between("9999-12-31", "0001-01-01") == SqlValue(3652058 * day));
    CHECK(refusal_of("duration_between('2024-03-01', '10:00:00')") ==
          "duration_between: between a time of day and a date lies no duration");
}

TEST_CASE("functions of dates give NULL for NULL") {
    const ScratchDatabase database("sqlite::memory:", {});
    for (const char* expression :
         {"date_part('year', NULL)", "date_part(NULL, '2024-02-29')", "date_trunc('year', NULL)",
          "to_date(NULL)", "to_time(NULL)", "add_duration(NULL, 1)",
          "add_duration('2024-02-29', NULL)", "duration_between('2024-02-29', NULL)"})
        CHECK(value_of(expression).is_null());
}

TEST_CASE("what is no date is refused, and not quoted") {
    const ScratchDatabase database("sqlite::memory:", {});
    const std::string message =
        "to_date: the argument must be a date, a time, or a date and time, as stored";
    for (const SqlValue& wrong :
         {SqlValue("2023-02-29"), SqlValue("2024-02-29 24:00:00"), SqlValue("secret"), SqlValue(""),
          SqlValue(2024), SqlValue(std::string("2024-02-29\0", 11)),
          SqlValue(std::string("2024-02-29 10:00:00\0", 20)), SqlValue("0000-01-01")})
        CHECK(refusal_of("to_date(?)", wrong) == message);
    CHECK(refusal_of("date_part('century', '2024-02-29')") ==
          "date_part: there is no part of this name");
    CHECK(refusal_of("date_trunc('week_day', '2024-02-29')") ==
          "date_trunc: there is no part of this name");
    CHECK(refusal_of("add_duration('2024-02-29', 'soon')") ==
          "add_duration: the argument must be a number");
}

TEST_CASE("an index and a check may use the functions") {
    const ScratchDatabase database("sqlite::memory:", {});
    const auto connection = aside::connection();
    connection.execute("PRAGMA trusted_schema = OFF");
    connection.execute("CREATE TABLE t (at TEXT, CHECK (date_part('year', at) >= 2000))");
    connection.execute("CREATE INDEX by_month ON t (date_trunc('month', at))");
    connection.execute("INSERT INTO t VALUES ('2024-02-29')");
    CHECK_THROWS_AS(connection.execute("INSERT INTO t VALUES ('1999-12-31')"),
                    aside::IntegrityError);
    CHECK(column_of("SELECT at FROM t WHERE date_trunc('month', at) = '2024-02-01'") ==
          "'2024-02-29'");
}
