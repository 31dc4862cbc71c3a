#pragma once
// What every engine must do, asked of each engine there is. A test that depends on what an engine can
// asks its features, never its name.
#include <doctest/doctest.h>

#include "exec/database/databases.hpp"
#include "sql/dialect.hpp"
#include "support/database.hpp"

namespace aside::testing {

struct SqliteFile {
    ScratchDatabase database;
};

struct SqliteMemory {
    ScratchDatabase database{"sqlite::memory:", {}};
};

/// What the engine of the connected database can.
inline const sql::Features& features() { return exec::database("default")->dialect().features(); }
/// Whether readers work while somebody writes, each on a connection of its own.
inline bool concurrent_readers() { return exec::database("default")->concurrent_readers(); }

/// An engine with these tables in it.
template <class Engine, class... Model>
struct Backend : Engine {
    Backend() { create_tables<Model...>(); }
};

}  // namespace aside::testing

TYPE_TO_STRING_AS("SQLite, file", aside::testing::SqliteFile);
TYPE_TO_STRING_AS("SQLite, memory", aside::testing::SqliteMemory);

/// A test case of every engine, which its body calls `Engine`.
#define EVERY_ENGINE(name) \
    TEST_CASE_TEMPLATE(name, Engine, aside::testing::SqliteFile, aside::testing::SqliteMemory)
