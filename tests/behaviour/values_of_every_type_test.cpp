#include <doctest/doctest.h>

#include <limits>

#include "support/database.hpp"

using namespace aside::literals;
using namespace std::chrono;
using aside::testing::TestDatabase;

namespace {

enum class Color { red, green };

struct Value : aside::Model<Value> {
    std::int64_t id = 0;
    std::optional<bool> flag;
    std::optional<std::int16_t> small;
    std::optional<std::int32_t> medium;
    std::optional<std::int64_t> big;
    std::optional<double> real;
    std::optional<std::string> text;
    std::optional<aside::Blob> bytes;
    std::optional<aside::Date> date;
    std::optional<aside::DateTime> moment;
    std::optional<aside::Time> time;
    std::optional<aside::Duration> span;
    std::optional<aside::Decimal<12, 4>> decimal;
    std::optional<aside::Uuid> uuid;
    std::optional<aside::Json> json;
    std::optional<Color> color;
    std::optional<Color> named;

    static constexpr auto meta = aside::meta("named"_f.choices());
};

/// What comes back of a value, which must be found by that value alone.
template <class Field, class T>
T found_again(Field field, const T& value) {
    Value::objects.all().delete_();
    Value::objects.create(Value{});
    const auto id = Value::objects.create(field = value).id;
    const Value read = Value::objects.get(field == value);
    CHECK(read.id == id);
    const void* member = aside::detail::model_info<Value>().at(Field::path.view()).in(&read);
    return **static_cast<const std::optional<T>*>(member);
}
template <class Field, class... T>
void check_found_again(Field field, const T&... values) {
    ([&] { CHECK(found_again(field, values) == values); }(), ...);
}

template <class T>
using Limits = std::numeric_limits<T>;

}  // namespace

TEST_CASE("values of every type come back as they were, and are found by their value") {
    const TestDatabase<Value> database;
    check_found_again("flag"_f, true, false);
    check_found_again("small"_f, Limits<std::int16_t>::min(), Limits<std::int16_t>::max());
    check_found_again("medium"_f, Limits<std::int32_t>::min(), Limits<std::int32_t>::max());
    check_found_again("big"_f, Limits<std::int64_t>::min(), std::int64_t{0},
                      Limits<std::int64_t>::max());
    check_found_again("text"_f, std::string(), std::string("żółć 🍕"),
                      std::string("it's \"x\" \\ %_*?["));
    check_found_again("bytes"_f, aside::Blob(), aside::Blob{std::byte{0}, std::byte{255}});
    check_found_again("date"_f, aside::Date(year(1) / 1 / 1), aside::Date(year(9999) / 12 / 31));
    check_found_again("moment"_f, aside::DateTime(-1us),
                      aside::DateTime(sys_days(year(2024) / 2 / 29)) + 999'999us);
    check_found_again("time"_f, aside::Time(0, 0), aside::Time(23, 59, 59, 999'999));
    check_found_again("span"_f, aside::Duration(-1), aside::Duration(hours(48)));
    check_found_again("decimal"_f, aside::Decimal<12, 4>(-0.0001_dec),
                      aside::Decimal<12, 4>(12345678.9012_dec));
    check_found_again("uuid"_f, aside::Uuid::random());
    check_found_again("color"_f, Color::green);
    check_found_again("named"_f, Color::red);
}

TEST_CASE("JSON comes back with the same value") {
    const TestDatabase<Value> database;
    const auto json = aside::Json::parse(R"({"a": [1, "ż", null]})");
    Value::objects.create("json"_f = json);
    CHECK(Value::objects.get().json == json);
}

TEST_CASE("NULL comes back as NULL, and empty is not NULL") {
    const TestDatabase<Value> database;
    Value::objects.create(Value{});
    const Value null =
        Value::objects.get("text"_f == nullptr, "bytes"_f == nullptr, "real"_f == nullptr);
    CHECK_FALSE(null.flag);
    CHECK_FALSE(null.json);
    CHECK_FALSE(null.named);
    Value::objects.create("text"_f = "", "bytes"_f = aside::Blob());
    CHECK(Value::objects.filter("text"_f == nullptr).count() == 1);
    CHECK(Value::objects.filter("text"_f == "").count() == 1);
}

TEST_CASE("aggregates keep the type of what they are of") {
    const TestDatabase<Value> database;
    for (const auto amount : {1.25_dec, 2.50_dec})
        Value::objects.create("decimal"_f = amount, "small"_f = 30'000, "span"_f = 3h);
    const auto row = Value::objects.aggregate("sum"_f = Sum("decimal"_f),
                                              "small"_f = Sum("small"_f), "mean"_f = Avg("span"_f));
    CHECK(row["sum"_f]->to_string() == "3.7500");
    CHECK(row["small"_f] == 60'000);
    CHECK(row["mean"_f] == 3h);
}
