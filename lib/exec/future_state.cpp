#include "aside/detail/future_state.hpp"

#include <utility>

#include "exec/background.hpp"
#include "exec/frame.hpp"
#include "exec/unobserved.hpp"
#include "executor/executor.hpp"

namespace aside::detail {

void Job::operator()() const noexcept {
    const exec::BlockScope scope(block_);
    continuation_->run();
}

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

bool FutureState::finished() const noexcept {
    const std::lock_guard lock(mutex_);
    return finished_;
}

void FutureState::follow(std::shared_ptr<Continuation> continuation) {
    {
        const std::lock_guard lock(mutex_);
        block_ = exec::frame().block;
        if (!finished_) {
            continuation_ = std::move(continuation);
            return;
        }
    }
    pass_on(std::move(continuation), executor::on_arena_thread());
}

// Nobody else reads `executor_` and `block_` any more: they were written before the continuation
// was, or by this thread.
void FutureState::pass_on(std::shared_ptr<Continuation> continuation, bool in_place) noexcept {
    const Job job(std::move(continuation), std::move(block_));
    try {
        if (executor_) return executor_->post(job);
        if (!in_place) return exec::post(job);
    } catch (...) {
        exec::report_unobserved(std::current_exception());
    }
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

// Where a thread of the arena is in the middle of something, what it would run meanwhile could wait
// for that.
void FutureState::help() noexcept {
    if (!executor::on_arena_thread() || exec::frame().block || exec::frame().posts) return;
    executor::help_until([this] { return finished(); });
}

}  // namespace aside::detail
