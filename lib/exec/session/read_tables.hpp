#pragma once
#include <vector>

#include "exec/session/session.hpp"
#include "schema/table.hpp"
#include "sql/introspection.hpp"

namespace aside::exec {

/// The tables of the session's database, all as they are at one moment. Its statements are in no
/// query log.
[[nodiscard]] std::vector<schema::Table> read_tables(
    Session& session, sql::ReadTables wanted = sql::ReadTables::tables);

}  // namespace aside::exec
