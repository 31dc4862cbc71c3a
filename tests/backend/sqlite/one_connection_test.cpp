// A database in memory has one connection, which its calls use one after the other.
#include <doctest/doctest.h>

#include "support/books.hpp"
#include "support/sqlite.hpp"

using namespace library;

TEST_CASE("a count that waits for rows lets a database in memory read them") {
    const aside::testing::SqliteMemory<Book> database;
    const auto books = Book::objects.order_by("id"_f);
    for (int round = 0; round < 20; ++round) {
        const auto fresh = books.all();
        auto write = Book::objects.abulk_create(std::vector<Book>(500));
        auto first = fresh.acount();
        auto second = fresh.acount();
        fresh.start_fetch();
        CHECK(first.get() == second.get());
        CHECK(fresh.size() >= 500);
        write.get();
    }
}
