#include <doctest/doctest.h>

#include "support/both_ways.hpp"
#include "support/database.hpp"

using namespace aside::literals;
using namespace std::chrono;
using aside::testing::TestDatabase;

namespace {

struct Times : aside::Model<Times> {
    std::int64_t id = 0;
    aside::Date date = year(2000) / 1 / 1;
    aside::DateTime moment{};
    aside::Time time;
    aside::Duration span{};
    std::optional<aside::Date> maybe_date;
    std::optional<aside::DateTime> maybe_moment;
    std::optional<aside::Time> maybe_time;
    std::optional<aside::Duration> maybe_span;
};

Times stored_and_read(const Times& times) {
    return Times::objects.get("pk"_f = Times::objects.create(times).id);
}

}  // namespace

TEST_CASE("dates come back from the year 1 to the year 9999") {
    const TestDatabase<Times> database;
    for (const aside::Date date : {aside::Date(year(1) / 1 / 1), aside::Date(year(2024) / 2 / 29),
                                   aside::Date(year(9999) / 12 / 31)}) {
        const Times read = stored_and_read({.date = date, .maybe_date = date});
        CHECK(read.date == date);
        CHECK(read.maybe_date == date);
    }
}

TEST_CASE("what is no date is refused with the name of its field") {
    const TestDatabase<Times> database;
    for (const aside::Date wrong : {aside::Date{}, aside::Date(year(2023) / 2 / 29)})
        CHECK_THROWS_WITH_AS(Times::objects.create({.date = wrong}),
                             doctest::Contains("Times.date"), aside::DataError);
    for (const aside::Date wrong : {aside::Date(year(10000) / 1 / 1), aside::Date(year(0) / 1 / 1)})
        CHECK_THROWS_AS(Times::objects.create({.date = wrong}), aside::DataError);
}

TEST_CASE("moments keep their microseconds") {
    const TestDatabase<Times> database;
    const aside::DateTime day = sys_days(year(2024) / 2 / 29);
    for (const aside::DateTime moment :
         {day, day + 13h + 37min + 1us, day - 1us, aside::DateTime(-1us),
          aside::DateTime(sys_days(year(1) / 1 / 1)),
          aside::DateTime(sys_days(year(9999) / 12 / 31)) + 24h - 1us}) {
        const Times read = stored_and_read({.moment = moment, .maybe_moment = moment});
        CHECK(read.moment == moment);
        CHECK(read.maybe_moment == moment);
    }
}

TEST_CASE("a moment in a finer or a coarser clock fits, floored to microseconds") {
    const TestDatabase<Times> database;
    const sys_days day = year(2024) / 2 / 29;
    const auto made = Times::objects.create("moment"_f = sys_time<nanoseconds>(day) + 1999ns,
                                            "maybe_moment"_f = day);
    CHECK(made.moment == aside::DateTime(day) + 1us);
    CHECK(made.maybe_moment == aside::DateTime(day));
    CHECK(Times::objects.filter("moment"_f > day).count() == 1);
    CHECK(Times::objects.filter("maybe_moment"_f == floor<seconds>(aside::DateTime(day))).count() ==
          1);
}

