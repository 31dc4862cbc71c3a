#include <doctest/doctest.h>

#include "support/books.hpp"
#include "support/both_ways.hpp"

using namespace library;

namespace {
struct Books : aside::testing::TestDatabase<Book> {
    Books() { add_three_books(); }
};
}  // namespace

BOTH_WAYS("get_or_create finds the row, or makes one of its keywords and defaults") {
    const Books books;
    const auto found =
        CALL(Book::objects, get_or_create, "title"_f = "Emma", defaults("pages"_f = 1));
    CHECK_FALSE(found.created);
    CHECK(found.object.pages == 474);
    const auto made = CALL(Book::objects, get_or_create, "title"_f = "Faust", "year"_f = 1808,
                           defaults("pages"_f = 200));
    CHECK(made.created);
    CHECK(made.object.id == 4);
    CHECK(made.object.pages == 200);
    CHECK(Book::objects.get("title"_f = "Faust", "year"_f = 1808).pages == 200);
}

BOTH_WAYS("conditions and lookups only find") {
    const Books books;
    const auto found =
        CALL(Book::objects, get_or_create, "title__iexact"_f = "EMMA", "pages"_f > 400);
    CHECK_FALSE(found.created);
    const auto made =
        CALL(Book::objects, get_or_create, "title__iexact"_f = "FAUST", "pages"_f > 400,
             aside::field("author__startswith") = "Goe", aside::field("author") = "Goethe",
             defaults("title"_f = "Faust", aside::field("pages") = "500"));
    CHECK(made.created);
    CHECK(made.object.title == "Faust");
    CHECK(made.object.author == "Goethe");
    CHECK(made.object.pages == 500);
}

BOTH_WAYS("update_or_create assigns the defaults to the row that it finds, expressions too") {
    const Books books;
    const auto found = CALL(Book::objects, update_or_create, "title"_f = "Emma",
                            defaults("pages"_f = "pages"_f + 1));
    CHECK_FALSE(found.created);
    CHECK(found.object.pages == 475);
    CHECK(Book::objects.get("title"_f = "Emma").pages == 475);
    const auto made =
        CALL(Book::objects, update_or_create, "title"_f = "Faust", defaults("pages"_f = 200));
    CHECK(made.created);
    CHECK(made.object.pages == 200);
    CHECK(Book::objects.count() == 4);
}

BOTH_WAYS("several rows are one too many") {
    const Books books;
    Book::objects.create("title"_f = "Emma");
    CHECK_THROWS_AS(CALL(Book::objects, get_or_create, "title"_f = "Emma"),
                    Book::MultipleObjectsReturned);
    CHECK_THROWS_AS(
        CALL(Book::objects, update_or_create, "title"_f = "Emma", defaults("pages"_f = 1)),
        Book::MultipleObjectsReturned);
    CHECK(Book::objects.filter("pages"_f == 1).count() == 0);
}

BOTH_WAYS("they look among the rows of their queryset, which is no slice") {
    const Books books;
    CHECK(CALL(Book::objects.filter("pages"_f > 500), get_or_create, "title"_f = "Emma").created);
    CHECK_THROWS_AS(CALL(Book::objects.limit(1), get_or_create, "title"_f = "Emma"),
                    aside::NotSupportedError);
    CHECK_THROWS_AS(CALL(Book::objects.limit(1), update_or_create, "title"_f = "Emma"),
                    aside::NotSupportedError);
}
