#include <doctest/doctest.h>

#include "sql/tail.hpp"

namespace json_sql {

using namespace aside::literals;

struct Dog : aside::Model<Dog> {
    std::int64_t id = 0;
    std::string name;
    aside::Json data;
    std::optional<aside::Json> extra;
};
struct Walk : aside::Model<Walk> {
    std::int64_t id = 0;
    aside::ForeignKey<Dog, aside::set_null> dog;
};

/// What follows the table, its name left out before columns.
template <class QuerySet>
std::string tail(const QuerySet& rows) {
    std::string text = shop::with_parameters(rows.sql());
    const std::string from = "FROM \"json_sql_dog\" ";
    text.erase(0, text.find(from) + from.size());
    const std::string qualifier = "\"json_sql_dog\".";
    for (auto at = text.find(qualifier); at != text.npos; at = text.find(qualifier, at))
        text.erase(at, qualifier.size());
    return text;
}
template <class... Condition>
std::string where(Condition... condition) {
    return tail(Dog::objects.filter(condition...));
}
aside::Json json(std::string_view text) { return aside::Json::parse(text); }

}  // namespace json_sql

using namespace json_sql;

TEST_CASE("a path goes on into JSON by keys and indexes, which are parameters") {
    CHECK(
        where("data__owner__name"_f == "Ann") ==
        R"(WHERE JSON_CANONICAL(JSON_EXTRACT_PATH("data", ?, ?)) = ? ['owner', 'name', '"Ann"'])");
    CHECK(where("data__tags__0"_f = "x") ==
          R"(WHERE JSON_CANONICAL(JSON_EXTRACT_PATH("data", ?, ?)) = ? ['tags', '0', '"x"'])");
    CHECK(where(aside::field("data__tags__0") = "x") == where("data__tags__0"_f == "x"));
}

