#include <doctest/doctest.h>

#include "support/books.hpp"
#include "support/both_ways.hpp"
#include "support/features.hpp"

using namespace library;

namespace {
struct Books : aside::testing::TestDatabase<Book> {
    Books() { add_three_books(); }
};
}  // namespace

BOTH_WAYS("get gives the only row that conditions and keywords find") {
    const Books books;
    CHECK(CALL(Book::objects, get, "title"_f = "Emma", "pages"_f > 400).author == "Austen");
    CHECK(CALL(Book::objects.filter("pages"_f < 300), get).title == "Beowulf");
    CHECK(CALL(Book::objects.order_by("id"_f).slice(1, 2), get).title == "Ulysses");
}

BOTH_WAYS("get throws the model's own errors where it finds no row or several") {
    const Books books;
    CHECK_THROWS_AS(CALL(Book::objects, get, "title"_f = "Faust"), Book::DoesNotExist);
    CHECK_THROWS_AS(CALL(Book::objects, get, "title"_f = "Faust"), aside::ObjectDoesNotExist);
    CHECK_THROWS_AS(CALL(Book::objects, get), Book::MultipleObjectsReturned);
    CHECK_THROWS_AS(CALL(Book::objects, get), aside::MultipleObjectsReturned);
    CHECK_THROWS_WITH(CALL(Book::objects, get, "title"_f = "Faust"),
                      doctest::Contains("library::Book"));
    static_assert(std::is_base_of_v<aside::Error, Book::DoesNotExist>);
}

BOTH_WAYS("get by the key tells also where a table has several rows of that key") {
    const aside::testing::TestDatabase<Book> database;
    const auto connection = aside::connection();
    connection.execute("DROP TABLE library_book");
    connection.execute(
        "CREATE TABLE library_book (id integer, title text, author text, "
        "pages integer, year integer)");
    connection.execute(
        "INSERT INTO library_book (id, title, pages) "
        "VALUES (1, 'Emma', 474), (1, 'Faust', 464), (2, 'Ulysses', 730)");
    CHECK_THROWS_AS(CALL(Book::objects, get, "id"_f = 1), Book::MultipleObjectsReturned);
    CHECK(CALL(Book::objects, get, "id"_f = 2).title == "Ulysses");
}

BOTH_WAYS("get with conditions does not follow a slice") {
    const Books books;
    CHECK_THROWS_AS(CALL(Book::objects.limit(1), get, "title"_f = "Emma"),
                    aside::NotSupportedError);
}

BOTH_WAYS("first and last go by the ordering, without one by the key") {
    const Books books;
    CHECK(CALL(Book::objects, first)->title == "Emma");
    CHECK(CALL(Book::objects, last)->title == "Beowulf");
    CHECK(CALL(Book::objects.order_by("-pages"_f), first)->title == "Ulysses");
    CHECK(CALL(Book::objects.order_by("-pages"_f), last)->title == "Beowulf");
    CHECK(CALL(Book::objects.reverse(), first)->title == "Beowulf");
    CHECK_FALSE(CALL(Book::objects.filter("pages"_f > 1000), first));
    CHECK_FALSE(CALL(Book::objects.filter("pages"_f > 1000), last));
    CHECK(CALL(Book::objects.order_by("id"_f).offset(1), first)->title == "Ulysses");
    CHECK_THROWS_AS(CALL(Book::objects.limit(2), last), aside::NotSupportedError);
}

BOTH_WAYS("earliest and latest go by their fields") {
    const Books books;
    CHECK(CALL(Book::objects.exclude("year"_f = nullptr), earliest, "year"_f).title == "Emma");
    CHECK(CALL(Book::objects.exclude("year"_f = nullptr), latest, "year"_f).title == "Ulysses");
    // The place of NULL is the engine's.
    CHECK(CALL(Book::objects, latest, "year"_f).title ==
          (aside::testing::features().nulls_largest ? "Beowulf" : "Ulysses"));
    CHECK(CALL(Book::objects.order_by("title"_f), latest, "-pages"_f, "id"_f).title == "Beowulf");
    CHECK_THROWS_AS(CALL(Book::objects.none(), latest, "year"_f), Book::DoesNotExist);
    CHECK_THROWS_AS(CALL(Book::objects, latest), aside::FieldError);
    CHECK_THROWS_AS(CALL(Book::objects.limit(1), earliest, "year"_f), aside::NotSupportedError);
}

