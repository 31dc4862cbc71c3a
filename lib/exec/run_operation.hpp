#pragma once
#include <exception>
#include <memory>

#include "aside/detail/operation.hpp"

namespace aside::exec {

/// What stops an operation that runs.
[[nodiscard]] std::shared_ptr<const detail::Interrupt> interrupt_of(
    const std::shared_ptr<detail::Operation>& operation);

/// `detail::submit` of one that other threads may know of already: only it stops itself.
void submit_shared(const detail::Place& place, detail::Intent intent,
                   std::shared_ptr<detail::Operation> operation);

/// Has a claimed operation do its work, unless it is to stop already. What goes wrong becomes its
/// result, is told to the runner, and given back.
std::exception_ptr execute(detail::Operation& operation, detail::Runner& runner) noexcept;
/// The same, then lets go of what the runner holds, and makes the result known.
void perform(detail::Operation& operation, detail::Runner& runner) noexcept;

}  // namespace aside::exec
