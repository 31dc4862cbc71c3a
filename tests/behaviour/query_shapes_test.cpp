// Queries that differ in values only share one compiled statement: each must still be what it would
// be if it were compiled by itself, as `sql()` does, and as often as it is run.
#include <doctest/doctest.h>

#include <algorithm>

#include "aside/query_log.hpp"
#include "support/books.hpp"
#include "support/pizzeria.hpp"

using namespace library;
using aside::testing::TestDatabase;

namespace {

struct Concert : aside::Model<Concert> {
    std::int64_t id = 0;
    aside::Date day{};
};

enum class Size : std::uint8_t { small, large };

struct Shirt : aside::Model<Shirt> {
    std::int64_t id = 0;
    Size size = Size::small;

    static constexpr auto meta = aside::meta("size"_f.choices(Size::small, "S", Size::large, "L"));
};

struct Books : TestDatabase<Book> {
    Books() { add_three_books(); }
};

/// Runs each queryset after the others, and compares what was run with what each one says of
/// itself.
template <class... Query>
void run_in_turn(const Query&... queries) {
    const auto run = [](const auto& query) {
        const aside::QueryLog log;
        (void)query.all().list();
        REQUIRE(log.size() == 1);
        const aside::Statement own = query.sql();
        CHECK(log[0].sql == own.sql);
        CHECK(log[0].params == own.params);
    };
    for (int round = 0; round < 2; ++round) (run(queries), ...);
}

}  // namespace

TEST_CASE_FIXTURE(Books, "queries of one shape have each their own values") {
    const auto with_pages = [](int pages) { return Book::objects.filter("pages__gt"_f = pages); };
    run_in_turn(with_pages(300), with_pages(500), with_pages(800));
    CHECK(with_pages(300).count() == 2);
    CHECK(with_pages(500).count() == 1);
    CHECK(with_pages(500).exists());
    CHECK_FALSE(with_pages(800).exists());
    CHECK(titles(with_pages(500)) == Titles{"Ulysses"});
    CHECK(titles(with_pages(300)) == Titles{"Emma", "Ulysses"});
}

TEST_CASE_FIXTURE(Books, "a comparison with NULL is another shape than one with a value") {
    const auto by = [](std::optional<std::string> author) {
        return Book::objects.filter("author"_f == author);
    };
    run_in_turn(by("Joyce"), by(std::nullopt), by("Austen"));
    CHECK(titles(by(std::nullopt)) == Titles{"Beowulf"});
    CHECK(titles(by("Austen")) == Titles{"Emma"});
    const auto known = [](bool is) { return Book::objects.filter("year"_f.isnull(!is)); };
    run_in_turn(known(true), known(false));
    CHECK(known(true).count() == 2);
    CHECK(known(false).count() == 1);
}

TEST_CASE_FIXTURE(Books, "lists of other lengths, slices and orders are other shapes") {
    const auto among = [](std::vector<int> years) {
        return Book::objects.filter("year"_f.in(years)).order_by("id"_f);
    };
    run_in_turn(among({1815}), among({1815, 1922}), among({1922}));
    CHECK(among({}).count() == 0);
    CHECK(titles(among({1922, 1815})) == Titles{"Emma", "Ulysses"});
    const auto ordered = Book::objects.order_by("-pages"_f);
    run_in_turn(ordered, ordered.reverse(), ordered.slice(1, 2), ordered.slice(2, 3),
                ordered.distinct(), Book::objects.order_by("pages"_f));
    CHECK(titles(ordered.slice(1, 2)) == Titles{"Emma"});
    CHECK(titles(ordered.slice(2, 3)) == Titles{"Beowulf"});
}

TEST_CASE_FIXTURE(Books, "how conditions are put together is part of a shape") {
    const auto emma = "title"_f == "Emma";
    const auto old = "year"_f < 1900;
    run_in_turn(Book::objects.filter(emma, old), Book::objects.filter(emma || old),
                Book::objects.filter(!(emma && old)), Book::objects.exclude(emma, old),
                Book::objects.filter(!emma, old), Book::objects.filter("title"_f != "Emma", old),
                Book::objects.filter(emma).filter(old));
}

TEST_CASE_FIXTURE(
    Books, "text that is matched, and dates that are compared by a year, are each compiled") {
    const auto matching = [](const char* text) {
        return Book::objects.filter("title"_f.startswith(text));
    };
    run_in_turn(matching("Em"), matching("100%_"), matching("*"), matching(""));
    CHECK(titles(matching("Em")) == Titles{"Emma"});
    CHECK(matching("*").count() == 0);
    const TestDatabase<Concert> hall({.alias = "hall"});
    const auto concerts = Concert::objects.using_("hall");
    using namespace std::chrono;
    concerts.create("day"_f = aside::Date(2024y / 12 / 31));
    concerts.create("day"_f = aside::Date(2025y / 1 / 1));
    const auto in_year = [&](int year) { return concerts.filter("day__year"_f == year); };
    run_in_turn(in_year(2024), in_year(2025), in_year(0), in_year(2026));
    CHECK(in_year(2024).count() == 1);
    CHECK(in_year(0).count() == 0);
}

