#pragma once
// What this program gets of the system, which fails when a test says so: memory by `operator new`,
// SQLite's memory, and threads.
#include <atomic>

namespace aside::testing {

/// One kind of it. Thread-safe: whichever thread asks for the nth time gets nothing.
class Supply {
public:
    /// The nth request from here on fails, and no other.
    void fail(long nth) { fail(nth, false); }
    /// The nth request from here on fails, and each that comes after it.
    void fail_from(long nth) { fail(nth, true); }
    /// Whether a request has failed; none does any more.
    bool end() {
        left_ = 0;
        return met_;
    }
    /// For who supplies it: whether this request fails.
    bool fails() noexcept {
        const long last = lasts_ ? 1 : 0;
        long left = left_.load(std::memory_order_relaxed);
        while (left > last && !left_.compare_exchange_weak(left, left - 1)) {
        }
        if (left != 1) return false;
        met_ = true;
        return true;
    }

private:
    void fail(long nth, bool lasts) {
        met_ = false;
        lasts_ = lasts;
        left_ = nth;
    }

    std::atomic<long> left_{0};
    std::atomic<bool> lasts_{false};
    std::atomic<bool> met_{false};
};

extern Supply memory;
extern Supply sqlite_memory;
extern Supply threads;

}  // namespace aside::testing
