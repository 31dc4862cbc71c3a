#include <doctest/doctest.h>

#include <optional>

#include "support/books.hpp"

using namespace library;
using aside::testing::SharedTestDatabase;
using aside::testing::TestDatabase;

namespace {

/// Runs a check on a file with one reading connection, and in memory.
template <class Check>
void on_file_and_in_memory(Check check) {
    {
        const SharedTestDatabase<Book> database(
            {.pool_size = 1, .timeout = std::chrono::milliseconds(500)});
        check();
    }
    const TestDatabase<Book> database;
    check();
}

void add_many(int count) {
    std::vector<Book> books;
    for (int i = 1; i <= count; ++i)
        books.push_back({.title = "book " + std::to_string(i), .pages = i});
    Book::objects.bulk_create(books);
}

}  // namespace

TEST_CASE("an iterator gives every row once, in order, whatever its chunks") {
    on_file_and_in_memory([] {
        add_many(25);
        for (const std::size_t chunk_size : {1U, 7U, 25U, 2000U}) {
            int pages = 0;
            for (const Book& book :
                 Book::objects.order_by("pages"_f).iterator({.chunk_size = chunk_size}))
                REQUIRE(book.pages == ++pages);
            CHECK(pages == 25);
        }
    });
}

TEST_CASE("its rows may be changed and moved from") {
    on_file_and_in_memory([] {
        add_many(3);
        std::vector<Book> taken;
        for (Book& book : Book::objects.all().iterator({.chunk_size = 2}))
            taken.push_back(std::move(book));
        CHECK(taken.back().title == "book 3");
    });
}

TEST_CASE("it asks once, keeps nothing and fills no cache") {
    on_file_and_in_memory([] {
        add_many(5);
        const auto books = Book::objects.all();
        const aside::QueryLog log;
        for (const Book& book : books.iterator({.chunk_size = 2})) CHECK(book.id != 0);
        CHECK(log.size() == 1);
        CHECK(books.size() == 5);
        CHECK(log.size() == 2);
    });
}

TEST_CASE("queries and writes run inside of its loop, with one connection too") {
    on_file_and_in_memory([] {
        add_many(10);
        for (const Book& book : Book::objects.order_by("id"_f).iterator({.chunk_size = 3})) {
            CHECK(Book::objects.get("pk"_f = book.id).pages == book.pages);
            CHECK(Book::objects.filter("pk"_f = book.id).update("pages"_f = "pages"_f + 100) == 1);
            for (const Book& inner : Book::objects.iterator({.chunk_size = 4}))
                REQUIRE(inner.id != 0);
        }
        CHECK(Book::objects.filter("pages"_f > 100).count() == 10);
    });
}

TEST_CASE("a loop that is left early gives its connection back") {
    on_file_and_in_memory([] {
        add_many(10);
        for (int i = 0; i < 5; ++i)
            for (const Book& book : Book::objects.iterator({.chunk_size = 2}))
                if (book.pages == 3) break;
        CHECK_THROWS([] {
            for (const Book& book : Book::objects.iterator({.chunk_size = 2}))
                throw std::runtime_error(book.title);
        }());
        CHECK(Book::objects.acount().get() == 10);
    });
}

TEST_CASE("of no rows there is no loop, and a chunk has at least one row") {
    const TestDatabase<Book> database;
    for (const Book& book : Book::objects.iterator()) FAIL(book.title);
    for (const Book& book : Book::objects.none().iterator()) FAIL(book.title);
    CHECK_THROWS_AS((void)Book::objects.iterator({.chunk_size = 0}), aside::NotSupportedError);
}

TEST_CASE("an error reaches the loop") {
    const aside::testing::TestDatabase<> database;
    CHECK_THROWS_AS(
        [] {
            for (const Book& book : Book::objects.iterator()) FAIL(book.title);
        }(),
        aside::ProgrammingError);
}

TEST_CASE("rows are streamed: those behind a chunk are read when the chunk is used up") {
    const SharedTestDatabase<Book> database;
    add_many(6);
    const aside::QueryLog log;
    auto rows = Book::objects.order_by("id"_f).iterator({.chunk_size = 2});
    auto row = rows.begin();
    CHECK(log.empty());  // the statement is reported when it ends
    for (; row != rows.end(); ++row) CHECK(row->id != 0);
    REQUIRE(log.size() == 1);
    CHECK(log[0].rows == 6);
}

TEST_CASE("an iterator that could not begin holds nothing of its database") {
    std::optional<TestDatabase<>> without_tables(std::in_place);
    auto rows = Book::objects.iterator();
    CHECK_THROWS_AS((void)rows.begin(), aside::DatabaseError);
    without_tables.reset();  // before the iterator
}
