#include <doctest/doctest.h>

#include "support/books.hpp"

using namespace library;

namespace {

struct Books : aside::testing::TestDatabase<Book> {
    Books() { add_three_books(); }
};

/// What a search form asks for.
struct Search {
    std::vector<std::pair<std::string, std::string>> fields;
    std::string sort;
    bool newest_first = false;
};

Titles found(const Search& search) {
    auto books = Book::objects.all();
    for (const auto& [path, text] : search.fields) books = books.filter(aside::field(path) = text);
    return titles(books.order_by(aside::field(search.sort), "id"_f));
}

}  // namespace

TEST_CASE("a filter and an ordering come from a request") {
    const Books database;
    CHECK(found({.fields = {{"pages__gt", "300"}}, .sort = "-pages"}) == Titles{"Ulysses", "Emma"});
    CHECK(found({.fields = {{"title__icontains", "E"}, {"year__isnull", "false"}},
                 .sort = "title"}) == Titles{"Emma", "Ulysses"});
    CHECK_THROWS_AS(found({.fields = {{"pages__gt", "many"}}, .sort = "pages"}),
                    aside::ValidationError);
    CHECK_THROWS_AS(found({.fields = {{"password", "x"}}, .sort = "pages"}), aside::FieldError);
    CHECK_THROWS_AS(found({.sort = "password"}), aside::FieldError);
}

TEST_CASE("a calculation of fields that are named at run time is compared to text by its value") {
    const Books database;
    CHECK(titles(Book::objects.filter(aside::field("pages") + aside::field("pages") == "948")
                     .union_(Book::objects.filter(aside::field("pages") * 2 > "1000"))
                     .order_by("title"_f)) == Titles{"Emma", "Ulysses"});
}

TEST_CASE("alternatives are gathered in a loop") {
    const Books database;
    aside::Q<Book> any;
    for (const char* title : {"Emma", "Beowulf"}) any |= "title"_f == title;
    CHECK(titles(Book::objects.filter(any).order_by("id"_f)) == Titles{"Emma", "Beowulf"});
    CHECK(titles(Book::objects.exclude(any)) == Titles{"Ulysses"});
    CHECK(titles(Book::objects.filter(any && !aside::Q<Book>("pages"_f < 300))) == Titles{"Emma"});
    aside::Q<Book> odd;
    odd ^= any;
    odd ^= "title"_f = "Emma";
    CHECK(titles(Book::objects.filter(odd)) == Titles{"Beowulf"});
    CHECK(Book::objects.filter(aside::Q<Book>()).count() == 3);
}

TEST_CASE("an ordering is chosen") {
    const Books database;
    const aside::Order<Book> orders[] = {"title"_f, "-pages"_f, "year"_f.asc(aside::nulls_last)};
    CHECK(titles(Book::objects.order_by(orders[0])) == Titles{"Beowulf", "Emma", "Ulysses"});
    CHECK(titles(Book::objects.order_by(orders[1])) == Titles{"Ulysses", "Emma", "Beowulf"});
    CHECK(titles(Book::objects.order_by(orders[2])) == Titles{"Emma", "Ulysses", "Beowulf"});
}

TEST_CASE("a random order gives every row") {
    const Books database;
    CHECK(Book::objects.order_by("?"_f).size() == 3);
}
