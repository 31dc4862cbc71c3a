#include <doctest/doctest.h>

#include "support/both_ways.hpp"
#include "support/database.hpp"
#include "support/features.hpp"

namespace json_paths {

using namespace aside::literals;

struct Dog : aside::Model<Dog> {
    std::int64_t id = 0;
    std::string name;
    aside::Json data;
    std::optional<aside::Json> extra;
    aside::ReverseForeignKey<struct Walk, "dog"> walk_set;
};
struct Walk : aside::Model<Walk> {
    std::int64_t id = 0;
    aside::ForeignKey<Dog, aside::set_null> dog;
};

using Names = std::vector<std::string>;

/// Dogs by these documents, each by the name of its place: a, b, c...
struct Dogs : aside::testing::TestDatabase<Dog, Walk> {
    explicit Dogs(const std::vector<std::string>& documents) {
        for (const std::string& text : documents) {
            Dog::objects.create("name"_f = name, "data"_f = aside::Json::parse(text));
            ++name[0];
        }
    }
    std::string name = "a";
};

template <class Rows>
Names names(const Rows& rows) {
    Names names;
    for (const Dog& dog : rows) names.push_back(dog.name);
    return names;
}
template <class Way, class... Condition>
Names found(Condition... condition) {
    auto rows = Dog::objects.filter(condition...).order_by("id"_f);
    return names(CALL(rows, list));
}
using aside::testing::features;
aside::Json json(std::string_view text) { return aside::Json::parse(text); }

}  // namespace json_paths

using namespace json_paths;

BOTH_WAYS("a path leads to keys and indexes inside of a document") {
    const Dogs dogs({R"({"owner": {"name": "Ann"}, "tags": ["x", "y"]})",
                     R"({"owner": {"name": "Bob"}, "tags": ["y"]})", R"({"owner": "Ann"})", "[1]"});
    CHECK(found<Way>("data__owner__name"_f == "Ann") == Names{"a"});
    CHECK(found<Way>("data__owner"_f = "Ann") == Names{"c"});
    CHECK(found<Way>("data__tags__0"_f == "y") == Names{"b"});
    CHECK(found<Way>("data__tags__-1"_f == "y") == Names{"a", "b"});
    CHECK(found<Way>("data__0"_f == 1) == Names{"d"});
    CHECK(found<Way>("data__owner__name__in"_f = {"Bob", "Eve"}) == Names{"b"});
    CHECK(found<Way>("data__tags__5"_f == "y").empty());
}

BOTH_WAYS("a value equals only the same value of the same type") {
    const Dogs dogs({R"({"k": 1})", R"({"k": "1"})", R"({"k": true})", R"({"k": 1.0})",
                     R"({"k": null})", R"({"k": [1]})", R"({"k": "true"})", R"({"k": "[1]"})",
                     R"({})", R"({"k": "null"})", R"({"k": 0})", R"({"k": false})"});
    CHECK(found<Way>("data__k"_f == 1) == Names{"a", "d"});
    CHECK(found<Way>("data__k"_f == 1.0) == Names{"a", "d"});
    CHECK(found<Way>("data__k"_f == "1") == Names{"b"});
    CHECK(found<Way>("data__k"_f == true) == Names{"c"});
    CHECK(found<Way>("data__k"_f == false) == Names{"l"});
    CHECK(found<Way>("data__k"_f == "true") == Names{"g"});
    CHECK(found<Way>("data__k"_f == nullptr) == Names{"e"});
    CHECK(found<Way>("data__k"_f == aside::Json()) == Names{"e"});
    CHECK(found<Way>("data__k"_f == json("[1.0]")) == Names{"f"});
    CHECK(found<Way>("data__k"_f == json("\"1\"")) == Names{"b"});
    CHECK(found<Way>("data__k__isnull"_f = true) == Names{"i"});
    CHECK(found<Way>("data__k"_f.in(0, "1", false)) == Names{"b", "k", "l"});
}

