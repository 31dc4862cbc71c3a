#pragma once
#include <memory>

#include "aside/detail/operation.hpp"

namespace aside::exec {

/// Has an operation that nobody has begun by its deadline end then, with `QueryTimeout`; nothing
/// where it has none. Thread-safe.
void refuse_at_deadline(const std::shared_ptr<detail::Operation>& operation);
/// Ends the thread that keeps watch, until the next call; what it is refusing is refused first.
void stop_watching_deadlines() noexcept;

}  // namespace aside::exec
