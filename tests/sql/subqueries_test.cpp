#include "sql/compiler.hpp"
#include "sql/relations.hpp"
#include "support/standard_dialect.hpp"

using namespace pizzeria;
using staff::from;
using staff::statement_of;

namespace {

auto pizzas_of_box() { return Pizza::objects.filter("box"_f == OuterRef("pk"_f)); }
/// How many pizzas are in a box.
auto count_of_box() {
    return Subquery(
        pizzas_of_box().order_by().values("box"_f).annotate("n"_f = Count("*"_f)).values("n"_f));
}

}  // namespace

TEST_CASE("a queryset is the values that a field is one of, in no order") {
    CHECK(from(Pizza::objects.filter(
              "box"_f.in(Box::objects.filter("name"_f == "small").order_by("name"_f)))) ==
          "pizza WHERE pizza.box_id IN (SELECT U0.id FROM box AS U0 WHERE U0.name = ?) ['small']");
    CHECK(from(Pizza::objects.filter("box__in"_f = Box::objects.order_by("-name"_f).limit(2))) ==
          "pizza WHERE pizza.box_id IN (SELECT U0.id FROM box AS U0 ORDER BY U0.name DESC LIMIT ?) "
          "[2]");
    CHECK(
        from(Pizza::objects.filter("name"_f.in(Box::objects.values_list(aside::flat, "name"_f)))) ==
        "pizza WHERE pizza.name IN (SELECT U0.name FROM box AS U0)");
    CHECK(from(Pizza::objects.filter("pk"_f.in(Pizza::objects.filter("name"_f == "x")))) ==
          "pizza WHERE pizza.id IN (SELECT U0.id FROM pizza AS U0 WHERE U0.name = ?) ['x']");
    CHECK(from(Pizza::objects.filter("box__id"_f.in(Box::objects.values("id"_f)))) ==
          "pizza WHERE pizza.box_id IN (SELECT U0.id FROM box AS U0)");
}

TEST_CASE("what is in no queryset's NULL is found by exclude") {
    CHECK(from(Pizza::objects.exclude(
              "pk"_f.in(Pizza::objects.values_list(aside::flat, "price"_f)))) ==
          "pizza WHERE NOT (pizza.id IN (SELECT U0.price_id FROM pizza AS U0))");
    CHECK(from(Box::objects.exclude("pk"_f.in(Pizza::objects.values_list(aside::flat, "box"_f)))) ==
          "box WHERE NOT (((box.id IN (SELECT U0.box_id FROM pizza AS U0)) IS TRUE))");
}

TEST_CASE("a queryset of one row is a value") {
    CHECK(from(Pizza::objects.filter("box"_f == Box::objects.order_by("name"_f).limit(1))) ==
          "pizza WHERE pizza.box_id = (SELECT U0.id FROM box AS U0 ORDER BY U0.name ASC LIMIT ?) "
          "[1]");
    CHECK(from(Pizza::objects.filter("box"_f = Box::objects.limit(1))) ==
          "pizza WHERE pizza.box_id = (SELECT U0.id FROM box AS U0 LIMIT ?) [1]");
    CHECK_THROWS_WITH_AS(
        (void)Pizza::objects.filter("box"_f == Box::objects),
        "aside: a pizzeria::Box queryset may have more rows than the one that a value is "
        "compared to: use .in(), or limit(1)",
        aside::FieldError);
    CHECK_THROWS_AS((void)Pizza::objects.filter("box"_f != Box::objects.limit(2)),
                    aside::FieldError);
}

TEST_CASE("Exists reads the row around it, and selects nothing") {
    CHECK(from(Box::objects.filter(Exists(pizzas_of_box()))) ==
          "box WHERE EXISTS (SELECT 1 FROM pizza AS U0 WHERE U0.box_id = box.id)");
    CHECK(from(Box::objects.filter(!Exists(pizzas_of_box().order_by("name"_f)))) ==
          "box WHERE NOT (EXISTS (SELECT 1 FROM pizza AS U0 WHERE U0.box_id = box.id))");
    CHECK(from(Box::objects.filter(Exists(Pizza::objects) || "id"_f == 1)) ==
          "box WHERE (EXISTS (SELECT 1 FROM pizza AS U0) OR box.id = ?) [1]");
    CHECK(statement_of(Box::objects.annotate("used"_f = Exists(pizzas_of_box())).sql()) ==
          "SELECT box.id, box.name, EXISTS (SELECT 1 FROM pizza AS U0 WHERE U0.box_id = box.id)"
          " AS used FROM box");
}

