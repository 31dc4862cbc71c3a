#pragma once
// What code needs that begins operations of its own.
#include <memory>

#include "aside/detail/call.hpp"
#include "exec/names.hpp"

namespace aside::exec {

/// The interrupt of all calls that run here in that block (nullptr: the one around the running
/// code). If there is no block, it is the one outside of any.
[[nodiscard]] std::shared_ptr<const Interrupt> interrupt_around(const Block* block);

/// Tells an operation its block and, if the running code waits for it, the interrupt that stops
/// that code. Only to be called before another thread can see the operation.
void join(const Place& place, Operation& operation, bool waited_for);
/// `submit` of one that has joined its place, and that other threads may know of already.
void submit_shared(const Place& place, Intent intent, const std::shared_ptr<Operation>& operation);

}  // namespace aside::exec
