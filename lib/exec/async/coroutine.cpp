#include <coroutine>
#include <memory>

#include "aside/future.hpp"
#include "aside/task.hpp"
#include "exec/async/event_loop.hpp"
#include "exec/async/frame.hpp"
#include "exec/async/readers_aside.hpp"
#include "exec/async/sensitive_thread.hpp"
#include "exec/async/unobserved.hpp"
#include "executor/executor.hpp"

namespace aside::exec {
namespace {

/// Resumes a coroutine. It runs inside of a `ScheduledContinuation`, which restores the thread's
/// transaction block when the coroutine is suspended again, so that a `Transaction` which the
/// coroutine holds is not left behind on the thread.
class Resumption final : public Continuation {
public:
    explicit Resumption(std::coroutine_handle<> coroutine) : coroutine_(coroutine) {}
    void run() noexcept override { coroutine_.resume(); }
    // The coroutine stays suspended for ever. No caller can notice that, so it is reported.
    void drop() noexcept override { report_unobserved(broken_promise()); }

private:
    const std::coroutine_handle<> coroutine_;
};

/// Ends the wait of the thread of sensitive calls.
class Wake final : public Continuation {
public:
    void run() noexcept override { wake_sensitive(); }
};

/// On the thread of `thread_sensitive` calls: runs those that are made meanwhile, since the task
/// may wait for one.
void serve_until(const std::shared_ptr<FutureState>& end) {
    if (!end->follow_unless_here(std::make_shared<Wake>())) return;
    run_sensitive_until([&] { return end->finished(); });
}

}  // namespace

}  // namespace aside::exec

namespace aside::detail {

bool resume_after(const std::shared_ptr<FutureState>& state, std::coroutine_handle<> coroutine) {
    // The coroutine owns the state, and may be destroyed before this returns.
    const auto kept = state;  // NOLINT(performance-unnecessary-copy-initialization)
    if (kept->follow_unless_here(std::make_shared<exec::Resumption>(coroutine))) return true;
    kept->see_written();
    return false;
}

struct TaskPromise::Ended final : FutureState {
    Outcome<void> outcome;
};

bool TaskPromise::start(std::coroutine_handle<> task, std::coroutine_handle<> awaiting) {
    awaiting_ = awaiting;
    task.resume();
    if (!met_.exchange(true, std::memory_order_acq_rel)) return true;
    exec::see_here(written_);
    return false;
}

void TaskPromise::run_to_end(std::coroutine_handle<> task) {
    exec::refuse_to_wait();
    const auto end = std::make_shared<Ended>();
    auto ended = end->outcome.future();
    end_ = end;
    {
        const exec::BlockScope scope(exec::frame().block);
        task.resume();
    }
    const exec::ReadersAside aside;
    // The work that the task awaits may need this thread.
    if (exec::on_sensitive_thread()) exec::serve_until(end);
    const Block* block = exec::frame().block.get();
    if (block != nullptr || executor::on_arena_thread())
        executor::help_until([&] { return end->finished(); }, block);
    ended.wait();
    end->see_written();
}

// The coroutine, and this object with it, may be gone as soon as another thread knows that it has
// ended.
void TaskPromise::end() noexcept {
    if (const auto end = std::move(end_)) {
        end->note_written();
        return end->outcome.publish(*end);
    }
    const auto awaiting = awaiting_;
    written_ = exec::written_here();
    if (met_.exchange(true, std::memory_order_acq_rel)) awaiting.resume();
}

}  // namespace aside::detail
