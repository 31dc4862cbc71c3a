#pragma once
#include <memory>

#include "aside/detail/operation.hpp"

namespace aside::exec {

/// Called on the thread that keeps watch; must not throw.
using AtDeadline = void (*)(const std::shared_ptr<void>& subject);

/// Calls a function with the subject at that time, unless the subject is gone by then. Throws
/// `OperationalError` where no thread can be made, and has no effect then. Thread-safe.
void call_at(detail::Interrupt::Clock::time_point time, const std::shared_ptr<void>& subject,
             AtDeadline function);
/// Has an operation that nobody has begun by its deadline end then, with `QueryTimeout`; nothing
/// where it has none. Throws as `call_at`. Thread-safe.
void refuse_at_deadline(const std::shared_ptr<detail::Operation>& operation);
/// Ends the thread that keeps watch, until the next call; a function that it is calling returns
/// first.
void stop_watching_deadlines() noexcept;

}  // namespace aside::exec
