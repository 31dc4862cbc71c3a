// How functions, casts and parts of dates are spelled for PostgreSQL. What they mean there is
// proved by tests/behaviour on a server.
#include <doctest/doctest.h>

#include "sql/postgresql.hpp"

using namespace aside::literals;
using namespace std::chrono_literals;
using aside::Cast;
using aside::Decimal;
using aside::NotSupportedError;

namespace {

enum class Size { small, large };
struct Visit : aside::Model<Visit> {
    std::int64_t id = 0;
    std::string name;
    std::optional<std::int64_t> rank;
    std::int64_t count = 0;
    double weight = 0;
    bool paid = false;
    Decimal<10, 2> price;
    aside::Date day{};
    aside::DateTime made{};
    aside::Time at{};
    aside::Duration span{};
    Size size{};
    aside::Json data;
    static constexpr auto meta = aside::meta("size"_f.choices(Size::small, "S", Size::large, "L"));
};

template <class Expression>
std::string of(Expression expression) {
    return aside::testing::expression_in_postgresql<Visit>(expression);
}

}  // namespace

TEST_CASE(
    "positions, lengths and counts are integers of 32 bits, which PostgreSQL's functions take") {
    CHECK(of(Substr("name"_f, 2, 3)) ==
          R"(SUBSTR("name", CAST($1 AS integer), CAST($2 AS integer)))");
    CHECK(of(Left("name"_f, 2)) == R"(LEFT("name", CAST($1 AS integer)))");
    CHECK(of(LPad("name"_f, 7, "-")) == R"(LPAD("name", CAST($1 AS integer), $2))");
    CHECK(of(Repeat("name"_f, 2)) == R"(REPEAT("name", CAST($1 AS integer)))");
    CHECK(of(Round("price"_f, 1)) == R"(ROUND("price", CAST($1 AS integer)))");
    const auto rows =
        Visit::objects.values_list(aside::flat, aside::Ntile(4).over(order_by("id"_f)));
    CHECK(aside::testing::in_postgresql(rows).sql ==
          R"(SELECT NTILE(CAST($1 AS integer)) OVER (ORDER BY "visit"."id" ASC) FROM "visit")");
}

TEST_CASE("texts are joined by an operator, which an index may have, and NULL counts as none") {
    CHECK(of(aside::Concat("name"_f, "b")) == R"((COALESCE("name", '') || $1))");
    CHECK(of(aside::Concat("name"_f, Cast<std::string>("count"_f))) ==
          R"((COALESCE("name", '') || COALESCE(CAST("count" AS text), '')))");
}

TEST_CASE("digests are those that PostgreSQL has") {
    CHECK(of(MD5("name"_f)) == R"(MD5("name"))");
    CHECK(of(SHA256("name"_f)) == R"(ENCODE(SHA256(CONVERT_TO("name", 'UTF8')), 'hex'))");
    const auto sha1 = Visit::objects.values_list(aside::flat, SHA1("name"_f));
    CHECK_THROWS_WITH_AS(
        (void)aside::testing::in_postgresql(sha1),
        "aside: SHA1 needs PostgreSQL's extension pgcrypto, which is not there: use SHA256",
        NotSupportedError);
    aside::sql::Features features = aside::sql::postgresql::features_of_postgresql();
    features.sha1 = true;
    const auto with_pgcrypto = aside::sql::postgresql::make_dialect(
        features, aside::sql::postgresql::limits_of_postgresql());
    CHECK(
        aside::sql::select(sha1.query(), *with_pgcrypto).sql ==
        R"(SELECT ENCODE(DIGEST(CONVERT_TO("visit"."name", 'UTF8'), 'sha1'), 'hex') FROM "visit")");
}

TEST_CASE(
    "doubles are rounded as exact numbers, of which PostgreSQL rounds halves away from zero") {
    CHECK(of(Round("weight"_f, 1)) ==
          R"(CAST(ROUND(CAST("weight" AS numeric), CAST($1 AS integer)) AS double precision))");
    CHECK(of(Round("count"_f)) == R"("count")");
    CHECK(of(Ceil("weight"_f)) == R"(CEIL("weight"))");
    CHECK(of(Ceil("count"_f)) == R"("count")");
}

