#include "sql/selected_relations.hpp"
#include "sql/relations.hpp"

using namespace pizzeria;
using staff::only_statement;
using staff::Person;

namespace {

constexpr std::string_view pizza = "pizza.id, pizza.name, pizza.box_id, pizza.price_id";

template <class QuerySet>
std::string whole(const QuerySet& rows) {
    return staff::statement_of(rows.sql());
}

}  // namespace

TEST_CASE("the columns of related rows follow the row's own, in the order of the paths") {
    CHECK(whole(Pizza::objects.select_related("price"_f, "box"_f)) ==
          "SELECT " + std::string(pizza) +
              ", price.id, price.amount, price.currency, box.id, box.name FROM pizza "
              "INNER JOIN price ON (pizza.price_id = price.id) "
              "LEFT OUTER JOIN box ON (pizza.box_id = box.id)");
    CHECK(whole(Price::objects.select_related("pizza__box"_f, "pizza"_f)) ==
          "SELECT price.id, price.amount, price.currency, " + std::string(pizza) +
              ", box.id, box.name FROM price "
              "LEFT OUTER JOIN pizza ON (price.id = pizza.price_id) "
              "LEFT OUTER JOIN box ON (pizza.box_id = box.id)");
}

TEST_CASE("the relations whose columns follow are told, shared ones once") {
    aside::detail::Query query(aside::detail::model_info<Price>());
    query.related = {"pizza__box", "pizza__price"};
    const auto selected = aside::sql::selected_relations(query);
    REQUIRE(selected.size() == 3);
    CHECK(selected[0].relation->name == "pizza");
    CHECK(selected[0].parent == -1);
    CHECK(selected[1].relation->name == "box");
    CHECK(selected[1].parent == 0);
    CHECK(selected[2].relation->name == "price");
    CHECK(selected[2].parent == 0);
}

TEST_CASE("only relations to one row can be selected") {
    for (const char* path : {"toppings", "name", "box__pizza_set", "bax"}) {
        CAPTURE(path);
        aside::detail::Query query(aside::detail::model_info<Pizza>());
        query.related = {path};
        CHECK_THROWS_AS((void)aside::sql::selected_relations(query), aside::FieldError);
    }
}

TEST_CASE("related rows come by the join that the conditions have made") {
    CHECK(whole(Pizza::objects.select_related("box"_f).filter("box__name"_f = "a")) ==
          "SELECT " + std::string(pizza) +
              ", box.id, box.name FROM pizza INNER JOIN box ON (pizza.box_id = box.id) "
              "WHERE box.name = ? ['a']");
    CHECK(whole(Pizza::objects.select_related("box"_f).filter("box"_f = 1))
              .ends_with("FROM pizza INNER JOIN box ON (pizza.box_id = box.id) "
                         "WHERE pizza.box_id = ? [1]"));
}

TEST_CASE("counting and asking whether there is a row join only what the conditions need") {
    const SqliteMenu menu;
    const auto pizzas = Pizza::objects.select_related("box"_f, "price"_f).order_by("box__name"_f);
    CHECK(only_statement([&] { pizzas.count(); }) == "SELECT COUNT(*) FROM pizza");
    CHECK(only_statement([&] { pizzas.exists(); }) == "SELECT 1 FROM pizza LIMIT ? [1]");
    CHECK(only_statement([&] { pizzas.filter("box__name"_f = "a").count(); }) ==
          "SELECT COUNT(*) FROM pizza INNER JOIN box ON (pizza.box_id = box.id) "
          "WHERE box.name = ? ['a']");
    CHECK(only_statement([&] { pizzas.filter("toppings__id__gt"_f = 1).distinct().count(); }) ==
          "SELECT COUNT(*) FROM (SELECT DISTINCT " + std::string(pizza) +
              " FROM pizza INNER JOIN pizza_toppings ON (pizza.id = pizza_toppings.pizza_id) "
              "WHERE pizza_toppings.topping_id > ?) AS pizza [1]");
    CHECK(only_statement([&] { pizzas.limit(2).count(); }) ==
          "SELECT COUNT(*) FROM (SELECT " + std::string(pizza) +
              " FROM pizza LEFT OUTER JOIN box ON (pizza.box_id = box.id) "
              "ORDER BY box.name ASC LIMIT ?) AS pizza [2]");
}

TEST_CASE("aggregates go through relations, and leave no row out for it") {
    const SqliteMenu menu;
    CHECK(only_statement([] {
              (void)Pizza::objects.aggregate("n"_f = Count("toppings"_f),
                                             "sum"_f = Sum("price__amount"_f));
          }) ==
          "SELECT COUNT(pizza_toppings.topping_id) AS n, "
          "UNITS_TO_DECIMAL(SUM_OF_UNITS(price.amount, 2), 2) AS sum FROM pizza "
          "LEFT OUTER JOIN pizza_toppings ON (pizza.id = pizza_toppings.pizza_id) "
          "INNER JOIN price ON (pizza.price_id = price.id)");
    CHECK(only_statement([] {
              (void)Pizza::objects.filter("toppings__name"_f = "a")
                  .aggregate("n"_f = Count("toppings"_f).filter(!("box__name"_f == "b")));
          }) ==
          "SELECT COUNT(pizza_toppings.topping_id) FILTER "
          "(WHERE NOT ((box.name = ? AND box.name IS NOT NULL))) AS n FROM pizza "
          "INNER JOIN pizza_toppings ON (pizza.id = pizza_toppings.pizza_id) "
          "INNER JOIN topping ON (pizza_toppings.topping_id = topping.id) "
          "LEFT OUTER JOIN box ON (pizza.box_id = box.id) WHERE topping.name = ? ['b', 'a']");
}

TEST_CASE("aggregates of a slice have names of their own for columns of other tables") {
    const SqliteMenu menu;
    CHECK(only_statement([] {
              (void)Pizza::objects.order_by("id"_f).limit(2).aggregate(
                  "names"_f = Count("box__name"_f), "most"_f = Max("name"_f),
                  "boxes"_f = Count("box__name"_f).distinct());
          }) ==
          "SELECT COUNT(pizza.__col1) AS names, MAX(pizza.name) AS most, "
          "COUNT(DISTINCT pizza.__col1) AS boxes FROM (SELECT " +
              std::string(pizza) +
              ", box.name AS __col1 FROM pizza LEFT OUTER JOIN box ON (pizza.box_id = box.id) "
              "ORDER BY pizza.id ASC LIMIT ?) AS pizza [2]");
}
