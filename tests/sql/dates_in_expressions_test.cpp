#include "sql/calls.hpp"

using namespace calls;

TEST_CASE("parts of dates and times are taken by Django's names") {
    CHECK(sql(ExtractYear("made"_f)) == R"(DATE_PART('year', "made"))");
    CHECK(sql(ExtractIsoWeekDay("day"_f)) == R"(DATE_PART('iso_week_day', "day"))");
    CHECK(sql(ExtractHour("at"_f)) == R"(DATE_PART('hour', "at"))");
    CHECK(sql(TruncMonth("made"_f)) == R"(DATE_TRUNC('month', "made"))");
    CHECK(sql(TruncHour("at"_f)) == R"(DATE_TRUNC('hour', "at"))");
    CHECK(sql(TruncDate("made"_f)) == R"(TO_DATE("made"))");
    CHECK(sql(TruncTime("made"_f)) == R"(TO_TIME("made"))");
}

TEST_CASE("a path's end is the same function") {
    CHECK(sql("made__quarter"_f) == sql(ExtractQuarter("made"_f)));
    CHECK(sql("made__date"_f) == sql(TruncDate("made"_f)));
    CHECK(sql("made__time__hour"_f) == R"(DATE_PART('hour', TO_TIME("made")))");
    CHECK(sql("name__lower"_f) == sql(Lower("name"_f)));
    CHECK(where("name__lower__startswith"_f = "a") == R"(LOWER("name") GLOB ? ['a*'])");
    CHECK(where("name__trim__length"_f > 3) == R"(CHAR_LENGTH(TRIM("name")) > ? [3])");
    CHECK(where("count__abs__lt"_f = 3) == R"(ABS("count") < ? [3])");
    CHECK(where("made__week_day"_f == 1) == R"(DATE_PART('week_day', "made") = ? [1])");
    CHECK(where("made__date__lte"_f = std::chrono::year(2024) / 2 / 29) ==
          R"(TO_DATE("made") <= ? ['2024-02-29'])");
}

TEST_CASE("a year is compared by the dates that it has, so that an index is used") {
    CHECK(where("day__year"_f = 2024) == R"("day" BETWEEN ? AND ? ['2024-01-01', '2024-12-31'])");
    CHECK(where("made__year"_f == 2024) ==
          R"("made" BETWEEN ? AND ? ['2024-01-01 00:00:00', '2024-12-31 23:59:59.999999'])");
    CHECK(where("made__year__gt"_f = 2024) == R"("made" > ? ['2024-12-31 23:59:59.999999'])");
    CHECK(where("made__year__gte"_f = 2024) == R"("made" >= ? ['2024-01-01 00:00:00'])");
    CHECK(where("made__year"_f < 2024) == R"("made" < ? ['2024-01-01 00:00:00'])");
    CHECK(where("made__year"_f <= 2024) == R"("made" <= ? ['2024-12-31 23:59:59.999999'])");
    CHECK(where("day__year"_f != 2024) ==
          R"("day" NOT BETWEEN ? AND ? ['2024-01-01', '2024-12-31'])");
    CHECK(where(ExtractYear("day"_f) >= 2024) == R"("day" >= ? ['2024-01-01'])");
    CHECK(where("made__date__year"_f = 2024) ==
          R"(TO_DATE("made") BETWEEN ? AND ? ['2024-01-01', '2024-12-31'])");
    CHECK(where(aside::field("day__year__gte") = "2024") == R"("day" >= ? ['2024-01-01'])");
}

TEST_CASE("the years of ISO 8601 begin and end with a week") {
    CHECK(where("day__iso_year"_f = 2020) ==
          R"("day" BETWEEN ? AND ? ['2019-12-30', '2021-01-03'])");
    CHECK(where("day__iso_year__lte"_f = 9999) == R"("day" <= ? ['9999-12-31'])");
}

TEST_CASE("a year that no date has, a list, and a year computed are compared by the function") {
    CHECK(where("day__year"_f = 10000) == R"(DATE_PART('year', "day") = ? [10000])");
    CHECK(where("day__year"_f > 0) == R"(DATE_PART('year', "day") > ? [0])");
    CHECK(where("day__year"_f.in(2023, 2024)) ==
          R"(DATE_PART('year', "day") IN (?, ?) [2023, 2024])");
    CHECK(where("day__year"_f.range(2023, 2024)) ==
          R"(DATE_PART('year', "day") BETWEEN ? AND ? [2023, 2024])");
    CHECK(where("day__year"_f == "made__year"_f) ==
          R"(DATE_PART('year', "day") = DATE_PART('year', "made"))");
}

TEST_CASE("a year under a negation is guarded against NULL") {
    CHECK(where(!("left__year"_f == 2024)) ==
          R"(NOT (("left" BETWEEN ? AND ? AND DATE_PART('year', "left") IS NOT NULL)) )"
          R"(['2024-01-01 00:00:00', '2024-12-31 23:59:59.999999'])");
}

TEST_CASE("the present is a parameter") {
    const aside::DateTime before = aside::now();
    const aside::Statement statement = Visit::objects.filter("made"_f < aside::Now()).sql();
    CHECK(statement.sql.ends_with(R"(WHERE "calls_visit"."made" < ?)"));
    const aside::DateTime bound = *statement.params.front().date_time();
    CHECK(bound >= before);
    CHECK(bound <= aside::now());
}
