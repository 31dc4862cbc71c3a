#pragma once
#include <functional>

#include "query/nodes.hpp"
#include "query/small_vector.hpp"

namespace aside::query {

/// Values of some nodes, by the nodes' addresses. Nodes of one expression are mostly added in the
/// order of their addresses, so that most go to the end.
template <class T>
class NodeMap {
public:
    /// The value of that node, or nullptr.
    [[nodiscard]] const T* find(const Node& node) const {
        const Entry* place = place_of(node);
        return place != entries_.end() && place->node == &node ? &place->known : nullptr;
    }
    void set(const Node& node, const T& known) {
        Entry* place = entries_.begin() + (place_of(node) - entries_.begin());
        if (place != entries_.end() && place->node == &node)
            place->known = known;
        else
            entries_.insert(place, {&node, known});
    }

private:
    struct Entry {
        const Node* node = nullptr;
        T known{};
    };

    /// The place of the node, or the place to insert it.
    [[nodiscard]] const Entry* place_of(const Node& node) const {
        return std::ranges::lower_bound(entries_, &node, std::ranges::less(), &Entry::node);
    }

    static constexpr std::size_t usual_size = 8;
    SmallVector<Entry, usual_size> entries_{};
};

}  // namespace aside::query
