#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>

#include "exec/database/block.hpp"
#include "exec/database/databases.hpp"
#include "support/books.hpp"
#include "support/features.hpp"
#include "support/gate.hpp"
#include "support/slow.hpp"

using namespace library;
using namespace aside::testing;
using namespace std::chrono_literals;
using aside::QueryCancelled;

namespace {

/// Cancels what has been running for a moment; gives whether it ended soon after, cancelled.
template <class T>
bool ends_soon_when_cancelled(aside::Future<T>& future) {
    std::this_thread::sleep_for(50ms);
    const Stopwatch watch;
    future.cancel();
    CHECK_THROWS_AS(future.get(), QueryCancelled);
    return watch.shows_about(0ms);
}

}  // namespace

TEST_CASE("a statement that runs is interrupted, and its connection goes on to be used") {
    const SharedTestDatabase<Book> database;
    add_three_books();
    auto books = Book::objects.filter(slow_condition()).alist();
    CHECK(ends_soon_when_cancelled(books));
    CHECK(Book::objects.count() == 3);
    CHECK(aside::exec::database("default")->pooled_connections() == 1);
}

TEST_CASE("a write that is interrupted has written nothing, and the next one succeeds") {
    const TestDatabase<Book> database;
    add_three_books();
    auto update = Book::objects.filter(slow_condition()).aupdate("pages"_f = 1);
    CHECK(ends_soon_when_cancelled(update));
    CHECK(Book::objects.filter("pages"_f == 1).count() == 0);
    CHECK(Book::objects.all().update("pages"_f = 1) == 3);
}

TEST_CASE("what has not begun never runs") {
    const SharedTestDatabase<Book> database;
    REQUIRES(one_writer);
    HeldWriter held;
    auto first = Book::objects.acreate("title"_f = "Emma");
    auto second = Book::objects.acreate("title"_f = "Ulysses");
    first.cancel();
    CHECK_THROWS_AS(first.get(), QueryCancelled);  // at once, while the writer is held
    held.release();
    CHECK(second.get().id == 1);
    CHECK(titles(Book::objects.all()) == Titles{"Ulysses"});
}

TEST_CASE("what is done, or cancelled already, is not cancelled") {
    const SharedTestDatabase<Book> database;
    auto count = Book::objects.acount();
    count.wait();
    count.cancel();
    count.cancel();
    CHECK(count.get() == 0);
}

TEST_CASE("a call that waits for a connection gives up when it is cancelled") {
    const SharedTestDatabase<Book> database({.pool_size = 1});
    add_three_books();
    auto rows = Book::objects.iterator({.chunk_size = 1});
    const auto first = rows.begin();
    auto count = Book::objects.acount();
    CHECK(ends_soon_when_cancelled(count));
    CHECK(first->title == "Emma");
}

TEST_CASE("a block that waits for the writer of another database gives up when it is cancelled") {
    const SharedTestDatabase<Book> database;
    const SharedTestDatabase<Book> other({.alias = "other"});
    REQUIRES(one_writer);
    HeldWriter held;
    auto work = aside::aatomic({.alias = "other"}, [] {
        const aside::Transaction transaction;  // of the one that is held
        return 1;
    });
    CHECK(ends_soon_when_cancelled(work));
}

TEST_CASE("a cancelled block is rolled back, with what was called in it") {
    const SharedTestDatabase<Book> database;
    auto work = aside::aatomic([] {
        Book::objects.create("title"_f = "Emma");
        return Book::objects.filter(slow_condition()).count();
    });
    CHECK(ends_soon_when_cancelled(work));
    CHECK(Book::objects.count() == 0);

    auto inner = aside::aatomic([] {
        Book::objects.create("title"_f = "Emma");
        return Book::objects.filter(slow_condition()).acount().get();
    });
    CHECK(ends_soon_when_cancelled(inner));
    CHECK(Book::objects.count() == 0);
    Book::objects.create("title"_f = "Emma");
    CHECK(Book::objects.count() == 1);
}

