#pragma once
// What the engine of the connected database can and takes, for tests that depend on it.
#include <doctest/doctest.h>

#include <string>

#include "exec/database/databases.hpp"
#include "sql/dialect.hpp"

namespace aside::testing {

inline const sql::Features& features() { return exec::database("default")->dialect().features(); }
inline const sql::Limits& limits() { return exec::database("default")->dialect().limits(); }

/// Says that what is left of the test case is skipped.
inline void say_skipped(const char* flag) {
    MESSAGE("skipped, since the engine has no "
            << std::string(flag) << ": "
            << std::string(doctest::getContextOptions()->currentTest->m_name));
}

}  // namespace aside::testing

/// Goes on in this test case only where the engine has this member of its Features.
#define REQUIRES(flag)                      \
    if (!aside::testing::features().flag) { \
        aside::testing::say_skipped(#flag); \
        return;                             \
    }                                       \
    static_assert(true, "ends with a semicolon")
