// How PostgreSQL calculates what other engines do: arithmetic, aggregates, groups.
#include <doctest/doctest.h>

#include "sql/postgresql.hpp"

using namespace aside::literals;
using namespace std::chrono_literals;
using aside::Decimal;
using aside::SqlValue;
using aside::testing::in_postgresql;

namespace {

struct Trip : aside::Model<Trip> {
    std::int64_t id = 0;
    std::string name;
    std::int64_t count = 0;
    std::int32_t small = 0;
    std::int16_t tiny = 0;
    double weight = 0;
    bool paid = false;
    Decimal<10, 2> price;
    aside::Date day{};
    aside::Date back{};
    aside::DateTime made{};
    aside::Duration span{};
    aside::Uuid code;
    aside::Blob bytes;
};

template <class Expression>
std::string of(Expression expression) {
    return aside::testing::expression_in_postgresql<Trip>(expression);
}
/// An aggregate of all rows.
template <class Aggregate>
std::string all(Aggregate aggregate) {
    const auto rows = Trip::objects.values("name"_f).annotate("a"_f = aggregate).values("a"_f);
    return aside::testing::between(in_postgresql(rows).sql, "SELECT ", " AS ", "trip");
}

}  // namespace

TEST_CASE("what is divided by zero is NULL, where PostgreSQL's operator fails") {
    CHECK(of(7 / "count"_f) == R"(($1 / NULLIF("count", 0)))");
    CHECK(of("count"_f % "small"_f) == R"(("count" % NULLIF("small", 0)))");
    CHECK(of("count"_f / 2) == R"(("count" / $1))");
    CHECK(of(Mod("count"_f, "small"_f)) == R"(("count" % NULLIF("small", 0)))");
    CHECK(of("span"_f / 0.5) == R"(("span" / $1))");
}

TEST_CASE("integers are calculated with in 64 bits, as narrow as their columns are") {
    CHECK(of("small"_f * "tiny"_f) == R"((CAST("small" AS bigint) * "tiny"))");
    CHECK(of("small"_f + 1) == R"(("small" + $1))");
    CHECK(of("small"_f + "count"_f) == R"(("small" + "count"))");
}

TEST_CASE("decimals are exact, and rounded once to the places of the result") {
    CHECK(of("price"_f + 0.2_dec) == R"(("price" + $1))");
    CHECK(of("price"_f * "count"_f) == R"(("price" * "count"))");
    CHECK(of("price"_f * "price"_f) == R"(("price" * "price"))");
    CHECK(of("price"_f * "price"_f * "price"_f * "price"_f) ==
          R"(ROUND(((("price" * "price") * "price") * "price"), 6))");
    // A quotient has as many places as decide how it is rounded, where PostgreSQL would stop at 16.
    CHECK(of("price"_f / 4) == R"(ROUND((ROUND("price", 46) / $1), 6))");
}

TEST_CASE("PostgreSQL has no remainder of doubles, but one of exact numbers") {
    CHECK(
        of("weight"_f % 0.75) ==
        R"(CAST(MOD(CAST("weight" AS numeric), NULLIF(CAST($1 AS numeric), 0)) AS double precision))");
}

TEST_CASE("dates are moved as their midnight in UTC, and lie whole days apart") {
    CHECK(of("made"_f + 5min) == R"(("made" + $1))");
    CHECK(of("day"_f + "span"_f) == R"(((CAST("day" AS timestamp) AT TIME ZONE 'UTC') + "span"))");
    CHECK(of("day"_f - "back"_f) == R"((("day" - "back") * INTERVAL '1 day'))");
    CHECK(of("span"_f * 2) == R"(("span" * $1))");
    CHECK(of("span"_f / "count"_f) ==
          R"(CAST(DIV(EXTRACT(EPOCH FROM "span") * 1000000, NULLIF("count", 0)) || )"
          R"(' microseconds' AS interval))");
}

TEST_CASE("aggregates of what PostgreSQL does not add, average or compare") {
    CHECK(all(Min("paid"_f)) == R"(BOOL_AND("paid"))");
    CHECK(all(Max("paid"_f)) == R"(BOOL_OR("paid"))");
    CHECK(all(Min("code"_f)) == R"(CAST(MIN(CAST("code" AS text)) AS uuid))");
    CHECK(all(Max("bytes"_f)) == R"(DECODE(MAX(ENCODE("bytes", 'hex')), 'hex'))");
    CHECK(all(Avg("count"_f)) == R"(CAST(AVG("count") AS double precision))");
    CHECK(all(StdDev("weight"_f)) == R"(CAST(STDDEV_POP("weight") AS double precision))");
    CHECK(all(Avg("price"_f)) == R"(ROUND(AVG(ROUND("price", 42)), 2))");
    CHECK(
        all(Avg("span"_f)) ==
        R"(CAST(ROUND(AVG(EXTRACT(EPOCH FROM "span") * 1000000)) || ' microseconds' AS interval))");
    CHECK(all(Avg("price"_f).filter("paid"_f == true)) ==
          R"(ROUND(AVG(ROUND("price", 42)) FILTER (WHERE "paid" = $1), 2))");
}

