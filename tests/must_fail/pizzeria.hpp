#pragma once
// Models with relations, that the programs here get wrong.
#include <aside/aside.hpp>

namespace pizzeria {
using namespace aside::literals;

struct Pizza;

struct Topping : aside::Model<Topping> {
    std::int64_t id = 0;
    std::string name;
    aside::ReverseManyToMany<Pizza, "toppings"> pizza_set;
};

struct Box : aside::Model<Box> {
    std::int64_t id = 0;
    std::string name;
    aside::ReverseForeignKey<Pizza, "box"> pizza_set;
};

struct Price : aside::Model<Price> {
    std::int64_t id = 0;
    std::int64_t amount = 0;
    aside::ReverseOneToOne<Pizza, "price"> pizza;
};

struct Pizza : aside::Model<Pizza> {
    std::int64_t id = 0;
    std::string name;
    aside::ManyToMany<Topping> toppings;
    aside::ForeignKey<Box, aside::set_null> box;
    aside::OneToOne<Price, aside::cascade> price;
};
}  // namespace pizzeria
