#pragma once
// Threads for blocking work, whatever they are made of. Thread-safe throughout.
#include <chrono>
#include <functional>
#include <optional>

namespace aside::executor {

/// Must not throw.
using Job = std::function<void()>;
using Clock = std::chrono::steady_clock;

/// Makes the threads, from 1 up; does nothing where they exist. Throws `std::system_error` where the
/// system gives no thread, as whatever makes one here.
void start(int threads);
[[nodiscard]] bool started();

/// Runs the job on a thread of ours; jobs begin in the order in which they were posted. `start`
/// goes first; what `stop` has ended begins afresh. Jobs of a group may be helped with apart from
/// others. Where it throws, the job is not run.
void post(Job job, const void* group = nullptr);

/// True on a thread that is running one of our jobs.
[[nodiscard]] bool on_arena_thread() noexcept;

/// Announces a job that will be posted later, when its turn comes, so that `wait_idle` waits for
/// it.
class Pending {
public:
    Pending();
    Pending(Pending&& other) noexcept : counts_(other.counts_) { other.counts_ = false; }
    Pending& operator=(Pending&&) = delete;
    ~Pending();

private:
    bool counts_ = true;
};

/// Waits until nothing runs, is queued or pending; false where the deadline passed first. On a
/// thread of ours it runs what is queued itself, and does not wait for the job that called it.
bool wait_idle(std::optional<Clock::time_point> deadline);

/// Runs queued jobs here, of that group or all, until something is so, which `wake` says may be.
/// Meanwhile the thread counts as one of ours.
void help_until(const std::function<bool()>& is_so, const void* group = nullptr);
/// Whoever waits in `help_until` looks again.
void wake() noexcept;

/// Looks for some microseconds whether something is so, without going to sleep: for who is going to
/// wait for what may well take no longer. At once over where several jobs queue for a thread, or as
/// many threads as half the cores wait like that already.
void wait_briefly(const std::function<bool()>& is_so);

/// Ends the threads if nothing is left to do. Without effect on a thread of ours.
void stop();
/// For the end of the process, where nothing is left to do but the calling job, if it is one: ends all
/// threads but the calling one. Those that stood in TBB, or came there, would use what its library
/// destroys when the process ends: TBB 2022 crashes then.
void end();

}  // namespace aside::executor
