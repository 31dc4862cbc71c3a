#pragma once
#include <vector>

#include "exec/session/session.hpp"
#include "schema/table.hpp"

namespace aside::exec {

/// The tables of the session's database, all as they are at one moment.
[[nodiscard]] std::vector<schema::Table> read_tables(Session& session);

}  // namespace aside::exec
