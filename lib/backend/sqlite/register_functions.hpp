#pragma once

struct sqlite3;

namespace aside::backend::sqlite {

class StopCheck;

/// Gives a new connection the SQL functions that the engine lacks and that compiled queries rely
/// on. They ask `stop`, which lives as long as the connection.
void register_functions(sqlite3* database, StopCheck& stop);

}  // namespace aside::backend::sqlite
