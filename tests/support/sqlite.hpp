#pragma once
// Databases of SQLite, whatever ASIDE_TEST_URL says: for tests of its text, its files and what it
// stores.
#include "support/database.hpp"

namespace aside::testing {

/// A database in memory with these tables, under the alias "default".
template <class... Model>
class SqliteMemory : public ScratchDatabase {
public:
    SqliteMemory() : ScratchDatabase("sqlite::memory:", {}) {
        if constexpr (sizeof...(Model) > 0) create_tables<Model...>();
    }
};

/// A database in a file with these tables, under any alias.
template <class... Model>
class SqliteFile : public ScratchDatabase {
public:
    explicit SqliteFile(const ConnectOptions& options = {}) : ScratchDatabase(options) {
        if constexpr (sizeof...(Model) > 0) create_tables<Model...>({.alias = options.alias});
    }
};

}  // namespace aside::testing
