// What SQLite stores of the types that it has not, which is what Django stores.
#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "aside/error.hpp"
#include "exec/helpers.hpp"
#include "sql/sqlite/storage.hpp"

using namespace aside::literals;
using namespace aside::testing;
using aside::Blob;
using aside::DataError;
using aside::Date;
using aside::DateTime;
using aside::Duration;
using aside::Json;
using aside::SqlValue;
using aside::Time;
using aside::Uuid;
using aside::sql::sqlite::stored;

namespace {

const Date leap_day{std::chrono::year(2024) / 2 / 29};
const DateTime moment =
    std::chrono::sys_days(leap_day) + std::chrono::hours(13) + std::chrono::microseconds(1);
const Uuid uuid = Uuid::parse("6fa459ea-ee8a-3ca4-894e-db77e160355e");

}  // namespace

TEST_CASE("what SQLite knows itself is stored as it is") {
    for (const SqlValue& value : {SqlValue(), SqlValue(-5), SqlValue(0.1), SqlValue("text"),
                                  SqlValue(std::string("a\0b", 3)), SqlValue(Blob{std::byte{7}})})
        CHECK(stored(value) == value);
}

TEST_CASE("the other types have Django's forms") {
    CHECK(stored(true) == SqlValue(1));
    CHECK(stored(false) == SqlValue(0));
    CHECK(stored(leap_day) == SqlValue("2024-02-29"));
    CHECK(stored(moment) == SqlValue("2024-02-29 13:00:00.000001"));
    CHECK(stored(Time(13, 37)) == SqlValue("13:37:00"));
    CHECK(stored(Duration(-1)) == SqlValue(-1));
    CHECK(stored(9.90_dec) == SqlValue(9.9));
    CHECK(stored(9.00_dec) == SqlValue(9));
    CHECK(stored(uuid) == SqlValue("6fa459eaee8a3ca4894edb77e160355e"));
    CHECK(stored(Json::parse("[1, 2]")) == SqlValue("[1, 2]"));
}

TEST_CASE("parameters of a statement by hand are stored in these forms, and read as they lie") {
    const ScratchDatabase database;
    const auto rows =
        aside::connection().query("SELECT ?, ?, ?, ?, ?, ?, ?, ?", true, leap_day, moment,
                                  Time(1, 2), Duration(3), 1.5_dec, uuid, Json::parse("{}"));
    const SqlValue wanted[] = {1, "2024-02-29", "2024-02-29 13:00:00.000001",       "01:02:00",
                               3, 1.5,          "6fa459eaee8a3ca4894edb77e160355e", "{}"};
    for (int i = 0; i < 8; ++i) CHECK(rows.front()[i] == wanted[i]);
}

TEST_CASE("what SQLite would not give back is refused") {
    CHECK_THROWS_AS((void)stored(std::numeric_limits<double>::quiet_NaN()), DataError);
    CHECK_THROWS_AS((void)stored(Date()), DataError);
    CHECK_THROWS_AS((void)stored(Date(std::chrono::year(10'000) / 1 / 1)), DataError);
    CHECK_THROWS_AS((void)stored(DateTime::max()), DataError);
    CHECK_THROWS_AS((void)stored(1234567890.123456789_dec), DataError);
    CHECK_THROWS_AS((void)stored(9223372036854775808_dec), DataError);
    CHECK(stored(9223372036854775807_dec) == SqlValue(std::numeric_limits<std::int64_t>::max()));
}
