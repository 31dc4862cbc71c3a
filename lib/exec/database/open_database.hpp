#pragma once
#include <memory>
#include <vector>

#include "aside/connect_options.hpp"
#include "backend/data_source.hpp"
#include "exec/database/database.hpp"

namespace aside::exec {

/// A database of the kind that the source's engine asks for, with its first connection open. Throws
/// the error of the source's `open`; not of those of its replicas, which are opened later.
[[nodiscard]] std::unique_ptr<Database> open_database(backend::DataSource source,
                                                      std::vector<backend::DataSource> replicas,
                                                      const ConnectOptions& options);

}  // namespace aside::exec