BOTH_WAYS("a negation takes what is something else, not what is missing") {
    const Dogs dogs({R"({"k": "x"})", R"({"k": "y"})", R"({"k": null})", R"({"k": 5})", "{}"});
    CHECK(found<Way>("data__k"_f != "x") == Names{"b", "c", "d"});
    CHECK(found<Way>(!("data__k"_f == "x")) == Names{"b", "c", "d"});
    CHECK(names(Dog::objects.exclude("data__k"_f = "x").order_by("id"_f)) == Names{"b", "c", "d"});
    CHECK(found<Way>("data__k"_f != nullptr) == Names{"a", "b", "d"});
    CHECK(found<Way>("data__k"_f != "x" || "data__k"_f.isnull()) == Names{"b", "c", "d", "e"});
    CHECK(found<Way>(!"data"_f.has_key("k")) == Names{"e"});
    CHECK(found<Way>(!"data__k"_f.startswith("x")) == Names{"b", "d"});
    CHECK(found<Way>("extra__k"_f != "x").size() == 5);  // no document at all
}

BOTH_WAYS("numbers are ordered among numbers and strings among strings") {
    const Dogs dogs({R"({"k": 9})", R"({"k": 10.5})", R"({"k": "9"})", R"({"k": "abc"})",
                     R"({"k": true})", R"({"k": [10]})", "{}"});
    CHECK(found<Way>("data__k"_f > 9) == Names{"b"});
    CHECK(found<Way>("data__k"_f >= 9) == Names{"a", "b"});
    CHECK(found<Way>("data__k__gt"_f = "a") == Names{"d"});
    CHECK(found<Way>("data__k"_f < 10.5) == Names{"a"});
    CHECK(found<Way>("data__k"_f.range(9, 11)) == Names{"a", "b"});
    CHECK(found<Way>(10 < "data__k"_f) == Names{"b"});
    CHECK(found<Way>(!("data__k"_f > 9)) == Names{"a", "c", "d", "e", "f"});
}

BOTH_WAYS("text lookups see the string, not how it is spelled") {
    const Dogs dogs({R"({"k": "Caf\u00e9 \"X\""})", R"({"k": "café"})", R"({"k": 15})"});
    CHECK(found<Way>("data__k"_f.startswith("Caf")) == Names{"a"});
    CHECK(found<Way>("data__k"_f.istartswith("caf")) == Names{"a", "b"});
    CHECK(found<Way>("data__k"_f.contains("é")) == Names{"a", "b"});
    CHECK(found<Way>("data__k"_f.endswith("\"X\"")) == Names{"a"});
    CHECK(found<Way>("data__k"_f.iendswith("\"x\"")) == Names{"a"});
    CHECK(found<Way>("data__k"_f.iexact("CAFé")) == Names{"b"});
    CHECK(found<Way>("data__k__icontains"_f = "AF") == Names{"a", "b"});
    CHECK(found<Way>("data__k"_f.regex("^caf.$")) == Names{"b"});
    CHECK(found<Way>("data__k"_f.iregex("^CAF.$")) == Names{"b"});
    CHECK(found<Way>("data__k"_f == "Café \"X\"") == Names{"a"});
}

BOTH_WAYS("keys may be any text") {
    const Dogs dogs({R"({"a\"b": 1, "c.d": 2, "e f": 3, "\u017c": 4, "[0]": 5, "$": 6, "2024": 7})",
                     R"({"ż": 4, "a\\": {"x": 8}, "": {"y": 9}, "a": 1, "\u0061b": 2})"});
    CHECK(found<Way>("data__a\"b"_f == 1) == Names{"a"});
    CHECK(found<Way>("data__c.d"_f == 2) == Names{"a"});
    CHECK(found<Way>("data__e f"_f == 3) == Names{"a"});
    CHECK(found<Way>("data__ż"_f == 4) == Names{"a", "b"});
    CHECK(found<Way>("data__[0]"_f == 5) == Names{"a"});
    CHECK(found<Way>("data__$"_f == 6) == Names{"a"});
    CHECK(found<Way>("data__2024"_f == 7) == Names{"a"});
    CHECK(found<Way>("data__a\\__x"_f == 8) == Names{"b"});
    CHECK(found<Way>("data__ab"_f == 2) == Names{"b"});
    CHECK(found<Way>("data"_f.has_key("a\"b")) == Names{"a"});
    CHECK(found<Way>("data"_f.has_key("")) == Names{"b"});
    CHECK(found<Way>(aside::field("data__c.d") = 2) == Names{"a"});
    CHECK(found<Way>(aside::field("data__' OR 1=1 --") = 2).empty());
}

