#include "support/both_ways.hpp"
#include "support/database.hpp"

using namespace aside::literals;
using namespace std::chrono_literals;
using std::chrono::sys_days;
using std::chrono::year;

namespace timetable {

struct Line : aside::Model<Line> {
    std::int64_t id = 0;
    aside::Date opened = year(2024) / 12 / 30;
};
/// At 2024-02-29 13:37:05.000007, due a day later.
struct Run : aside::Model<Run> {
    std::int64_t id = 0;
    aside::ForeignKey<Line, aside::cascade> line;
    aside::Date day = year(2024) / 2 / 29;
    aside::DateTime made = sys_days(year(2024) / 2 / 29) + 13h + 37min + 5s + 7us;
    std::optional<aside::DateTime> due = sys_days(year(2024) / 3 / 1) + 13h;
    aside::Time at = aside::Time(23, 59, 30);
    aside::Duration span = 90s;
};

class OneRun : public aside::testing::TestDatabase<Line, Run> {
public:
    OneRun() { Run::objects.create("line"_f = Line::objects.create()); }
};

template <class Way, class Expression>
auto of(Expression expression) {
    const auto rows = Run::objects.values_list(aside::flat, expression);
    return CALL(rows, list, ).front();
}
template <class Way, class... Condition>
bool holds(Condition... conditions) {
    return CALL(Run::objects.filter(conditions...), exists, );
}

}  // namespace timetable

using namespace timetable;

BOTH_WAYS("parts of moments, dates and times") {
    const OneRun database;
    CHECK(of<Way>("made__year"_f) == 2024);
    CHECK(of<Way>(ExtractMonth("made"_f)) == 2);
    CHECK(of<Way>(ExtractQuarter("day"_f)) == 1);
    CHECK(of<Way>(ExtractWeek("day"_f)) == 9);
    CHECK(of<Way>(ExtractWeekDay("day"_f)) == 5);
    CHECK(of<Way>(ExtractIsoWeekDay("day"_f)) == 4);
    CHECK(of<Way>(ExtractSecond("at"_f)) == 30);
    CHECK(of<Way>("made__time__minute"_f) == 37);
    CHECK(of<Way>("line__opened__iso_year"_f) == 2025);
    CHECK(of<Way>(ExtractDay("due"_f)) == 1);
}

BOTH_WAYS("moments, dates and times are cut off and stay what they are") {
    const OneRun database;
    CHECK(of<Way>(TruncHour("made"_f)) == sys_days(year(2024) / 2 / 29) + 13h);
    CHECK(of<Way>(TruncQuarter("day"_f)) == aside::Date(year(2024) / 1 / 1));
    CHECK(of<Way>(TruncWeek("day"_f)) == aside::Date(year(2024) / 2 / 26));
    CHECK(of<Way>(TruncMinute("at"_f)) == aside::Time(23, 59));
    CHECK(of<Way>(TruncDate("made"_f)) == aside::Date(year(2024) / 2 / 29));
    CHECK(of<Way>(TruncTime("made"_f)) == aside::Time(13, 37, 5, 7));
    CHECK(of<Way>(TruncSecond("due"_f)) == sys_days(year(2024) / 3 / 1) + 13h);
}

BOTH_WAYS("moments move by durations, in filters, rows and updates") {
    const OneRun database;
    CHECK(of<Way>("made"_f + 5min) == sys_days(year(2024) / 2 / 29) + 13h + 42min + 5s + 7us);
    CHECK(of<Way>("day"_f - "span"_f) == sys_days(year(2024) / 2 / 28) + 23h + 58min + 30s);
    CHECK(of<Way>("at"_f + 1min) == aside::Time(0, 0, 30));
    CHECK(holds<Way>("made"_f + 5min < aside::now(), "made"_f + "span"_f < "due"_f));
    CHECK_FALSE(holds<Way>("made"_f + 24h < "due"_f));
    CHECK(CALL(Run::objects, update, "made"_f = "made"_f + 5min, "due"_f = "made"_f - 1us) == 1);
    CHECK(of<Way>("made"_f) == sys_days(year(2024) / 2 / 29) + 13h + 42min + 5s + 7us);
    CHECK(of<Way>("due"_f) == sys_days(year(2024) / 2 / 29) + 13h + 37min + 5s + 6us);
    const auto rows = Run::objects.annotate("ends"_f = "made"_f + "span"_f);
    CHECK(CALL(rows, get, "ends__hour"_f == 13)["ends"_f] ==
          sys_days(year(2024) / 2 / 29) + 13h + 43min + 35s + 7us);
}

BOTH_WAYS("durations lie between moments, and are calculated with") {
    const OneRun database;
    CHECK(of<Way>("due"_f - "made"_f) == 23h + 22min + 54s + 999993us);
    CHECK(of<Way>("day"_f - "line__opened"_f) == -305 * 24h);
    CHECK(of<Way>("at"_f - aside::Time(23, 0)) == 59min + 30s);
    CHECK(of<Way>("span"_f * 2 + 1s) == 181s);
    CHECK(of<Way>("span"_f * 0.5) == 45s);
    CHECK(of<Way>("span"_f / 4) == 22500ms);
    CHECK(of<Way>(-"span"_f) == -90s);
    CHECK(of<Way>(Abs(-"span"_f)) == 90s);
    CHECK(holds<Way>("due"_f - "made"_f > 23h));
    Run::objects.create("line"_f = 1, "span"_f = 1us);
    CHECK(CALL(Run::objects, aggregate, "mean"_f = Avg("span"_f))["mean"_f] == 45000001us);
}

BOTH_WAYS("years are compared alike by dates and by the function") {
    const OneRun database;
    CHECK(holds<Way>("made__year"_f = 2024, "day__year__gte"_f = 2024, "due__year__lte"_f = 2024));
    CHECK(holds<Way>("line__opened__iso_year"_f == 2025, "line__opened__year"_f == 2024));
    CHECK_FALSE(holds<Way>("made__year"_f > 2024));
    CHECK_FALSE(holds<Way>("made__year"_f != 2024));
    CHECK(holds<Way>("made__year"_f.in(2023, 2024), "made__year"_f < 10000));
    CHECK(holds<Way>(aside::field("made__year__gte") = "2024"));
    CHECK(
        CALL(Run::objects.annotate("ends"_f = "made"_f + 24h * 366).filter("ends__year"_f == 2025),
             count, ) == 1);
    CHECK(CALL(Run::objects, update, "due"_f = nullptr) == 1);
    CHECK(CALL(Run::objects.exclude("due__year"_f = 2024), count, ) == 1);
}

BOTH_WAYS("the present is later than what was made before it") {
    const OneRun database;
    CHECK(CALL(Run::objects, update, "made"_f = aside::Now()) == 1);
    CHECK(holds<Way>("made"_f <= aside::Now(), "made"_f > aside::Now() - 1min));
}

BOTH_WAYS("rows are counted by month") {
    const OneRun database;
    Run::objects.create("line"_f = 1);
    const auto months = Run::objects.values("month"_f = TruncMonth("made"_f))
                            .annotate("n"_f = Count("*"_f))
                            .order_by("month"_f);
    const auto rows = CALL(months, list, );
    REQUIRE(rows.size() == 1);
    CHECK(rows[0]["month"_f] == sys_days(year(2024) / 2 / 1));
    CHECK(rows[0]["n"_f] == 2);
}
