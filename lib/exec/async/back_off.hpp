#pragma once
#include <chrono>

namespace aside::exec {

/// How long to wait before something is tried again: at random, so that those that met do not meet
/// again, from a range that doubles with each time
/// (https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/).
struct BackOff {
    std::chrono::microseconds first;    ///< the range of the first wait
    std::chrono::microseconds longest;  ///< the range that is not exceeded
    double least = 0;                   ///< the part of the range that is waited at least

    /// The wait after so many others. Thread-safe.
    [[nodiscard]] std::chrono::microseconds pause_after(int others) const noexcept;
};

}  // namespace aside::exec
