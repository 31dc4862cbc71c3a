#include <doctest/doctest.h>

#include "support/books.hpp"
#include "support/both_ways.hpp"

using namespace library;

namespace {
struct Books : aside::testing::TestDatabase<Book> {
    Books() { add_three_books(); }
};
}  // namespace

BOTH_WAYS("create inserts keywords or an object, and gives it back with its key") {
    const Books books;
    const Book faust = CALL(Book::objects, create, "title"_f = "Faust", "year"_f = 1808);
    CHECK(faust.id == 4);
    CHECK(faust.pages == 100);
    CHECK(CALL(Book::objects, create, Book{.title = "Medea"}).id == 5);
    CHECK(CALL(Book::objects.filter("pages"_f > 9), create, {.id = 77, .title = "Hamlet"}).id ==
          77);
    CHECK(Book::objects.get("pk"_f = 77).title == "Hamlet");
    CHECK(Book::objects.get("title"_f = "Faust").year == 1808);
}

BOTH_WAYS("create takes plain values and names that come at run time") {
    const Books books;
    CHECK(
        CALL(Book::objects, create, aside::field("title") = "Faust", aside::field("pages") = "200")
            .pages == 200);
    CHECK(CALL(Book::objects, create, "title"_f = std::string_view("x"), "year"_f = nullptr).year ==
          std::nullopt);
    CHECK_THROWS_AS(CALL(Book::objects, create, "pages"_f = "year"_f + 1), aside::FieldError);
    CHECK_THROWS_AS(CALL(Book::objects, create, aside::field("titel") = "x"), aside::FieldError);
    CHECK_THROWS_AS(CALL(Book::objects, create, aside::field("pages") = "many"),
                    aside::ValidationError);
}

BOTH_WAYS("update changes every row of the queryset and gives their number") {
    const Books books;
    CHECK(CALL(Book::objects.filter("pages"_f > 300), update, "pages"_f = "pages"_f + 1,
               "author"_f = nullptr) == 2);
    CHECK(Book::objects.get("title"_f = "Emma").pages == 475);
    CHECK_FALSE(Book::objects.get("title"_f = "Ulysses").author);
    CHECK(CALL(Book::objects, update, aside::field("year") = "2000") == 3);
    CHECK(CALL(Book::objects.filter("year"_f == 1999), update, "pages"_f = 0) == 0);
    CHECK_THROWS_AS(CALL(Book::objects.limit(1), update, "pages"_f = 0), aside::NotSupportedError);
    CHECK_THROWS_AS(CALL(Book::objects, update, "pages"_f = aside::field("pagse") + 1),
                    aside::FieldError);
}

BOTH_WAYS("delete removes every row of the queryset and gives their numbers") {
    const Books books;
    const aside::DeleteResult removed = CALL_DELETE(Book::objects.filter("pages"_f > 300));
    CHECK(removed.total == 2);
    CHECK(removed.by_table == std::map<std::string, std::int64_t>{{"library_book", 2}});
    CHECK(CALL_DELETE(Book::objects.filter("pages"_f > 300)) == aside::DeleteResult{});
    CHECK_THROWS_AS(CALL_DELETE(Book::objects.limit(1)), aside::NotSupportedError);
    CHECK(Book::objects.count() == 1);
}

BOTH_WAYS("arguments of a mirror are taken by value before it returns") {
    const Books books;
    auto title = std::make_unique<std::string>("a title that is too long for a small string");
    if constexpr (Way::mirrored) {
        auto future = Book::objects.acreate("title"_f = *title);
        title.reset();
        CHECK(future.get().title.starts_with("a title"));
    } else {
        CHECK(Book::objects.create("title"_f = *title).title == *title);
    }
}
