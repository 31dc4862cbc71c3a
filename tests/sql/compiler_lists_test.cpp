// The compiler's own containers: lists that need no memory while they are short, and what is known
// of an expression's nodes.
#include <doctest/doctest.h>

#include <string>
#include <utility>

#include "query/node_map.hpp"
#include "query/small_vector.hpp"

using aside::query::Node;
using aside::query::NodeMap;
using Texts = aside::query::SmallVector<std::string, 2>;

namespace {

const std::string longer(40, 'x');  // than a string without memory of its own

Texts of(std::initializer_list<const char*> texts) {
    Texts list;
    for (const char* text : texts) list.push_back(text + longer);
    return list;
}

std::string joined(const Texts& list) {
    std::string all;
    for (const std::string& text : list) all += text.substr(0, 1);
    return all;
}

bool lies_inside(const Texts& list) {
    const auto* begin = reinterpret_cast<const char*>(&list);
    const auto* element = reinterpret_cast<const char*>(list.begin());
    return element >= begin && element < begin + sizeof list;
}

}  // namespace

TEST_CASE("a list has its elements inside of itself until they are more than it has room for") {
    Texts list = of({"a", "b"});
    CHECK(lies_inside(list));
    list.push_back("c" + longer);
    CHECK_FALSE(lies_inside(list));
    CHECK(joined(list) == "abc");
    CHECK(list.front() == "a" + longer);
    CHECK(list.back() == "c" + longer);
}

TEST_CASE("a list copies and moves, whether short or long") {
    for (const Texts& list : {of({}), of({"a", "b"}), of({"a", "b", "c", "d", "e"})}) {
        Texts copy(list);
        CHECK(joined(copy) == joined(list));
        Texts moved(std::move(copy));
        CHECK(joined(moved) == joined(list));
        for (Texts before : {of({"x"}), of({"x", "y", "z"})}) {
            before = list;
            CHECK(joined(before) == joined(list));
        }
        for (Texts before : {of({"x"}), of({"x", "y", "z"})}) {
            Texts source(list);
            before = std::move(source);
            CHECK(joined(before) == joined(list));
            CHECK(source.empty());
            source.push_back("a" + longer);
            CHECK(joined(source) == "a");
        }
    }
}

TEST_CASE("a list takes an element of its own, and one into its middle, and removes equal ones") {
    Texts list = of({"a", "c"});
    list.push_back(list.front());
    CHECK(joined(list) == "aca");
    list.insert(list.begin() + 1, "b" + longer);
    CHECK(joined(list) == "abca");
    list.remove("a" + longer);
    CHECK(joined(list) == "bc");
}

TEST_CASE("nodes are found in whatever order they were told") {
    const Node nodes[12];
    NodeMap<int> map;
    CHECK(map.find(nodes[0]) == nullptr);
    for (const int index : {4, 2, 9, 0, 11, 10, 3, 1, 8, 5, 7}) map.set(nodes[index], index);
    map.set(nodes[4], 44);
    for (int index = 0; index < 12; ++index) {
        const int* known = map.find(nodes[index]);
        REQUIRE((known != nullptr) == (index != 6));
        if (known != nullptr) CHECK(*known == (index == 4 ? 44 : index));
    }
}
