#pragma once
// A model with JSON that the programs here get wrong.
#include <aside/aside.hpp>

namespace shop {
using namespace aside::literals;

enum class Color { red, green };

struct Order : aside::Model<Order> {
    std::int64_t id = 0;
    std::string name;
    aside::Date day;
    aside::Json data;
};
}  // namespace shop
