// How conditions are spelled for PostgreSQL: text as Django does, lists, JSON, NULL.
#include <doctest/doctest.h>

#include "sql/postgresql.hpp"
#include "sql/statement_template.hpp"
#include "support/pizzeria.hpp"

using namespace aside::literals;
using aside::SqlValue;
using aside::testing::in_postgresql;

namespace {

struct Dog : aside::Model<Dog> {
    std::int64_t id = 0;
    std::string name;
    std::optional<std::string> note;
    std::int32_t age = 0;
    aside::Json data;
};

template <class... Condition>
std::string where(Condition... conditions) {
    return aside::testing::condition_in_postgresql<Dog>(conditions...);
}
std::string array_of(const std::vector<SqlValue>& values) {
    aside::sql::SqlWriter writer(aside::sql::postgresql::dialect());
    (void)writer.dialect->list(writer, values, false);
    return writer.sql;
}
template <class... Condition>
std::vector<SqlValue> values(Condition... conditions) {
    return in_postgresql(Dog::objects.filter(conditions...)).params;
}

}  // namespace

TEST_CASE("text is matched as Django does it, so that its indexes serve") {
    CHECK(where("name"_f.contains("a")) == R"(CAST("name" AS text) LIKE $1)");
    CHECK(values("name"_f.contains("5%_\\")) == std::vector<SqlValue>{"%5\\%\\_\\\\%"});
    CHECK(values("name"_f.startswith("a")) == std::vector<SqlValue>{"a%"});
    CHECK(values("name"_f.endswith("a")) == std::vector<SqlValue>{"%a"});
    CHECK(where("name"_f.icontains("a")) == R"(UPPER(CAST("name" AS text)) LIKE UPPER($1))");
    CHECK(where("name"_f.iexact("a")) == R"(UPPER(CAST("name" AS text)) = UPPER($1))");
    CHECK(values("name"_f.iexact("a%")) == std::vector<SqlValue>{"a%"});
    CHECK(where("name"_f.regex("^a")) == R"(CAST("name" AS text) ~ $1)");
    CHECK(where("name"_f.iregex("^a")) == R"(CAST("name" AS text) ~* $1)");
    CHECK(where("name"_f.startswith("note"_f)) ==
          R"(CAST("name" AS text) LIKE REPLACE(REPLACE(REPLACE(CAST("note" AS text), '\', '\\'), )"
          R"('%', '\%'), '_', '\_') || '%')");
}

