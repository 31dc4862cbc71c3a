#pragma once
// The registry of connected databases. Thread-safe.
#include <memory>
#include <string_view>
#include <vector>

#include "aside/connect_options.hpp"
#include "backend/data_source.hpp"
#include "exec/database/database.hpp"

namespace aside::exec {

/// Connects a source that was made by hand, such as one with decorated connections, with replicas
/// of it; the URLs of `options` count for nothing. Throws as `aside::connect`.
void connect_with(backend::DataSource source, const ConnectOptions& options,
                  std::vector<backend::DataSource> replicas = {});

/// The database of that alias, "default" if it is empty. Throws `ConnectionDoesNotExist`, which
/// names it and those that are connected.
[[nodiscard]] std::shared_ptr<Database> database(std::string_view alias);

/// Keeps that database from being disconnected while an asynchronous iterator is in the middle of
/// its rows, which is as long as it holds this. Throws `ConnectionDoesNotExist`.
[[nodiscard]] std::shared_ptr<const void> hold_for_iterator(std::string_view alias);

}  // namespace aside::exec
