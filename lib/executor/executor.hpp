#pragma once
// Threads for blocking work, on TBB or plain ones. Thread-safe throughout.
#include <chrono>
#include <functional>
#include <optional>

namespace aside::executor {

/// The work of one call on a thread; must not throw.
using Job = std::function<void()>;
using Clock = std::chrono::steady_clock;

/// Makes the threads, from 1 up; does nothing if they exist. Throws `std::system_error` if the
/// system gives no thread, as all functions that make threads here.
void start(int threads);
[[nodiscard]] bool started();

/// Runs the job on a thread of ours; jobs begin in the order in which they were posted. `start` has
/// to be called first; threads that `stop` has ended are made again. Jobs of a group may be helped
/// with apart from others. If it throws, the job is not run.
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

/// Waits until no job runs, is queued or pending; false if the deadline passed first. On a thread
/// of ours it runs the queued jobs itself, and does not wait for the job that called it.
bool wait_idle(std::optional<Clock::time_point> deadline);

/// Runs queued jobs on this thread, those of the group or all, until `is_so` gives true; `wake`
/// makes it ask again. Meanwhile the thread counts as one of ours.
void help_until(const std::function<bool()>& is_so, const void* group = nullptr);
/// Makes threads that wait in `help_until` look again.
void wake() noexcept;

/// Looks for some microseconds whether `is_so` gives true, without going to sleep: for a wait that
/// may well take no longer. Returns at once if several jobs queue for a thread, or if as many
/// threads as half the cores wait like that already.
void wait_briefly(const std::function<bool()>& is_so);

/// Ends the threads if nothing is left to do. Without effect on a thread of ours.
void stop();
/// Called at the end of the process, when no work is left but the calling job, if it is one. Ends
/// all threads but the calling one: TBB 2022 crashes if threads are inside of it when its library
/// is destroyed, since they use its memory.
void end();

}  // namespace aside::executor
