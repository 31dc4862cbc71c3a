#pragma once
#include <atomic>
#include <chrono>
#include <memory>
#include <string_view>

#include "aside/detail/mutex.hpp"

namespace aside::detail {

/// Whether work should stop: it was cancelled, its time has passed, or the work that it is a part
/// of should stop.
///
/// Thread-safe, but for `lie_within`, which is called before another thread can see this object.
/// `mutex_` is held while listeners are told, which takes the locks of the things that threads wait
/// for (a pool's, a queue's).
class Interrupt {
public:
    using Clock = std::chrono::steady_clock;
    /// Told of a cancelling; defined in the library.
    class Listener;
    /// Wakes a waiting thread; defined in the library.
    class Watch;

    Interrupt() = default;
    /// `timeout`: how far the deadline is away; 0 or less: there is none.
    explicit Interrupt(std::chrono::milliseconds timeout,
                       std::shared_ptr<const Interrupt> around = nullptr);
    Interrupt(const Interrupt&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;
    ~Interrupt() = default;

    /// Has this be due when `around` is, too; nullptr: by itself only.
    void lie_within(std::shared_ptr<const Interrupt> around) noexcept;

    /// Stops the work, and wakes the threads that wait.
    void cancel() noexcept ASIDE_EXCLUDES(mutex_);
    [[nodiscard]] bool cancelled() const noexcept {
        return cancelled_.load(std::memory_order_acquire) || (around_ && around_->cancelled());
    }
    [[nodiscard]] bool has_deadline() const noexcept {
        return deadline_ != Clock::time_point::max();
    }
    [[nodiscard]] Clock::time_point deadline() const noexcept { return deadline_; }
    /// Whether its time has passed. Reads the clock only if there is a deadline.
    [[nodiscard]] bool expired() const noexcept {
        return has_deadline() && Clock::now() >= deadline_;
    }
    [[nodiscard]] bool due() const noexcept { return cancelled() || expired(); }
    /// Throws `QueryCancelled` or `QueryTimeout` if the work should stop; the error names the
    /// statement, and says whether that may have been committed all the same.
    void check(std::string_view sql = {}, bool outcome_unknown = false) const;
    /// Throws `QueryCancelled` or `QueryTimeout` if a wait should stop; the error names the thing
    /// that was waited for.
    void check_wait(std::string_view what) const;

private:
    std::atomic<bool> cancelled_{false};
    Clock::time_point deadline_ = Clock::time_point::max();
    std::shared_ptr<const Interrupt> around_;
    mutable Mutex mutex_;
    mutable Listener* listeners_ ASIDE_GUARDED_BY(mutex_) = nullptr;  ///< a list
};

}  // namespace aside::detail
