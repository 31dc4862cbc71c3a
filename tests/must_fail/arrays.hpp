#pragma once
// A model with arrays that the programs here get wrong.
#include <aside/aside.hpp>

namespace shop {
using namespace aside::literals;

struct Post : aside::Model<Post> {
    std::int64_t id = 0;
    std::string title;
    std::vector<std::int32_t> tags;
};
}  // namespace shop
