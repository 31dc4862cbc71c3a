#pragma once
#include <bit>
#include <cstdint>
#include <vector>

#include "aside/detail/related.hpp"
#include "exec/names.hpp"

namespace aside::exec {

/// The objects that one relation has led the rows of a result to, by their keys, so that rows which
/// name the same row share its object.
///
/// A look-up is one comparison. Of objects whose keys share a place it knows only the latest, so
/// that it always fits into a processor's cache. It owns nothing: the objects live as long as the
/// rows, and it is cleared when these are moved away. Used by one thread at a time.
class IdentityMap {
public:
    /// The object's node; nullptr if it knows none.
    [[nodiscard]] RelatedNode* find(std::int64_t key) const {
        if (places_.empty()) return nullptr;
        const Place& place = places_[place_of(key)];
        return place.key == key ? place.node : nullptr;
    }
    void add(std::int64_t key, RelatedNode& node) {
        if (added_ == places_.size() && added_ < most_places) grow();
        ++added_;
        places_[place_of(key)] = {key, &node};
    }
    void clear() {
        places_.clear();
        added_ = 0;
    }

private:
    struct Place {
        std::int64_t key = 0;
        RelatedNode* node = nullptr;
    };
    static constexpr std::size_t most_places = std::size_t{1} << 14;

    // Keys that follow one another are spread by the golden ratio: as evenly as can be.
    [[nodiscard]] std::size_t place_of(std::int64_t key) const {
        const std::uint64_t spread = static_cast<std::uint64_t>(key) * 0x9E3779B97F4A7C15U;
        return static_cast<std::size_t>(spread >> (64 - std::bit_width(places_.size() - 1)));
    }
    void grow() {
        std::vector<Place> smaller(places_.empty() ? 16 : places_.size() * 2);
        smaller.swap(places_);
        for (const Place& place : smaller)
            if (place.node != nullptr) places_[place_of(place.key)] = place;
    }

    std::vector<Place> places_;  ///< a power of two, or none
    std::size_t added_ = 0;
};

}  // namespace aside::exec
