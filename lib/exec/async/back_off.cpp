#include "exec/async/back_off.hpp"

#include <algorithm>
#include <cstdint>
#include <random>

namespace aside::exec {

namespace {

/// Threads and programs that begin at once begin with different numbers: a thread's place in memory
/// is at random, too. Not `std::random_device`, which may throw.
std::minstd_rand seeded() {
    const auto now = std::chrono::steady_clock::now().time_since_epoch().count();
    const auto place = reinterpret_cast<std::uintptr_t>(&now);
    std::minstd_rand random(
        static_cast<std::minstd_rand::result_type>(static_cast<std::uint64_t>(now) ^ place));
    random.discard(2);  // the first numbers of seeds that are near each other are so, too
    return random;
}

}  // namespace

std::chrono::microseconds BackOff::pause_after(int others) const noexcept {
    using std::chrono::microseconds;
    thread_local std::minstd_rand random = seeded();
    microseconds range = std::min(first, longest);
    for (int i = 0; i < others && range < longest; ++i) range = std::min(range * 2, longest);
    const auto least_of_range =
        static_cast<microseconds::rep>(least * static_cast<double>(range.count()));
    return microseconds(
        std::uniform_int_distribution<microseconds::rep>(least_of_range, range.count())(random));
}

}  // namespace aside::exec
