// How values go over the wire: each there and back, and what the bytes are where that is known from
// PostgreSQL's own documentation and `send` functions.
#include "backend/postgresql/wire.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <string>

#include "aside/aside.hpp"
#include "model/unstorable.hpp"

using aside::DateTime;
using aside::DecimalValue;
using aside::Duration;
using aside::SqlValue;
using aside::detail::Cell;
using aside::detail::CellType;
using aside::model::Unstorable;
using namespace aside::backend::postgresql;
using namespace std::chrono_literals;

namespace {

std::string encoded(const SqlValue& value) {
    std::string bytes;
    encode(bytes, aside::detail::cell_of(value));
    return bytes;
}

SqlValue decoded(TypeNumber type, std::string_view bytes) {
    std::vector<Cell> elements;
    if (element_of(type) != types::unknown)
        return aside::detail::read_value(decode_array(bytes, elements));
    return aside::detail::read_value(decode(type, bytes));
}

void read(TypeNumber type, std::string_view bytes) { (void)decoded(type, bytes); }

void check_there_and_back(const SqlValue& value) {
    const auto type = type_of(aside::detail::cell_of(value));
    CHECK(decoded(type, encoded(value)) == value);
}

/// `hex("00 1F")`
std::string hex(std::string_view digits) {
    std::string bytes;
    for (std::size_t i = 0; i + 1 < digits.size();
         i += digits[i + 2 < digits.size() ? i + 2 : i] == ' ' ? 3 : 2)
        bytes += static_cast<char>(std::stoi(std::string(digits.substr(i, 2)), nullptr, 16));
    return bytes;
}

aside::detail::Int128 units(std::string_view digits) {
    aside::detail::Int128 number = 0;
    for (const char digit : digits) number = number * 10 + (digit - '0');
    return number;
}

}  // namespace

