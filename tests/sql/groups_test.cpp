// What rows are grouped by.
#include "sql/relations.hpp"

namespace groups {

using namespace pizzeria;

template <class QuerySet>
std::string sql(const QuerySet& rows) {
    return staff::statement_of(rows.sql());
}
/// The clauses from GROUP BY on.
template <class QuerySet>
std::string grouping(const QuerySet& rows) {
    const std::string text = sql(rows);
    return text.substr(std::min(text.find("GROUP BY"), text.size()));
}

}  // namespace groups

using namespace groups;

TEST_CASE("groups with a condition are apart where what it computes of a row is") {
    const auto by_box = Pizza::objects.values("box"_f).annotate("n"_f = Count("id"_f));
    CHECK(grouping(by_box.filter("n"_f > 1 || "name"_f == "funghi")) ==
          "GROUP BY pizza.box_id, pizza.name HAVING (COUNT(pizza.id) > ? OR pizza.name = ?) "
          "[1, 'funghi']");
    CHECK(grouping(by_box.filter("n"_f > 1 || "name__length"_f == 6)) ==
          "GROUP BY pizza.box_id, CHAR_LENGTH(pizza.name) HAVING (COUNT(pizza.id) > ? OR "
          "CHAR_LENGTH(pizza.name) = ?) [1, 6]");
    CHECK(grouping(by_box.filter("n"_f > "id"_f % 2)) ==
          "GROUP BY pizza.box_id, (pizza.id % ?) HAVING COUNT(pizza.id) > (pizza.id % ?) [2, 2]");
}

TEST_CASE(
    "groups with a condition that has a NOT over many rows are apart by what that is tied to") {
    CHECK(grouping(Pizza::objects.annotate("n"_f = Count("id"_f))
                       .exclude("n"_f > 1 || "toppings__name"_f == "ham")) ==
          "GROUP BY pizza.id HAVING NOT ((COUNT(pizza.id) > ? OR EXISTS (SELECT 1 FROM "
          "pizza_toppings AS U1 INNER JOIN topping AS U2 ON (U1.topping_id = U2.id) WHERE "
          "U1.pizza_id = pizza.id AND U2.name = ?))) [1, 'ham']");
}

TEST_CASE("groups are apart where what stands beside their aggregates is") {
    const auto pizzas = Pizza::objects.annotate("n"_f = Count("toppings"_f));
    CHECK(grouping(pizzas.annotate("x"_f = "n"_f + "box__name__length"_f)) ==
          "GROUP BY pizza.id, CHAR_LENGTH(box.name)");
    CHECK(grouping(pizzas.annotate("x"_f = aside::RowNumber().over(partition_by("box__name"_f)))) ==
          "GROUP BY pizza.id, box.name");
    CHECK(grouping(pizzas.annotate("x"_f = aside::RowNumber().over(order_by("-box__name"_f)))) ==
          "GROUP BY pizza.id, box.name");
    CHECK(grouping(pizzas.annotate("x"_f = Max("box__name"_f).over(order_by("n"_f)))) ==
          "GROUP BY pizza.id, box.name");
    CHECK(grouping(
              pizzas.annotate("x"_f = Case(When("n"_f > 1, "box__name"_f)).otherwise("name"_f))) ==
          "GROUP BY pizza.id, box.name [1]");
}

TEST_CASE("values and groups read the rows that were joined before later filters") {
    CHECK(sql(Box::objects.values("pizza_set__name"_f)
                  .annotate("n"_f = Count("id"_f))
                  .filter("pizza_set__price"_f == 1)) ==
          "SELECT pizza.name, COUNT(box.id) AS n FROM box LEFT OUTER JOIN pizza ON (box.id = "
          "pizza.box_id) INNER JOIN pizza AS T3 ON (box.id = T3.box_id) WHERE T3.price_id = ? "
          "GROUP BY pizza.name [1]");
}

TEST_CASE("an aggregate without a name makes groups by the key") {
    CHECK(grouping(Pizza::objects.values_list("name"_f, Count("toppings"_f))) ==
          "GROUP BY pizza.id");
}

TEST_CASE("what rows are grouped by stands there once") {
    CHECK(grouping(Pizza::objects.values("name__length"_f).annotate("n"_f = Count("id"_f))) ==
          "GROUP BY 1");
}

TEST_CASE("groups are counted by what they are read by") {
    const SqliteMenu menu;
    const auto rows =
        Box::objects.annotate("n"_f = Count("id"_f)).annotate("pizza"_f = "pizza_set__name"_f);
    CHECK(rows.count() == 3);
    CHECK(rows.size() == 3);
}
