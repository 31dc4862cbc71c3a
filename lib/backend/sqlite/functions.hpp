#pragma once

struct sqlite3;

namespace aside::backend::sqlite {

class Connection;

/// Gives a new connection the SQL functions that the engine lacks and that compiled queries rely
/// on.
void register_functions(sqlite3* database, Connection& connection);

}  // namespace aside::backend::sqlite
