// What tables of other programs hold, and RawSQL gives, that no member of an object does.
#include "sql/postgresql/refusals.hpp"
#include "support/both_ways.hpp"
#include "support/postgresql.hpp"

using namespace aside::literals;
using namespace aside::testing;
using doctest::Contains;

namespace {

struct Strange : aside::Model<Strange> {
    std::int64_t id = 0;
    std::optional<aside::DateTime> at;
    std::optional<aside::Date> day;
    std::optional<aside::Time> time;
    std::optional<aside::Duration> took;
    std::optional<aside::Decimal<8, 2>> price;
    static constexpr auto meta = aside::meta(aside::table("strange"), aside::managed(false));
};

/// Connected while it lives, with that table of another program's.
class StrangeTable {
public:
    explicit StrangeTable(const std::string& type_of_at = "timestamptz") {
        aside::connect(server_.url());
        aside::connection().execute("CREATE TABLE strange (id bigint PRIMARY KEY, at " +
                                    type_of_at +
                                    ", day date, time time, took interval, price numeric)");
    }
    StrangeTable(const StrangeTable&) = delete;
    StrangeTable& operator=(const StrangeTable&) = delete;
    ~StrangeTable() { aside::disconnect(); }

    /// The only row is one that holds that.
    static void hold(const std::string& column, const std::string& value) {
        aside::connection().execute("DELETE FROM strange");
        aside::connection().execute("INSERT INTO strange (id, " + column + ") VALUES (1, '" +
                                    value + "')");
    }

private:
    const PostgresServer server_;
};

template <class Way>
void iterate() {
    if constexpr (Way::mirrored) {
        auto rows = Strange::objects.aiterator();
        while (rows.anext().get()) {
        }
    } else {
        for (const Strange& row : Strange::objects.iterator()) CHECK(row.id == 1);
    }
}

/// However the column is read, the error names it and says what is wrong with it.
template <class Way, class Field>
void check_unreadable(const std::string& column, const std::string& value, const char* reason,
                      Field field) {
    CAPTURE(column);
    CAPTURE(value);
    StrangeTable::hold(column, value);
    const auto check = [&](auto call, const std::string& name) {
        CHECK_THROWS_WITH_AS(call(), Contains(name.c_str()), aside::DataError);
        CHECK_THROWS_WITH_AS(call(), Contains(reason), aside::DataError);
    };
    check([] { CALL(Strange::objects, list); }, column);
    check([] { CALL(Strange::objects, get, "id"_f = 1); }, column);
    check([] { iterate<Way>(); }, column);
    check([&] { CALL(Strange::objects.values(field), list); }, column);
    check([&] { CALL(Strange::objects.values_list(aside::flat, field), first); }, column);
    check([&] { CALL(Strange::objects.annotate("copy"_f = Coalesce(field, field)), list); },
          column);
    check([] { CALL(Strange::objects.raw("SELECT * FROM strange"), list); }, column);
    check([&] { CALL(Strange::objects, aggregate, "most"_f = Max(field)); }, "most");
    check([&] { CALL(Strange::objects.values("id"_f).annotate("least"_f = Min(field)), list); },
          "least");
}

}  // namespace

BOTH_WAYS("a date, a time, a duration or a number that no member holds is an error of its column") {
    REQUIRES_SERVER();
    const StrangeTable table;
    constexpr const char* no_year = "holds a moment of no year from 1 to 9999, or infinity";
    for (const char* moment : {"infinity", "-infinity", "0044-03-15 BC", "10000-01-01"}) {
        check_unreadable<Way>("at", moment, no_year, "at"_f);
        check_unreadable<Way>("day", moment, no_year, "day"_f);
    }
    check_unreadable<Way>("time", "24:00", "holds 24:00:00", "time"_f);
    check_unreadable<Way>("took", "1 month", "holds an interval of months", "took"_f);
    check_unreadable<Way>("took", "2 years 3 days", "holds an interval of months", "took"_f);
}

BOTH_WAYS("a number that no decimal holds is an error of its column") {
    REQUIRES_SERVER();
    const StrangeTable table;
    for (const char* number : {"NaN", "Infinity", "-Infinity", "0.123", "1e30"}) {
        CAPTURE(number);
        StrangeTable::hold("price", number);
        const auto check = [&](auto call) {
            CHECK_THROWS_WITH_AS(call(), Contains("is a decimal of 2 places, but"),
                                 aside::DataError);
        };
        check([] { CALL(Strange::objects, list); });
        check([] { iterate<Way>(); });
        check([] { CALL(Strange::objects.values("price"_f), list); });
        check([] { CALL(Strange::objects.raw("SELECT * FROM strange"), list); });
        check([] { CALL(Strange::objects, aggregate, "most"_f = Max("price"_f)); });
    }
    StrangeTable::hold("price", "NaN");
    CHECK_THROWS_WITH_AS(CALL(Strange::objects, list), Contains("column \"price\" of table"),
                         aside::DataError);
    CHECK_THROWS_AS(CALL(Strange::objects, aggregate, "sum"_f = Sum("price"_f)), aside::DataError);
}

