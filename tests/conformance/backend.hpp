#pragma once
// What every engine must do, asked of each engine there is. An engine says what it can by flags; a test that depends on one
// asks for the flag, never for the name.
#include <doctest/doctest.h>

#include "support/database.hpp"

namespace aside::testing {

/// Readers work while somebody writes, each on a connection of its own.
struct SqliteFile {
    static constexpr bool concurrent_readers = true;
    static constexpr bool keeps_negative_zero = false;
    static constexpr bool folds_case_beyond_ascii = false;

    ScratchDatabase database;
};

struct SqliteMemory {
    static constexpr bool concurrent_readers = false;
    static constexpr bool keeps_negative_zero = false;
    static constexpr bool folds_case_beyond_ascii = false;

    ScratchDatabase database{"sqlite::memory:", {}};
};

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
