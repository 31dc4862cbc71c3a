#pragma once
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <thread>

#include "aside/detail/interrupt.hpp"
#include "aside/detail/mutex.hpp"
#include "backend/data_source.hpp"
#include "exec/database/primary_positions.hpp"
#include "exec/database/replica_state.hpp"

namespace aside::exec {

/// Watches a replica, by a thread and a connection of its own: how far it has come, and whether it
/// is there. It asks when a call would like to read it, and so nothing while nobody reads.
///
/// One that does not answer, or that no connection can be opened to, is left out for 5 seconds, then
/// for twice as long as before each time, up to a minute. One whose connection was lost is asked at
/// once.
///
/// Thread-safe. `connection_` and `between_` are the thread's own.
class ReplicaWatch {
public:
    using Clock = WriteTime::clock;
    using Time = WriteTime;

    /// `primary` outlives it. Begins to ask at once.
    ReplicaWatch(backend::ConnectionFactory open, PrimaryPositions& primary,
                 std::chrono::milliseconds max_lag);
    ReplicaWatch(const ReplicaWatch&) = delete;
    ReplicaWatch& operator=(const ReplicaWatch&) = delete;
    ~ReplicaWatch() { stop(); }

    /// Whether a call may read the replica now that is to see what was written until then. If not,
    /// or if the latest answer is old, has it asked again. Does not block.
    [[nodiscard]] bool shows(Time written, Time now) noexcept;
    /// A connection was lost: it is left out until it answers.
    void suspect() noexcept ASIDE_EXCLUDES(mutex_);
    /// A connection was opened for calls, or could not be, with that error.
    void note_opening(const std::exception_ptr& error) noexcept ASIDE_EXCLUDES(mutex_);
    /// Ends the thread, and waits for it. It is left out from when the latest answer is old.
    void stop() noexcept ASIDE_EXCLUDES(mutex_);

    [[nodiscard]] const ReplicaState& state() const noexcept { return state_; }
    /// Why the latest attempt to reach it has failed; empty: it has not.
    [[nodiscard]] std::string problem() const ASIDE_EXCLUDES(mutex_);

private:
    void serve() noexcept;
    [[nodiscard]] bool await_question() noexcept ASIDE_EXCLUDES(mutex_);
    void ask() noexcept ASIDE_EXCLUDES(mutex_);
    /// How far the replica has come; nothing if it does not say.
    [[nodiscard]] std::optional<std::uint64_t> ask(const Interrupt& limit);
    void take(std::optional<std::uint64_t> position, const std::optional<LogPosition>& primary)
        ASIDE_EXCLUDES(mutex_);
    void want() noexcept ASIDE_EXCLUDES(mutex_);
    void leave_out(Time now) noexcept ASIDE_REQUIRES(mutex_);
    void keep(const std::exception_ptr& problem) noexcept ASIDE_REQUIRES(mutex_);

    const backend::ConnectionFactory open_;
    PrimaryPositions& primary_;
    const std::chrono::milliseconds silence_;  ///< after which calls have it asked again
    ReplicaState state_;
    std::chrono::milliseconds between_;  ///< two questions at least; the thread's own
    std::atomic<bool> wanted_{true};
    std::atomic<Time> asked_{Time{}};  ///< when the latest question began
    const std::shared_ptr<Interrupt> stopping_ = std::make_shared<Interrupt>();
    std::unique_ptr<backend::Connection> connection_;

    mutable Mutex mutex_;
    std::condition_variable changed_;
    bool stopped_ ASIDE_GUARDED_BY(mutex_) = false;
    Time not_before_ ASIDE_GUARDED_BY(mutex_){};                  ///< of the next question
    Time out_until_ ASIDE_GUARDED_BY(mutex_){};                   ///< after a failure
    Time failed_ ASIDE_GUARDED_BY(mutex_){};                      ///< the latest time
    std::chrono::milliseconds pause_ ASIDE_GUARDED_BY(mutex_){};  ///< after the latest failure
    std::string problem_ ASIDE_GUARDED_BY(mutex_);

    std::thread thread_;  ///< last: it uses all else
};

}  // namespace aside::exec
