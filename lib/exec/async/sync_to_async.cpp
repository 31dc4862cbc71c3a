#include "aside/sync_to_async.hpp"

#include <utility>

#include "aside/error.hpp"
#include "exec/async/background.hpp"
#include "exec/async/frame.hpp"
#include "exec/async/function_scope.hpp"
#include "exec/async/sensitive_thread.hpp"
#include "exec/async/thrown.hpp"
#include "exec/calls/submit.hpp"
#include "exec/database/block.hpp"
#include "executor/executor.hpp"

namespace aside::exec {
namespace {

void post_call(std::shared_ptr<BackgroundCall> call, bool thread_sensitive) {
    const auto& block = frame().block;
    start_background();
    auto job = [call = std::move(call), block] {
        const FrameScope scope(block);
        call->run();
    };
    if (thread_sensitive)
        post_sensitive(std::move(job));
    else
        post(std::move(job), block.get());
}

}  // namespace

}  // namespace aside::exec

namespace aside::detail {

void BackgroundCall::run() noexcept {
    if (claimed_.exchange(true, std::memory_order_acq_rel)) return;
    see_written();
    try {
        const FunctionInterrupt::Scope scope(interrupt_);
        call();
    } catch (...) {
        fail(std::current_exception());
    }
    note_written();
    publish();
}

void BackgroundCall::refuse(std::exception_ptr error) noexcept {
    if (claimed_.exchange(true, std::memory_order_acq_rel)) return;
    fail(std::move(error));
    publish();
}

void BackgroundCall::cancel() noexcept {
    interrupt_.cancel();
    refuse(exec::error_of<QueryCancelled>("the call was cancelled before it began"));
}

// A call that runs in place has the caller's frame: its interrupt, and the place of its
// continuations.
void begin_call(const std::shared_ptr<BackgroundCall>& call, bool thread_sensitive) {
    const bool here = thread_sensitive ? exec::on_sensitive_thread() : executor::on_arena_thread();
    const auto& block = exec::frame().block;
    try {
        call->lie_within(here    ? exec::interrupt_around(nullptr)
                         : block ? block->interrupt()
                                 : nullptr);
        if (here) return call->run();
        exec::post_call(call, thread_sensitive);
    } catch (...) {
        call->refuse(exec::current_error());
    }
}

}  // namespace aside::detail
