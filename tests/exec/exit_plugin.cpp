// A library that a program opens by itself, and that works in the background.
#include <cstdlib>

#include "aside/database.hpp"
#include "aside/sync_to_async.hpp"

extern "C" void work_in_background() {
    aside::connect("sqlite::memory:");
    aside::sync_to_async([] {})().get();
}

extern "C" void exit_in_background() {
    aside::connect("sqlite::memory:");
    (void)aside::sync_to_async([] { std::exit(5); })();
}