TEST_CASE("plain values are compared as JSON") {
    const auto equal = [](std::string_view value) {
        return R"(WHERE JSON_CANONICAL(JSON_EXTRACT_PATH("data", ?)) = ? ['k', ')" +
               std::string(value) + "']";
    };
    CHECK(where("data__k"_f == 1) == equal("1"));
    CHECK(where("data__k"_f == 1.0) == equal("1"));
    CHECK(where("data__k"_f == 1.5) == equal("1.5"));
    CHECK(where("data__k"_f == 9.90_dec) == equal("9.9"));
    CHECK(where("data__k"_f == true) == equal("true"));
    CHECK(where("data__k"_f == "1") == equal(R"("1")"));
    CHECK(where("data__k"_f == nullptr) == equal("null"));
    CHECK(where("data__k"_f = std::optional<int>()) == equal("null"));
    CHECK(where("data__k"_f == json(R"({"b": 1.0, "a": [ ]})")) == equal(R"({"a":[],"b":1})"));
    CHECK(where("data__k__exact"_f = "\"\n") == equal(R"("\"\n")"));
}

TEST_CASE("the whole document is compared by value, too") {
    CHECK(where("data"_f == json("{ }")) == R"(WHERE JSON_CANONICAL("data") = ? ['{}'])");
    CHECK(where("data"_f == "text") == R"(WHERE JSON_CANONICAL("data") = ? ['"text"'])");
    CHECK(where("extra"_f == nullptr) == R"(WHERE "extra" IS NULL)");
    CHECK(where("extra"_f == aside::Json()) == R"(WHERE JSON_CANONICAL("extra") = ? ['null'])");
}

TEST_CASE("one of several values may be of any type") {
    CHECK(where("data__k"_f.in({"a", "b"})) ==
          R"(WHERE JSON_CANONICAL(JSON_EXTRACT_PATH("data", ?)) IN (?, ?) ['k', '"a"', '"b"'])");
    CHECK(
        where("data__k"_f.in("a", 1, true)) ==
        R"(WHERE JSON_CANONICAL(JSON_EXTRACT_PATH("data", ?)) IN (?, ?, ?) ['k', '"a"', '1', 'true'])");
    CHECK(where("data__k"_f.in(1, "id"_f)) ==
          R"(WHERE (JSON_CANONICAL(JSON_EXTRACT_PATH("data", ?)) = ? OR )"
          R"((JSON_TYPE(JSON_EXTRACT_PATH("data", ?)) IN ('integer', 'real') AND )"
          R"(JSON_SCALAR(JSON_EXTRACT_PATH("data", ?)) = "id")) ['k', '1', 'k', 'k'])");
}

TEST_CASE("an order is one of numbers or one of strings") {
    CHECK(where("data__k"_f > 3) ==
          R"(WHERE (JSON_TYPE(JSON_EXTRACT_PATH("data", ?)) IN ('integer', 'real') )"
          R"(AND JSON_SCALAR(JSON_EXTRACT_PATH("data", ?)) > ?) ['k', 'k', 3])");
    CHECK(where("data__k__lte"_f = "m") ==
          R"(WHERE (JSON_TYPE(JSON_EXTRACT_PATH("data", ?)) = 'text' )"
          R"(AND JSON_SCALAR(JSON_EXTRACT_PATH("data", ?)) <= ?) )"
          R"(['k', 'k', 'm'])");
    CHECK(where("data__k"_f.range(1, 2.5)) ==
          R"(WHERE ((JSON_TYPE(JSON_EXTRACT_PATH("data", ?)) IN ('integer', 'real') AND )"
          R"(JSON_SCALAR(JSON_EXTRACT_PATH("data", ?)) >= ?) AND )"
          R"((JSON_TYPE(JSON_EXTRACT_PATH("data", ?)) IN ('integer', 'real') AND )"
          R"(JSON_SCALAR(JSON_EXTRACT_PATH("data", ?)) <= ?)) ['k', 'k', 1, 'k', 'k', 2.5])");
}

TEST_CASE("text lookups look at the string itself") {
    CHECK(where("data__k"_f.startswith("a")) ==
          R"(WHERE JSON_SCALAR(JSON_EXTRACT_PATH("data", ?)) GLOB ? ['k', 'a*'])");
    CHECK(
        where("data__k__icontains"_f = "A") ==
        R"(WHERE INSTR(LOWER(JSON_SCALAR(JSON_EXTRACT_PATH("data", ?))), LOWER(?)) > 0 ['k', 'A'])");
    CHECK(where("data__k__contains"_f = json("[1]")) ==
          R"(WHERE JSON_CONTAINS(JSON_EXTRACT_PATH("data", ?), ?) ['k', '[1]'])");
}

TEST_CASE("a key is there or not") {
    CHECK(where("data__k__isnull"_f = true) ==
          R"(WHERE JSON_EXTRACT_PATH("data", ?) IS NULL ['k'])");
    CHECK(where("data"_f.has_key("k")) ==
          R"(WHERE JSON_EXTRACT_PATH("data", ?) IS NOT NULL ['k'])");
    CHECK(where("data__owner__has_key"_f = "k") ==
          R"(WHERE JSON_EXTRACT_PATH("data", ?, ?) IS NOT NULL ['owner', 'k'])");
    const std::string both =
        R"(WHERE (JSON_EXTRACT_PATH("data", ?) IS NOT NULL AND JSON_EXTRACT_PATH("data", ?) IS NOT NULL) ['a', 'b'])";
    CHECK(where("data"_f.has_keys("a", "b")) == both);
    CHECK(where("data"_f.has_keys(std::vector<std::string>{"a", "b"})) == both);
    CHECK(where("data__has_keys"_f = {"a", "b"}) == both);
    CHECK(where("data__has_any_keys"_f = {"a"}) == where("data"_f.has_key("a")));
    CHECK(where("data"_f.has_any_keys()) == "WHERE 1 = 0");
    CHECK(where("data"_f.has_keys()) == "WHERE 1 = 1");
}

TEST_CASE("a negation is guarded against a column without a value, not against a missing key") {
    CHECK(where("data__k"_f != 1) ==
          R"(WHERE NOT (JSON_CANONICAL(JSON_EXTRACT_PATH("data", ?)) = ?) ['k', '1'])");
    CHECK(
        where("extra__k"_f != 1) ==
        R"(WHERE NOT ((JSON_CANONICAL(JSON_EXTRACT_PATH("extra", ?)) = ? AND "extra" IS NOT NULL)) ['k', '1'])");
    CHECK(tail(Dog::objects.exclude("extra__k"_f = 1)) == where("extra__k"_f != 1));
    CHECK(where("data__k"_f != nullptr) ==
          R"(WHERE NOT (JSON_CANONICAL(JSON_EXTRACT_PATH("data", ?)) = ?) ['k', 'null'])");
}

TEST_CASE("JSON is compared to columns, to itself and to subqueries") {
    CHECK(where("data__k"_f == "name"_f) ==
          R"(WHERE (JSON_TYPE(JSON_EXTRACT_PATH("data", ?)) = 'text' AND )"
          R"(JSON_SCALAR(JSON_EXTRACT_PATH("data", ?)) = "name") ['k', 'k'])");
    CHECK(
        where("data__a"_f == "data__b"_f) ==
        R"(WHERE JSON_CANONICAL(JSON_EXTRACT_PATH("data", ?)) = JSON_CANONICAL(JSON_EXTRACT_PATH("data", ?)) ['a', 'b'])");
    CHECK(where("data__k"_f.in(Dog::objects.values_list(aside::flat, "name"_f)))
              .starts_with(R"(WHERE (JSON_TYPE(JSON_EXTRACT_PATH("data", ?)) = 'text' AND )"
                           R"(JSON_SCALAR(JSON_EXTRACT_PATH("data", ?)) IN (SELECT )"));
    CHECK(where("data__k"_f.in(Dog::objects.values_list(aside::flat, "data__j"_f)))
              .ends_with(R"( SELECT JSON_CANONICAL("value") FROM "rows") ['k', 'j'])"));
}

TEST_CASE("rows are ordered by the text or number, and selected as JSON") {
    CHECK(tail(Dog::objects.order_by("-data__k"_f)) ==
          R"(ORDER BY JSON_SCALAR(JSON_EXTRACT_PATH("data", ?)) DESC ['k'])");
    CHECK(shop::with_parameters(
              Dog::objects.annotate("k"_f = "data__k"_f).values("k"_f).order_by("k"_f).sql()) ==
          R"(SELECT JSON_EXTRACT_PATH("json_sql_dog"."data", ?) AS "k" FROM "json_sql_dog" )"
          R"(ORDER BY JSON_SCALAR("k") ASC ['k'])");
}

TEST_CASE("JSON of a related row is compared in its own table, null too") {
    CHECK(shop::with_parameters(
              Walk::objects.filter("dog__data__k"_f == nullptr).values("id"_f).sql()) ==
          R"(SELECT "json_sql_walk"."id" FROM "json_sql_walk" INNER JOIN "json_sql_dog" ON )"
          R"(("json_sql_walk"."dog_id" = "json_sql_dog"."id") WHERE )"
          R"(JSON_CANONICAL(JSON_EXTRACT_PATH("json_sql_dog"."data", ?)) = ? ['k', 'null'])");
    CHECK(shop::with_parameters(
              Walk::objects.filter("dog__data__k"_f != nullptr).values("id"_f).sql()) ==
          R"(SELECT "json_sql_walk"."id" FROM "json_sql_walk" LEFT OUTER JOIN "json_sql_dog" ON )"
          R"(("json_sql_walk"."dog_id" = "json_sql_dog"."id") WHERE NOT )"
          R"(((JSON_CANONICAL(JSON_EXTRACT_PATH("json_sql_dog"."data", ?)) = ? AND )"
          R"("json_sql_dog"."data" IS NOT NULL)) ['k', 'null'])");
}
