#include "exec/database/replica_watch.hpp"

#include <pthread.h>

#include <algorithm>
#include <csignal>
#include <optional>
#include <utility>

#include "aside/error.hpp"
#include "exec/async/background.hpp"
#include "exec/session/interrupt_watch.hpp"

namespace aside::exec {

namespace {

using std::chrono::milliseconds;
using namespace std::chrono_literals;

/// How long an answer is waited for.
constexpr milliseconds patience = 1s;
/// While calls read it, it is asked at least so often, and several times in `max_lag`.
constexpr milliseconds longest_silence = 1s;
/// It is asked again after so long at the earliest, however many calls want to know; while it does
/// not get on, after twice as long each time.
constexpr milliseconds shortest_pause = 5ms;
constexpr milliseconds longest_pause = 200ms;
constexpr milliseconds first_left_out = 5s;
constexpr milliseconds longest_left_out = 60s;

/// A thread that was made by a program's own takes none of its signals.
class WithoutSignals {
public:
    WithoutSignals() {
        sigset_t all;
        sigfillset(&all);
        pthread_sigmask(SIG_SETMASK, &all, &before_);
    }
    WithoutSignals(const WithoutSignals&) = delete;
    WithoutSignals& operator=(const WithoutSignals&) = delete;
    ~WithoutSignals() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

private:
    sigset_t before_{};
};

}  // namespace

ReplicaWatch::ReplicaWatch(backend::ConnectionFactory open, PrimaryPositions& primary,
                           milliseconds max_lag)
    : open_(std::move(open)),
      primary_(primary),
      silence_(std::min(longest_silence, max_lag / 4)),
      state_(max_lag),
      between_(shortest_pause) {
    const WithoutSignals scope;
    with_threads([&] { thread_ = std::thread([this] { serve(); }); });
}

// For calls.

bool ReplicaWatch::shows(Time written, Time now) noexcept {
    const bool shown = state_.shows(written, now);
    if (!shown || now - asked_.load(std::memory_order_relaxed) > silence_) want();
    return shown;
}

void ReplicaWatch::want() noexcept {
    if (wanted_.exchange(true)) return;
    const Lock lock(mutex_);
    changed_.notify_all();
}

void ReplicaWatch::suspect() noexcept {
    state_.leave_out();
    want();
}

void ReplicaWatch::note_opening(const std::exception_ptr& error) noexcept {
    const Lock lock(mutex_);
    if (error) {
        keep(error);
        return leave_out(Clock::now());
    }
    pause_ = {};
    problem_.clear();
}

// Calls that fail at once are one failure.
void ReplicaWatch::leave_out(Time now) noexcept {
    state_.leave_out();
    if (now < out_until_) return;
    if (now - failed_ > 2 * longest_left_out) pause_ = {};
    failed_ = now;
    pause_ = pause_.count() == 0 ? first_left_out : std::min(2 * pause_, longest_left_out);
    out_until_ = now + pause_;
}

void ReplicaWatch::keep(const std::exception_ptr& problem) noexcept {
    try {
        std::rethrow_exception(problem);
    } catch (const std::exception& error) {
        try {
            problem_ = error.what();
        } catch (const std::bad_alloc&) {
            problem_.clear();
        }
    } catch (...) {  // of the program's own hook
        problem_ = "an error";
    }
}

std::string ReplicaWatch::problem() const {
    const Lock lock(mutex_);
    return problem_;
}

void ReplicaWatch::stop() noexcept {
    std::thread ending;
    {
        const Lock lock(mutex_);
        stopped_ = true;
        ending = std::move(thread_);
        changed_.notify_all();
    }
    stopping_->cancel();
    if (ending.joinable()) ending.join();
}

// The thread.

void ReplicaWatch::serve() noexcept {
    while (await_question()) ask();
    connection_.reset();
}

bool ReplicaWatch::await_question() noexcept {
    Interrupt::Watch watch(nullptr, mutex_, changed_);
    WaitingLock lock(mutex_);
    for (;;) {
        const Time next = wanted_ ? std::max(not_before_, out_until_) : Time::max();
        if (stopped_ || Clock::now() >= next) break;
        watch.wait(lock, next);
    }
    not_before_ = Clock::now() + between_;
    wanted_ = false;
    return !stopped_;
}

void ReplicaWatch::ask() noexcept {
    asked_ = Clock::now();
    try {
        // One that does not answer leaves the other its time.
        bool primary_tells = true;
        std::optional<LogPosition> primary;
        try {
            primary = primary_.since(asked_, Interrupt(patience, stopping_));
        } catch (const NotSupportedError&) {
            primary_tells = false;
        }
        const auto position = ask(Interrupt(patience, stopping_));
        take(primary_tells ? position : std::nullopt, primary);
    } catch (...) {
        connection_.reset();
        const Lock lock(mutex_);
        if (stopped_) return;
        keep(std::current_exception());
        leave_out(Clock::now());
    }
}

std::optional<std::uint64_t> ReplicaWatch::ask(const Interrupt& limit) {
    if (connection_ && !connection_->usable()) connection_.reset();
    if (!connection_) connection_ = open_(backend::Access::read, &limit);
    const StopsWhen stops(*connection_, limit);
    try {
        if (const auto position = connection_->position(true)) return position;
    } catch (const NotSupportedError&) {
        return std::nullopt;
    }
    throw OperationalError("the server follows no other: it is no replica, or was promoted");
}

void ReplicaWatch::take(std::optional<std::uint64_t> position,
                        const std::optional<LogPosition>& primary) {
    const Time before = state_.as_of();
    if (position)
        state_.take(*position, primary, Clock::now());
    else
        state_.take_unknown(asked_);
    const bool gets_on = position && state_.as_of() > before;
    between_ = gets_on ? shortest_pause : std::min(2 * between_, longest_pause);
    const Lock lock(mutex_);
    if (Clock::now() >= out_until_) problem_.clear();
}

}  // namespace aside::exec
