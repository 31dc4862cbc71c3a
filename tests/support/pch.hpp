// Compiled once for each suite, where `-Db_pch` is on. No test may rely on it.
#include <doctest/doctest.h>

#include "aside/aside.hpp"