BOTH_WAYS("count, exists and contains answer for the rows that there are") {
    const Books books;
    CHECK(CALL(Book::objects, count) == 3);
    CHECK(CALL(Book::objects.filter("year"_f > 1900), count) == 1);
    CHECK(CALL(Book::objects.offset(1), count) == 2);
    CHECK(CALL(Book::objects.slice(2, 9), count) == 1);
    CHECK(CALL(Book::objects, exists));
    CHECK_FALSE(CALL(Book::objects.filter("pages"_f > 1000), exists));
    CHECK_FALSE(CALL(Book::objects.offset(3), exists));
    const Book emma = Book::objects.get("title"_f = "Emma");
    CHECK(CALL(Book::objects, contains, emma));
    CHECK_FALSE(CALL(Book::objects.exclude("title"_f = "Emma"), contains, emma));
    CHECK_THROWS_AS(CALL(Book::objects, contains, Book{}), aside::ValidationError);
}

BOTH_WAYS("in_bulk gives rows by their keys, or by a unique field") {
    const Books books;
    const auto some = CALL(Book::objects, in_bulk, {3, 1, 99, 1});
    REQUIRE(some.size() == 2);
    CHECK(some.at(1).title == "Emma");
    CHECK(some.at(3).title == "Beowulf");
    CHECK(CALL(Book::objects.filter("pages"_f > 300), in_bulk, std::vector<int>{1, 3}).size() == 1);
    CHECK(CALL(Book::objects, in_bulk, std::vector<int>{}).empty());
    CHECK(CALL(Book::objects, in_bulk, "pk"_f, {2}).at(2).title == "Ulysses");
    CHECK_THROWS_AS(CALL(Book::objects, in_bulk, "title"_f, {"Emma"}), aside::FieldError);
    CHECK_THROWS_AS(CALL(Book::objects.limit(1), in_bulk, {1}), aside::NotSupportedError);
}

BOTH_WAYS("list gives rows that stay, whatever happens to the queryset") {
    const Books books;
    aside::Rows<Book> rows;
    {
        const auto ordered = Book::objects.order_by("title"_f);
        rows = CALL(ordered, list);
    }
    CHECK(titles(rows) == Titles{"Beowulf", "Emma", "Ulysses"});
    CHECK(rows[1].title == "Emma");
    CHECK(rows.front().title == "Beowulf");
    CHECK(rows.back().title == "Ulysses");
    CHECK_THROWS_AS((void)rows[3], aside::ObjectDoesNotExist);
    CHECK(std::span<const Book>(rows).size() == 3);
    CHECK(rows == aside::Rows<Book>(rows));
    std::vector<Book> copies = rows.to_vector();
    copies[0].title = "changed";
    CHECK(rows[0].title == "Beowulf");
}

BOTH_WAYS("an item is the row at an index") {
    const Books books;
    const auto ordered = Book::objects.order_by("title"_f);
    CHECK(CALL(ordered, item, 0).title == "Beowulf");
    CHECK(ordered[2].title == "Ulysses");
    CHECK(CALL(ordered.offset(1), item, 1).title == "Ulysses");
    CHECK_THROWS_AS(CALL(ordered, item, 3), Book::DoesNotExist);
    CHECK_THROWS_AS(CALL(ordered.limit(1), item, 1), Book::DoesNotExist);
    CHECK_THROWS_AS(CALL(ordered, item, -1), aside::NotSupportedError);
}

BOTH_WAYS("a lookup finds what it says") {
    const Books books;
    const auto found = [](auto condition) {
        return titles(Book::objects.filter(condition).order_by("id"_f));
    };
    CHECK(found("title"_f.iexact("EMMA")) == Titles{"Emma"});
    CHECK(found("title"_f.icontains("S")) == Titles{"Ulysses"});
    CHECK(found("title"_f.endswith("f")) == Titles{"Beowulf"});
    CHECK(found("title"_f.regex("^.[mo]")) == Titles{"Emma"});
    CHECK(found("year"_f.range(1800, 1900)) == Titles{"Emma"});
    CHECK(found("author"_f != "Joyce") == Titles{"Emma", "Beowulf"});
    CHECK(found(!("author"_f == "Joyce")) == Titles{"Emma", "Beowulf"});
    CHECK(found(("pages"_f > 300) ^ ("author"_f == "Joyce")) == Titles{"Emma"});
    CHECK(found("pages"_f + "year"_f > 2500) == Titles{"Ulysses"});
}

BOTH_WAYS("explain tells how the engine goes about it") {
    const Books books;
    CHECK(CALL(Book::objects.filter("pk"_f == 1), explain).find("library_book") !=
          std::string::npos);
}
