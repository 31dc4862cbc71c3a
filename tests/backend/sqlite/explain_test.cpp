#include <doctest/doctest.h>

#include "support/books.hpp"
#include "support/both_ways.hpp"
#include "support/sqlite.hpp"

using namespace library;

BOTH_WAYS("explain names the key that is searched by, and has no other form than the plan") {
    const aside::testing::SqliteMemory<Book> database;
    CHECK(CALL(Book::objects.filter("pk"_f == 1), explain).find("PRIMARY KEY") !=
          std::string::npos);
    CHECK_THROWS_AS(CALL(Book::objects, explain, {.analyze = true}), aside::NotSupportedError);
    CHECK_THROWS_AS(CALL(Book::objects, explain, {.format = "json"}), aside::NotSupportedError);
}
