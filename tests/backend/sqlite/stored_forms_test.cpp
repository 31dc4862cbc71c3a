// The forms in which SQLite's columns hold values that it has no types for: Django's.
#include <doctest/doctest.h>

#include "support/both_ways.hpp"
#include "support/sqlite.hpp"

using namespace aside::literals;
using namespace std::chrono;
using aside::SqlValue;
using aside::testing::SqliteMemory;
using aside::testing::value_of;

namespace stored_forms {

struct Form : aside::Model<Form> {
    std::int64_t id = 0;
    aside::Decimal<10, 2> price;
    bool flag = false;
    std::optional<bool> maybe_flag;
    aside::Uuid uuid;
    aside::Json json;
    aside::Date date = year(2000) / 1 / 1;
    aside::DateTime moment{};
    aside::Time time;
    aside::Duration span{};

    static constexpr auto meta = aside::meta(aside::table("form"));
};

struct Short : aside::Model<Short> {
    std::int64_t id = 0;
    std::string name;

    static constexpr auto meta = aside::meta("name"_f.max_length(4));
};

/// What the column of a new row holds, as a literal.
std::string stored(const std::string& column, const Form& form) {
    const auto id = Form::objects.create(form).id;
    return value_of("SELECT " + column + " FROM form WHERE id = ?", id).to_string();
}

}  // namespace stored_forms

using namespace stored_forms;

BOTH_WAYS("a decimal is stored as Django does, an integer or a real number") {
    const SqliteMemory<Form> database;
    std::vector<Form> forms{CALL(Form::objects, create, {.price = 9.90_dec})};
    CHECK(value_of("SELECT price FROM form") == SqlValue(9.9));
    CALL(Form::objects, update, "price"_f = 9);
    CHECK(value_of("SELECT price FROM form") == SqlValue(9));
    forms[0].price = 7;
    CALL(Form::objects, bulk_update, forms, {"price"_f});
    CHECK(value_of("SELECT price FROM form") == SqlValue(7));
}

TEST_CASE("a boolean is stored as 0 or 1") {
    const SqliteMemory<Form> database;
    Form::objects.create({.flag = true, .maybe_flag = false});
    CHECK(value_of("SELECT flag FROM form") == SqlValue(1));
    CHECK(value_of("SELECT maybe_flag FROM form") == SqlValue(0));
}

TEST_CASE("a UUID is stored as its 32 digits") {
    const SqliteMemory<Form> database;
    const auto uuid = aside::Uuid::parse("6fa459ea-ee8a-3ca4-894e-db77e160355e");
    CHECK(stored("uuid", {.uuid = uuid}) == "'6fa459eaee8a3ca4894edb77e160355e'");
}

TEST_CASE("JSON keeps its text byte for byte") {
    const SqliteMemory<Form> database;
    const std::string text = R"( {"b": 1.00, "a":[true,null, "ż" ]} )";
    CHECK(stored("json", {.json = aside::Json::parse(text)}) == "'" + text + "'");
    CHECK(Form::objects.get().json.text() == text);
}

TEST_CASE("a date is stored as ISO 8601 writes it") {
    const SqliteMemory<Form> database;
    CHECK(stored("date", {.date = year(1) / 1 / 1}) == "'0001-01-01'");
    CHECK(stored("date", {.date = year(2024) / 2 / 29}) == "'2024-02-29'");
    CHECK(stored("date", {.date = year(9999) / 12 / 31}) == "'9999-12-31'");
}

TEST_CASE("a moment is stored with a blank and its microseconds, a whole second without") {
    const SqliteMemory<Form> database;
    const aside::DateTime day = sys_days(year(2024) / 2 / 29);
    for (const auto& [moment, text] :
         {std::pair<aside::DateTime, std::string>(day, "'2024-02-29 00:00:00'"),
          {day + 13h + 37min + 1us, "'2024-02-29 13:37:00.000001'"},
          {day - 1us, "'2024-02-28 23:59:59.999999'"},
          {aside::DateTime(-1us), "'1969-12-31 23:59:59.999999'"},
          {sys_days(year(1) / 1 / 1), "'0001-01-01 00:00:00'"},
          {sys_days(year(9999) / 12 / 31) + 24h - 1us, "'9999-12-31 23:59:59.999999'"}})
        CHECK(stored("moment", {.moment = moment}) == text);
}

TEST_CASE("a time of day is stored with its microseconds, a whole second without") {
    const SqliteMemory<Form> database;
    CHECK(stored("time", {.time = aside::Time(0, 0)}) == "'00:00:00'");
    CHECK(stored("time", {.time = aside::Time(13, 37, 5)}) == "'13:37:05'");
    CHECK(stored("time", {.time = aside::Time(23, 59, 59, 999'999)}) == "'23:59:59.999999'");
}

TEST_CASE("a duration is stored as its microseconds") {
    const SqliteMemory<Form> database;
    for (const aside::Duration span :
         {aside::Duration(0), aside::Duration(-1), aside::Duration(hours(-36)),
          aside::Duration::max(), aside::Duration::min()})
        CHECK(stored("span", {.span = span}) == std::to_string(span.count()));
}

TEST_CASE("text may be longer than its column says: SQLite counts no characters") {
    const SqliteMemory<Short> database;
    Short::objects.create("name"_f = "a long name");
    CHECK(Short::objects.get().name == "a long name");
}
