// Values in other forms than the library's own, as other programs store them: read where nothing is
// lost, else an error that says where.
#include <doctest/doctest.h>

#include "support/both_ways.hpp"
#include "support/database.hpp"

using namespace aside::literals;
using namespace std::chrono;
using aside::DataError;
using aside::SqlValue;
using doctest::Contains;

namespace {

enum class Color : std::uint8_t { red, green };

struct Found : aside::Model<Found> {
    std::int64_t id = 0;
    std::string text;
    std::int64_t big = 0;
    std::int16_t small = 0;
    bool flag = false;
    double real = 0;
    aside::Decimal<8, 2> price;
    aside::Blob bytes;
    aside::Uuid uuid;
    aside::Date date = year(2000) / 1 / 1;
    aside::DateTime moment{};
    aside::Time time;
    aside::Duration span{};
    aside::Json json;
    Color color = Color::red;
    std::optional<std::int64_t> maybe;

    static constexpr auto meta =
        aside::meta(aside::table("found"), "color"_f.choices(Color::red, "1", Color::green, "2"));
};

/// A table whose columns take whatever they are given.
struct Finds : aside::testing::ScratchDatabase {
    Finds() {
        aside::connection().execute(
            "CREATE TABLE found (id INTEGER PRIMARY KEY, text, big, small, flag, real, price, "
            "bytes, uuid, date, moment, time, span, json, color, maybe)");
        Found::objects.create({.id = 7});
    }
    void store(const std::string& column, const std::string& literal) const {
        aside::connection().execute("UPDATE found SET " + column + " = " + literal);
    }
};

struct Owner : aside::Model<Owner> {
    std::int64_t id = 0;
    aside::ForeignKey<Found, aside::cascade> found;
};

}  // namespace

BOTH_WAYS("numbers in columns of text, and text that is a number") {
    const Finds finds;
    finds.store("text", "7030");
    CHECK(CALL(Found::objects, get).text == "7030");
    finds.store("text", "-1.5");
    CHECK(CALL(Found::objects, get).text == "-1.5");
    finds.store("text", "2.0");
    CHECK(CALL(Found::objects.values_list(aside::flat, "text"_f), list)[0] == "2.0");
    finds.store("big", "'-9223372036854775808'");
    finds.store("small", "'5'");
    finds.store("maybe", "'+5'");
    finds.store("real", "'0.1'");
    finds.store("price", "'12.50'");
    finds.store("span", "'90'");
    finds.store("color", "2");
    const Found row = CALL(Found::objects, get);
    CHECK(row.big == INT64_MIN);
    CHECK(row.small == 5);
    CHECK(row.maybe == 5);
    CHECK(row.real == 0.1);
    CHECK(row.price == aside::Decimal<8, 2>(12.50_dec));
    CHECK(row.span == 90us);
    CHECK(row.color == Color::green);
}

// SQLite writes a double into a column of text as such a text.
BOTH_WAYS("decimals that stand as text with an exponent") {
    const Finds finds;
    finds.store("price", "'1.25e-01'");
    CHECK_THROWS_AS((void)CALL(Found::objects, get), aside::DataError);  // has three places
    for (const auto& [text, price] :
         {std::pair("'1.7e+02'", 170.00_dec), {"'2.0e-02'", 0.02_dec}}) {
        finds.store("price", text);
        const Found row = CALL(Found::objects, get);
        CHECK(row.price == aside::Decimal<8, 2>(price));
        CHECK(CALL(Found::objects.values_list(aside::flat, "price"_f + "price"_f), list)[0] ==
              row.price + row.price);
    }
}

BOTH_WAYS("truth by its names") {
    const Finds finds;
    for (const char* yes : {"1", "1.0", "'1'", "'t'", "'true'", "'TRUE'", "'yes'", "'y'", "'on'"}) {
        finds.store("flag", yes);
        CHECK(CALL(Found::objects, get).flag);
    }
    for (const char* no : {"0", "'0'", "'f'", "'false'", "'False'", "'no'", "'n'", "'off'"}) {
        finds.store("flag", no);
        CHECK_FALSE(CALL(Found::objects, get).flag);
    }
}

