#include <doctest/doctest.h>

#include "support/books.hpp"

using namespace library;
using aside::detail::Intent;
using aside::testing::in_background;

namespace {

/// An arena of one thread while it lives.
struct OneThread {
    OneThread() { set(1); }
    ~OneThread() { set(aside::ConfigureOptions{}.threads); }
    static void set(int threads) {
        aside::shutdown();
        aside::configure({.threads = threads});
    }
};

template <class Database>
struct Books : Database {
    OneThread arena;
    Books() { add_three_books(); }
};

}  // namespace

TEST_CASE_TEMPLATE("work started on the arena's only thread does not wait for itself", Database,
                   aside::testing::SharedTestDatabase<Book>, aside::testing::TestDatabase<Book>) {
    const Books<Database> database;
    const auto all = Book::objects.order_by("id"_f);
    auto done = in_background("default", Intent::read, [&](aside::detail::Runner& runner) {
        runner.release();
        auto books = Book::objects.order_by("title"_f);
        books.start_fetch().start_count();
        const auto counted = Book::objects.all().start_count();
        const bool right =
            books.size() == 3 && counted.count() == 3 && Book::objects.acount().get() == 3;
        Book::objects.acreate("title"_f = "Faust").get();
        return right && all.start_fetch().size() == 4;
    });
    REQUIRE(done.wait_for(std::chrono::seconds(20)) == std::future_status::ready);
    CHECK(done.get());
    CHECK(all.size() == 4);
}

TEST_CASE("what this thread started is done by the arena's only thread when that uses it first") {
    const Books<aside::testing::SharedTestDatabase<Book>> database;
    std::promise<void> go;
    auto busy = in_background("default", Intent::read,
                              [started = go.get_future()](aside::detail::Runner&) mutable {
                                  started.wait();
                                  return 0;
                              });
    const auto books = Book::objects.all().start_fetch();  // queued behind it
    auto used = in_background("default", Intent::read,
                              [books](aside::detail::Runner&) { return books.size(); });
    go.set_value();
    REQUIRE(used.wait_for(std::chrono::seconds(20)) == std::future_status::ready);
    CHECK(used.get() == 3);
    CHECK(books.size() == 3);
    busy.get();
}

TEST_CASE("a use that is cancelled while it evaluates what was started is no other one's error") {
    const Books<aside::testing::SharedTestDatabase<Book>> database;
    const auto books =
        Book::objects.filter(aside::RawSQL<std::int64_t>(
                                 "(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
                                 "WHERE i < 1000000 * (SELECT max(pages) FROM library_book)) "
                                 "SELECT count(*) FROM n)") > 0);
    std::promise<void> free;
    auto busy = in_background("default", Intent::read, [&](aside::detail::Runner& runner) {
        runner.release();
        free.get_future().wait();
        return true;
    });
    auto use = books.alist();
    books.start_fetch();
    free.set_value();
    CHECK(busy.get());
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    use.cancel();
    CHECK_THROWS_AS(use.get(), aside::QueryCancelled);
    Book::objects.update("pages"_f = 0);
    CHECK(books.list().size() == 3);
}
