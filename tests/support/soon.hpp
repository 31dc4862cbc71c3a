#pragma once
#include <chrono>
#include <thread>

namespace aside::testing {

/// Whether a condition becomes true in that time. It is looked at every few milliseconds.
template <class Condition>
bool soon(Condition condition, std::chrono::milliseconds time = std::chrono::seconds(10)) {
    const auto until = std::chrono::steady_clock::now() + time;
    while (!condition()) {
        if (std::chrono::steady_clock::now() > until) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    return true;
}

}  // namespace aside::testing
