// Compiled once for each suite, unless `-Db_pch=false` says otherwise. Every test includes what it
// uses nevertheless.
#include <doctest/doctest.h>

#include "aside/aside.hpp"