TEST_CASE("functions of mathematics give doubles") {
    CHECK(of(Power("price"_f, 2)) ==
          R"(POWER(CAST("price" AS double precision), CAST($1 AS double precision)))");
    CHECK(of(Log(2, "count"_f)) ==
          R"(CAST(LOG(CAST($1 AS numeric), CAST("count" AS numeric)) AS double precision))");
    CHECK(of(Sign("price"_f)) == R"(CAST(SIGN("price") AS bigint))");
    CHECK(of(Abs("span"_f)) == R"(GREATEST("span", -"span"))");
}

TEST_CASE("the largest is NULL if one is, which PostgreSQL's GREATEST would leave out") {
    CHECK(of(Greatest("count"_f, "rank"_f)) ==
          R"(CASE WHEN NUM_NULLS("count", "rank") = 0 THEN GREATEST("count", "rank") END)");
    CHECK(of(Least("count"_f, 7)) ==
          R"(CASE WHEN NUM_NULLS("count") = 0 THEN LEAST("count", $1) END)");
}

TEST_CASE("a cast to an integer cuts off, as PostgreSQL's own does not") {
    CHECK(of(Cast<std::int32_t>("weight"_f)) == R"(CAST(TRUNC("weight") AS bigint))");
    CHECK(of(Cast<std::int64_t>("name"_f)) == R"(CAST(TRUNC(CAST("name" AS numeric)) AS bigint))");
    CHECK(of(Cast<std::int64_t>("count"_f > 2)) ==
          R"(CAST(CAST(("count" > $1) AS integer) AS bigint))");
    CHECK(of(Cast<bool>("count"_f)) == R"(("count" <> 0))");
    CHECK(of(Cast<Decimal<10, 2>>("name"_f)) ==
          R"(CAST(CAST("name" AS numeric) AS numeric(18, 2)))");
    CHECK(of(Cast<double>("data__n"_f)) ==
          R"(CAST(CAST(("data" ->> 'n') AS numeric) AS double precision))");
}

TEST_CASE("a cast to text shows moments in UTC, and all places of a decimal") {
    CHECK(of(Cast<std::string>("made"_f)) == R"(CAST("made" AT TIME ZONE 'UTC' AS text))");
    CHECK(of(Cast<std::string>("price"_f)) == R"(CAST(ROUND("price", 2) AS text))");
    CHECK(of(Cast<std::string>(aside::Value(1.12345678_dec))) == "CAST($1 AS text)");
    CHECK(of(Cast<std::string>("size"_f)) == R"(CAST("size" AS text))");
}

TEST_CASE("moments are taken apart in UTC, dates and times as they are") {
    CHECK(of("made__year"_f) ==
          R"(CAST(EXTRACT('year' FROM "made" AT TIME ZONE 'UTC') AS bigint))");
    CHECK(of("day__week_day"_f) == R"(CAST(EXTRACT('dow' FROM "day") + 1 AS bigint))");
    CHECK(of("day__iso_week_day"_f) == R"(CAST(EXTRACT('isodow' FROM "day") AS bigint))");
    CHECK(of("day__iso_year"_f) == R"(CAST(EXTRACT('isoyear' FROM "day") AS bigint))");
    // PostgreSQL's second has a fraction.
    CHECK(of("at__second"_f) ==
          R"(CAST(EXTRACT('second' FROM DATE_TRUNC('second', "at")) AS bigint))");
    CHECK(of(TruncHour("made"_f)) == R"(DATE_TRUNC('hour', "made", 'UTC'))");
    CHECK(of(TruncMonth("day"_f)) == R"(CAST(DATE_TRUNC('month', "day") AS date))");
    CHECK(of(TruncMinute("at"_f)) == R"(CAST(DATE_TRUNC('minute', "at") AS time))");
    CHECK(of(TruncDate("made"_f)) == R"(CAST("made" AT TIME ZONE 'UTC' AS date))");
    CHECK(of(Cast<aside::DateTime>("day"_f)) == R"((CAST("day" AS timestamp) AT TIME ZONE 'UTC'))");
    CHECK(of(aside::Now()) == "STATEMENT_TIMESTAMP()");
}