BOTH_WAYS("keys are there, all of them or any") {
    const Dogs dogs(
        {R"({"a": null, "b": 1, "o": {"x": 1}})", R"({"b": 2})", R"(["a", "b"])", "\"a\""});
    CHECK(found<Way>("data"_f.has_key("a")) == Names{"a"});
    CHECK(found<Way>("data"_f.has_key("1")) == Names{"c"});
    CHECK(found<Way>("data__has_key"_f = "b") == Names{"a", "b"});
    CHECK(found<Way>("data__o__has_key"_f = "x") == Names{"a"});
    CHECK(found<Way>("data__o"_f.has_key("x")) == Names{"a"});
    CHECK(found<Way>("data"_f.has_keys("a", "b")) == Names{"a"});
    CHECK(found<Way>("data__has_any_keys"_f = {"a", "b"}) == Names{"a", "b"});
    CHECK(found<Way>("data"_f.has_any_keys(Names{"z", "b"})) == Names{"a", "b"});
    CHECK(found<Way>("data"_f.has_any_keys(Names{})).empty());
    CHECK(found<Way>("extra"_f.has_key("a")).empty());
    CHECK(found<Way>(!"extra"_f.has_key("a")).size() == 4);
}

BOTH_WAYS("a document equals another of the same value, whatever its spelling") {
    const Dogs dogs({R"({"a": 1, "b": [true, null]})", R"({ "b":[true,null], "a":1.0 })",
                     R"({"a": "\u00e9"})", R"({"a":"é"})", "[]"});
    CHECK(found<Way>("data"_f == json(R"({"b": [true, null], "a": 1})")) == Names{"a", "b"});
    CHECK(found<Way>("data"_f == json(R"({"a": "é"})")) == Names{"c", "d"});
    CHECK(found<Way>("data"_f != json("[ ]")) == Names{"a", "b", "c", "d"});
    CHECK(found<Way>("data"_f.in(json("[]"), json("{}"))) == Names{"e"});
    CHECK(found<Way>("extra"_f == nullptr).size() == 5);
    CHECK(found<Way>("extra"_f == aside::Json()).empty());
}

BOTH_WAYS("a document contains another as PostgreSQL has it") {
    const Dogs dogs({R"({"a": [1, 2, {"x": 1, "y": 2}], "b": "s"})", R"(["s", 1])", "1"});
    CHECK(found<Way>("data"_f.contains(json(R"({"a": [{"y": 2}, 1.0]})"))) == Names{"a"});
    CHECK(found<Way>("data"_f.contains(json("\"s\""))) == Names{"b"});
    CHECK(found<Way>("data"_f.contains(json("1"))) == Names{"b", "c"});
    CHECK(found<Way>("data__a__contains"_f = json("[2, 2]")) == Names{"a"});
    CHECK(found<Way>("data"_f.contains(json(R"({"a": 1})"))).empty());
}

BOTH_WAYS("what is read from a path is the JSON that stands there") {
    const Dogs dogs({R"({"k": 12345678901234567890123})", R"({"k": 1.50})", R"({"k": "a\"\u00e9"})",
                     R"({"k": null})", R"({"k": {"a": [1, 2]}})", "{}"});
    const auto rows = Dog::objects.order_by("id"_f).values_list(aside::flat, "data__k"_f);
    std::vector<std::string> texts;
    for (const std::optional<aside::Json>& value : CALL(rows, list))
        texts.push_back(value ? value->text() : "missing");
    const char* const text = features().keeps_json_text ? R"("a\"\u00e9")" : R"("a\"é")";
    CHECK(texts == std::vector<std::string>{"12345678901234567890123", "1.50", text, "null",
                                            R"({"a": [1, 2]})", "missing"});
    const auto annotated = Dog::objects.annotate("inner"_f = "data__k"_f)
                               .filter("inner__a__1"_f == 2, "inner"_f != "x");
    const auto row = CALL(annotated, get);
    CHECK(row["inner"_f]->text() == R"({"a": [1, 2]})");
    CHECK(CALL(Dog::objects.annotate("inner"_f = "data__k"_f).filter("inner"_f == nullptr),
               count) == 1);
    CHECK(CALL(Dog::objects, aggregate, "n"_f = aside::Count("data__k"_f))["n"_f] == 5);
}

