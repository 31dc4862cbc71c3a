#include <doctest/doctest.h>

#include "support/books.hpp"
#include "support/both_ways.hpp"

using namespace library;

namespace {
struct Books : aside::testing::MemoryDatabase<Book> {
    std::vector<Book> all = add_three_books();
};
}  // namespace

BOTH_WAYS("the named fields of all objects are written, and those only") {
    Books books;
    for (Book& book : books.all) book.pages += 1, book.title = "changed", book.year = 2000;
    CHECK(CALL(Book::objects, bulk_update, books.all, {"pages"_f, "year"_f}) == 3);
    const Book emma = Book::objects.get("title"_f = "Emma");
    CHECK(emma.pages == 475);
    CHECK(emma.year == 2000);
    CHECK(CALL(Book::objects, bulk_update, std::vector<Book>(), {"pages"_f}) == 0);
}

BOTH_WAYS("only rows of the queryset that are there are written and counted") {
    Books books;
    books.all[2].delete_();
    for (Book& book : books.all) book.pages = 1;
    CHECK(CALL(Book::objects.filter("year"_f > 1900), bulk_update, books.all, {"pages"_f}) == 1);
    CHECK(Book::objects.get("title"_f = "Emma").pages == 474);
    CHECK(CALL(Book::objects, bulk_update, books.all, {"pages"_f}) == 2);
    CHECK(CALL(Book::objects.none(), bulk_update, books.all, {"pages"_f}) == 0);
}

BOTH_WAYS("of what cannot be written nothing is") {
    Books books;
    for (Book& book : books.all) book.pages = 1;
    books.all[2].id = 0;
    CHECK_THROWS_AS(CALL(Book::objects, bulk_update, books.all, {"pages"_f}),
                    aside::ValidationError);
    CHECK_THROWS_AS(CALL(Book::objects, bulk_update, books.all, {"id"_f}), aside::FieldError);
    CHECK_THROWS_AS(CALL(Book::objects, bulk_update, books.all, {}), aside::FieldError);
    CHECK_THROWS_AS(CALL(Book::objects.limit(1), bulk_update, books.all, {"pages"_f}),
                    aside::NotSupportedError);
    CHECK(Book::objects.filter("pages"_f == 1).count() == 0);
}
