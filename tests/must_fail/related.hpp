#pragma once
// Models with relations that the programs here get wrong.
#include <aside/aside.hpp>

namespace shop {
using namespace aside::literals;

struct Place;

struct Tag : aside::Model<Tag> {
    std::int64_t id = 0;
    std::string name;
};

struct Shelf : aside::Model<Shelf> {
    std::int64_t id = 0;
    std::string name;
};

struct Product : aside::Model<Product> {
    std::int64_t id = 0;
    std::string name;
    aside::ManyToMany<Tag> tags;
    aside::ManyToMany<Shelf, aside::Through<Place>> shelves;
};

struct Place : aside::Model<Place> {
    std::int64_t id = 0;
    aside::ForeignKey<Product, aside::cascade> product;
    aside::ForeignKey<Shelf, aside::cascade> shelf;
    aside::ForeignKey<Shelf, aside::set_null> previous;
    std::int32_t amount = 0;
};
}  // namespace shop
