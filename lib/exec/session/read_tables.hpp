#pragma once
#include <span>
#include <string>
#include <vector>

#include "exec/session/session.hpp"
#include "schema/table.hpp"
#include "sql/introspection.hpp"

namespace aside::exec {

/// The tables of the session's database, all as they are at one moment: those of the schema in
/// which tables are created that name none, and of these others. Its statements are in no query log.
[[nodiscard]] std::vector<schema::Table> read_tables(
    Session& session, sql::ReadTables wanted = sql::ReadTables::tables,
    std::span<const std::string> others = {});

}  // namespace aside::exec