TEST_CASE("times of day keep their microseconds") {
    const TestDatabase<Times> database;
    for (const aside::Time time :
         {aside::Time(0, 0), aside::Time(13, 37, 5), aside::Time(23, 59, 59, 999'999)}) {
        const Times read = stored_and_read({.time = time, .maybe_time = time});
        CHECK(read.time == time);
        CHECK(read.maybe_time == time);
    }
    CHECK_THROWS_AS(aside::Time(24, 0), aside::ValidationError);
    CHECK_THROWS_AS(aside::Time(-1us), aside::ValidationError);
}

TEST_CASE("durations keep their microseconds, of either sign") {
    const TestDatabase<Times> database;
    for (const aside::Duration span :
         {aside::Duration(0), aside::Duration(-1), aside::Duration(hours(-36)),
          aside::Duration::max(), aside::Duration::min()}) {
        const Times read = stored_and_read({.span = span, .maybe_span = span});
        CHECK(read.span == span);
        CHECK(read.maybe_span == span);
    }
    CHECK(Times::objects.create("span"_f = 2h).span == aside::Duration(7'200'000'000));
}

BOTH_WAYS("durations and moments that 64 bits of microseconds do not hold are refused") {
    const TestDatabase<Times> database;
    CHECK_THROWS_AS(CALL(Times::objects, create, "span"_f = hours::max()), aside::DataError);
    CHECK_THROWS_AS(CALL(Times::objects, create, "span"_f = hours::min()), aside::DataError);
    CHECK_THROWS_AS(CALL(Times::objects, create, "span"_f = seconds(9'223'372'036'855)),
                    aside::DataError);
    CHECK(CALL(Times::objects, create, "span"_f = seconds(9'223'372'036'854)).span ==
          seconds(9'223'372'036'854));
    CHECK(CALL(Times::objects, create, "span"_f = seconds(-9'223'372'036'854)).span ==
          seconds(-9'223'372'036'854));
    CHECK(CALL(Times::objects, create, "span"_f = nanoseconds::min()).span ==
          floor<microseconds>(nanoseconds::min()));
    CHECK_THROWS_AS((void)Times::objects.filter("span"_f < hours::max()), aside::DataError);
    CHECK_THROWS_AS((void)Times::objects.filter("moment"_f < sys_time<hours>::max()),
                    aside::DataError);
    CHECK_THROWS_AS((void)Times::objects.filter("date"_f < sys_days::max()), aside::DataError);
}

/// <chrono> keeps years in 16 bits: the year 67,560 looks like 2024 there.
BOTH_WAYS("moments outside of the years 1 to 9999 are refused, however far they are") {
    const TestDatabase<Times> database;
    const sys_days end = year(10000) / 1 / 1;
    const sys_days first = year(1) / 1 / 1;
    for (const aside::DateTime wrong :
         {aside::DateTime(end), aside::DateTime(first) - 1us,
          aside::DateTime(end) + days(21'023'250), aside::DateTime(first) - days(21'023'250),
          aside::DateTime::max(), aside::DateTime::min()}) {
        const auto refused = doctest::Contains("Times.moment: a date to be stored must be");
        CHECK_THROWS_WITH_AS(CALL(Times::objects, create, {.moment = wrong}), refused,
                             aside::DataError);
        CHECK_THROWS_WITH_AS(CALL(Times::objects, create, "moment"_f = wrong), refused,
                             aside::DataError);
        CHECK_THROWS_AS(CALL(Times::objects.filter("moment"_f < wrong), count), aside::DataError);
    }
    CHECK_THROWS_AS(CALL(Times::objects, create, "date"_f = end + days(21'023'250)),
                    aside::DataError);
    CHECK(Times::objects.count() == 0);
    for (const char* wrong : {"9999-12-31 23:00:00-02:00", "0001-01-01 01:00:00+02:00",
                              "2024-02-29 00:00:00+24:00", "2024-02-29 00:00:00+00:60"})
        CHECK_THROWS_AS((void)Times::objects.filter(aside::field("moment") = wrong),
                        aside::ValidationError);
}

BOTH_WAYS("what is computed of durations is exact, or an error") {
    const TestDatabase<Times> database;
    Times::objects.create({.span = aside::Duration::max()});
    Times::objects.create({.span = aside::Duration(9'007'199'254'740'993)});
    const auto spans = Times::objects.filter("span"_f < aside::Duration::max());
    CHECK(CALL(spans, aggregate, "mean"_f = Avg("span"_f))["mean"_f] ==
          aside::Duration(9'007'199'254'740'993));
    CHECK_THROWS_AS(CALL(Times::objects, aggregate, "sum"_f = Sum("span"_f)), aside::DataError);
    CHECK_THROWS_AS(CALL(Times::objects.annotate("x"_f = "span"_f + "span"_f), list),
                    aside::DataError);
    CHECK_THROWS_AS(CALL(Times::objects.annotate("x"_f = "span"_f * 1.5), list), aside::DataError);
    CHECK_THROWS_AS(CALL(Times::objects.annotate("x"_f = "moment"_f + "span"_f), list),
                    aside::DataError);
}