BOTH_WAYS("a timestamp without time zone is no moment, however it is read") {
    REQUIRES_SERVER();
    const StrangeTable table("timestamp");
    check_unreadable<Way>("at", "2026-11-30 12:00", "is a timestamp without time zone", "at"_f);
    CHECK_THROWS_WITH_AS((void)aside::connection().query("SELECT at FROM strange"),
                         Contains("\"at\" is a timestamp without time zone"), aside::DataError);
    CHECK_THROWS_WITH_AS((void)aside::connection().query("SELECT at FROM strange"),
                         Contains("AT TIME ZONE"), aside::DataError);
}

BOTH_WAYS("whose clocks a timestamp without time zone means can be said") {
    REQUIRES_SERVER();
    const StrangeTable table("timestamp");
    StrangeTable::hold("at", "2026-07-01 12:00");
    const auto moments = Strange::objects.annotate(
        "moment"_f = aside::RawSQL<aside::DateTime>("at AT TIME ZONE 'Europe/Berlin'"));
    const auto rows = CALL(moments.defer("at"_f), list);
    CHECK(rows[0]["moment"_f] ==
          std::chrono::sys_days(std::chrono::year(2026) / 7 / 1) + std::chrono::hours(10));
    aside::connection().execute("ALTER TABLE strange ALTER at TYPE timestamptz");
    CHECK(CALL(Strange::objects, get, "id"_f = 1).at ==
          std::chrono::sys_days(std::chrono::year(2026) / 7 / 1) + std::chrono::hours(12));
}

BOTH_WAYS("an update stores no value that PostgreSQL keeps and no member holds") {
    REQUIRES_SERVER();
    const StrangeTable table;
    StrangeTable::hold("price", "1.5");
    const auto refuse = [](const char* what, auto assigned) {
        try {
            CALL(Strange::objects, update, assigned);
            FAIL_CHECK(what << ": it was stored");
        } catch (const aside::DataError& error) {
            CHECK_MESSAGE(error.message().find(what) != std::string::npos, error.message());
            CHECK(std::string(what).starts_with("Strange." + error.column() + ' '));
        }
    };
    refuse("Strange.at cannot hold", "at"_f = aside::RawSQL<aside::DateTime>("'infinity'"));
    refuse("Strange.at cannot hold",
           "at"_f = aside::RawSQL<aside::DateTime>("CAST('0044-03-15 BC' AS timestamptz)"));
    refuse("Strange.day cannot hold", "day"_f = aside::RawSQL<aside::Date>("DATE '-infinity'"));
    refuse("Strange.time cannot hold", "time"_f = aside::RawSQL<aside::Time>("TIME '24:00'"));
    refuse("Strange.price cannot hold",
           "price"_f = aside::RawSQL<aside::Decimal<8, 2>>("'NaN'::numeric"));
    CHECK(CALL(Strange::objects, get, "id"_f = 1).price->to_string() == "1.50");
    CHECK(CALL(Strange::objects, update, "time"_f = aside::RawSQL<aside::Time>("TIME '23:59'"),
               "at"_f = aside::Now(), "price"_f = "price"_f * 2) == 1);
    CHECK(CALL(Strange::objects, get, "id"_f = 1).price->to_string() == "3.00");
}

TEST_CASE("a refusal is found in the server's words, whichever language it has them in") {
    using aside::sql::postgresql::refusal_in;
    const auto english = refusal_in(
        "invalid input syntax for type integer: \"aside refuses: stat|e|Book.state is not.\"");
    REQUIRE(english);
    CHECK(english->column == "stat|e");
    CHECK(english->text == "Book.state is not");
    const auto german = refusal_in(
        "ungültige Eingabesyntax für Typ integer: »aside refuses: b|a.b cannot hold 1.5.«");
    REQUIRE(german);
    CHECK(german->column == "b");
    CHECK(german->text == "a.b cannot hold 1.5");
    CHECK_FALSE(refusal_in("invalid input syntax for type integer: \"a.\""));
    CHECK_FALSE(refusal_in("invalid input syntax for type integer: \"aside refuses: a.\""));
}
