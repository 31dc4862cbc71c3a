// Rows of several queries together.
#include "sql/tail.hpp"
#include "support/pizzeria.hpp"
#include "support/sqlite.hpp"

using namespace pizzeria;
using aside::NotSupportedError;
using shop::with_parameters;

namespace {

/// A statement with the usual columns as `*` and tables by their models' names.
template <class Rows>
std::string sql(const Rows& rows) {
    std::string text = with_parameters(rows.sql());
    const auto replace = [&](const std::string& from, const std::string& to) {
        for (auto at = text.find(from); at != text.npos; at = text.find(from, at + to.size()))
            text.replace(at, from.size(), to);
    };
    replace(R"("pizzeria_pizza"."id", "pizzeria_pizza"."name", "pizzeria_pizza"."box_id", )"
            R"("pizzeria_pizza"."price_id")",
            "*");
    replace(R"("U0"."id", "U0"."name", "U0"."box_id", "U0"."price_id")", "*");
    replace("\"pizzeria_pizza\"", "Pizza");
    replace("\"pizzeria_topping\"", "Topping");
    replace("\"pizzeria_box\"", "Box");
    return text;
}
const auto first = Pizza::objects.filter("id"_f == 1);
const auto second = Pizza::objects.filter("id"_f == 2);

}  // namespace

TEST_CASE("the rows of querysets are united, intersected or subtracted") {
    CHECK(
        sql(first.union_(second)) ==
        R"(SELECT * FROM Pizza WHERE Pizza."id" = ? UNION SELECT * FROM Pizza WHERE Pizza."id" = ? [1, 2])");
    CHECK(
        sql(first.union_(second, Pizza::objects, aside::all)) ==
        R"(SELECT * FROM Pizza WHERE Pizza."id" = ? UNION ALL SELECT * FROM Pizza WHERE Pizza."id" = ? )"
        R"(UNION ALL SELECT * FROM Pizza [1, 2])");
    CHECK(sql(Pizza::objects.intersection(second)) ==
          R"(SELECT * FROM Pizza INTERSECT SELECT * FROM Pizza WHERE Pizza."id" = ? [2])");
    CHECK(sql(Pizza::objects.difference(first, second)) ==
          R"(SELECT * FROM Pizza EXCEPT SELECT * FROM Pizza WHERE Pizza."id" = ? )"
          R"(EXCEPT SELECT * FROM Pizza WHERE Pizza."id" = ? [1, 2])");
}

TEST_CASE("rows of several queries are ordered by the places of their columns") {
    const auto both = Pizza::objects.union_(Pizza::objects);
    const std::string united = "SELECT * FROM Pizza UNION SELECT * FROM Pizza ORDER BY ";
    CHECK(sql(both.order_by("-name"_f, "pk"_f)) == united + "2 DESC, 1 ASC");
    CHECK(sql(both.order_by("box"_f).reverse()) == united + "3 DESC");
    CHECK(sql(both.order_by("box_id"_f.desc(aside::nulls_last))) == united + "3 DESC NULLS LAST");
    CHECK(sql(both.order_by(aside::field("-name"))) == united + "2 DESC");
    CHECK(sql(both.order_by("name"_f).slice(1, 3)) == united + "2 ASC LIMIT ? OFFSET ? [2, 1]");
    CHECK(sql(both.order_by("name"_f).order_by()) ==
          "SELECT * FROM Pizza UNION SELECT * FROM Pizza");
    CHECK_THROWS_WITH_AS((void)both.order_by("box__name"_f),
                         "aside: rows of several queries have only the columns that were selected, "
                         "and \"box__name\" is none of them",
                         aside::FieldError);
    CHECK_THROWS_AS((void)both.order_by("?"_f), NotSupportedError);
    CHECK_THROWS_AS((void)both.order_by("id"_f + 1), NotSupportedError);
}

