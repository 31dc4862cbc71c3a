#pragma once
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>

#include "aside/detail/future_state.hpp"
#include "exec/names.hpp"

namespace aside::exec {

/// How far the log of a database had come at a time: all that was committed before it lies within.
struct LogPosition {
    WriteTime time;
    std::uint64_t position;
};

/// What is known of a replica: since when it shows all that was committed, and whether it may be
/// read.
///
/// What it shows is known by the clock of this process. The database itself is asked now and then
/// how far its log has come. As soon as the replica has come as far, it shows all that was committed
/// before that question. So a write needs nothing but the time of its end to be recognised.
///
/// Thread-safe: one thread takes answers, any number ask `shows`.
class ReplicaState {
public:
    using Time = WriteTime;
    using milliseconds = std::chrono::milliseconds;

    explicit ReplicaState(milliseconds max_lag) : max_lag_(max_lag) {}

    // ---- for the calls that read

    /// Whether a call may read it now that is to see what was written until then.
    [[nodiscard]] bool shows(Time written, Time now) const noexcept {
        return now < good_until() && written <= as_of();
    }
    /// All that was committed before is there. The epoch: nothing is known.
    [[nodiscard]] Time as_of() const noexcept { return as_of_.load(std::memory_order_acquire); }
    /// Until when it may be read without another answer.
    [[nodiscard]] Time good_until() const noexcept {
        return good_until_.load(std::memory_order_acquire);
    }
    /// Leaves it out until the next answer. From any thread.
    void leave_out() noexcept { good_until_.store(Time{}, std::memory_order_release); }

    // ---- for the thread that asks

    /// The replica has come that far. `primary` is where the database itself was before; nothing if
    /// it could not be asked: then nobody knows of anything that the replica has not got, and it is
    /// read as far as it had all that was known.
    void take(std::uint64_t replica, std::optional<LogPosition> primary, Time now);
    /// The replica answers, and does not say how far it has come: it is taken to be `max_lag` behind
    /// the time at which it was asked.
    void take_unknown(Time asked);

private:
    /// Questions are so frequent that more of them tell nothing.
    static constexpr std::size_t most_ahead = 64;

    void set(Time as_of, Time good_until) noexcept;

    const milliseconds max_lag_;
    std::uint64_t last_ = 0;  ///< how far the replica had come when it last told
    /// Where the database itself was, and the replica has not been yet; the oldest first.
    std::deque<LogPosition> ahead_;
    std::atomic<Time> as_of_{Time{}};
    std::atomic<Time> good_until_{Time{}};
};

}  // namespace aside::exec