TEST_CASE("equal values are one parameter where expressions have to be one") {
    const auto grouped = Trip::objects.values("x"_f = "count"_f + 1)
                             .annotate("n"_f = Count("*"_f))
                             .order_by("count"_f + 1);
    const auto statement = in_postgresql(grouped);
    CHECK(statement.sql == R"(SELECT ("trip"."count" + $1) AS "x", COUNT(*) AS "n" FROM "trip" )"
                           R"(GROUP BY 1 ORDER BY ("trip"."count" + $1) ASC)");
    CHECK(statement.params == std::vector<SqlValue>{1});
    const auto distinct = Trip::objects.values("name"_f).distinct().order_by("count"_f + 1);
    CHECK(in_postgresql(distinct).sql ==
          R"(SELECT DISTINCT "trip"."name", ("trip"."count" + $1) AS "__order1" FROM "trip" )"
          R"(ORDER BY ("trip"."count" + $1) ASC)");
    const auto shuffled = Trip::objects.values("name"_f).distinct().order_by("?"_f).limit(2);
    CHECK(in_postgresql(shuffled).sql ==
          R"(SELECT * FROM (SELECT DISTINCT "trip"."name" FROM "trip") AS "__rows" )"
          R"(ORDER BY RANDOM() LIMIT $1)");
    // Elsewhere each has its place, so that queries of one shape are one statement.
    CHECK(in_postgresql(Trip::objects.filter("count"_f == 1, "small"_f == 1)).params.size() == 2);
    // A value of another kind is another one.
    const auto kinds = grouped.filter("n"_f > 1, "x"_f > 1.0);
    CHECK(in_postgresql(kinds).params == std::vector<SqlValue>{1, 1.0});
}

TEST_CASE("values are put together in an order, which of distinct ones is their own") {
    CHECK(all(StringAgg("name"_f, ", ")) == R"(STRING_AGG("name", $1))");
    CHECK(all(StringAgg("name"_f, ", ").order_by("-price"_f, "day"_f.asc(aside::nulls_last))) ==
          R"(STRING_AGG("name", $1 ORDER BY "price" DESC, "day" ASC NULLS LAST))");
    CHECK(all(JSONAgg("price"_f).distinct().order_by("price"_f).filter("paid"_f == true)) ==
          R"(JSONB_AGG(DISTINCT "price" ORDER BY "price" ASC) FILTER (WHERE "paid" = $1))");
    CHECK(
        all(StringAgg(Concat("name"_f, "!"), "")
                .distinct()
                .order_by(Concat("name"_f, "!").asc())) ==
        R"(STRING_AGG(DISTINCT (COALESCE("name", '') || $1), $2 ORDER BY (COALESCE("name", '') || $1) ASC))");
    CHECK_THROWS_AS(all(JSONAgg("price"_f).distinct().order_by("name"_f)), aside::FieldError);
    CHECK(all(BoolAnd("paid"_f)) == R"(BOOL_AND("paid"))");
    CHECK(all(BoolOr("count"_f > 2)) == R"(BOOL_OR(("count" > $1)))");
}

TEST_CASE("an update refuses what its column would keep and its field not read") {
    const auto set = [](auto assigned) {
        const auto sql = aside::sql::update(Trip::objects.all().query(), {assigned.assignment()},
                                            aside::sql::postgresql::dialect())
                             .sql;
        return aside::testing::between(sql, "SET ", " WHERE", "trip");
    };
    CHECK(set("count"_f = "count"_f + 1) == R"("count" = ("count" + $1))");
    CHECK(set("name"_f = "name"_f) == R"("name" = "name")");
    const std::string model(Trip::objects.all().query().model->type_name);
    CHECK(set("day"_f = "back"_f) ==
          R"("day" = (SELECT CASE WHEN "computed" BETWEEN DATE '0001-01-01' AND DATE '9999-12-31' )"
          R"(OR "computed" IS NULL THEN "computed" ELSE CAST(CAST(CAST('aside refuses: day|)" +
              model +
              R"(.day cannot hold what was computed for it, which is of no )"
              R"(year from 1 to 9999.' || LEFT(CAST("computed" AS text), 0) AS integer) AS text) )"
              R"(AS date) END FROM (SELECT CAST("back" AS date) AS "computed" OFFSET 0) AS )"
              R"("values"))");
}
