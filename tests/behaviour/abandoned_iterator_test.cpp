#include <doctest/doctest.h>

#include "support/books.hpp"

using namespace library;

TEST_CASE(
    "who still waits for a row of a destroyed iterator is told so, not that the rows have ended") {
    const aside::testing::SharedTestDatabase<Book> database;
    add_three_books();
    std::vector<aside::Future<std::optional<Book>>> rows;
    {
        auto books = Book::objects.order_by("id"_f).aiterator({.chunk_size = 1});
        for (int i = 0; i < 3; ++i) rows.push_back(books.anext());
    }
    for (auto& row : rows) {
        std::optional<Book> book;
        try {
            book = row.get();
        } catch (const aside::QueryCancelled&) {
            continue;
        }
        CHECK(book.has_value());
    }
}

TEST_CASE("a database is not disconnected under an iterator, between two chunks or in one") {
    const aside::testing::SharedTestDatabase<Book> database;
    add_three_books();
    for (const bool between : {true, false}) {
        auto books = Book::objects.order_by("id"_f).aiterator({.chunk_size = 1});
        CHECK(books.anext().get()->id == 1);
        if (between) CHECK(aside::shutdown());  // the second has been read ahead, the third not yet
        CHECK_THROWS_AS(aside::disconnect(), aside::InterfaceError);
    }
    CHECK(Book::objects.count() == 3);
}

TEST_CASE("a database is disconnected behind an iterator that was destroyed in the middle") {
    const aside::testing::SharedTestDatabase<Book> database;
    add_three_books();
    for (int i = 0; i < 50; ++i) {
        {
            auto books = Book::objects.order_by("id"_f).aiterator({.chunk_size = 1});
            CHECK(books.anext().get()->id == 1);  // the second is read ahead
        }
        aside::disconnect();
        aside::connect(database.url());
    }
    CHECK(Book::objects.count() == 3);
}
