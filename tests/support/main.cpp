// Compiled once and linked into every suite.
#include <cstdlib>
#include <locale>

#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

/// ASIDE_TEST_LOCALE names a locale to run under, as in a program that calls `setlocale`.
int main(int count, char** arguments) {
    if (const char* name = std::getenv("ASIDE_TEST_LOCALE")) std::locale::global(std::locale(name));
    return doctest::Context(count, arguments).run();
}
