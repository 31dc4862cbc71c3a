#include "aside/detail/future_state.hpp"

#include <algorithm>
#include <atomic>
#include <future>
#include <utility>

#include "aside/error.hpp"
#include "exec/async/background.hpp"
#include "exec/async/frame.hpp"
#include "exec/async/readers_aside.hpp"
#include "exec/async/thrown.hpp"
#include "exec/async/unobserved.hpp"
#include "executor/executor.hpp"
#include "executor/process.hpp"

namespace aside::exec {
namespace {

// Continuations run in place inside of each other, as those of a long chain or a loop do. From this
// depth on they are posted, so that the stack stays small.
constexpr int most_in_place = 32;
thread_local int in_place_now = 0;

class InPlace {
public:
    InPlace() noexcept { ++in_place_now; }
    InPlace(const InPlace&) = delete;
    InPlace& operator=(const InPlace&) = delete;
    ~InPlace() { --in_place_now; }
};

// A thread that waits in a transaction block helps with the continuations in that block, and with
// nothing else.
void post_scheduled(const ScheduledContinuation& scheduled) {
    post(
        [scheduled] {
            const FrameScope scope;
            scheduled();
        },
        scheduled.block());
}

}  // namespace

}  // namespace aside::exec

namespace aside::detail {

/// Thread-safe: `continuation_` belongs to the thread that sets `begun_`; `sent_` and `written_` are
/// written before another thread can see the object.
class ScheduledContinuation::State {
public:
    State(std::shared_ptr<Continuation> continuation, std::shared_ptr<Block> block,
          WriteTime written)
        : continuation_(std::move(continuation)),
          block_(std::move(block)),
          where_(block_.get()),
          written_(written) {}
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() {
        if (sent_ && !begun_) continuation_->drop();
    }
    void send(WriteTime written) noexcept {
        written_ = std::max(written_, written);
        sent_ = true;
    }
    [[nodiscard]] const Block* block() const noexcept { return where_; }
    void run() noexcept {
        if (begun_.exchange(true)) return;
        const exec::BlockScope scope(std::move(block_));
        exec::see_here(written_);
        std::exchange(continuation_, nullptr)->run();
    }

private:
    std::shared_ptr<Continuation> continuation_;
    std::shared_ptr<Block> block_;
    const Block* const where_;
    WriteTime written_;  ///< what it sees
    bool sent_ = false;
    std::atomic<bool> begun_{false};
};

ScheduledContinuation::ScheduledContinuation(std::shared_ptr<Continuation> continuation,
                                             std::shared_ptr<Block> block, WriteTime written)
    : state_(std::make_shared<State>(std::move(continuation), std::move(block), written)) {}

void ScheduledContinuation::operator()() const noexcept { state_->run(); }

const Block* ScheduledContinuation::block() const noexcept { return state_->block(); }

void ScheduledContinuation::send(WriteTime written) const noexcept { state_->send(written); }

void FutureState::finish(std::exception_ptr error) noexcept {
    ScheduledContinuation scheduled;
    {
        const Lock lock(mutex_);
        finished_ = true;
        scheduled = std::exchange(scheduled_, {});
        error_ = std::move(error);
    }
    executor::wake();
    if (scheduled)
        pass_on(scheduled, executor::on_arena_thread() && !exec::frame().posts);
    else
        report_where_abandoned();
}

bool FutureState::finished() const noexcept { return finished_; }

FutureState::FutureState() noexcept
    : generation_(executor::generation()), written_(exec::written_here()) {}

void FutureState::note_written() noexcept { note_written(exec::written_here()); }

void FutureState::see_written() const noexcept { exec::see_here(written_); }

void FutureState::require_own_process() const {
    if (finished() || generation_ == executor::generation()) return;
    throw InterfaceError("a future that was not ready at fork() is its parent's");
}

bool FutureState::keep(const ScheduledContinuation& scheduled) {
    require_own_process();
    const Lock lock(mutex_);
    if (finished_) return false;
    scheduled_ = scheduled;
    return true;
}

void FutureState::follow(std::shared_ptr<Continuation> continuation) {
    const ScheduledContinuation scheduled(std::move(continuation), exec::frame().block,
                                          exec::written_here());
    if (!keep(scheduled)) pass_on(scheduled, executor::on_arena_thread());
}

bool FutureState::follow_unless_here(std::shared_ptr<Continuation> continuation) {
    const ScheduledContinuation scheduled(std::move(continuation), exec::frame().block,
                                          exec::written_here());
    if (keep(scheduled)) return true;
    if (!executor_) return false;
    pass_on(scheduled, false);
    return true;
}

// No other thread reads `executor_` any more: it was written before the continuation was, or by
// this thread. A continuation that cannot be posted runs here: that needs no memory.
void FutureState::pass_on(const ScheduledContinuation& scheduled, bool in_place) noexcept {
    scheduled.send(written_);
    try {
        if (executor_) return executor_->post(scheduled);
        if (!in_place || exec::in_place_now == exec::most_in_place)
            return exec::post_scheduled(scheduled);
    } catch (...) {
        if (executor_) exec::report_unobserved(std::current_exception());
    }
    const exec::InPlace deeper;
    scheduled();
}

void FutureState::run_on(std::shared_ptr<ContinuationExecutor> executor) noexcept {
    const Lock lock(mutex_);
    executor_ = std::move(executor);
}

std::shared_ptr<ContinuationExecutor> FutureState::executor() const {
    const Lock lock(mutex_);
    return executor_;
}

void FutureState::abandon() noexcept {
    {
        const Lock lock(mutex_);
        abandoned_ = true;
    }
    report_where_abandoned();
}

// Called by the one of `finish` and `abandon` that comes second.
void FutureState::report_where_abandoned() noexcept {
    std::exception_ptr error;
    {
        const Lock lock(mutex_);
        if (!finished_ || !abandoned_) return;
        error = std::exchange(error_, nullptr);
    }
    if (error) exec::report_unobserved(error);
}

// A job that runs here while this thread waits could itself wait for the work that the thread is in
// the middle of. Plain calls do not; nor, in a transaction block, do the block's continuations,
// which need nothing else that the thread has.
void FutureState::help() {
    require_own_process();
    const Block* block = exec::frame().block.get();
    const void* group = block;
    if (block == nullptr && exec::frame().posts) group = &exec::plain_calls;
    const auto is_finished = [this] { return finished(); };
    const exec::ReadersAside aside;
    if (block != nullptr || executor::on_arena_thread())
        executor::help_until(is_finished, group);
    else if (aside.any())
        executor::help_until(is_finished, &aside);  // no job is of that group: it only waits
    else
        executor::wait_briefly(is_finished);
}

void throw_no_state() { throw std::future_error(std::future_errc::no_state); }

std::exception_ptr broken_promise() noexcept {
    return exec::thrown_by([] { throw std::future_error(std::future_errc::broken_promise); });
}

}  // namespace aside::detail
