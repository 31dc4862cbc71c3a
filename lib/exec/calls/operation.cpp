#include "aside/detail/operation.hpp"

#include <utility>

#include "aside/error.hpp"
#include "exec/async/thrown.hpp"
#include "exec/database/block.hpp"

namespace aside::detail {

void Operation::refuse(std::exception_ptr error) noexcept {
    if (!claim()) return;
    fail(std::move(error));
    publish();
}

void Operation::cancel() noexcept {
    interrupt_.cancel();
    refuse(exec::error_of<QueryCancelled>("the call was cancelled before it began"));
}

void Operation::join(std::shared_ptr<Block> block,
                     std::shared_ptr<const Interrupt> interrupt) noexcept {
    interrupt_.lie_within(std::move(interrupt));
    block_ = std::move(block);
}

// The thread that runs a block may be the only one left to run the operations that were begun in
// it.
void Operation::help() {
    require_own_process();
    if (block_ && !finished()) {
        try {
            if (block_->turns()->acquire(&interrupt_, "a call")) block_->turns()->release();
        } catch (const OperationalError&) {
            // The operation's own result says that it was cancelled, or that its time has passed.
        }
    }
    FutureState::help();
}

}  // namespace aside::detail