TEST_CASE_FIXTURE(Books, "a value that its column cannot hold is refused, the second time too") {
    const auto in = [](std::int64_t year) { return Book::objects.filter("year"_f.in({year})); };
    CHECK(in(1922).count() == 1);
    CHECK(in(std::int64_t{1} << 40).count() == 0);
    CHECK(in(1815).count() == 1);
}

TEST_CASE_FIXTURE(Books, "more shapes than are kept are still each their own") {
    for (int round = 0; round < 2; ++round) {
        for (int length = 1; length <= 300; ++length) {
            std::vector<std::int64_t> keys(static_cast<std::size_t>(length), 2);
            keys.back() = 1;
            CHECK(Book::objects.filter("pk"_f.in(keys)).count() == (length == 1 ? 1 : 2));
            CHECK(Book::objects.limit(length).count() == std::min(length, 3));
        }
    }
}

TEST_CASE_FIXTURE(Books, "a query can be run while others of its shape are, and many of others") {
    const auto with_pages = [](int pages) {
        const auto books = Book::objects.filter("pages__gt"_f = pages).order_by("id"_f);
        return books.iterator({.chunk_size = 1});
    };
    const auto run = [&] {
        Titles pairs;
        for (const Book& outer : with_pages(300)) {
            for (const Book& inner : with_pages(200)) {
                for (int limit = 1; limit <= 300; ++limit)
                    CHECK(Book::objects.limit(limit).count() == std::min(limit, 3));
                pairs.push_back(outer.title + inner.title);
            }
        }
        return pairs;
    };
    const Titles pairs{"EmmaEmma",    "EmmaUlysses",    "EmmaBeowulf",
                       "UlyssesEmma", "UlyssesUlysses", "UlyssesBeowulf"};
    CHECK(run() == pairs);
    CHECK(aside::atomic(run) == pairs);
}

TEST_CASE_FIXTURE(pizzeria::Menu, "the rows of relations are those of their own owners") {
    using pizzeria::Pizza;
    const auto pizzas = Pizza::objects.order_by("id"_f).list();
    CHECK(pizzas[0].toppings.count() == 2);
    CHECK(pizzas[1].toppings.count() == 1);
    CHECK(pizzas[2].toppings.count() == 0);
    CHECK(pizzeria::names(pizzas[1].toppings.all()) == pizzeria::Texts{"cheese"});
    CHECK(pizzas[0].box->name == "small");
    const auto with = [](const char* topping) {
        return Pizza::objects.filter("toppings__name"_f == topping).select_related("price"_f);
    };
    run_in_turn(with("basil"), with("ham"), with("cheese"));
    CHECK(with("cheese").count() == 2);
    run_in_turn(Pizza::objects.values_list("name"_f, "box__name"_f),
                Pizza::objects.values_list("name"_f, "price__currency"_f));
}

TEST_CASE_FIXTURE(pizzeria::Menu,
                  "what is prefetched by a query of no rows is no shape of others") {
    using pizzeria::Box;
    using pizzeria::Pizza;
    const auto boxes = [](const auto& rows) {
        const auto read = Pizza::objects.filter("box"_f.isnull(false))
                              .prefetch_related(aside::Prefetch("box"_f, rows))
                              .order_by("id"_f)
                              .list();
        int found = 0;
        for (const Pizza& pizza : read) {
            try {
                found += pizza.box->name == "small" ? 1 : 0;
            } catch (const Box::DoesNotExist&) {
            }
        }
        return found;
    };
    for (int round = 0; round < 2; ++round) {
        CHECK(boxes(Box::objects.none()) == 0);
        CHECK(boxes(Box::objects.all()) == 2);
    }
}

TEST_CASE("a query that is refused is not reported as run, the second time neither") {
    const TestDatabase<Shirt> database;
    const auto of = [](Size size) { return Shirt::objects.filter("size"_f == size); };
    const aside::QueryLog log;
    CHECK_THROWS_AS((void)of(static_cast<Size>(7)).count(), aside::DataError);
    CHECK(of(Size::small).count() == 0);
    CHECK_THROWS_AS((void)of(static_cast<Size>(7)).count(), aside::DataError);
    CHECK(of(Size::large).count() == 0);
    CHECK(log.size() == 2);
}