TEST_CASE("a value of each type comes back as it was sent") {
    check_there_and_back(true);
    check_there_and_back(false);
    check_there_and_back(std::numeric_limits<std::int64_t>::min());
    check_there_and_back(std::numeric_limits<std::int64_t>::max());
    check_there_and_back(-1);
    check_there_and_back(0.1);
    check_there_and_back(-std::numeric_limits<double>::infinity());
    check_there_and_back("");
    check_there_and_back("Käse \xF0\x9F\xA7\x80");
    check_there_and_back(aside::Blob{std::byte{0}, std::byte{255}});
    check_there_and_back(aside::Date(2024y / 2 / 29));
    check_there_and_back(aside::Date(1y / 1 / 1));
    check_there_and_back(aside::Date(9999y / 12 / 31));
    check_there_and_back(DateTime(std::chrono::sys_days(1y / 1 / 1)));
    check_there_and_back(DateTime(std::chrono::sys_days(9999y / 12 / 31) + 24h - 1us));
    check_there_and_back(aside::Time(23, 59, 59, 999'999));
    check_there_and_back(aside::Time());
    check_there_and_back(aside::Uuid::parse("6fa459ea-ee8a-3ca4-894e-db77e160355e"));
    check_there_and_back(aside::Json::parse(R"({"a": [1, null]})"));
}

TEST_CASE("minus zero keeps its sign, and NaN is itself") {
    const auto zero = decoded(types::float8, encoded(-0.0));
    CHECK(std::signbit(*zero.real()));
    CHECK(std::isnan(
        *decoded(types::float8, encoded(std::numeric_limits<double>::quiet_NaN())).real()));
}

TEST_CASE("the longest durations come back as they were sent") {
    for (const Duration each :
         {0us, 1us, -1us, Duration(24h), -Duration(24h) - 1us, Duration::max(), Duration::min()}) {
        CAPTURE(each.count());
        check_there_and_back(each);
    }
    // Of minus one microsecond Django writes minus one day and the rest, too.
    CHECK(encoded(-1us) == hex("00 00 00 14 1D D7 5F FF FF FF FF FF 00 00 00 00"));
}

TEST_CASE("decimals are digits of base 10,000") {
    // As numeric_send writes them: count, weight, sign, scale, digits.
    CHECK(encoded(DecimalValue(0, 0)) == hex("00 00 00 00 00 00 00 00"));
    CHECK(encoded(DecimalValue(0, 2)) == hex("00 00 00 00 00 00 00 02"));
    CHECK(encoded(DecimalValue(1, 0)) == hex("00 01 00 00 00 00 00 00 00 01"));
    CHECK(encoded(DecimalValue(-990, 2)) == hex("00 02 00 00 40 00 00 02 00 09 23 28"));
    CHECK(encoded(DecimalValue(10'000, 0)) == hex("00 01 00 01 00 00 00 00 00 01"));
    CHECK(encoded(DecimalValue(1, 4)) == hex("00 01 FF FF 00 00 00 04 00 01"));
    CHECK(encoded(DecimalValue(1, 5)) == hex("00 01 FF FE 00 00 00 05 03 E8"));
}

TEST_CASE("a decimal keeps its digits and its places") {
    const auto widest = units("99999999999999999999999999999999999999");
    for (const int places : {0, 1, 2, 3, 4, 5, 18, 19, 37, 38}) {
        for (const auto each :
             {aside::detail::Int128{0}, aside::detail::Int128{1}, aside::detail::Int128{10'000},
              aside::detail::Int128{-123'456'789}, widest, -widest}) {
            const DecimalValue value(each, places);
            CAPTURE(value.to_string());
            const auto back = decoded(types::numeric, encoded(value));
            REQUIRE(back.decimal() != nullptr);
            CHECK(back.decimal()->units() == value.units());
            CHECK(back.decimal()->places() == value.places());
        }
    }
}

TEST_CASE("a number that no decimal holds is read as a double, or refused") {
    CHECK(std::isnan(*decoded(types::numeric, hex("00 00 00 00 C0 00 00 00")).real()));
    CHECK(*decoded(types::numeric, hex("00 00 00 20 D0 00 00 00")).real() ==
          std::numeric_limits<double>::infinity());
    CHECK(*decoded(types::numeric, hex("00 00 00 20 F0 00 00 00")).real() ==
          -std::numeric_limits<double>::infinity());
    // 1 with 40 zeros
    CHECK_THROWS_WITH_AS(read(types::numeric, hex("00 01 00 0A 00 00 00 00 00 01")),
                         doctest::Contains("more than 38 digits"), Undecodable);
    // 0 with 1000 places, and 1 with 60: places that no decimal has are left out
    CHECK(*decoded(types::numeric, hex("00 00 00 00 00 00 03 E8")).decimal() == DecimalValue(0, 0));
    CHECK(*decoded(types::numeric, hex("00 01 00 00 00 00 00 3C 00 01")).decimal() ==
          DecimalValue(1, 0));
}

TEST_CASE("what our dates, times and durations do not hold is refused") {
    const auto largest = hex("7F FF FF FF FF FF FF FF");
    const auto smallest = hex("80 00 00 00 00 00 00 00");
    CHECK_THROWS_WITH_AS(read(types::date, largest.substr(0, 4)), doctest::Contains("infinity"),
                         Undecodable);
    CHECK_THROWS_AS(read(types::date, smallest.substr(0, 4)), Undecodable);
    CHECK_THROWS_AS(read(types::timestamptz, largest), Undecodable);
    CHECK_THROWS_AS(read(types::timestamptz, smallest), Undecodable);
    CHECK_THROWS_WITH_AS(read(types::time, hex("00 00 00 14 1D D7 60 00")),
                         doctest::Contains("24:00:00"), Undecodable);
    CHECK_THROWS_WITH_AS(
        read(types::interval, hex("00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 01")),
        doctest::Contains("months"), Undecodable);
    CHECK_THROWS_AS(read(types::interval, largest + hex("00 00 00 01 00 00 00 00")), Undecodable);
}

TEST_CASE("bytes that are too few for their type are refused, not read beyond") {
    for (const TypeNumber type : {types::int2, types::int4, types::int8, types::float4,
                                  types::float8, types::numeric, types::date, types::timestamptz,
                                  types::time, types::interval, types::uuid, types::jsonb}) {
        CAPTURE(type);
        CHECK_THROWS_AS(read(type, ""), Undecodable);
        CHECK_THROWS_AS(read(type, std::string_view("\0", 1)), Undecodable);
    }
    CHECK_THROWS_AS(read(types::numeric, hex("00 02 00 00 00 00 00 00 00 01")), Undecodable);
}

TEST_CASE("a type that is not known says how it can be read") {
    constexpr TypeNumber inet = 869;
    CHECK_THROWS_WITH_AS(read(inet, "x"), doctest::Contains("CAST(... AS text)"), Undecodable);
}

TEST_CASE("text that PostgreSQL does not store is refused before it is sent") {
    CHECK_THROWS_WITH_AS(encoded(std::string("a\0b", 3)),
                         doctest::Contains("NUL character at byte 1"), Unstorable);
    for (const std::string_view wrong : {"\x80", "a\xC3", "\xC0\xAF", "\xE0\x80\xAF",
                                         "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80",
                                         "\xE2\x82"
                                         "a"}) {
        CAPTURE(wrong);
        CHECK_THROWS_WITH_AS(encoded(wrong), doctest::Contains("UTF-8"), Unstorable);
    }
    for (const std::string_view right : {"\x7F", "\xC2\x80", "\xE0\xA0\x80", "\xED\x9F\xBF",
                                         "\xEF\xBF\xBF", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"})
        CHECK(encoded(right) == right);
}

TEST_CASE("a date of no year from 1 to 9999 is refused before it is sent") {
    CHECK_THROWS_AS(encoded(aside::Date()), Unstorable);
    CHECK_THROWS_AS(encoded(DateTime(std::chrono::sys_days(10'000y / 1 / 1))), Unstorable);
}

namespace {

SqlValue array(aside::SqlKind element, std::vector<SqlValue> values) {
    return aside::SqlArray{.element = element, .values = std::move(values)};
}

}  // namespace

TEST_CASE("an array comes back as it was sent") {
    using Kind = aside::SqlKind;
    check_there_and_back(array(Kind::integer, {}));
    check_there_and_back(array(Kind::integer, {1, -1, std::numeric_limits<std::int64_t>::max()}));
    check_there_and_back(array(Kind::text, {"", "a", nullptr, "NULL", "{\"}"}));
    check_there_and_back(array(Kind::boolean, {true, false}));
    check_there_and_back(array(Kind::real, {0.1, nullptr}));
    check_there_and_back(array(Kind::blob, {aside::Blob{std::byte{0}}, aside::Blob{}}));
    check_there_and_back(array(Kind::decimal, {DecimalValue(150, 2), DecimalValue(-1, 0)}));
    check_there_and_back(array(Kind::date, {aside::Date(2024y / 2 / 29)}));
    check_there_and_back(array(Kind::date_time, {DateTime(1us)}));
    check_there_and_back(array(Kind::time, {aside::Time(1, 2)}));
    check_there_and_back(array(Kind::duration, {SqlValue(Duration(-1))}));
    check_there_and_back(array(Kind::uuid, {aside::Uuid::random()}));
    check_there_and_back(array(Kind::null, {nullptr, nullptr}));
}

TEST_CASE("an array is its dimensions, and each element behind its length") {
    // As array_send writes them.
    CHECK(encoded(array(aside::SqlKind::integer, {})) ==
          hex("00 00 00 00 00 00 00 00 00 00 00 14"));
    CHECK(encoded(array(aside::SqlKind::boolean, {true, nullptr})) ==
          hex("00 00 00 01 00 00 00 01 00 00 00 10 00 00 00 02 00 00 00 01 "
              "00 00 00 01 01 FF FF FF FF"));
    // int4[], which a column of such integers gives.
    CHECK(decoded(1007, hex("00 00 00 01 00 00 00 00 00 00 00 17 00 00 00 01 00 00 00 01 "
                            "00 00 00 04 00 00 00 07")) == array(aside::SqlKind::integer, {7}));
    CHECK_THROWS_AS(encoded(array(aside::SqlKind::integer, {1, "a"})), Unstorable);
}

TEST_CASE("an array that is cut off, or of more dimensions, cannot be read") {
    const std::string whole = encoded(array(aside::SqlKind::text, {"ab", nullptr, "c"}));
    for (std::size_t length = 0; length < whole.size(); ++length) {
        CAPTURE(length);
        CHECK_THROWS_AS(read(1009, whole.substr(0, length)), Undecodable);
    }
    const std::string head = "00 00 00 01 00 00 00 00 00 00 00 17 ";
    CHECK_THROWS_AS(read(1007, hex(head + "7F FF FF FF 00 00 00 01")), Undecodable);
    CHECK_THROWS_AS(read(1007, hex(head + "FF FF FF FF 00 00 00 01")), Undecodable);
    CHECK_THROWS_AS(read(1007, hex(head + "00 00 00 01 00 00 00 01 FF FF FF FE")), Undecodable);
    CHECK_THROWS_WITH_AS(
        read(1007, hex("00 00 00 02 00 00 00 00 00 00 00 17 00 00 00 01 00 00 00 01 "
                       "00 00 00 01 00 00 00 01 00 00 00 04 00 00 00 07")),
        doctest::Contains("an array of 2 dimensions"), Undecodable);
}
