#include <doctest/doctest.h>

#include "support/books.hpp"

using namespace library;

TEST_CASE("a loop ends behind its own rows, whatever writes drop the cache meanwhile") {
    const aside::testing::SharedTestDatabase<Book> database;
    add_three_books();
    const auto books = Book::objects.order_by("id"_f);
    for (int round = 0; round < 50; ++round) {
        auto write = books.aupdate("pages"_f = round);
        int rows = 0;
        for (auto book = books.begin(); book != books.end(); ++book) rows += book->id > 0 ? 1 : 0;
        CHECK(rows == 3);
        CHECK(books.end() - books.begin() == 3);
        write.get();
    }
}
