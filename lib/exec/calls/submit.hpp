#pragma once
// For those that begin operations of their own.
#include <memory>

#include "aside/detail/call.hpp"

namespace aside::exec {

/// What stops all calls that run here in that block (nullptr: the one around the code at hand) or, where
/// there is none, outside of any.
[[nodiscard]] std::shared_ptr<const detail::Interrupt> interrupt_around(const detail::Block* block);

/// Tells an operation of the block that it belongs to and, where it is what the code at hand waits for,
/// of what stops that. Before anybody else knows of it.
void join(const detail::Place& place, detail::Operation& operation, bool waited_for);
/// `detail::submit` of one that has joined its place, and that other threads may know of already.
void submit_shared(const detail::Place& place, detail::Intent intent,
                   std::shared_ptr<detail::Operation> operation);

}  // namespace aside::exec