TEST_CASE("a related manager stands in a query like any queryset") {
    Box small{.id = 5, .name = "small"};
    aside::bind(small);
    CHECK(from(Box::objects.filter(Exists(small.pizza_set))) ==
          "box WHERE EXISTS (SELECT 1 FROM pizza AS U0 WHERE U0.box_id = ?) [5]");
    CHECK(from(Topping::objects.filter("pizza_set"_f.in(small.pizza_set))) ==
          "topping INNER JOIN pizza_toppings ON (topping.id = pizza_toppings.topping_id)"
          " WHERE pizza_toppings.pizza_id IN (SELECT U0.id FROM pizza AS U0 WHERE U0.box_id = ?) "
          "[5]");
}

TEST_CASE("what is computed of groups is a value of a row around them") {
    CHECK(statement_of(Box::objects.annotate("n"_f = count_of_box()).sql()) ==
          "SELECT box.id, box.name, (SELECT COUNT(*) AS n FROM pizza AS U0 WHERE U0.box_id = box.id"
          " GROUP BY U0.box_id) AS n FROM box");
    CHECK(from(Box::objects.filter(count_of_box() > 1)) ==
          "box WHERE (SELECT COUNT(*) AS n FROM pizza AS U0 WHERE U0.box_id = box.id"
          " GROUP BY U0.box_id) > ? [1]");
    CHECK(from(Box::objects.order_by(count_of_box().desc())) ==
          "box ORDER BY (SELECT COUNT(*) AS n FROM pizza AS U0 WHERE U0.box_id = box.id"
          " GROUP BY U0.box_id) DESC");
}

TEST_CASE("an OuterRef follows relations of the query around it") {
    CHECK(from(Pizza::objects.filter(
              Exists(Topping::objects.filter("name"_f == OuterRef("box__name"_f))))) ==
          "pizza LEFT OUTER JOIN box ON (pizza.box_id = box.id) WHERE EXISTS"
          " (SELECT 1 FROM topping AS U0 WHERE U0.name = box.name)");
    CHECK(
        from(Pizza::objects.filter(Exists(Topping::objects.filter("pk"_f = OuterRef("box"_f))))) ==
        "pizza WHERE EXISTS (SELECT 1 FROM topping AS U0 WHERE U0.id = pizza.box_id)");
    CHECK(from(Pizza::objects.filter(
              Exists(Topping::objects.filter("name"_f == OuterRef(aside::field("name")))))) ==
          "pizza WHERE EXISTS (SELECT 1 FROM topping AS U0 WHERE U0.name = pizza.name)");
}

TEST_CASE("an OuterRef of an OuterRef is of the query around that one") {
    const auto toppings = Topping::objects.filter("pizza_set"_f == OuterRef("pk"_f),
                                                  "name"_f == OuterRef(OuterRef("name"_f)));
    const auto pizzas = pizzas_of_box().filter(Exists(toppings));
    CHECK(from(Box::objects.filter(Exists(pizzas))) ==
          "box WHERE EXISTS (SELECT 1 FROM pizza AS U0 WHERE U0.box_id = box.id AND EXISTS"
          " (SELECT 1 FROM topping AS V0 INNER JOIN pizza_toppings AS V1 ON (V0.id = V1.topping_id)"
          " WHERE V1.pizza_id = U0.id AND V0.name = box.name))");
    CHECK_THROWS_WITH_AS((void)pizzas.filter(Exists(toppings)).sql(),
                         doctest::Contains("OuterRef(\"pk\")"), aside::FieldError);
}

TEST_CASE("an OuterRef without a query around it says which it is") {
    CHECK_THROWS_WITH_AS(
        (void)pizzas_of_box().sql(),
        "OuterRef(\"pk\") of pizzeria::Pizza stands in no subquery: there is no query around it",
        aside::FieldError);
    CHECK_THROWS_WITH_AS(
        (void)Box::objects
            .filter(Exists(Pizza::objects.filter("name"_f == OuterRef(OuterRef("name"_f)))))
            .sql(),
        "OuterRef(OuterRef(\"name\")) has only one query around it", aside::FieldError);
    CHECK_THROWS_AS(
        (void)Box::objects.filter(Exists(Pizza::objects.filter("name"_f == OuterRef("nome"_f))))
            .sql(),
        aside::FieldError);
}

