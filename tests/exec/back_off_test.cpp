#include "exec/async/back_off.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

using namespace std::chrono_literals;
using aside::exec::BackOff;

TEST_CASE("pauses are at random, from a range that doubles up to the longest") {
    constexpr BackOff back_off{.first = 10ms, .longest = 50ms, .least = 0.5};
    for (const auto& [others, range] :
         {std::pair(0, 10ms), {1, 20ms}, {2, 40ms}, {3, 50ms}, {1'000'000, 50ms}}) {
        std::set<std::chrono::microseconds> pauses;
        for (int i = 0; i < 200; ++i) pauses.insert(back_off.pause_after(others));
        CHECK(*pauses.begin() >= range / 2);
        CHECK(*pauses.rbegin() <= range);
        CHECK(*pauses.rbegin() - *pauses.begin() > range / 4);
        CHECK(pauses.size() > 20);
    }
}

TEST_CASE("without a part that is waited at least, a pause may be short") {
    constexpr BackOff back_off{.first = 10ms, .longest = 50ms};
    auto shortest = 50000us;
    for (int i = 0; i < 200; ++i) shortest = std::min(shortest, back_off.pause_after(9));
    CHECK(shortest < 10ms);
}
