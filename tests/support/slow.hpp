#pragma once
// Statements that take long, and what measures how long something took.
#include <chrono>
#include <future>
#include <thread>

#include "aside/aside.hpp"

namespace aside::testing {

/// True of each row, after some ten seconds of counting.
inline auto slow_condition() {
    return RawSQL<std::int64_t>(
               "(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
               "WHERE i < 100000000) SELECT count(*) FROM n)") > 0;
}

class Stopwatch {
public:
    [[nodiscard]] std::chrono::milliseconds elapsed() const {
        return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - begun_);
    }
    /// Whether about that time has passed: no less, and at most 500 ms more. That is slack for
    /// sanitizers and busy machines; elsewhere 50 ms suffice.
    [[nodiscard]] bool shows_about(std::chrono::milliseconds expected) const {
        return elapsed() >= expected && elapsed() < expected + std::chrono::milliseconds(500);
    }

private:
    using Clock = std::chrono::steady_clock;
    Clock::time_point begun_ = Clock::now();
};

/// The connection of a database held by somebody else, in a turn of the writer's, while it lives.
class HeldWriter {
public:
    HeldWriter() : thread_([this] { hold(); }) { held_.get_future().wait(); }
    HeldWriter(const HeldWriter&) = delete;
    HeldWriter& operator=(const HeldWriter&) = delete;
    ~HeldWriter() { release(); }
    void release() {
        if (!thread_.joinable()) return;
        let_go_.set_value();
        thread_.join();
    }

private:
    void hold() {
        const Transaction transaction;
        held_.set_value();
        let_go_.get_future().wait();
    }

    std::promise<void> held_;
    std::promise<void> let_go_;
    std::thread thread_;
};

}  // namespace aside::testing