TEST_CASE("an OuterRef may be of an annotation, which no aggregate is") {
    const auto same = Price::objects.filter("id"_f == OuterRef("n"_f));
    CHECK(from(Box::objects.annotate("n"_f = "id"_f + 1).filter(Exists(same))) ==
          "box WHERE EXISTS (SELECT 1 FROM price AS U0 WHERE U0.id = (box.id + ?)) [1, 1]");
    CHECK(from(Box::objects.alias("n"_f = count_of_box()).filter(Exists(same))) ==
          "box WHERE EXISTS (SELECT 1 FROM price AS U0 WHERE U0.id = (SELECT COUNT(*) AS n FROM"
          " pizza AS U0 WHERE U0.box_id = box.id GROUP BY U0.box_id))");
    CHECK_THROWS_WITH_AS(
        (void)Box::objects.annotate("n"_f = Count("pizza_set"_f)).filter(Exists(same)).sql(),
        "OuterRef(\"n\") of pizzeria::Box is an aggregate, which a subquery cannot read: annotate "
        "it"
        " as a Subquery",
        aside::NotSupportedError);
}

TEST_CASE("groups are told apart by what subqueries read of their rows") {
    const auto boxes = Box::objects.values("name"_f).annotate("n"_f = Count("pizza_set"_f));
    CHECK(
        from(boxes.filter("n"_f > 1, Exists(pizzas_of_box()))) ==
        "box LEFT OUTER JOIN pizza ON (box.id = pizza.box_id) WHERE EXISTS (SELECT 1 FROM pizza AS"
        " U0 WHERE U0.box_id = box.id) GROUP BY box.name HAVING COUNT(pizza.id) > ? [1]");
    CHECK(from(boxes.filter("n"_f > 1 || Exists(pizzas_of_box()))) ==
          "box LEFT OUTER JOIN pizza ON (box.id = pizza.box_id) GROUP BY box.name, box.id HAVING"
          " (COUNT(pizza.id) > ? OR EXISTS (SELECT 1 FROM pizza AS U0 WHERE U0.box_id = box.id)) "
          "[1]");
}

TEST_CASE("the same queryset may stand in a statement twice") {
    const auto used = Exists(pizzas_of_box());
    CHECK(from(Box::objects.filter(used && !used)) ==
          "box WHERE (EXISTS (SELECT 1 FROM pizza AS U0 WHERE U0.box_id = box.id) AND NOT (EXISTS"
          " (SELECT 1 FROM pizza AS U0 WHERE U0.box_id = box.id)))");
}

TEST_CASE("a NOT around a comparison with a subquery is true where that is NULL") {
    CHECK(from(Box::objects.exclude(count_of_box() == 2)) ==
          "box WHERE NOT ((((SELECT COUNT(*) AS n FROM pizza AS U0 WHERE U0.box_id = box.id"
          " GROUP BY U0.box_id) = ?) IS TRUE)) [2]");
    CHECK(from(Pizza::objects.filter("box"_f != Box::objects.limit(1))) ==
          "pizza WHERE NOT (((pizza.box_id = (SELECT U0.id FROM box AS U0 LIMIT ?)) IS TRUE)) [1]");
}

TEST_CASE("a subquery in an update sees the rows as they were before") {
    const SqliteMenu menu;
    CHECK(staff::only_statement([] {
              Box::objects.filter("id"_f == 1)
                  .update("name"_f = Subquery(pizzas_of_box()
                                                  .order_by("id"_f)
                                                  .values_list(aside::flat, "name"_f)
                                                  .limit(1)));
          }) ==
          "UPDATE box SET name = FOR_FIELD(__rows.__col1, ?) FROM (SELECT U0.id, (SELECT V0.name "
          "FROM pizza AS V0"
          " WHERE V0.box_id = U0.id ORDER BY V0.id ASC LIMIT ?) AS __col1 FROM box AS U0 WHERE "
          "U0.id = ?)"
          " AS __rows WHERE box.id = __rows.id ['pizzeria::Box.name', 1, 1]");
}

TEST_CASE("no statement runs for members of no rows") {
    const SqliteMenu menu;
    CHECK(staff::statements([] {
              CHECK(Pizza::objects.filter("box"_f.in(Box::objects.none())).list().empty());
              CHECK(Pizza::objects
                        .filter("box"_f.in(Box::objects.filter("id"_f.in(std::vector<int>()))))
                        .count() == 0);
              CHECK_FALSE(Pizza::objects.filter(Exists(Box::objects.none())).exists());
          }).empty());
    CHECK(from(Pizza::objects.exclude("box"_f.in(Box::objects.none()))) == "pizza");
}