BOTH_WAYS("rows are ordered by what is at a path, and grouped by it") {
    const Dogs dogs(
        {R"({"k": 10})", R"({"k": "b"})", R"({"k": 9})", R"({"k": "a"})", "{}", R"({"k": 9})"});
    const auto by = [](const auto& rows) { return names(CALL(rows, list)); };
    const auto first = aside::nulls_first;
    const auto last = aside::nulls_last;
    CHECK(by(Dog::objects.order_by("data__k"_f.asc(first), "id"_f)) ==
          Names{"e", "c", "f", "a", "d", "b"});
    CHECK(by(Dog::objects.order_by("data__k"_f.desc(last), "id"_f)) ==
          Names{"b", "d", "a", "c", "f", "e"});
    CHECK(by(Dog::objects.order_by("data__k"_f.asc(last), "id"_f)).back() == "e");
    const bool largest = features().nulls_largest;
    CHECK(by(Dog::objects.order_by("data__k"_f, "id"_f))[largest ? 5 : 0] == "e");
    CHECK(by(Dog::objects.order_by("-data__k"_f, "id"_f))[largest ? 0 : 5] == "e");
    CHECK(by(Dog::objects.order_by(aside::field("data__k"), "id"_f))[largest ? 5 : 0] == "e");
    const auto groups = Dog::objects.values("data__k"_f)
                            .annotate("n"_f = aside::Count("*"_f))
                            .order_by("data__k"_f.asc(first));
    std::vector<std::int64_t> counts;
    for (const auto& group : CALL(groups, list)) counts.push_back(group["n"_f]);
    CHECK(counts == std::vector<std::int64_t>{1, 2, 1, 1, 1});
    CHECK(CALL(Dog::objects.values("data__k"_f).distinct(), count) == 5);
}

BOTH_WAYS("what is at a path is calculated with as what it is said to be") {
    const Dogs dogs({R"({"price": 2.5, "n": 3, "name": "x", "on": true})",
                     R"({"price": 4, "n": 1, "name": null, "on": false})", "{}"});
    CHECK(CALL(Dog::objects, aggregate,
               "sum"_f = Sum(aside::Cast<double>("data__price"_f)))["sum"_f] == 6.5);
    CHECK(found<Way>(aside::Cast<std::int64_t>("data__n"_f) + 1 == 4) == Names{"a"});
    CHECK(found<Way>(aside::Cast<bool>("data__on"_f) == true) == Names{"a"});
    const auto texts = Dog::objects.order_by("id"_f).values_list(
        aside::flat, aside::Cast<std::string>("data__name"_f));
    CHECK(CALL(texts, list)[0] == "x");
    CHECK_FALSE(CALL(texts, list)[1]);
    CHECK_FALSE(CALL(texts, list)[2]);
    CHECK(found<Way>(aside::Cast<std::string>("data__n"_f) == "3") == Names{"a"});
    CHECK(found<Way>(Upper(aside::Cast<std::string>("data__name"_f)) == "X") == Names{"a"});
}

BOTH_WAYS("JSON is compared to columns, to other JSON and to rows of queries") {
    const Dogs dogs({R"({"k": "a", "j": "a"})", R"({"k": "z", "j": 1})", R"({"k": 3, "j": 2})",
                     R"({"j": "z"})"});
    CHECK(found<Way>("data__k"_f == "name"_f) == Names{"a"});
    CHECK(found<Way>("data__k"_f == "id"_f) == Names{"c"});
    CHECK(found<Way>("data__k"_f == "data__j"_f) == Names{"a"});
    CHECK(found<Way>("data__k"_f > "data__j"_f) == Names{"c"});
    CHECK(found<Way>("data__k"_f.in(Dog::objects.values_list(aside::flat, "name"_f))) ==
          Names{"a"});
    CHECK(found<Way>("data__k"_f.in(Dog::objects.values_list(aside::flat, "data__j"_f))) ==
          Names{"a", "b"});
}

