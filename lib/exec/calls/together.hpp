#pragma once
#include <memory>

#include "aside/detail/operation.hpp"
#include "exec/database/call_queue.hpp"

namespace aside::exec {

/// Has an operation wait in its database's queue, and run by itself or with others that wait, as
/// soon as there is a connection. Throws as `CallQueue::add`.
void wait_for_company(CallQueue& queue, const std::shared_ptr<Database>& database, Intent intent,
                      const std::shared_ptr<Operation>& operation);

}  // namespace aside::exec
