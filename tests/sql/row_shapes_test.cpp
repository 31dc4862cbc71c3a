// What is selected for rows of every shape.
#include "sql/relations.hpp"

namespace row_shapes {

using namespace pizzeria;
using staff::plain;

struct Visit : aside::Model<Visit> {
    std::int64_t id = 0;
    std::optional<aside::Date> day;
    aside::DateTime made;
    aside::ForeignKey<Box, aside::set_null> box;
    static constexpr auto meta = aside::meta(aside::table("visit"));
};

template <class QuerySet>
std::string sql(const QuerySet& rows) {
    return staff::statement_of(rows.sql());
}

TEST_CASE("values without arguments name every column, and the annotations") {
    CHECK(sql(Pizza::objects.values()) ==
          "SELECT pizza.id, pizza.name, pizza.box_id, pizza.price_id FROM pizza");
    CHECK(
        sql(Pizza::objects.alias("b"_f = "id"_f + 1).annotate("a"_f = "id"_f * 2).values_list()) ==
        "SELECT pizza.id, pizza.name, pizza.box_id, pizza.price_id, (pizza.id * ?) AS a FROM pizza "
        "[2]");
}

TEST_CASE("only and defer name the key first, and no column twice") {
    CHECK(sql(Pizza::objects.only("name"_f, "id"_f, "box"_f, "box_id"_f)) ==
          "SELECT pizza.id, pizza.name, pizza.box_id FROM pizza");
    CHECK(sql(Pizza::objects.defer("name"_f)) ==
          "SELECT pizza.id, pizza.box_id, pizza.price_id FROM pizza");
    CHECK(sql(Pizza::objects.select_related("box"_f).only("name"_f).defer(nullptr)) ==
          "SELECT pizza.id, pizza.name, pizza.box_id, pizza.price_id FROM pizza");
}

TEST_CASE("what is loaded of objects is grouped by the key") {
    CHECK(sql(Pizza::objects.only("name"_f).annotate("n"_f = Count("toppings"_f))) ==
          "SELECT pizza.id, pizza.name, COUNT(pizza_toppings.topping_id) AS n FROM pizza "
          "LEFT OUTER JOIN pizza_toppings ON (pizza.id = pizza_toppings.pizza_id) "
          "GROUP BY pizza.id");
}

struct BoxSlice {
    std::string name;
};
struct Slice {
    std::string name;
    std::optional<BoxSlice> box;
};
TEST_CASE("a struct that may be missing is read behind its key") {
    CHECK(sql(Pizza::objects.values_into<Slice>()) ==
          "SELECT pizza.name, pizza.box_id, box.name FROM pizza "
          "LEFT OUTER JOIN box ON (pizza.box_id = box.id)");
    CHECK(sql(Pizza::objects.values_into<BoxSlice>("price__currency"_f)) ==
          "SELECT price.currency FROM pizza INNER JOIN price ON (pizza.price_id = price.id)");
}

TEST_CASE("dates are distinct beginnings in order") {
    CHECK(sql(Visit::objects.dates("day"_f, "month")) ==
          "SELECT DISTINCT DATE_TRUNC('month', visit.day) AS @moment FROM visit "
          "WHERE visit.day IS NOT NULL ORDER BY @moment ASC");
    CHECK(sql(Visit::objects.dates("made"_f, "year", {.descending = true})) ==
          "SELECT DISTINCT TO_DATE(DATE_TRUNC('year', visit.made)) AS @moment FROM visit "
          "WHERE visit.made IS NOT NULL ORDER BY @moment DESC");
    CHECK(sql(Visit::objects.datetimes("made"_f, "hour")) ==
          "SELECT DISTINCT DATE_TRUNC('hour', visit.made) AS @moment FROM visit "
          "WHERE visit.made IS NOT NULL ORDER BY @moment ASC");
}

TEST_CASE("an alias that is selected later comes behind the columns before it") {
    const auto rows =
        Box::objects.alias("a"_f = "id"_f + 1).annotate("b"_f = "id"_f + 2).annotate("a"_f = "a"_f);
    CHECK(sql(rows) ==
          "SELECT box.id, box.name, (box.id + ?) AS b, (box.id + ?) AS a FROM box [2, 1]");
}

TEST_CASE("an alias adds nothing to values") {
    CHECK(sql(Box::objects.values("name"_f).alias("n"_f = "id"_f + 1).order_by("n"_f)) ==
          "SELECT box.name FROM box ORDER BY (box.id + ?) ASC [1]");
    CHECK(sql(Box::objects.values_list(aside::flat, "name"_f).annotate("n"_f = "id"_f + 1)) ==
          "SELECT box.name FROM box");
}

}  // namespace row_shapes
