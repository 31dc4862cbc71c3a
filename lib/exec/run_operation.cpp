#include "exec/run_operation.hpp"

#include "exec/runner.hpp"

namespace aside::exec {

std::shared_ptr<const detail::Interrupt> interrupt_of(
    const std::shared_ptr<detail::Operation>& operation) {
    return {operation, &operation->interrupt()};
}

std::exception_ptr execute(detail::Operation& operation, detail::Runner& runner) noexcept {
    try {
        operation.interrupt().check();
        operation.execute(runner);
        return nullptr;
    } catch (...) {
        runner.note_failure(std::current_exception());
        operation.fail(std::current_exception());
        return std::current_exception();
    }
}

void perform(detail::Operation& operation, detail::Runner& runner) noexcept {
    execute(operation, runner);
    runner.release();
    operation.publish();
}

}  // namespace aside::exec
