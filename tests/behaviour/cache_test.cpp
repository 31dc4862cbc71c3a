#include <doctest/doctest.h>

#include <thread>

#include "support/books.hpp"
#include "support/both_ways.hpp"

using namespace library;
using aside::QueryLog;

namespace {
struct Books : aside::testing::TestDatabase<Book> {
    Books() { add_three_books(); }
};
}  // namespace

TEST_CASE("a queryset that is used as a range asks once") {
    const Books database;
    const QueryLog log;
    const auto books = Book::objects.order_by("title"_f);
    CHECK(log.empty());
    CHECK(titles(books) == Titles{"Beowulf", "Emma", "Ulysses"});
    CHECK(titles(books).size() == 3);
    CHECK(books.size() == 3);
    CHECK_FALSE(books.empty());
    CHECK(books.begin()->title == "Beowulf");
    CHECK(books.begin()[2].title == "Ulysses");
    CHECK(books.end() - books.begin() == 3);
    CHECK(log.size() == 1);
}

BOTH_WAYS("cached rows answer what can be answered of them") {
    const Books database;
    const auto books = Book::objects.order_by("title"_f);
    CALL(books, list);
    const QueryLog log;
    CHECK(CALL(books, list).size() == 3);
    CHECK(CALL(books, count) == 3);
    CHECK(CALL(books, exists));
    CHECK(CALL(books, contains, Book{.id = 1}));
    CHECK_FALSE(CALL(books, contains, Book{.id = 9}));
    CHECK(CALL(books, first)->title == "Beowulf");
    CHECK(CALL(books, item, 2).title == "Ulysses");
    CHECK_THROWS_AS(CALL(books, item, 3), Book::DoesNotExist);
    CHECK(log.empty());
}

BOTH_WAYS("what asks for less than the rows does not fill the cache") {
    const Books database;
    const auto books = Book::objects.order_by("title"_f);
    const QueryLog log;
    CALL(books, count);
    CALL(books, exists);
    CALL(books, contains, Book{.id = 1});
    CALL(books, first);
    CALL(books, item, 0);
    CALL(books, item, 0);
    CHECK(log.size() == 6);
    CHECK(books.size() == 3);
    CHECK(log.size() == 7);
}

BOTH_WAYS("get, last, earliest, latest, aggregate and iterator always ask") {
    const Books database;
    const auto books = Book::objects.order_by("title"_f);
    CALL(books, list);
    const QueryLog log;
    CALL(books, get, "id"_f = 1);
    CALL(books, last);
    CALL(books, earliest, "pages"_f);
    CALL(books, latest, "pages"_f);
    CALL(books, aggregate, "n"_f = Count("*"_f));
    for (const Book& book : books.iterator()) CHECK(book.id != 0);
    CHECK(log.size() == 6);
}

TEST_CASE("copies share one evaluation, whichever is asked first") {
    const Books database;
    const auto books = Book::objects.filter("pages"_f > 300);
    const auto copy = books;
    const QueryLog log;
    CHECK(copy.size() == 2);
    CHECK(books.size() == 2);
    CHECK(log.size() == 1);
    CHECK(&*copy.begin() == &*books.begin());
}

TEST_CASE("refining gives a fresh queryset and leaves the old one's cache alone") {
    const Books database;
    const auto books = Book::objects.order_by("title"_f);
    CHECK(books.size() == 3);
    const QueryLog log;
    CHECK(books.all().size() == 3);
    CHECK(books.filter("pages"_f > 300).size() == 2);
    CHECK(books.reverse().size() == 3);
    CHECK(books.limit(1).size() == 1);
    CHECK(log.size() == 4);
    CHECK(books.size() == 3);
    CHECK(log.size() == 4);
}

TEST_CASE("a manager keeps no rows") {
    const Books database;
    const QueryLog log;
    CHECK(Book::objects.count() == 3);
    CHECK(Book::objects.list().size() == 3);
    CHECK(Book::objects.list().size() == 3);
    CHECK(log.size() == 3);
}

BOTH_WAYS("a write through the queryset drops its rows, its copies' too") {
    const Books database;
    const auto books = Book::objects.order_by("title"_f);
    const auto copy = books;
    const auto refetched = [&](auto write) {
        CHECK(books.size() == Book::objects.count());
        write();
        const QueryLog log;
        CHECK(copy.size() == static_cast<std::size_t>(Book::objects.count()));
        return log.size() == 2;
    };
    CHECK(refetched([&] { CALL(books, update, "pages"_f = 1); }));
    CHECK(refetched([&] { CALL(books, bulk_create, {Book{.title = "Faust"}}); }));
    CHECK(refetched([&] { CALL(books, bulk_update, books, {"pages"_f}); }));
    CHECK(refetched([&] { CALL_DELETE(books); }));
    CHECK(books.empty());
}

TEST_CASE("a write elsewhere leaves cached rows as they are") {
    const Books database;
    const auto books = Book::objects.filter("pages"_f > 300);
    CHECK(books.size() == 2);
    Book::objects.update("pages"_f = 1);
    CHECK(books.size() == 2);
    CHECK(books.begin()->pages == 474);
}

TEST_CASE("a loop goes on over its rows when the cache is dropped in it") {
    const Books database;
    const auto books = Book::objects.order_by("title"_f);
    Titles seen;
    for (const Book& book : books) {
        books.update("pages"_f = "pages"_f + 1);
        CHECK(books.begin()->pages != book.pages);
        seen.push_back(book.title);
    }
    CHECK(seen == Titles{"Beowulf", "Emma", "Ulysses"});
}

TEST_CASE("a failed evaluation leaves nothing behind, so that the next use asks again") {
    const aside::testing::TestDatabase<> database;
    const auto books = Book::objects.all();
    CHECK_THROWS_AS((void)books.size(), aside::ProgrammingError);
    aside::create_tables<Book>();
    CHECK(books.size() == 0);
}

TEST_CASE("threads that use one queryset at once share one evaluation") {
    const aside::testing::SharedTestDatabase<Book> database;
    add_three_books();
    const auto books = Book::objects.order_by("title"_f);
    const QueryLog log;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 8; ++i) threads.emplace_back([books] { CHECK(books.size() == 3); });
    }
    CHECK(log.size() == 1);
}

TEST_CASE(
    "first of cached rows without an order is the one with the least key, reversed the greatest") {
    const aside::testing::TestDatabase<Book> database;
    for (const int id : {2, 3, 1}) Book::objects.create({.id = id});
    for (const auto& books : {Book::objects.all(), Book::objects.reverse()}) {
        const auto asked = books.first();
        CHECK(books.size() == 3);
        CHECK(books.first() == asked);
    }
}
