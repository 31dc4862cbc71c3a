#pragma once
#include <exception>
#include <memory>

#include "aside/detail/operation.hpp"

namespace aside::exec {

/// What stops an operation that runs.
[[nodiscard]] std::shared_ptr<const detail::Interrupt> interrupt_of(
    const std::shared_ptr<detail::Operation>& operation);

/// Has a claimed operation do its work, unless it is to stop already. What goes wrong becomes its
/// result, and is given back.
std::exception_ptr execute(detail::Operation& operation, detail::Runner& runner) noexcept;

}  // namespace aside::exec
