#include "exec/calls/run_operation.hpp"

#include "aside/error.hpp"
#include "exec/async/deadlines.hpp"
#include "exec/async/thrown.hpp"
#include "exec/database/runner.hpp"
#include "executor/executor.hpp"

namespace aside::exec {
namespace {

// `pending` makes a shutdown wait for the continuations of the refused operation.
void refuse_late(const std::shared_ptr<void>& subject) {
    const executor::Pending pending;
    std::static_pointer_cast<Operation>(subject)->refuse(
        error_of<QueryTimeout>("the call's time-out has passed before its turn came"));
}

}  // namespace

std::shared_ptr<const Interrupt> interrupt_of(const std::shared_ptr<Operation>& operation) {
    return {operation, &operation->interrupt()};
}

void refuse_at_deadline(const std::shared_ptr<Operation>& operation) {
    if (operation->interrupt().has_deadline())
        call_at(operation->interrupt().deadline(), operation, &refuse_late);
}

std::exception_ptr execute(Operation& operation, Runner& runner) noexcept {
    std::exception_ptr error;
    operation.see_written();
    try {
        operation.interrupt().check();
        operation.execute(runner);
    } catch (...) {
        error = std::current_exception();
        runner.note_failure(error);
        operation.fail(error);
    }
    runner.tell_written();
    operation.note_written();
    return error;
}

void perform(Operation& operation, Runner& runner) noexcept {
    execute(operation, runner);
    runner.release();
    operation.publish();
}

}  // namespace aside::exec
