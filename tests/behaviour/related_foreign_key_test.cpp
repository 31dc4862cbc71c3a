// Relating and parting the rows whose foreign key names an object.
#include <doctest/doctest.h>

#include "support/both_ways.hpp"
#include "support/pizzeria.hpp"

namespace garage {
using namespace aside::literals;

struct Wheel;

struct Car : aside::Model<Car> {
    std::int64_t id = 0;
    std::string name;
    aside::ReverseForeignKey<Wheel, "car"> wheels;
};

struct Wheel : aside::Model<Wheel> {
    std::int64_t id = 0;
    std::string name;
    aside::ForeignKey<Car, aside::cascade> car;  // may not be empty
};

struct Garage : aside::testing::TestDatabase<Car, Wheel> {
    const Car beetle = Car::objects.create("name"_f = "beetle");
    const Car coupe = Car::objects.create("name"_f = "coupe");
    const Wheel left = beetle.wheels.create("name"_f = "left");
    const Wheel right = beetle.wheels.create("name"_f = "right");
};

}  // namespace garage

using namespace pizzeria;
using garage::Garage;
using garage::Wheel;

namespace {

struct Boxes : Menu {
    const Box small = Box::objects.get("name"_f = "small");
    const Box large = Box::objects.get("name"_f = "large");
    const Pizza margarita = Pizza::objects.get("name"_f = "margarita");
    const Pizza rossa = Pizza::objects.get("name"_f = "rossa");
};

}  // namespace

BOTH_WAYS("add lets rows name the object, whatever they named before") {
    const Boxes boxes;
    CALL(boxes.large.pizza_set, add, boxes.rossa, boxes.margarita.id);
    CHECK(sorted_names(boxes.large.pizza_set.all()) == Texts{"margarita", "rossa"});
    CHECK(names(boxes.small.pizza_set.all()) == Texts{"funghi"});
    CALL(boxes.large.pizza_set, add, boxes.small.pizza_set.all());
    CHECK(boxes.small.pizza_set.count() == 0);
}

BOTH_WAYS("a key without a row is named, and nothing is added") {
    const Boxes boxes;
    CHECK_THROWS_WITH_AS(CALL(boxes.large.pizza_set, add, boxes.rossa, 77, 78),
                         "no pizzeria::Pizza has the key 77, 78, which was to be added to "
                         "pizzeria::Box.pizza_set",
                         Pizza::DoesNotExist);
    CHECK(boxes.large.pizza_set.count() == 0);
}

BOTH_WAYS("remove empties the foreign key of rows that name the object") {
    const Boxes boxes;
    CALL(boxes.small.pizza_set, remove, boxes.margarita);
    CHECK(names(boxes.small.pizza_set.all()) == Texts{"funghi"});
    CHECK_FALSE(Pizza::objects.get("name"_f = "margarita").box);
}

BOTH_WAYS("a row that is not related cannot be removed, nor any with it") {
    const Boxes boxes;
    CHECK_THROWS_WITH_AS(CALL(boxes.small.pizza_set, remove, boxes.margarita, boxes.rossa),
                         "no pizzeria::Pizza with the key 3 is in the pizza_set of the "
                         "pizzeria::Box with the key 1",
                         Box::DoesNotExist);
    CHECK(boxes.small.pizza_set.count() == 2);
}

BOTH_WAYS("clear empties the foreign key of all rows that name the object") {
    const Boxes boxes;
    boxes.large.pizza_set.add(boxes.rossa);
    CALL(boxes.small.pizza_set, clear);
    CHECK(boxes.small.pizza_set.count() == 0);
    CHECK(boxes.large.pizza_set.count() == 1);
    CHECK(Pizza::objects.count() == 3);
}

BOTH_WAYS("set relates exactly the rows that it is given") {
    const Boxes boxes;
    CALL(boxes.small.pizza_set, set, std::vector{boxes.rossa, boxes.margarita});
    CHECK(sorted_names(boxes.small.pizza_set.all()) == Texts{"margarita", "rossa"});
    CALL(boxes.small.pizza_set, set, {2}, {.clear = true});
    CHECK(names(boxes.small.pizza_set.all()) == Texts{"funghi"});
    CHECK_THROWS_AS(CALL(boxes.small.pizza_set, set, {1, 99}), Pizza::DoesNotExist);
    CHECK(names(boxes.small.pizza_set.all()) == Texts{"funghi"});
}

BOTH_WAYS("a relation that may not be empty takes rows and gives none back") {
    const Garage garage;
    CALL(garage.coupe.wheels, add, garage.left);
    CHECK(names(garage.coupe.wheels.all()) == Texts{"left"});
    CHECK_THROWS_WITH_AS(CALL(garage.coupe.wheels, remove, garage.left),
                         "garage::Wheel.car is not nullable, so that no row can leave "
                         "garage::Car.wheels: delete rows, or add them to another garage::Car",
                         aside::FieldError);
    CHECK_THROWS_AS(CALL(garage.coupe.wheels, clear), aside::FieldError);
    CHECK(garage.coupe.wheels.count() == 1);
}

BOTH_WAYS("there set only adds") {
    const Garage garage;
    CALL(garage.coupe.wheels, set, std::vector{garage.left});
    CALL(garage.coupe.wheels, set, std::vector{garage.right}, {.clear = true});
    CHECK(sorted_names(garage.coupe.wheels.all()) == Texts{"left", "right"});
    CHECK(garage.beetle.wheels.count() == 0);
}