BOTH_WAYS("dates alone in moments, midnights in dates, and ISO 8601's forms") {
    const Finds finds;
    const sys_days day = year(2024) / 2 / 29;
    finds.store("moment", "'2024-02-29'");
    CHECK(CALL(Found::objects, get).moment == day);
    finds.store("moment", "'2024-02-29 01:00:00 +02:00'");
    CHECK(CALL(Found::objects, get).moment == day - 1h);
    finds.store("date", "'2024-02-29 00:00:00'");
    CHECK(CALL(Found::objects, get).date == day);
    finds.store("date", "'2024-02-29T00:00:00Z'");
    CHECK(CALL(Found::objects, get).date == day);
    finds.store("date", "'2024-02-29 00:00:01'");
    CHECK_THROWS_AS(CALL(Found::objects, get), DataError);
}

BOTH_WAYS("a UUID of sixteen bytes, bytes of text, JSON of a number") {
    const Finds finds;
    finds.store("uuid", "X'6FA459EAEE8A3CA4894EDB77E160355E'");
    finds.store("bytes", "'abc'");
    finds.store("json", "5");
    const Found row = CALL(Found::objects, get);
    CHECK(row.uuid.to_string() == "6fa459ea-ee8a-3ca4-894e-db77e160355e");
    CHECK(row.bytes.size() == 3);
    CHECK(row.json.text() == "5");
}

BOTH_WAYS("what would lose something is an error that names table, column and the row's key") {
    const Finds finds;
    struct Lossy {
        const char* column;
        const char* literal;
    };
    for (const Lossy& lossy : {Lossy{"text", "X'00'"},
                               {"big", "1.5"},
                               {"big", "'1.5'"},
                               {"big", "''"},
                               {"big", "'9223372036854775808'"},
                               {"big", "9e18 * 10"},
                               {"small", "40000"},
                               {"small", "'40000'"},
                               {"flag", "'maybe'"},
                               {"real", "'one'"},
                               {"real", "X'00'"},
                               {"price", "'12.345'"},
                               {"price", "1e17"},
                               {"price", "9e999"},
                               {"price", "X'00'"},
                               {"bytes", "5"},
                               {"uuid", "X'00'"},
                               {"uuid", "'6fa4'"},
                               {"uuid", "5"},
                               {"date", "'soon'"},
                               {"date", "20240229"},
                               {"moment", "'2024-02-30'"},
                               {"moment", "1709164800"},
                               {"time", "'24:00'"},
                               {"span", "'1 day'"},
                               {"json", "X'00'"},
                               {"color", "3"},
                               {"big", "NULL"}}) {
        const std::string name = lossy.column;
        CAPTURE(name);
        CAPTURE(lossy.literal);
        const SqlValue before = aside::testing::value_of("SELECT " + name + " FROM found");
        finds.store(name, lossy.literal);
        const std::string place = "column \"" + name + "\" of table \"found\"";
        CHECK_THROWS_WITH_AS(CALL(Found::objects, get), Contains(place.c_str()), DataError);
        CHECK_THROWS_WITH_AS(CALL(Found::objects, list), Contains("in the row with the key 7"),
                             DataError);
        aside::connection().execute("UPDATE found SET " + name + " = ?", before);
    }
    CHECK(CALL(Found::objects, list).size() == 1);
}

BOTH_WAYS("an error of values names the key where it was selected, else the row") {
    const Finds finds;
    Found::objects.create({.id = 9});
    aside::connection().execute("UPDATE found SET big = 'x' WHERE id = 9");
    const auto rows = Found::objects.order_by("id"_f);
    CHECK_THROWS_WITH_AS(CALL(rows.values("big"_f, "id"_f), list), Contains("with the key 9"),
                         DataError);
    CHECK_THROWS_WITH_AS(CALL(rows.values_list(aside::flat, "big"_f), list),
                         Contains("in row 2 of the result, whose key was not read"), DataError);
    CHECK_THROWS_WITH_AS(CALL(rows, get, "pk"_f = 9), Contains("with the key 9"), DataError);
    CHECK_THROWS_WITH_AS(
        CALL(Found::objects.raw("SELECT big, small, id, text, flag, real, price, bytes, uuid, "
                                "date, moment, time, span, json, color, maybe FROM found"),
             list),
        Contains("with the key 9"), DataError);
}

BOTH_WAYS("the row that a relation leads to is named by its own key") {
    const Finds finds;
    aside::create_tables<Owner>();
    Owner::objects.create("id"_f = 3, "found"_f = 7);
    finds.store("big", "'x'");
    CHECK_THROWS_WITH_AS(CALL(Owner::objects.select_related("found"_f), list),
                         Contains("with the key 7"), DataError);
    CHECK_THROWS_WITH_AS(CALL(Owner::objects.prefetch_related("found"_f), list),
                         Contains("with the key 7"), DataError);
}
