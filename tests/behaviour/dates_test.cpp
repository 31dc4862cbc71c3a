// The days, months and years that dates fall into.
#include <doctest/doctest.h>

#include "support/both_ways.hpp"
#include "support/database.hpp"

namespace calendar {
using namespace aside::literals;
using namespace std::chrono;
using aside::Date;
using aside::DateTime;

struct Place : aside::Model<Place> {
    std::int64_t id = 0;
    std::optional<Date> opened;
};
struct Event : aside::Model<Event> {
    std::int64_t id = 0;
    std::optional<Date> day;
    DateTime made;
    aside::ForeignKey<Place, aside::set_null> place;
};

const sys_days first_of_may = 2024y / May / 1;

/// | day        | made                | place  |
/// | 2024-05-01 | 2024-05-01 10:20:30 | opened 2020-02-02 |
/// | 2024-05-17 | 2024-05-01 10:59:59 | opened 2020-02-02 |
/// | none       | 2023-12-31 23:00:00 | none   |
struct Year : aside::testing::TestDatabase<Place, Event> {
    Year() {
        Place::objects.create("opened"_f = 2020y / February / 2);
        Event::objects.create("day"_f = Date(2024y / May / 1),
                              "made"_f = first_of_may + 10h + 20min + 30s, "place"_f = 1);
        Event::objects.create("day"_f = Date(2024y / May / 17),
                              "made"_f = first_of_may + 10h + 59min + 59s, "place"_f = 1);
        Event::objects.create("made"_f = sys_days(2023y / December / 31) + 23h);
    }
};
using Dates = std::vector<Date>;
using Moments = std::vector<DateTime>;

BOTH_WAYS("dates are cut off, each there once, in order, and without NULL") {
    const Year year;
    CHECK(CALL(Event::objects.dates("day"_f, "month"), list).to_vector() == Dates{2024y / May / 1});
    CHECK(CALL(Event::objects.dates("day"_f, "day"), list).to_vector() ==
          Dates{2024y / May / 1, 2024y / May / 17});
    CHECK(CALL(Event::objects.dates("day"_f, "year"), list).to_vector() ==
          Dates{2024y / January / 1});
    CHECK(CALL(Event::objects.dates("day"_f, "quarter"), list).to_vector() ==
          Dates{2024y / April / 1});
    CHECK(CALL(Event::objects.dates("day"_f, "week"), list).to_vector() ==
          Dates{2024y / April / 29, 2024y / May / 13});
    CHECK(CALL(Event::objects.dates("day"_f, "day", {.descending = true}), list).to_vector() ==
          Dates{2024y / May / 17, 2024y / May / 1});
}

BOTH_WAYS("dates of moments are days") {
    const Year year;
    CHECK(CALL(Event::objects.dates("made"_f, "month"), list).to_vector() ==
          Dates{2023y / December / 1, 2024y / May / 1});
}

BOTH_WAYS("moments are cut off behind hours and less, too") {
    const Year year;
    CHECK(CALL(Event::objects.datetimes("made"_f, "hour"), list).to_vector() ==
          Moments{sys_days(2023y / December / 31) + 23h, first_of_may + 10h});
    CHECK(CALL(Event::objects.datetimes("made"_f, "minute", {.descending = true}), first) ==
          first_of_may + 10h + 59min);
    CHECK(CALL(Event::objects.datetimes("made"_f, "year"), last) == sys_days(2024y / January / 1));
}

BOTH_WAYS("dates are narrowed, sliced and counted, and follow relations and annotations") {
    const Year year;
    const auto days = Event::objects.dates("day"_f, "day");
    CHECK(CALL(days, count) == 2);
    CHECK(CALL(days.filter("id"_f = 2), list).to_vector() == Dates{2024y / May / 17});
    CHECK(CALL(days.limit(1), list).to_vector() == Dates{2024y / May / 1});
    CHECK(CALL(days.reverse(), first) == 2024y / May / 17);
    CHECK(CALL(Event::objects.dates("place__opened"_f, "year"), list).to_vector() ==
          Dates{2020y / January / 1});
    CHECK(
        CALL(Event::objects.annotate("opened"_f = "place__opened"_f).dates("opened"_f, "day"), list)
            .to_vector() == Dates{2020y / February / 2});
    CHECK(CALL(Event::objects.none().dates("day"_f, "day"), list).empty());
    CHECK(CALL(Event::objects.filter("day"_f.in(days)), count) == 2);
}

TEST_CASE("dates of a slice are refused") {
    const Year year;
    CHECK_THROWS_AS((void)Event::objects.limit(1).dates("day"_f, "day"), aside::NotSupportedError);
}

}  // namespace calendar
