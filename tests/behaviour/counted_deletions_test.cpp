// What a deletion takes along, counted by the engine.
#include <doctest/doctest.h>

#include "support/database.hpp"

using namespace aside::literals;
using aside::testing::TestDatabase;
using Counts = std::map<std::string, std::int64_t>;

namespace {

struct Book;

struct Author : aside::Model<Author> {
    std::int64_t id = 0;
    std::string name;
    aside::ReverseForeignKey<Book, "author"> books;

    static constexpr auto meta = aside::meta(aside::table("author"));
};

struct Book : aside::Model<Book> {
    std::int64_t id = 0;
    aside::ForeignKey<Author, aside::cascade> author;
    aside::ForeignKey<Book, aside::cascade, aside::nullable> sequel_to;
    aside::ManyToMany<Author> readers;

    static constexpr auto meta = aside::meta(aside::table("book"));
};

struct Loan : aside::Model<Loan> {
    std::int64_t id = 0;
    aside::ForeignKey<Book, aside::protect> book;

    static constexpr auto meta = aside::meta(aside::table("loan"));
};

struct Library : TestDatabase<Author, Book, Loan> {
    const Author ann = Author::objects.create("name"_f = "Ann");
    const Author bob = Author::objects.create("name"_f = "Bob");
    const Book first = Book::objects.create("author"_f = ann);
    const Book second = Book::objects.create("author"_f = bob, "sequel_to"_f = first);
};

}  // namespace

TEST_CASE("cascades are counted by table, those of a table into itself too") {
    const Library library;
    library.second.readers.add(library.ann, library.bob);
    const auto deleted = library.ann.delete_();
    CHECK(deleted.by_table == Counts{{"author", 1}, {"book", 2}, {"book_readers", 2}});
    CHECK(deleted.total == 5);
    CHECK(library.bob.delete_().by_table == Counts{{"author", 1}});
}

TEST_CASE("a deletion that is refused deletes nothing and counts nothing") {
    const Library library;
    const Loan loan = Loan::objects.create("book"_f = library.second);
    CHECK_THROWS_AS(library.ann.delete_(), aside::ProtectedError);
    CHECK(Book::objects.count() == 2);
    CHECK(loan.delete_().by_table == Counts{{"loan", 1}});
    CHECK(library.ann.delete_().by_table == Counts{{"author", 1}, {"book", 2}});
}

TEST_CASE("tables that are emptied as a whole are counted") {
    const Library library;
    CHECK(Book::objects.all().delete_().by_table == Counts{{"book", 2}});
    CHECK(Author::objects.all().delete_().total == 2);
    CHECK(Author::objects.all().delete_().by_table.empty());
}

TEST_CASE("a row that names none that is there is refused when the transaction ends") {
    const Library library;
    CHECK_THROWS_AS(library.first.readers.add(library.ann, 99), aside::IntegrityError);
    CHECK(library.first.readers.count() == 0);
    CHECK_THROWS_AS(Book::objects.create("author"_f = 99), aside::IntegrityError);
    CHECK(Book::objects.count() == 2);
}
