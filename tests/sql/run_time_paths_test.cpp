#include "sql/relations.hpp"

using namespace pizzeria;
using aside::field;
using staff::from;

TEST_CASE("a path that comes at run time goes through relations") {
    CHECK(from(Pizza::objects.filter(field("box__name__startswith") = "a")
                   .order_by(field("-box__name"))) ==
          "pizza INNER JOIN box ON (pizza.box_id = box.id) WHERE box.name GLOB ? "
          "ORDER BY box.name DESC ['a*']");
    CHECK(from(Pizza::objects.filter(field("toppings__id__in") = std::vector{1, 2})) ==
          "pizza INNER JOIN pizza_toppings ON (pizza.id = pizza_toppings.pizza_id) "
          "WHERE pizza_toppings.topping_id IN (?, ?) [1, 2]");
    CHECK(from(Pizza::objects.exclude(field("toppings") = 1)) ==
          "pizza WHERE NOT (EXISTS (SELECT 1 FROM pizza_toppings AS U1 "
          "WHERE U1.pizza_id = pizza.id AND U1.topping_id = ?)) [1]");
}

TEST_CASE("text becomes the value that the path's field or key takes") {
    CHECK(from(Pizza::objects.filter(field("box") = "1")) == "pizza WHERE pizza.box_id = ? [1]");
    CHECK(from(Pizza::objects.filter(field("box__isnull") = "true")) ==
          "pizza WHERE pizza.box_id IS NULL");
    CHECK(from(Pizza::objects.filter(field("price__amount__gt") = "8.50")) ==
          "pizza INNER JOIN price ON (pizza.price_id = price.id) WHERE price.amount > ? [8.50]");
    CHECK_THROWS_AS((void)Pizza::objects.filter(field("box__id") = "many"), aside::ValidationError);
}

TEST_CASE("a segment that the model reached does not have is refused at the call") {
    const auto refused = [](std::string_view path, std::string_view message) {
        CAPTURE(path);
        try {
            (void)Pizza::objects.filter(field(path) = "a");
            FAIL_CHECK("taken");
        } catch (const aside::FieldError& error) {
            CHECK(std::string_view(error.what()) == message);
        }
    };
    refused("bax__name",
            "pizzeria::Pizza has no field \"bax\"; its fields are id, name, box, price, toppings");
    refused("box__nam", "pizzeria::Box has no field \"nam\"; its fields are id, name, pizza_set");
    refused("box__name__bigger",
            "pizzeria::Box.name is no relation, and has no transform or lookup \"bigger\"");
    refused("box__", "pizzeria::Box has no field \"\"; its fields are id, name, pizza_set");
    CHECK_THROWS_AS((void)Pizza::objects.order_by(field("-box__nam")), aside::FieldError);
    CHECK_THROWS_AS((void)Pizza::objects.filter("name"_f == field("box__nam")), aside::FieldError);
}