TEST_CASE("an ordering inside of a part is dropped, unless it decides which rows there are") {
    const auto two = Pizza::objects.order_by("name"_f).limit(2);
    CHECK(sql(Pizza::objects.order_by("name"_f).union_(second.reverse())) ==
          R"(SELECT * FROM Pizza UNION SELECT * FROM Pizza WHERE Pizza."id" = ? [2])");
    CHECK(sql(second.union_(two)) ==
          R"(SELECT * FROM Pizza WHERE Pizza."id" = ? UNION SELECT * FROM )"
          R"((SELECT * FROM Pizza ORDER BY Pizza."name" ASC LIMIT ?) AS "__rows" [2, 2])");
    CHECK(
        sql(two.union_(second).union_(first)) ==
        R"(SELECT * FROM (SELECT * FROM (SELECT * FROM Pizza ORDER BY Pizza."name" ASC LIMIT ?) AS "__rows" )"
        R"(UNION SELECT * FROM Pizza WHERE Pizza."id" = ?) AS "__rows" )"
        R"(UNION SELECT * FROM Pizza WHERE Pizza."id" = ? [2, 2, 1])");
}

TEST_CASE("a part without rows is left out where it changes nothing") {
    const auto none = Pizza::objects.none();
    const auto nothing = Pizza::objects.filter("id"_f.in(std::vector<int>{}));
    const std::string one =
        R"(SELECT DISTINCT * FROM (SELECT * FROM Pizza WHERE Pizza."id" = ?) AS "__rows")";
    CHECK(sql(first.union_(none, nothing)) == one + " [1]");
    CHECK(sql(none.union_(first)) == one + " [1]");
    CHECK(sql(first.difference(none)) == one + " [1]");
    CHECK(sql(none.union_(first, aside::all)) == R"(SELECT * FROM Pizza WHERE Pizza."id" = ? [1])");
    CHECK(sql(none.union_(first, second)) == sql(first.union_(second)));
    const aside::testing::SqliteMemory<Topping, Box, Price, Pizza> database;
    const aside::QueryLog log;
    CHECK(none.union_(nothing).list().empty());
    CHECK(first.intersection(none).list().empty());
    CHECK(none.difference(first).count() == 0);
    CHECK_FALSE(none.difference(first).exists());
    CHECK(log.size() == 0);
}

TEST_CASE("columns are chosen in every part") {
    CHECK(sql(first.union_(second).values("name"_f)) ==
          R"(SELECT Pizza."name" FROM Pizza WHERE Pizza."id" = ? UNION )"
          R"(SELECT Pizza."name" FROM Pizza WHERE Pizza."id" = ? [1, 2])");
    CHECK(
        sql(first.union_(second).values_list(aside::flat, "box__name"_f).order_by("box__name"_f)) ==
        R"(SELECT Box."name" FROM Pizza LEFT OUTER JOIN Box ON (Pizza."box_id" = Box."id") WHERE Pizza."id" = ? UNION )"
        R"(SELECT Box."name" FROM Pizza LEFT OUTER JOIN Box ON (Pizza."box_id" = Box."id") WHERE Pizza."id" = ? )"
        R"(ORDER BY 1 ASC [1, 2])");
    // By their places, since columns of another model may have other names.
    const auto pairs = Pizza::objects.values_list("id"_f, "name"_f)
                           .union_(Topping::objects.values_list("id"_f, "name"_f));
    CHECK(sql(pairs.values_list("name"_f)) ==
          R"(SELECT Pizza."name" FROM Pizza UNION SELECT Topping."name" FROM Topping)");
    CHECK_THROWS_AS((void)pairs.values_list("box"_f), aside::FieldError);
    CHECK_THROWS_AS((void)pairs.values_list("id"_f + 1), NotSupportedError);
    CHECK_THROWS_AS((void)pairs.values("n"_f = "id"_f + 1), NotSupportedError);
}

