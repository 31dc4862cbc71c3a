#pragma once
// The model that the programs here get wrong.
#include <aside/aside.hpp>

namespace shop {
using namespace aside::literals;

struct Item : aside::Model<Item> {
    std::int64_t id = 0;
    std::string name;
    aside::Decimal<8, 2> price;
    std::optional<std::int64_t> stock;
    bool listed = true;
    aside::Date added;

    static constexpr auto meta = aside::meta("name"_f.max_length(50));
};

struct Other : aside::Model<Other> {
    std::int64_t id = 0;
    std::string name;
};
}  // namespace shop
