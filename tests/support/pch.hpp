// Compiled once for each suite, where `-Db_pch` is on. No test may rely on it: the debug build of
// tools/test is without.
#include <doctest/doctest.h>

#include "aside/aside.hpp"
