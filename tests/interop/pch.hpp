// Compiled once for all of them, where `-Db_pch` is on. No source may rely on it.
#include "aside/aside.hpp"
