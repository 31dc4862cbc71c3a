#include <doctest/doctest.h>

#include <cmath>
#include <cstring>
#include <limits>

#include "aside/error.hpp"
#include "exec/helpers.hpp"

using namespace aside::testing;
using aside::Blob;
using aside::SqlValue;

namespace {

SqlValue stored_and_read(const SqlValue& value) {
    const auto connection = aside::connection();
    connection.execute("DELETE FROM any_value");
    connection.execute("INSERT INTO any_value VALUES (?)", value);
    return connection.query("SELECT value FROM any_value").front()[0];
}

struct AnyValues : ScratchDatabase {
    AnyValues() { aside::connection().execute("CREATE TABLE any_value (value)"); }
};

}  // namespace

TEST_CASE("every value comes back bit for bit") {
    const AnyValues database;
    const Blob bytes{std::byte{0}, std::byte{1}, std::byte{255}};
    for (const SqlValue& value :
         {SqlValue(), SqlValue(0), SqlValue(-1), SqlValue(std::numeric_limits<std::int64_t>::min()),
          SqlValue(std::numeric_limits<std::int64_t>::max()), SqlValue(""), SqlValue("plain"),
          SqlValue(std::string("a\0b", 3)), SqlValue(std::string(1, '\0')), SqlValue("żółć 🍕"),
          SqlValue(Blob{}), SqlValue(bytes)}) {
        CHECK(stored_and_read(value) == value);
    }
    CHECK(stored_and_read(std::string_view()).text() != nullptr);
    CHECK(stored_and_read(Blob{}).blob() != nullptr);
}

TEST_CASE("doubles keep every bit") {
    const AnyValues database;
    using Limits = std::numeric_limits<double>;
    for (const double value :
         {0.0, -0.0, 1e-7, 0.1, 1.0 / 3, 3.0, -1e300, Limits::min(), Limits::denorm_min(),
          Limits::max(), Limits::lowest(), Limits::epsilon(), Limits::infinity(),
          -Limits::infinity(), 1e15 + 0.5}) {
        const auto read = stored_and_read(value);
        REQUIRE(read.real() != nullptr);
        CHECK(std::memcmp(read.real(), &value, sizeof value) == 0);
    }
}

TEST_CASE("doubles keep every bit in a column of type REAL") {
    const ScratchDatabase database;
    const auto connection = aside::connection();
    connection.execute("CREATE TABLE t (value REAL)");
    for (const double value : {3.0, 0.1, 1e-7, std::numeric_limits<double>::denorm_min()}) {
        connection.execute("INSERT INTO t VALUES (?)", value);
        const auto read = connection.query("SELECT value FROM t ORDER BY rowid DESC").front()[0];
        REQUIRE(read.real() != nullptr);
        CHECK(std::memcmp(read.real(), &value, sizeof value) == 0);
    }
}

TEST_CASE(
    "a column of type REAL has no negative zero: SQLite stores whole numbers as integers there") {
    const ScratchDatabase database;
    const auto connection = aside::connection();
    connection.execute("CREATE TABLE t (value REAL)");
    connection.execute("INSERT INTO t VALUES (?)", -0.0);
    const auto read = connection.query("SELECT value FROM t").front()[0];
    CHECK(read == SqlValue(0.0));
    CHECK_FALSE(std::signbit(*read.real()));
}

TEST_CASE("NaN is refused, since SQLite would make it NULL") {
    const AnyValues database;
    CHECK_THROWS_AS(stored_and_read(std::nan("")), aside::DataError);
}

TEST_CASE("a value is written for people as a literal") {
    CHECK(SqlValue().to_string() == "NULL");
    CHECK(SqlValue(true).to_string() == "TRUE");
    CHECK(SqlValue(-42).to_string() == "-42");
    CHECK(SqlValue(1.5).to_string() == "1.5");
    CHECK(SqlValue(2.0).to_string() == "2.0");
    CHECK(SqlValue(1e-7).to_string() == "1e-07");
    CHECK(SqlValue(-std::numeric_limits<double>::infinity()).to_string() == "-9e999");
    CHECK(SqlValue("it's").to_string() == "'it''s'");
    CHECK(SqlValue(Blob{std::byte{10}, std::byte{255}}).to_string() == "X'0AFF'");
}
