#include <doctest/doctest.h>

#include "support/books.hpp"

using namespace library;

TEST_CASE("who still waits for a row of a destroyed iterator is told so, not that the rows have ended") {
    const aside::testing::FileDatabase<Book> database;
    add_three_books();
    std::vector<aside::Future<std::optional<Book>>> rows;
    {
        auto books = Book::objects.order_by("id"_f).aiterator({.chunk_size = 1});
        for (int i = 0; i < 3; ++i) rows.push_back(books.anext());
    }
    std::size_t read = 0;
    try {
        for (auto& row : rows) CHECK(row.get()->id == static_cast<std::int64_t>(++read));
    } catch (const aside::QueryCancelled&) {
        CHECK(read < 3);
    }
}

TEST_CASE("a database is not disconnected under an iterator between two chunks") {
    const aside::testing::FileDatabase<Book> database;
    add_three_books();
    {
        auto books = Book::objects.order_by("id"_f).aiterator({.chunk_size = 1});
        CHECK(books.anext().get()->id == 1);
        CHECK(books.anext().get()->id == 2);  // the third is being read, or has been
        CHECK(aside::shutdown());
        if (books.anext().get()->id == 3) CHECK_FALSE(books.anext().get());
    }
    {
        auto books = Book::objects.order_by("id"_f).aiterator({.chunk_size = 1});
        CHECK(books.anext().get()->id == 1);
        CHECK(aside::shutdown());  // the second has been read ahead, the third not yet
        CHECK_THROWS_AS(aside::disconnect(), aside::InterfaceError);
    }
    CHECK(Book::objects.count() == 3);
}
