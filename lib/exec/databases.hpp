#pragma once
// The registry of connected databases. Thread-safe.
#include <memory>
#include <string_view>

#include "aside/database.hpp"
#include "backend/source.hpp"
#include "exec/database.hpp"

namespace aside::exec {

/// Connects a source that was made by hand, such as one whose connections are decorated. Throws as
/// `aside::connect`.
void connect_with(backend::Source source, const ConnectOptions& options);

/// The database of that alias, "default" where it is empty; throws `ConnectionDoesNotExist`, which
/// names it and those that are connected.
[[nodiscard]] std::shared_ptr<Database> database(std::string_view alias);

/// Of all pools, `Pool::set_aside` and `take_back`.
[[nodiscard]] bool set_readers_aside();
void take_readers_back() noexcept;

/// For the end of the process: drops the jobs that this thread keeps from their turn.
void abandon_held_by_this_thread() noexcept;
/// For the end of the process: forgets all databases, which closes those that nobody uses.
void forget_databases() noexcept;

}  // namespace aside::exec
