#include <doctest/doctest.h>

#include "support/books.hpp"
#include "support/both_ways.hpp"
#include "support/gate.hpp"

using namespace library;
using aside::testing::Gate;

namespace {

struct Books : aside::testing::SharedTestDatabase<Book> {
    Books() { add_three_books(); }
};

}  // namespace

TEST_CASE("starting returns at once, and a use waits for what is not there yet") {
    const Books database;
    Gate gate("SELECT");
    const auto books = Book::objects.all().start_fetch();
    gate.wait_until_held();
    auto use = std::async(std::launch::async, [books] { return books.size(); });
    CHECK(use.wait_for(std::chrono::milliseconds(20)) == std::future_status::timeout);
    gate.open();
    CHECK(use.get() == 3);
}

BOTH_WAYS("a write through the queryset keeps a fetch in flight from bringing stale rows back") {
    const Books database;
    const auto pages_after = [&](auto write) {
        const auto books = Book::objects.order_by("id"_f);
        Gate gate("SELECT");
        books.start_fetch();
        gate.wait_until_held();
        write(books);
        gate.open();
        CHECK(aside::shutdown());
        return books.empty() ? -1 : books.begin()->pages;
    };
    CHECK(pages_after([&](auto books) { CALL(books, update, "pages"_f = 1); }) == 1);
    CHECK(pages_after([&](auto books) {
              CALL(books, bulk_update, {Book{.id = 1, .pages = 2}}, {"pages"_f});
          }) == 2);
    CHECK(pages_after(
              [&](auto books) { CALL(books, bulk_create, {Book{.id = -1, .pages = 3}}); }) == 3);
    CHECK(pages_after([&](auto books) { CALL_DELETE(books); }) == -1);
}

TEST_CASE("a count and an exists in flight are dropped by a write too") {
    const Books database;
    const auto books = Book::objects.filter("pages"_f > 300);
    Gate gate("SELECT COUNT");
    books.start_count();
    gate.wait_until_held();
    books.update("pages"_f = 0);
    gate.open();
    CHECK(books.count() == 0);
    CHECK_FALSE(books.exists());
}

TEST_CASE("a queryset in flight is dropped without waiting, and its work ends unheard") {
    const Books database;
    Gate gate("SELECT");
    {
        auto books = Book::objects.all();
        books.start_fetch();
        gate.wait_until_held();
    }
    { (void)Book::objects.using_("nowhere").start_fetch(); }
    CHECK(Book::objects.count() == 3);
    gate.open();
    CHECK(aside::shutdown());
}

TEST_CASE("rows that somebody waits for arrive though a write drops them meanwhile") {
    const Books database;
    const auto books = Book::objects.order_by("id"_f);
    Gate gate("SELECT");
    books.start_fetch();
    gate.wait_until_held();
    auto use = books.alist();
    CHECK(use.wait_for(std::chrono::milliseconds(20)) == std::future_status::timeout);
    books.update("title"_f = "changed");
    gate.open();
    CHECK(use.get().size() == 3);
    CHECK(books.begin()->title == "changed");
}

BOTH_WAYS("what was started can be used once its database is disconnected") {
    for (int round = 0; round < 50; ++round) {
        const auto [rows, count, exists] = [] {
            const Books database;
            return std::tuple(Book::objects.order_by("title"_f).start_fetch(),
                              Book::objects.all().start_count(),
                              Book::objects.all().start_exists());
        }();
        CHECK(CALL(rows, first)->title == "Beowulf");
        CHECK(CALL(rows, list).size() == 3);
        CHECK(CALL(rows, count) == 3);
        CHECK(CALL(rows, item, 2).title == "Ulysses");
        CHECK(CALL(count, count) == 3);
        CHECK(CALL(exists, exists));
        CHECK_THROWS_AS((void)CALL(exists, count), aside::ConnectionDoesNotExist);
    }
}

TEST_CASE("a future that is dropped leaves its work to go on") {
    const Books database;
    {
        Gate gate("INSERT");
        { (void)Book::objects.acreate("title"_f = "Faust"); }
        gate.wait_until_held();
    }
    CHECK(aside::shutdown());
    CHECK(Book::objects.filter("title"_f == "Faust").exists());
}

TEST_CASE("in a block, whoever comes to a queryset first evaluates it for all who ask") {
    const Books database;
    for (int times = 0; times < 100; ++times) {
        aside::atomic([] {
            const auto books = Book::objects.all();
            auto first = books.alist();
            auto second = books.acount();
            CHECK(books.list().size() == 3);
            CHECK(first.get().size() == 3);
            CHECK(second.get() == 3);
            const auto started = Book::objects.filter("pages"_f > 0).start_fetch();
            auto third = started.alist();
            CHECK(started.size() == 3);
            CHECK(third.get().size() == 3);
        });
    }
}