TEST_CASE("rows of several queries stand in conditions") {
    CHECK(
        sql(Pizza::objects.filter("id"_f.in(first.union_(second).values("id"_f)))) ==
        R"(SELECT * FROM Pizza WHERE Pizza."id" IN (SELECT "U0"."id" FROM Pizza AS "U0" WHERE "U0"."id" = ? )"
        R"(UNION SELECT "U0"."id" FROM Pizza AS "U0" WHERE "U0"."id" = ?) [1, 2])");
    CHECK(
        sql(Pizza::objects.filter("pk"_f.in(first.union_(second)))) ==
        R"(SELECT * FROM Pizza WHERE Pizza."id" IN (SELECT "id" FROM (SELECT * FROM Pizza AS "U0" WHERE "U0"."id" = ? )"
        R"(UNION SELECT * FROM Pizza AS "U0" WHERE "U0"."id" = ?) AS "__rows") [1, 2])");
}

TEST_CASE("objects of select_related come along with every part") {
    const auto joined = Pizza::objects.select_related("box"_f).union_(second);
    const std::string columns = R"(SELECT *, Box."id", Box."name" FROM Pizza )"
                                R"(LEFT OUTER JOIN Box ON (Pizza."box_id" = Box."id"))";
    CHECK(sql(joined) == columns + " UNION " + columns + R"( WHERE Pizza."id" = ? [2])");
}

TEST_CASE("querysets of two databases, locked ones and those of raw are not put together") {
    CHECK_THROWS_WITH_AS((void)first.union_(second.using_("other")),
                         "aside: union_() of querysets of two databases: \"default\" and \"other\"",
                         NotSupportedError);
    CHECK_NOTHROW((void)first.union_(second.using_("default")));
    CHECK_THROWS_AS((void)first.intersection(second.select_for_update()), NotSupportedError);
    CHECK_THROWS_AS((void)first.difference(Pizza::objects.raw("SELECT 1")), NotSupportedError);
}

TEST_CASE("what rows of several queries cannot take names the method and what it cannot follow") {
    const auto both = first.union_(second);
    CHECK_THROWS_WITH_AS((void)both.filter("id"_f == 1),
                         "aside: filter() cannot follow union_(): call it before",
                         NotSupportedError);
    CHECK_THROWS_WITH_AS((void)first.difference(second).exclude("id"_f == 1),
                         "aside: exclude() cannot follow difference(): call it before",
                         NotSupportedError);
    CHECK_THROWS_WITH_AS((void)first.intersection(second).annotate("n"_f = Count("toppings"_f)),
                         "aside: annotate() cannot follow intersection(): call it before",
                         NotSupportedError);
    CHECK_THROWS_AS((void)both.alias("n"_f = Count("toppings"_f)), NotSupportedError);
    CHECK_THROWS_AS((void)both.distinct(), NotSupportedError);
    CHECK_THROWS_AS((void)both.select_related("box"_f), NotSupportedError);
    CHECK_THROWS_AS((void)both.prefetch_related("toppings"_f), NotSupportedError);
    CHECK_THROWS_AS((void)both.select_for_update(), NotSupportedError);
    CHECK_THROWS_AS((void)(both & first), NotSupportedError);
    CHECK_THROWS_AS((void)(first | both), NotSupportedError);
    CHECK_THROWS_AS((void)(both ^ both), NotSupportedError);
    CHECK_THROWS_AS(both.get("id"_f = 1), NotSupportedError);
    CHECK_THROWS_AS(both.update("name"_f = "x"), NotSupportedError);
    CHECK_THROWS_AS(both.delete_(), NotSupportedError);
    CHECK_THROWS_AS(both.aget("id"_f = 1).get(), NotSupportedError);
    CHECK_THROWS_AS(both.aupdate("name"_f = "x").get(), NotSupportedError);
    CHECK_THROWS_AS(both.adelete().get(), NotSupportedError);
}
