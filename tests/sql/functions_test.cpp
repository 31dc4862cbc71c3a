#include "sql/calls.hpp"

using namespace calls;

TEST_CASE("functions of text go by their names, values as parameters") {
    CHECK(sql(Lower("name"_f)) == R"(LOWER("name"))");
    CHECK(sql(Upper(Trim("name"_f))) == R"(UPPER(TRIM("name")))");
    CHECK(sql(LTrim("name"_f)) == R"(LTRIM("name"))");
    CHECK(sql(RTrim("name"_f)) == R"(RTRIM("name"))");
    CHECK(sql(Replace("name"_f, "a", "b")) == R"(REPLACE("name", ?, ?) ['a', 'b'])");
    CHECK(sql(Replace("name"_f, "a")) == R"(REPLACE("name", ?, ?) ['a', ''])");
    CHECK(sql(LPad("name"_f, 5)) == R"(LPAD("name", ?, ?) [5, ' '])");
    CHECK(sql(RPad("name"_f, "count"_f, "-")) == R"(RPAD("name", "count", ?) ['-'])");
    CHECK(sql(Repeat("name"_f, 2)) == R"(REPEAT("name", ?) [2])");
    CHECK(sql(Reverse("name"_f)) == R"(REVERSE("name"))");
    CHECK(sql(MD5("name"_f)) == R"(MD5("name"))");
    CHECK(sql(SHA512("name"_f)) == R"(SHA512("name"))");
}

TEST_CASE("functions of characters are SQLite's own nowhere that a NUL would stop it") {
    CHECK(sql(Length("name"_f)) == R"(CHAR_LENGTH("name"))");
    CHECK(sql(Substr("name"_f, 2)) == R"(TEXT_PART("name", ?) [2])");
    CHECK(sql(Substr("name"_f, 2, 3)) == R"(TEXT_PART("name", ?, ?) [2, 3])");
    CHECK(sql(Left("name"_f, 2)) == R"(TEXT_START("name", ?) [2])");
    CHECK(sql(Right("name"_f, 2)) == R"(TEXT_END("name", ?) [2])");
    CHECK(sql(StrIndex("name"_f, "a")) == R"(INSTR("name", ?) ['a'])");
}

TEST_CASE("NULL joins other text as no text") {
    CHECK(sql(Concat("name"_f, ": ", "note"_f)) ==
          R"((COALESCE("name", '') || ? || COALESCE("note", '')) [': '])");
}

TEST_CASE("functions of numbers go by their names") {
    CHECK(sql(Abs("weight"_f)) == R"(ABS("weight"))");
    CHECK(sql(Ceil("weight"_f)) == R"(CEIL("weight"))");
    CHECK(sql(Floor("weight"_f)) == R"(FLOOR("weight"))");
    CHECK(sql(Power("count"_f, 2)) == R"(POWER("count", ?) [2])");
    CHECK(sql(Log(2, "weight"_f)) == R"(LOG(?, "weight") [2])");
    CHECK(sql(Sqrt("weight"_f)) == R"(SQRT("weight"))");
    CHECK(sql(Sign("count"_f)) == R"(SIGN("count"))");
}

TEST_CASE("a number is rounded as its type") {
    CHECK(sql(Round("weight"_f)) == R"(ROUND("weight"))");
    CHECK(sql(Round("weight"_f, 1)) == R"(ROUND("weight", ?) [1])");
    CHECK(sql(Round("price"_f)) == R"(EXACT_ROUND(EXACT_ROUND("price", 2), 0))");
    CHECK(sql(Round("price"_f, 1)) == R"(EXACT_ROUND(EXACT_ROUND("price", 2), ?) [1])");
    CHECK(sql(Round("count"_f)) == R"("count")");
}

TEST_CASE("the first that is there, the greatest, the least") {
    CHECK(sql(Coalesce("note"_f, "name"_f, "none")) == R"(COALESCE("note", "name", ?) ['none'])");
    CHECK(sql(Greatest("count"_f, "rank"_f)) == R"(MAX("count", "rank"))");
    CHECK(sql(Least("weight"_f, 1)) == R"(MIN("weight", ?) [1])");
    CHECK(sql(NullIf("name"_f, "")) == R"(NULLIF("name", ?) [''])");
}

TEST_CASE("a cast is one that loses nothing in silence") {
    CHECK(sql(Cast<std::string>("count"_f)) == R"(TO_TEXT("count"))");
    CHECK(sql(Cast<std::string>("price"_f)) == R"(DECIMAL_TEXT("price", 2))");
    CHECK(sql(Cast<std::string>("paid"_f)) ==
          R"(CASE "paid" WHEN 1 THEN 'true' WHEN 0 THEN 'false' END)");
    CHECK(sql(Cast<std::string>("made"_f)) == R"("made")");
    CHECK(sql(Cast<std::int64_t>("name"_f)) == R"(TO_INTEGER("name"))");
    CHECK(sql(Cast<double>("count"_f)) == R"(TO_REAL("count"))");
    CHECK(sql(Cast<aside::Decimal<10, 1>>("price"_f)) ==
          R"(EXACT_ROUND(EXACT_ROUND("price", 2), 1))");
    CHECK(sql(Cast<aside::Decimal<10, 4>>("price"_f)) == R"(EXACT_ROUND("price", 2))");
    CHECK(sql(Cast<aside::Date>("made"_f)) == R"(TO_DATE("made"))");
    CHECK(sql(Cast<aside::DateTime>("day"_f)) == R"(TO_DATE_TIME("day"))");
    CHECK(sql(Cast<bool>("count"_f)) == R"(TO_BOOLEAN("count"))");
}

TEST_CASE("functions stand wherever a field does") {
    CHECK(where(Lower("name"_f).startswith("a")) == R"(LOWER("name") GLOB ? ['a*'])");
    CHECK(where(Coalesce("rank"_f, 0) + 1 > "count"_f) ==
          R"((COALESCE("rank", ?) + ?) > "count" [0, 1])");
    CHECK(where(!(Abs("rank"_f) > 1)) ==
          R"(NOT ((ABS("rank") > ? AND ABS("rank") IS NOT NULL)) [1])");
    CHECK(
        shop::with_parameters(Visit::objects.values_list(aside::flat, "id"_f)
                                  .order_by(Lower("name"_f).desc())
                                  .sql()) ==
        R"(SELECT "calls_visit"."id" FROM "calls_visit" ORDER BY LOWER("calls_visit"."name") DESC)");
}

TEST_CASE("an argument that text or numbers cannot have is refused where it is written") {
    using aside::ValidationError;
    CHECK_THROWS_WITH_AS(sql(Substr("name"_f, 0)), doctest::Contains("Substr: the position is 1"),
                         ValidationError);
    CHECK_THROWS_AS(sql(Left("name"_f, -1)), ValidationError);
    CHECK_THROWS_AS(sql(Round("weight"_f, -1)), ValidationError);
    CHECK_THROWS_AS(sql(Repeat("name"_f, -1)), ValidationError);
}