BOTH_WAYS("documents of related rows are filtered by") {
    const Dogs dogs({R"({"k": 1})", R"({"k": null})"});
    Walk::objects.create("dog"_f = 1);
    Walk::objects.create("dog"_f = 2);
    Walk::objects.create();
    CHECK(CALL(Walk::objects.filter("dog__data__k"_f == 1), count) == 1);
    CHECK(CALL(Walk::objects.filter("dog__data__k"_f == nullptr), count) == 1);
    CHECK(CALL(Walk::objects.filter("dog__data__k"_f != 1), count) == 2);
    CHECK(CALL(Walk::objects.exclude("dog__data__has_key"_f = "k"), count) == 1);
    CHECK(CALL(Dog::objects.exclude("walk_set__dog__data__k"_f = 1), count) == 1);
}

BOTH_WAYS("at run time text is a string at a key, and a document as a whole") {
    const Dogs dogs({R"({"k": "5", "range": 1})", R"({"k": 5})", R"({"k": null})"});
    CHECK(found<Way>(aside::field("data__k") = "5") == Names{"a"});
    CHECK(found<Way>(aside::field("data__k") = 5) == Names{"b"});
    CHECK(found<Way>(aside::field("data__k") = json("5")) == Names{"b"});
    CHECK(found<Way>(aside::field("data__k") = nullptr) == Names{"c"});
    CHECK(found<Way>(aside::field("data") = R"({ "k":5 })") == Names{"b"});
    CHECK(found<Way>(aside::field("data__k__gt") = 4) == Names{"b"});
    CHECK(found<Way>(aside::field("data__k__startswith") = "5") == Names{"a", "b"});
    CHECK(found<Way>(aside::field("data__k__in") = Names{"5", "6"}) == Names{"a"});
    CHECK(found<Way>(aside::field("data__has_key") = "range") == Names{"a"});
    CHECK(found<Way>(aside::field("data__has_any_keys") = Names{"range", "z"}) == Names{"a"});
    CHECK(found<Way>("data__range__exact"_f = 1) == Names{"a"});
    CHECK_THROWS_AS(found<Way>(aside::field("data") = "{"), aside::ValidationError);
    CHECK_THROWS_AS(found<Way>(aside::field("data__has_key") = 5), aside::ValidationError);
    CHECK_THROWS_AS(found<Way>(aside::field("name__has_key") = "k"), aside::FieldError);
    CHECK_THROWS_AS(found<Way>(aside::field("name").has_key("k")), aside::FieldError);
    CHECK_THROWS_AS(found<Way>(aside::field("data__k__gt") = json("[]")), aside::ValidationError);
}

BOTH_WAYS("rows found by a path are updated and deleted") {
    const Dogs dogs({R"({"k": 1})", R"({"k": 2})", "{}"});
    CHECK(CALL(Dog::objects.filter("data__k"_f == 1), update, "data"_f = json("[]")) == 1);
    CHECK(CALL_DELETE(Dog::objects.filter("data__k"_f.isnull())).total == 2);
    CHECK(CALL(Dog::objects, get).data == json(R"({"k": 2})"));
}

TEST_CASE("a key that is named at run time is text, and neither a column nor NULL") {
    const Dogs dogs({R"({"owner": 1})"});
    using aside::field;
    CHECK(Dog::objects.filter(field("data__has_key") = "owner").count() == 1);
    for (const char* path : {"data__has_key", "data__has_keys", "data__has_any_keys"}) {
        CHECK_THROWS_AS((void)Dog::objects.filter(field(path) == field("name")),
                        aside::ValidationError);
        CHECK_THROWS_AS((void)Dog::objects.filter(field(path) = nullptr), aside::ValidationError);
        CHECK_THROWS_AS((void)Dog::objects.filter(field(path) = 1), aside::ValidationError);
    }
}
