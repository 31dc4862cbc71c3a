#pragma once
#include <chrono>
#include <memory>

namespace aside::exec {

/// Called on the thread that keeps watch; must not throw.
using AtDeadline = void (*)(const std::shared_ptr<void>& subject);

/// Calls a function with the subject at that time, unless the subject is gone by then. Throws
/// `OperationalError` if no thread can be made, and has no effect then. The thread that keeps watch
/// ends with the work in the background. Thread-safe.
void call_at(std::chrono::steady_clock::time_point time, const std::shared_ptr<void>& subject,
             AtDeadline function);

}  // namespace aside::exec
