// What a single step of a statement can spend long in ends with the call's time, too. The bounds
// are for busy machines; each of these takes ten seconds and more where nothing ends it.
#include <doctest/doctest.h>

#include "support/both_ways.hpp"
#include "support/slow.hpp"
#include "support/sqlite.hpp"

namespace long_steps {

using namespace aside::literals;
using namespace aside::testing;
using namespace std::chrono_literals;
using aside::RawSQL;

struct Entry : aside::Model<Entry> {
    std::int64_t id = 0;
    std::string who;
};

void add(std::size_t rows, const std::string& who) {
    std::vector<Entry> entries(rows);
    for (Entry& entry : entries) entry.who = who;
    Entry::objects.bulk_create(entries);
}

constexpr auto time_out = 200ms;
constexpr auto soon = 2s;

template <class Way, class Rows>
void check_that_it_times_out(const Rows& rows) {
    const Stopwatch watch;
    CHECK_THROWS_AS((void)CALL(rows.timeout(time_out), count), aside::QueryTimeout);
    CHECK(watch.elapsed() >= time_out);
    CHECK(watch.elapsed() < soon);
}

template <class Rows>
void check_that_it_is_cancelled(const Rows& rows) {
    auto count = rows.acount();
    std::this_thread::sleep_for(time_out);
    const Stopwatch watch;
    count.cancel();
    CHECK_THROWS_AS(count.get(), aside::QueryCancelled);
    CHECK(watch.elapsed() < soon);
}

template <class Way, class Rows>
void check_that_it_ends(const Rows& rows) {
    check_that_it_times_out<Way>(rows);
    check_that_it_is_cancelled(rows);
    CHECK(CALL(Entry::objects, exists));
}

const std::string hostile[] = {"[^~]*[^~]*[~`]", "(x+x+)+y",      "^(x|x)*$y",
                               "(x*)*\\1y",      "(?:(?=x)x*)*y", "(.*)(.*)(.*)(.*)(.*)~",
                               "(x(?R)?)*y",     "(?i)(X+)+Y"};

}  // namespace long_steps

using namespace long_steps;

BOTH_WAYS(
    "a regular expression ends with the call's time, whatever it is and however long the texts") {
    struct Texts {
        std::size_t rows;
        std::size_t length;
    };
    for (const Texts& texts : {Texts{300, 300}, Texts{3000, 100}, Texts{100, 20'000}}) {
        const SqliteMemory<Entry> database;
        add(texts.rows, std::string(texts.length, 'x'));
        CAPTURE(texts.length);
        check_that_it_ends<Way>(Entry::objects.filter(
            RawSQL<std::int64_t>("(SELECT count(*) FROM long_steps_entry AS e WHERE e.who REGEXP ? "
                                 "AND e.id <> long_steps_entry.id)",
                                 "[^~]*[^~]*[~`]") > 0));
    }
}

BOTH_WAYS(
    "a match that would take longer than a second is refused, or its call's time is over before") {
    const SqliteMemory<Entry> database;
    add(1, std::string(50'000, 'x'));
    for (const std::string& pattern : hostile) {
        CAPTURE(pattern);
        const Stopwatch watch;
        try {
            (void)CALL(Entry::objects.filter("who"_f.regex(pattern)).timeout(time_out), count);
        } catch (const aside::QueryTimeout&) {
        } catch (const aside::DataError&) {  // needs too much memory
        }
        CHECK(watch.elapsed() < soon);
    }
    const Stopwatch watch;
    CHECK_THROWS_WITH_AS((void)CALL(Entry::objects.filter("who"_f.regex("(x|x)*[~`]")), count),
                         doctest::Contains("could not be matched"), aside::DataError);
    CHECK(watch.elapsed() < 10s);
}

BOTH_WAYS("a search for a long text in long texts takes no longer than both are") {
    const SqliteMemory<Entry> database;
    add(20, std::string(1'000'000, 'a'));
    const std::string part = std::string(400'000, 'a') + 'b' + std::string(10'000, 'a');
    const Stopwatch watch;
    CHECK(CALL(Entry::objects.filter("who"_f.contains(part)), count) == 0);
    CHECK(CALL(Entry::objects.filter("who"_f.icontains(part)), count) == 0);
    CHECK(watch.elapsed() < 10s);
}

BOTH_WAYS("LIKE of long texts ends with the call's time") {
    const SqliteMemory<Entry> database;
    add(3, std::string(1'000'000, 'a'));
    const std::string pattern = '%' + std::string(100'000, 'a') + "b%";
    check_that_it_ends<Way>(Entry::objects.filter(RawSQL<std::int64_t>("who LIKE ?", pattern) > 0));
    check_that_it_ends<Way>(
        Entry::objects.filter(RawSQL<std::int64_t>("who LIKE ? ESCAPE '!'", pattern) > 0));
}

BOTH_WAYS("functions of long texts end with the call's time") {
    const SqliteMemory<Entry> database;
    add(10'000, "x");
    const auto rows = [](const char* sql) {
        return Entry::objects.filter(RawSQL<std::int64_t>(sql) > 0);
    };
    check_that_it_ends<Way>(rows("length(MD5(REPEAT(who, 10000000 + id)))"));
    check_that_it_ends<Way>(rows("length(REPEAT(who, 300000000 + id))"));
    check_that_it_ends<Way>(rows("length(hex(zeroblob(300000 + id)))"));
    check_that_it_ends<Way>(rows("length(replace(printf('%300000d', id), ' ', 'ab'))"));
    check_that_it_ends<Way>(rows("instr(printf('%2000000d', id), '1') + 1"));
    check_that_it_ends<Way>(rows("length(replace(REPEAT(who, 300000), who, REPEAT('z', 500)))"));
    check_that_it_ends<Way>(
        rows("length(replace(REPEAT(who, 300000), REPEAT(who, 100000) || 'y', 'z'))"));
    check_that_it_ends<Way>(
        rows("length(rtrim(REPEAT(who, 300000), REPEAT('y', 100000) || 'x')) + 1"));
}

BOTH_WAYS("the search of JSON in JSON ends with the call's time") {
    const SqliteMemory<Entry> database;
    std::string numbers = "[0";
    for (int i = 1; i < 60'000; ++i) numbers += "," + std::to_string(i);
    add(1, numbers + "]");
    check_that_it_ends<Way>(
        Entry::objects.filter(RawSQL<std::int64_t>("JSON_CONTAINS(who, who)") == 1));
}
