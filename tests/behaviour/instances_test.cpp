#include <doctest/doctest.h>

#include "support/books.hpp"
#include "support/both_ways.hpp"

using namespace library;

namespace {
using Books = aside::testing::TestDatabase<Book>;
}  // namespace

BOTH_WAYS("save inserts what has no key, and updates what has one") {
    const Books database;
    Book book{.title = "Emma"};
    CALL(book, save);
    CHECK(book.id == 1);
    book.title = "Emma!";
    CALL(book, save);
    CHECK(Book::objects.get().title == "Emma!");
}

BOTH_WAYS("save inserts where no row has the key") {
    const Books database;
    Book book{.id = 5, .title = "Emma"};
    const aside::QueryLog log;
    CALL(book, save);
    REQUIRE(log.size() == 2);
    CHECK(log[0].sql.starts_with("UPDATE"));
    CHECK(log[1].sql.starts_with("INSERT"));
    CHECK(Book::objects.get().id == 5);
    CALL(book, save);
    CHECK(log.size() == 4);
}

BOTH_WAYS("a forced insert never updates, a forced update never inserts") {
    const Books database;
    Book book{.id = 5, .title = "Emma"};
    CHECK_THROWS_AS(CALL(book, save, {.force_update = true}), aside::DatabaseError);
    CHECK(Book::objects.count() == 0);
    CALL(book, save, {.force_insert = true});
    book.title = "changed";
    CHECK_THROWS_AS(CALL(book, save, {.force_insert = true}), aside::IntegrityError);
    CHECK(Book::objects.get().title == "Emma");
    CALL(book, save, {.force_update = true});
    CHECK(Book::objects.get().title == "changed");
}

BOTH_WAYS("update_fields writes those fields of a row that is there") {
    const Books database;
    Book book = Book::objects.create("title"_f = "Emma");
    book.title = "changed", book.pages = 7, book.year = 1815;
    CALL(book, save, {.update_fields = {"pages"_f, "year"_f}});
    CHECK(Book::objects.get().title == "Emma");
    CHECK(Book::objects.get().pages == 7);
    CHECK(Book::objects.get().year == 1815);
    CALL_DELETE(book);
    CHECK_THROWS_AS(CALL(book, save, {.update_fields = {"pages"_f}}), aside::DatabaseError);
}

BOTH_WAYS("options of save that contradict each other are refused") {
    const Books database;
    Book book = Book::objects.create("title"_f = "Emma");
    CHECK_THROWS_AS(CALL(book, save, {.force_insert = true, .force_update = true}),
                    aside::FieldError);
    CHECK_THROWS_AS(CALL(book, save, {.force_insert = true, .update_fields = {"pages"_f}}),
                    aside::FieldError);
    CHECK_THROWS_AS(CALL(book, save, {.update_fields = {"id"_f}}), aside::FieldError);
    Book unsaved;
    CHECK_THROWS_AS(CALL(unsaved, save, {.force_update = true}), aside::ValidationError);
    CHECK_THROWS_AS(CALL(unsaved, save, {.update_fields = {"pages"_f}}), aside::ValidationError);
}

BOTH_WAYS("delete removes the row and leaves the object as it is") {
    const Books database;
    const Book book = Book::objects.create("title"_f = "Emma");
    const Book copy = book;
    CHECK(CALL_DELETE(book) == aside::DeleteResult{.total = 1, .by_table = {{"library_book", 1}}});
    CHECK(book.id == 1);
    CHECK(CALL_DELETE(copy).total == 0);
    CHECK_THROWS_AS(CALL_DELETE(Book{}), aside::ValidationError);
}

BOTH_WAYS("refresh_from_db reads all fields again, or some") {
    const Books database;
    Book book = Book::objects.create({.title = "Emma", .author = "Austen"});
    Book::objects.update("title"_f = "changed", "author"_f = nullptr, "pages"_f = 7);
    CALL(book, refresh_from_db, {"pages"_f});
    CHECK(book.title == "Emma");
    CHECK(book.pages == 7);
    CALL(book, refresh_from_db);
    CHECK(book.title == "changed");
    CHECK_FALSE(book.author);
    CALL_DELETE(book);
    CHECK_THROWS_AS(CALL(book, refresh_from_db), Book::DoesNotExist);
    Book unsaved;
    CHECK_THROWS_AS(CALL(unsaved, refresh_from_db), aside::ValidationError);
}

TEST_CASE("an object is made by its members or by keywords in any order") {
    const Book braced{.title = "Emma", .pages = 474};
    const auto made = aside::make<Book>("pages"_f = 474, "title"_f = "Emma");
    CHECK(made.title == braced.title);
    CHECK(made.pages == braced.pages);
    CHECK(made.id == 0);
    CHECK(aside::make<Book>().pages == 100);
    CHECK(aside::make<Book>(aside::field("year") = "1815").year == 1815);
    CHECK_THROWS_AS((void)aside::make<Book>("pages"_f = 1LL << 40), aside::DataError);
    CHECK_THROWS_AS((void)aside::make<Book>(aside::field("titel") = "x"), aside::FieldError);
}
