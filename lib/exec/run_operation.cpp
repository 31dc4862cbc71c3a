#include "exec/run_operation.hpp"

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
        operation.fail(std::current_exception());
        return std::current_exception();
    }
}

}  // namespace aside::exec
