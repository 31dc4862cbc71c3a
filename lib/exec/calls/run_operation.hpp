#pragma once
#include <exception>
#include <memory>

#include "aside/detail/operation.hpp"
#include "exec/names.hpp"

namespace aside::exec {

/// The interrupt that stops an operation while it runs.
[[nodiscard]] std::shared_ptr<const Interrupt> interrupt_of(
    const std::shared_ptr<Operation>& operation);

/// Ends an operation at its deadline with `QueryTimeout`, if no thread has begun it by then; does
/// nothing if it has none. Throws as `call_at`. Thread-safe.
void refuse_at_deadline(const std::shared_ptr<Operation>& operation);

/// Runs a claimed operation, unless it should stop already. An error becomes its result, is told to
/// the runner, and given back.
std::exception_ptr execute(Operation& operation, Runner& runner) noexcept;
/// Executes it, then lets go of everything that the runner holds, and makes the result known.
void perform(Operation& operation, Runner& runner) noexcept;

}  // namespace aside::exec
