#include <doctest/doctest.h>

#include <thread>

#include "support/books.hpp"
#include "support/both_ways.hpp"

using namespace library;
using aside::QueryLog;

namespace {

struct Books : aside::testing::SharedTestDatabase<Book> {
    Books() { add_three_books(); }
};

}  // namespace

TEST_CASE("starting gives the same queryset, not a clone") {
    const Books database;
    auto books = Book::objects.order_by("title"_f);
    CHECK(&books.start_fetch() == &books);
    const auto constant = books;
    CHECK(&constant.start_count() == &constant);
    CHECK(&constant.start_exists() == &constant);
    const auto handle = Book::objects.filter("pages"_f > 300).start_fetch();
    static_assert(!std::is_reference_v<decltype(Book::objects.all().start_fetch())>);
    CHECK(handle.size() == 2);
}

BOTH_WAYS("every use of started rows takes the one result") {
    const Books database;
    const QueryLog log;
    const auto books = Book::objects.order_by("title"_f).start_fetch();
    CHECK(CALL(books, count) == 3);
    CHECK(CALL(books, exists));
    CHECK(CALL(books, contains, Book{.id = 1}));
    CHECK(CALL(books, first)->title == "Beowulf");
    CHECK(CALL(books, item, 2).title == "Ulysses");
    CHECK(CALL(books, list).size() == 3);
    CHECK(books.size() == 3);
    CHECK(titles(books) == Titles{"Beowulf", "Emma", "Ulysses"});
    REQUIRE(log.size() == 1);
    CHECK(log[0].thread != std::this_thread::get_id());
}

BOTH_WAYS("a started count answers count and exists") {
    const Books database;
    const QueryLog log;
    const auto books = Book::objects.filter("pages"_f > 300).start_count();
    CHECK(CALL(books, exists));
    CHECK(CALL(books, count) == 2);
    CHECK(log.size() == 1);
    CHECK(books.size() == 2);
    CHECK(log.size() == 2);
}

BOTH_WAYS("a started exists answers exists") {
    const Books database;
    const QueryLog log;
    const auto books = Book::objects.filter("pages"_f > 1000).start_exists();
    CHECK_FALSE(CALL(books, exists));
    CHECK_FALSE(CALL(books, exists));
    CHECK(log.size() == 1);
    CHECK(CALL(books, count) == 0);
    CHECK(log.size() == 2);
}

TEST_CASE("a second start does nothing, running or done") {
    const Books database;
    const QueryLog log;
    auto books = Book::objects.all();
    books.start_fetch().start_fetch().start_count().start_exists();
    CHECK(books.size() == 3);
    books.start_fetch();
    CHECK(books.count() == 3);
    CHECK(aside::shutdown());
    CHECK(log.size() == 1);
}

TEST_CASE("what is cached already is not started") {
    const Books database;
    const auto books = Book::objects.all();
    CHECK(books.size() == 3);
    const QueryLog log;
    books.start_fetch().start_count().start_exists();
    CHECK(aside::shutdown());
    CHECK(log.empty());
}

TEST_CASE("copies share what was started, refinements start afresh") {
    const Books database;
    const QueryLog log;
    const auto books = Book::objects.order_by("title"_f);
    const auto copy = books;
    books.start_fetch();
    CHECK(copy.size() == 3);
    CHECK(log.size() == 1);
    CHECK(books.all().size() == 3);
    CHECK(books.filter("pages"_f > 300).count() == 2);
    CHECK(log.size() == 3);
}

TEST_CASE("an error in the background is thrown by every use, and the statement is not retried") {
    const aside::testing::TestDatabase<> database;
    const QueryLog log;
    const auto books = Book::objects.order_by("title"_f);
    books.start_fetch();
    for (int i = 0; i < 2; ++i) {
        CHECK_THROWS_AS((void)books.size(), aside::ProgrammingError);
        CHECK_THROWS_AS((void)books.begin(), aside::ProgrammingError);
        CHECK_THROWS_AS(books.count(), aside::ProgrammingError);
        CHECK_THROWS_AS(books.exists(), aside::ProgrammingError);
        CHECK_THROWS_AS(books.contains(Book{.id = 1}), aside::ProgrammingError);
        CHECK_THROWS_AS(books.first(), aside::ProgrammingError);
        CHECK_THROWS_AS(books[0], aside::ProgrammingError);
        CHECK_THROWS_AS(books.alist().get(), aside::ProgrammingError);
        books.start_fetch();
    }
    CHECK(log.size() == 1);
}

TEST_CASE("a started count or exists that fails throws at its use") {
    const aside::testing::TestDatabase<> database;
    const auto counted = Book::objects.all().start_count();
    const auto asked = Book::objects.all().start_exists();
    CHECK_THROWS_AS(counted.count(), aside::ProgrammingError);
    CHECK_THROWS_AS(counted.exists(), aside::ProgrammingError);
    CHECK_THROWS_AS(asked.exists(), aside::ProgrammingError);
}

TEST_CASE("a database that is not there is an error of the use, not of the start") {
    auto books = Book::objects.using_("nowhere");
    books.start_fetch().start_count();
    CHECK_THROWS_AS((void)books.size(), aside::ConnectionDoesNotExist);
    CHECK_THROWS_AS(books.count(), aside::ConnectionDoesNotExist);
}

TEST_CASE("a started queryset is handed to another thread") {
    const Books database;
    auto books = Book::objects.order_by("title"_f);
    books.start_fetch();
    Titles seen;
    std::thread([&seen, handed = std::move(books)] { seen = titles(handed); }).join();
    CHECK(seen == Titles{"Beowulf", "Emma", "Ulysses"});
}

TEST_CASE("it works in memory, where there is one connection") {
    const aside::testing::TestDatabase<Book> database;
    add_three_books();
    const auto books = Book::objects.order_by("title"_f).start_fetch();
    const auto counted = Book::objects.all().start_count();
    CHECK(Book::objects.filter("pages"_f > 300).count() == 2);
    CHECK(counted.count() == 3);
    CHECK(books.size() == 3);
}