TEST_CASE("a block that catches its cancellation is rolled back all the same") {
    const SharedTestDatabase<Book> database;
    std::promise<void> begun;
    std::promise<void> cancelled;
    auto work = aside::aatomic([&] {
        Book::objects.create("title"_f = "Emma");
        begun.set_value();
        cancelled.get_future().wait();
        return 1;
    });
    begun.get_future().wait();
    work.cancel();
    cancelled.set_value();
    CHECK_THROWS_AS(work.get(), QueryCancelled);
    CHECK(Book::objects.count() == 0);
}

TEST_CASE("a future that says cancelled has written nothing, and any other has") {
    const SharedTestDatabase<Book> database;
    std::vector<std::string> written;
    for (int round = 0; round < 40; ++round) {
        std::vector<aside::Future<Book>> futures;
        for (int i = 0; i < 8; ++i)
            futures.push_back(Book::objects.acreate("title"_f = std::to_string(8 * round + i)));
        std::this_thread::sleep_for(std::chrono::microseconds(40 * round));
        for (std::size_t i = 0; i < futures.size(); i += 2) futures[i].cancel();
        for (auto& future : futures) {
            try {
                written.push_back(future.get().title);
            } catch (const QueryCancelled&) {
            }
        }
    }
    CHECK(written.size() >= 160);
    auto stored = titles(Book::objects.order_by("id"_f));
    if (!features().one_writer) {  // several come in any order
        std::ranges::sort(stored);
        std::ranges::sort(written);
    }
    CHECK(stored == written);
}

TEST_CASE("cancelling what follows a write leaves what was written before") {
    const SharedTestDatabase<Book> database;
    std::promise<void> begun;
    auto after = Book::objects.acreate("title"_f = "Emma").then([&](const Book&) {
        Book::objects.create("title"_f = "Ulysses");
        begun.set_value();
        return Book::objects.filter(slow_condition()).alist();
    });
    begun.get_future().wait();
    CHECK(ends_soon_when_cancelled(after));
    CHECK(titles(Book::objects.order_by("id"_f)) == Titles{"Emma", "Ulysses"});
}

TEST_CASE(
    "cancelling stops what a function asks, wherever that runs and by whatever it was begun") {
    const SharedTestDatabase<Book> database;
    add_three_books();
    const auto slow = [] { return Book::objects.filter(slow_condition()).count(); };
    for (const bool sensitive : {false, true}) {
        CAPTURE(sensitive);
        const auto call = aside::sync_to_async(slow, {.thread_sensitive = sensitive});
        auto called = call();
        CHECK(ends_soon_when_cancelled(called));
        auto given = Book::objects.acount().then([call](std::int64_t) { return call(); });
        CHECK(ends_soon_when_cancelled(given));
    }
    auto started = Book::objects.acount().then(
        [](std::int64_t) { return Book::objects.filter(slow_condition()).start_count().count(); });
    CHECK(ends_soon_when_cancelled(started));
    CHECK(Book::objects.count() == 3);
}

TEST_CASE("a loop over rows ends with the next chunk once it is cancelled") {
    const SharedTestDatabase<Book> database;
    Book::objects.bulk_create(std::vector<Book>(100));
    std::atomic<int> rows = 0;
    std::promise<void> begun;
    std::promise<void> cancelled;
    auto loop = Book::objects.acount().then([&](std::int64_t) {
        for (const Book& book : Book::objects.iterator({.chunk_size = 10})) {
            rows += book.id > 0 ? 1 : 0;
            if (rows != 12) continue;
            begun.set_value();
            cancelled.get_future().wait();
        }
    });
    begun.get_future().wait();
    loop.cancel();
    cancelled.set_value();
    CHECK_THROWS_AS(loop.get(), QueryCancelled);
    CHECK(rows == 20);
}

TEST_CASE("a block that is stopped before its savepoint leaves the one around it as it was") {
    const SharedTestDatabase<Book> database;
    aside::atomic([] {
        Book::objects.create("title"_f = "Emma");
        const auto outer = aside::detail::Block::around("default");
        const auto due = std::make_shared<aside::detail::Interrupt>(1ms);
        std::this_thread::sleep_for(5ms);
        aside::exec::BlockRunner runner(outer, due);
        CHECK_THROWS_AS((void)aside::detail::Block::begin(runner, {}), aside::QueryTimeout);
        Book::objects.create("title"_f = "Ulysses");
    });
    CHECK(Book::objects.count() == 2);
}
