#include "aside/detail/future_state.hpp"

#include <atomic>
#include <future>
#include <utility>

#include "exec/background.hpp"
#include "exec/frame.hpp"
#include "exec/unobserved.hpp"
#include "executor/executor.hpp"

namespace aside::detail {

/// Thread-safe: `continuation_` belongs to who sets `begun_`.
class Job::Errand {
public:
    Errand(std::shared_ptr<Continuation> continuation, std::shared_ptr<Block> block)
        : continuation_(std::move(continuation)), block_(std::move(block)) {}
    Errand(const Errand&) = delete;
    Errand& operator=(const Errand&) = delete;
    ~Errand() {
        if (!begun_) continuation_->drop();
    }
    void run() noexcept {
        if (begun_.exchange(true)) return;
        const exec::BlockScope scope(std::move(block_));
        std::exchange(continuation_, nullptr)->run();
    }

private:
    std::shared_ptr<Continuation> continuation_;
    std::shared_ptr<Block> block_;
    std::atomic<bool> begun_{false};
};

Job::Job(std::shared_ptr<Continuation> continuation, std::shared_ptr<Block> block)
    : errand_(std::make_shared<Errand>(std::move(continuation), std::move(block))) {}

void Job::operator()() const noexcept { errand_->run(); }

void FutureState::finish(std::exception_ptr error) noexcept {
    std::shared_ptr<Continuation> continuation;
    {
        const std::lock_guard lock(mutex_);
        finished_ = true;
        continuation = std::move(continuation_);
        error_ = std::move(error);
    }
    executor::wake();
    if (continuation)
        pass_on(std::move(continuation), executor::on_arena_thread() && !exec::frame().posts);
    else
        report_where_abandoned();
}

bool FutureState::finished() const noexcept { return finished_; }

bool FutureState::keep(std::shared_ptr<Continuation>& continuation) {
    const std::lock_guard lock(mutex_);
    block_ = exec::frame().block;
    if (finished_) return false;
    continuation_ = std::move(continuation);
    return true;
}

void FutureState::follow(std::shared_ptr<Continuation> continuation) {
    if (!keep(continuation)) pass_on(std::move(continuation), executor::on_arena_thread());
}

bool FutureState::follow_unless_here(std::shared_ptr<Continuation> continuation) {
    if (keep(continuation)) return true;
    if (!executor_) return false;
    pass_on(std::move(continuation), false);
    return true;
}

namespace {

// Continuations run in place inside of each other, as those of a long chain or a loop do: from some
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

// A thread that waits in a transaction block helps with what follows in the same block, and with
// nothing else.
void post(const Job& job, const Block* block) {
    exec::post(
        [job] {
            const exec::FrameScope scope;
            job();
        },
        block);
}

}  // namespace

// Nobody else reads `executor_` and `block_` any more: they were written before the continuation
// was, or by this thread.
void FutureState::pass_on(std::shared_ptr<Continuation> continuation, bool in_place) noexcept {
    const Job job(std::move(continuation), block_);
    try {
        if (executor_) return executor_->post(job);
        if (!in_place || in_place_now == most_in_place) return post(job, block_.get());
    } catch (...) {
        exec::report_unobserved(std::current_exception());
    }
    const InPlace deeper;
    job();
}

void FutureState::run_on(std::shared_ptr<Executor> executor) noexcept {
    const std::lock_guard lock(mutex_);
    executor_ = std::move(executor);
}

std::shared_ptr<Executor> FutureState::executor() const {
    const std::lock_guard lock(mutex_);
    return executor_;
}

void FutureState::abandon() noexcept {
    {
        const std::lock_guard lock(mutex_);
        abandoned_ = true;
    }
    report_where_abandoned();
}

// By whichever of `finish` and `abandon` comes second.
void FutureState::report_where_abandoned() noexcept {
    std::exception_ptr error;
    {
        const std::lock_guard lock(mutex_);
        if (!finished_ || !abandoned_) return;
        error = std::exchange(error_, nullptr);
    }
    if (error) exec::report_unobserved(error);
}

// Where the thread is in the middle of something, what it would run meanwhile could wait for that;
// but what follows in the same transaction block waits for nothing else that the thread has.
void FutureState::help() noexcept {
    const Block* block = exec::frame().block.get();
    const bool helps_all = executor::on_arena_thread() && !exec::frame().posts;
    const auto is_finished = [this] { return finished(); };
    if (block != nullptr || helps_all)
        executor::help_until(is_finished, block);
    else
        executor::wait_briefly(is_finished);
}

void throw_no_state() { throw std::future_error(std::future_errc::no_state); }

}  // namespace aside::detail
