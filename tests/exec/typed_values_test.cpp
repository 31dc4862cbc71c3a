// The types of values between members and engines.
#include <doctest/doctest.h>

#include "aside/detail/describe.hpp"
#include "aside/detail/field_type.hpp"
#include "exec/helpers.hpp"
#include "sql/sqlite/storage.hpp"

using namespace aside::literals;
using namespace aside::testing;
using aside::SqlValue;
using aside::detail::cell_of;
using aside::detail::FieldInfo;
using aside::detail::typed_value;
using Kind = SqlValue::Kind;

namespace {

enum class Colour : short { red = 1, blue = 7 };

struct Everything : aside::Model<Everything> {
    std::int64_t id = 0;
    bool truth = false;
    std::int16_t small = 0;
    Colour colour = Colour::red;
    double real = 0;
    std::string text;
    aside::Blob bytes;
    aside::Date day;
    aside::DateTime moment;
    aside::Time time;
    aside::Duration duration;
    aside::Decimal<10, 2> price;
    aside::Decimal<38, 10> balance;
    aside::Uuid uuid;
    aside::Json json;
    std::optional<aside::Date> maybe;
};

const aside::Date day{std::chrono::year(2024) / 2 / 29};
const aside::DateTime moment = std::chrono::sys_days(day) + std::chrono::microseconds(1);

struct Example {
    const char* field;
    SqlValue value;
};
const Example examples[] = {
    {"truth", true},
    {"small", -5},
    {"colour", 7},
    {"real", 0.1},
    {"text", "a text"},
    {"bytes", aside::Blob{std::byte{7}}},
    {"day", day},
    {"moment", moment},
    {"time", aside::Time(13, 37, 1, 2)},
    {"duration", aside::Duration(-1)},
    {"price", -9.90_dec},
    {"balance", 123456.7890123450_dec},
    {"uuid", aside::Uuid::parse("6fa459ea-ee8a-3ca4-894e-db77e160355e")},
    {"json", aside::Json::parse("[1, 2]")},
    {"maybe", day},
    {"maybe", nullptr},
};

const FieldInfo& field_of(const Example& example) {
    return aside::detail::model_info<Everything>().at(example.field);
}

}  // namespace

TEST_CASE("a member takes a value of its own type, and gives it back as that") {
    for (const Example& example : examples) {
        CAPTURE(example.field);
        Everything object;
        aside::detail::set_member(field_of(example), &object, example.value);
        CHECK(aside::detail::member_value(field_of(example), &object) == example.value);
    }
}

TEST_CASE("what an engine without a type keeps has the member's type again when it is read") {
    for (const Example& example : examples) {
        CAPTURE(example.field);
        const SqlValue stored = aside::sql::sqlite::stored(example.value);
        CHECK(typed_value(cell_of(stored), field_of(example)) == example.value);
        CHECK(typed_value(cell_of(example.value), field_of(example)) == example.value);
    }
}

TEST_CASE("a value is of the type that it has in C++") {
    CHECK(SqlValue(true).kind() == Kind::boolean);
    CHECK(SqlValue(1).kind() == Kind::integer);
    CHECK(SqlValue(1.0).kind() == Kind::real);
    CHECK(SqlValue("1").kind() == Kind::text);
    CHECK(SqlValue(day).kind() == Kind::date);
    CHECK(SqlValue(std::chrono::sys_days(day)).kind() == Kind::date);
    CHECK(SqlValue(moment).kind() == Kind::date_time);
    CHECK(SqlValue(std::chrono::seconds(1)).kind() == Kind::duration);
    CHECK(SqlValue(1.5_dec).kind() == Kind::decimal);
    CHECK(SqlValue(aside::Decimal<38, 1>(1)).kind() == Kind::decimal);
    static_assert(!std::is_constructible_v<SqlValue, const int*>);
}

TEST_CASE("values of different types are different, decimals of one number are equal") {
    CHECK_FALSE(SqlValue(true) == SqlValue(1));
    CHECK_FALSE(SqlValue(1) == SqlValue(1.0));
    CHECK_FALSE(SqlValue(day) == SqlValue("2024-02-29"));
    CHECK(SqlValue(9.9_dec) == SqlValue(9.90_dec));
    CHECK_FALSE(SqlValue(9.9_dec) == SqlValue(9.91_dec));
}

TEST_CASE("a value is shown to people, whatever it holds") {
    CHECK(SqlValue(true).to_string() == "TRUE");
    CHECK(SqlValue(day).to_string() == "'2024-02-29'");
    CHECK(SqlValue(moment).to_string() == "'2024-02-29 00:00:00.000001'");
    CHECK(SqlValue(aside::Time(1, 2)).to_string() == "'01:02:00'");
    CHECK(SqlValue(aside::Duration(-5)).to_string() == "-5");
    CHECK(SqlValue(-9.90_dec).to_string() == "-9.90");
    CHECK(SqlValue(aside::Uuid()).to_string() == "'00000000-0000-0000-0000-000000000000'");
    CHECK(SqlValue(aside::Json::parse("{\"a\": \"it's\"}")).to_string() == "'{\"a\": \"it''s\"}'");
    CHECK(SqlValue(aside::Date()).to_string() == "'no date'");
    CHECK(SqlValue(aside::Date(std::chrono::year(-5) / 1 / 1)).to_string() == "'no date'");
    CHECK(SqlValue(aside::DateTime::max()).to_string() == "9223372036854775807");
}

TEST_CASE("parameters have the types of their values, whatever the engine makes of them") {
    const auto params =
        Everything::objects
            .filter("truth"_f == true, "day"_f == day, "moment"_f == std::chrono::sys_days(day),
                    "price"_f > 1.5_dec, "duration"_f < std::chrono::hours(1))
            .sql()
            .params;
    CHECK(params == std::vector<SqlValue>{true, day, aside::DateTime(std::chrono::sys_days(day)),
                                          1.5_dec, aside::Duration(std::chrono::hours(1))});
}
