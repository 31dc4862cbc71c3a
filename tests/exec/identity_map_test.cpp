#include "exec/rows/identity_map.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <limits>
#include <memory>
#include <vector>

namespace {

using aside::detail::ObjectNode;
using aside::exec::IdentityMap;

/// Nodes of so many objects, known by the keys from `first` on.
struct Known {
    explicit Known(int count, std::int64_t first = 0) {
        for (int i = 0; i < count; ++i) {
            nodes.push_back(std::make_unique<ObjectNode>(nullptr));
            known.add(first + i, *nodes.back());
        }
    }
    std::vector<std::unique_ptr<ObjectNode>> nodes{};
    IdentityMap known{};
};

}  // namespace

TEST_CASE("an object is found by its key and by no other") {
    for (const std::int64_t key : {std::int64_t{0}, std::int64_t{7}, std::int64_t{-1},
                                   std::numeric_limits<std::int64_t>::min()}) {
        const Known one(1, key);
        CHECK(one.known.find(key) == one.nodes[0].get());
        CHECK(one.known.find(key ^ 1) == nullptr);
    }
}

TEST_CASE("nothing is found among no objects, nor what was cleared") {
    CHECK(IdentityMap().find(0) == nullptr);
    Known some(40);
    some.known.clear();
    for (int key = 0; key < 40; ++key) CHECK(some.known.find(key) == nullptr);
    some.known.add(3, *some.nodes[3]);
    CHECK(some.known.find(3) == some.nodes[3].get());
}

TEST_CASE("of however many objects, what is found by a key is that key's, and often found") {
    for (const int count : {10, 1'000, 100'000}) {
        const Known many(count);
        int found = 0;
        int wrong = 0;
        for (int key = 0; key < count; ++key) {
            const auto* node = many.known.find(key);
            found += node != nullptr;
            wrong += node != nullptr && node != many.nodes[static_cast<std::size_t>(key)].get();
        }
        CHECK(wrong == 0);
        CHECK(found >= std::min(count / 2, 8'000));
    }
}