TEST_CASE("rows of several queries stand for their keys") {
    const auto both = Box::objects.filter("id"_f == 1).union_(Box::objects.filter("id"_f == 2));
    CHECK(
        from(Pizza::objects.filter("box"_f.in(both))) ==
        "pizza WHERE pizza.box_id IN (SELECT id FROM (SELECT U0.id, U0.name FROM box AS U0 WHERE"
        " U0.id = ? UNION SELECT U0.id, U0.name FROM box AS U0 WHERE U0.id = ?) AS __rows) [1, 2]");
    CHECK(from(Pizza::objects.filter(Exists(both))) ==
          "pizza WHERE EXISTS (SELECT U0.id, U0.name FROM box AS U0 WHERE U0.id = ? UNION"
          " SELECT U0.id, U0.name FROM box AS U0 WHERE U0.id = ?) [1, 2]");
    const auto written = Box::objects.raw("SELECT * FROM boxes WHERE n > ?", 3);
    CHECK(from(Pizza::objects.filter("box"_f.in(written))) ==
          "pizza WHERE pizza.box_id IN (SELECT id FROM (SELECT * FROM boxes WHERE n > ?) AS "
          "__rows) [3]");
}

TEST_CASE("a subquery is of the same database") {
    CHECK_THROWS_WITH_AS(
        (void)Pizza::objects.filter("box"_f.in(Box::objects.using_("replica"))).sql(),
        "aside: a subquery of database \"replica\" cannot stand in a query of \"default\": pass the"
        " list() of its rows",
        aside::NotSupportedError);
    CHECK(from(Pizza::objects.filter("box"_f.in(Box::objects.using_("default")))) ==
          "pizza WHERE pizza.box_id IN (SELECT U0.id FROM box AS U0)");
    CHECK(from(Pizza::objects.using_("replica").filter("box"_f.in(Box::objects.all()))) ==
          "pizza WHERE pizza.box_id IN (SELECT U0.id FROM box AS U0)");
}

TEST_CASE("SQL that you write binds its parameters in their places") {
    CHECK(from(Pizza::objects.filter("id"_f > 7,
                                     aside::RawSQL<std::int64_t>("length(name) + ?", 5) > 9)) ==
          "pizza WHERE pizza.id > ? AND (length(name) + ?) > ? [7, 5, 9]");
    CHECK(from(Pizza::objects.filter(
              aside::RawSQL<std::string>("'?' || \"a?\" /* ? */ || ?", "x") == "y")) ==
          "pizza WHERE ('?' || a? /* ? */ || ?) = ? ['x', 'y']");
    CHECK(from(Pizza::objects.filter(aside::RawSQL<int>("[a?] + `?` + ?", 1) == 2)) ==
          "pizza WHERE ([a?] + `?` + ?) = ? [1, 2]");
    CHECK_THROWS_WITH_AS(
        (void)Pizza::objects.filter(aside::RawSQL<int>("? + '?'", 1, 2) == 3).sql(),
        "aside: RawSQL has 1 placeholders (?) and 2 parameters: ? + '?'", aside::FieldError);
    CHECK_THROWS_AS((void)Pizza::objects.filter(aside::RawSQL<int>("1 -- ?\n + ?") == 3).sql(),
                    aside::FieldError);
}

/// One that knows dollar quotes, as PostgreSQL does.
class DollarDialect final : public aside::testing::StandardDialect {
public:
    std::size_t end_of_quoted(std::string_view sql, std::size_t at) const override {
        return sql.substr(at).starts_with("$$") ? end_of(sql, at + 2, "$$")
                                                : StandardDialect::end_of_quoted(sql, at);
    }
};

TEST_CASE("what a quote is in SQL that you write is the engine's to say") {
    const auto query =
        Pizza::objects.filter(aside::RawSQL<std::string>("$$ ? $$ || [?]", 1) == "x").query();
    CHECK(aside::sql::select(query, DollarDialect()).sql.find("($$ ? $$ || [?])") !=
          std::string::npos);
    CHECK_THROWS_AS((void)aside::sql::select(query, aside::testing::StandardDialect()),
                    aside::FieldError);
}