TEST_CASE("a long list is one parameter, an array's text, and one statement whatever its length") {
    CHECK(where("id"_f.in(1, 2)) == R"("id" IN ($1, $2))");
    const std::vector<std::int64_t> keys(17, 3);
    CHECK(where("id"_f.in(keys)) == R"("id" = ANY(CAST($1 AS bigint[])))");
    CHECK(values("id"_f.in(keys)) == std::vector<SqlValue>{"{3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3}"});
    const auto names = values("name"_f.in(std::vector<std::string>(17, "a\"\\,{'")));
    CHECK(names.front().text()->starts_with(R"({"a\"\\,{'","a\"\\,{'",)"));
    CHECK(where("name"_f.in(std::vector<std::string>(17, "a"))) ==
          R"("name" = ANY(CAST($1 AS text[])))");
    // Integers beside other numbers are such numbers; what is of no common kind stays one by one.
    std::vector<SqlValue> mixed(17, 1);
    mixed.back() = 0.5;
    CHECK(array_of(mixed) == " = ANY(CAST(? AS double precision[]))");
    mixed.back() = 2.50_dec;
    CHECK(array_of(mixed) == " = ANY(CAST(? AS numeric[]))");
    mixed.front() = 0.5;
    CHECK(array_of(mixed) == "");
    CHECK(where(!"id"_f.in(keys)) ==
          R"(NOT ("id" IN (SELECT UNNEST((SELECT CAST($1 AS bigint[]))))))");
}

TEST_CASE("so are the keys of many owners") {
    using namespace pizzeria;
    aside::detail::Query rows = Pizza::objects.all().values("id"_f).query();
    const auto of = [&](std::size_t owners) {
        rows.owners.emplace();
        rows.owners->relation = &aside::detail::model_info<Box>().relations.front();
        rows.owners->keys = std::vector<SqlValue>(owners, 5);
        return aside::sql::select(rows, aside::sql::postgresql::dialect()).sql;
    };
    CHECK(of(2).ends_with(R"(WHERE "pizzeria_pizza"."box_id" IN ($1, $2))"));
    CHECK(of(17).ends_with(R"(WHERE "pizzeria_pizza"."box_id" = ANY(CAST($1 AS bigint[])))"));
}

TEST_CASE("NULL stands in the text, since a parameter of PostgreSQL has a type") {
    const auto rows = Dog::objects.values_list(aside::flat, Coalesce("note"_f, nullptr));
    CHECK(in_postgresql(rows).sql == R"(SELECT COALESCE("dog"."note", NULL) FROM "dog")");
    CHECK(in_postgresql(rows).params.empty());
    const aside::detail::Assignment nothing{.name = "note",
                                            .value = {{.kind = aside::detail::ExprKind::value}}};
    const auto update = aside::sql::update(Dog::objects.all().query(), {nothing},
                                           aside::sql::postgresql::dialect());
    CHECK(update.sql == R"(UPDATE "dog" SET "note" = NULL)");
}

TEST_CASE("statements that queries of one shape share have numbered placeholders, too") {
    const auto rows = Dog::objects.filter("age"_f > 3, "name"_f == "x");
    const auto shared = aside::sql::StatementTemplate::of(aside::sql::Question::rows, rows.query(),
                                                          aside::sql::postgresql::dialect());
    REQUIRE(shared);
    CHECK(shared->sql() == in_postgresql(rows).sql);
    CHECK(shared->sql().ends_with(R"(WHERE "dog"."age" > $1 AND "dog"."name" = $2)"));
}

TEST_CASE("an exclusive or is of truth values, with which PostgreSQL does not calculate") {
    CHECK(where(("age"_f > 3) ^ ("name"_f == "a")) ==
          R"(((("age" > $1) IS TRUE) <> (("name" = $2) IS TRUE)))");
}

TEST_CASE(
    "JSON is compared as jsonb, and keys stand in the text so that an index over them serves") {
    CHECK(where("data__a__0"_f == 1) == R"(("data" #> ARRAY['a', '0']) = TO_JSONB($1))");
    CHECK(where("data__0"_f == 1) == R"(("data" #> ARRAY['0']) = TO_JSONB($1))");
    CHECK(where("data__a'b"_f == "x") == R"(("data" -> 'a''b') = TO_JSONB($1))");
    CHECK(where("data__a"_f == nullptr) == R"(("data" -> 'a') = CAST('null' AS jsonb))");
    CHECK(where("data"_f == aside::Json::parse("[]")) == R"("data" = $1)");
    CHECK(where("data__a"_f.in(0, "1", aside::Json())) ==
          R"(("data" -> 'a') IN (TO_JSONB($1), TO_JSONB($2), $3))");
    CHECK(where("data__a"_f.in(Dog::objects.values_list(aside::flat, "name"_f))) ==
          R"(("data" -> 'a') IN (SELECT TO_JSONB("value") FROM )"
          R"((SELECT "U0"."name" FROM "dog" AS "U0") AS "rows"("value")))");
    CHECK(where("data"_f.contains(aside::Json::parse("{}"))) == R"("data" @> $1)");
    CHECK(where("data__a__isnull"_f = true) == R"(("data" -> 'a') IS NULL)");
    CHECK(where("data__a"_f.icontains("x")) == R"(UPPER(("data" ->> 'a')) LIKE UPPER($1))");
}

TEST_CASE("numbers of JSON are ordered among numbers, and text among text") {
    CHECK(where("data__a"_f > 9) == R"((JSONB_TYPEOF(("data" -> 'a')) = 'number' AND )"
                                    R"(("data" -> 'a') > TO_JSONB($1)))");
    CHECK(where("data__a"_f < "name"_f) == R"((JSONB_TYPEOF(("data" -> 'a')) = 'string' AND )"
                                           R"(("data" -> 'a') < TO_JSONB("name")))");
    CHECK(where("data__a"_f > "data__b"_f) ==
          R"((JSONB_TYPEOF(("data" -> 'a')) IN ('number', 'string') AND )"
          R"(JSONB_TYPEOF(("data" -> 'a')) = JSONB_TYPEOF(("data" -> 'b')) AND )"
          R"(("data" -> 'a') > ("data" -> 'b')))");
    const auto rows = Dog::objects.order_by("data__a"_f).values("id"_f);
    CHECK(in_postgresql(rows).sql ==
          R"(SELECT "dog"."id" FROM "dog" ORDER BY CASE WHEN ("dog"."data" -> 'a') IS NOT )"
          R"(NULL THEN ROW(JSONB_TYPEOF(("dog"."data" -> 'a')) = 'string', )"
          R"(("dog"."data" -> 'a')) END ASC)");
    CHECK_THROWS_AS(where(aside::field("data__a__gt") = aside::Json::parse("[1]")),
                    aside::ValidationError);
}

TEST_CASE("a key is there where a path leads somewhere, also to an index of an array") {
    CHECK(where("data"_f.has_key("a")) == R"(("data" -> 'a') IS NOT NULL)");
    CHECK(
        where("data__o"_f.has_any_keys("a", "b")) ==
        R"((("data" #> ARRAY['o', 'a']) IS NOT NULL OR ("data" #> ARRAY['o', 'b']) IS NOT NULL))");
}
