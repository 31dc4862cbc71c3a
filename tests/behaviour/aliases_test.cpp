#include <doctest/doctest.h>

#include "support/books.hpp"
#include "support/both_ways.hpp"

using namespace library;
using aside::testing::SharedTestDatabase;

namespace {
struct TwoDatabases {
    SharedTestDatabase<Book> first;
    SharedTestDatabase<Book> other{{.alias = "other"}};
};
}  // namespace

BOTH_WAYS("a queryset asks the database that it names") {
    const TwoDatabases databases;
    CALL(Book::objects.using_("other"), create, "title"_f = "Emma");
    CHECK(CALL(Book::objects, count) == 0);
    CHECK(CALL(Book::objects.using_("other"), count) == 1);
    CHECK(CALL(Book::objects.filter("pages"_f > 0).using_("other"), get).title == "Emma");
    CHECK(
        CALL(Book::objects.using_("other").filter("pages"_f > 0), get_or_create, "title"_f = "Emma")
            .created == false);
    CHECK(CALL_DELETE(Book::objects.using_("other").all()).total == 1);
}

BOTH_WAYS("an object is saved where it is told to be") {
    const TwoDatabases databases;
    Book book{.title = "Emma"};
    CALL(book, save, {.alias = "other"});
    CHECK(Book::objects.count() == 0);
    book.title = "changed";
    CALL(book, refresh_from_db, {}, {.alias = "other"});
    CHECK(book.title == "Emma");
    CALL(book, full_clean, {.alias = "other"});
    CHECK(CALL_AS(book, delete_, adelete, {.alias = "other"}).total == 1);
}

BOTH_WAYS("a database that is not there is named in the error") {
    const TwoDatabases databases;
    const auto nowhere = Book::objects.using_("nowhere");
    CHECK_THROWS_WITH_AS(CALL(nowhere, count), doctest::Contains("nowhere"),
                         aside::ConnectionDoesNotExist);
    CHECK_THROWS_AS((void)nowhere.size(), aside::ConnectionDoesNotExist);
}

TEST_CASE("the log tells the databases apart") {
    const TwoDatabases databases;
    const aside::QueryLog log;
    Book::objects.count();
    Book::objects.using_("other").count();
    REQUIRE(log.size() == 2);
    CHECK(log[0].alias == "default");
    CHECK(log[1].alias == "other");
}

TEST_CASE("cached rows outlive their database") {
    aside::Rows<Book> rows;
    {
        const SharedTestDatabase<Book> database;
        add_three_books();
        rows = Book::objects.order_by("id"_f).list();
    }
    CHECK(titles(rows) == Titles{"Emma", "Ulysses", "Beowulf"});
}
