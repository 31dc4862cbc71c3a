#pragma once
#include <exception>
#include <memory>

#include "aside/detail/operation.hpp"

namespace aside::exec {

/// What stops an operation that runs.
[[nodiscard]] std::shared_ptr<const detail::Interrupt> interrupt_of(
    const std::shared_ptr<detail::Operation>& operation);

/// Has an operation that nobody has begun by its deadline end then, with `QueryTimeout`; nothing
/// where it has none. Throws as `call_at`. Thread-safe.
void refuse_at_deadline(const std::shared_ptr<detail::Operation>& operation);

/// Has a claimed operation do its work, unless it is to stop already. What goes wrong becomes its
/// result, is told to the runner, and given back.
std::exception_ptr execute(detail::Operation& operation, detail::Runner& runner) noexcept;
/// Executes it, then lets go of what the runner holds, and makes the result known.
void perform(detail::Operation& operation, detail::Runner& runner) noexcept;

}  // namespace aside::exec
