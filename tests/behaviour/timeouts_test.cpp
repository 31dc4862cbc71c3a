#include <doctest/doctest.h>

#include "aside/executor.hpp"
#include "exec/database/databases.hpp"
#include "support/books.hpp"
#include "support/both_ways.hpp"
#include "support/features.hpp"
#include "support/gate.hpp"
#include "support/slow.hpp"

using namespace library;
using namespace aside::testing;
using namespace std::chrono_literals;
using aside::QueryTimeout;

namespace {

int open_readers() { return aside::exec::database("default")->pooled_connections(); }

/// The arena with one thread while it lives.
struct OneThread {
    OneThread() {
        aside::shutdown();
        aside::configure({.threads = 1});
    }
    OneThread(const OneThread&) = delete;
    OneThread& operator=(const OneThread&) = delete;
    ~OneThread() {
        aside::shutdown();
        aside::configure({});
    }
};

}  // namespace

BOTH_WAYS("a statement is stopped soon after the time-out, and its connection goes on to be used") {
    const SharedTestDatabase<Book> database;
    add_three_books();
    const auto books = Book::objects.all().timeout(100ms);
    const Stopwatch watch;
    CHECK_THROWS_AS(CALL(books.filter(slow_condition()), list), QueryTimeout);
    CHECK(watch.shows_about(100ms));
    CHECK(CALL(Book::objects, count) == 3);
    CHECK(open_readers() == 1);
}

BOTH_WAYS("a write that is stopped has written nothing, and the next one succeeds") {
    const TestDatabase<Book> database;
    add_three_books();
    const auto books = Book::objects.all().timeout(100ms);
    CHECK_THROWS_AS(CALL(books.filter(slow_condition()), update, "pages"_f = 1), QueryTimeout);
    CHECK(CALL(Book::objects.filter("pages"_f == 1), count) == 0);
    CHECK(CALL(Book::objects.all(), update, "pages"_f = 1) == 3);
}

TEST_CASE("no time-out runs out where the call is in time, nor between two calls") {
    const SharedTestDatabase<Book> database;
    add_three_books();
    const auto books = Book::objects.all().timeout(300ms);
    for (int i = 0; i < 3; ++i) {
        CHECK(books.count() == 3);
        std::this_thread::sleep_for(150ms);
    }
}

TEST_CASE("a time-out stays with what is refined, and with another database") {
    const SharedTestDatabase<Book> database;
    const SharedTestDatabase<Book> other({.alias = "other"});
    Book::objects.using_("other").create("title"_f = "Emma");
    const auto books = Book::objects.all().timeout(50ms);
    CHECK_THROWS_AS((void)books.using_("other").filter(slow_condition()).list(), QueryTimeout);
    aside::atomic([&] {
        const aside::Transaction inner;
        Book::objects.create("title"_f = "Emma");
        CHECK_THROWS_AS((void)books.using_(inner).filter(slow_condition()).list(), QueryTimeout);
    });
}

TEST_CASE("a time-out is longer than nothing, and rounded up to milliseconds") {
    CHECK_THROWS_WITH_AS((void)Book::objects.timeout(0s),
                         "aside: timeout() is longer than 0, not 0 ms", aside::NotSupportedError);
    CHECK_THROWS_AS((void)Book::objects.timeout(-5ms), aside::NotSupportedError);
    CHECK(Book::objects.timeout(1ns).query().place.timeout == 1ms);
    CHECK(Book::objects.timeout(1min).query().place.timeout == 60s);
}

TEST_CASE("an iterator has the whole time-out for each chunk") {
    const SharedTestDatabase<Book> database;
    add_three_books();
    int rows = 0;
    for (const Book& book : Book::objects.timeout(200ms).iterator({.chunk_size = 1})) {
        rows += book.id > 0 ? 1 : 0;
        std::this_thread::sleep_for(120ms);
    }
    CHECK(rows == 3);
    auto slow = Book::objects.filter(slow_condition()).timeout(50ms).iterator();
    CHECK_THROWS_AS((void)slow.begin(), QueryTimeout);
    auto later = Book::objects.filter(slow_condition()).timeout(50ms).aiterator();
    CHECK_THROWS_AS(later.anext().get(), QueryTimeout);
}

TEST_CASE("an iterator between two chunks stops nobody who uses its connection") {
    const TestDatabase<Book> database;
    add_three_books();
    auto books = Book::objects.timeout(20ms).iterator();
    auto first = books.begin();
    std::this_thread::sleep_for(40ms);
    CHECK(Book::objects.count() == 3);
    CHECK(first->title == "Emma");
}

TEST_CASE("a write that waits for the writer gives up in time, and nobody's turn is lost") {
    const SharedTestDatabase<Book> database;
    REQUIRES(one_writer);
    HeldWriter held;
    const Stopwatch watch;
    CHECK_THROWS_WITH_AS(
        Book::objects.timeout(100ms).create("title"_f = "Emma"),
        "the call's time-out has passed while it waited for its turn on the writing "
        "connection of the database \"default\"",
        QueryTimeout);
    CHECK(watch.shows_about(100ms));
    auto behind = Book::objects.acreate("title"_f = "Ulysses");
    held.release();
    CHECK(behind.get().id == 1);
    CHECK(Book::objects.count() == 1);
}

TEST_CASE("a read that waits for a connection gives up in time") {
    const SharedTestDatabase<Book> database({.pool_size = 1});
    add_three_books();
    auto rows = Book::objects.iterator({.chunk_size = 1});
    (void)rows.begin();
    std::thread([] {
        const Stopwatch watch;
        const std::string connections =
            features().one_writer ? "reading connections" : "connections";
        const std::string message =
            "the call's time-out has passed while it waited for one of the 1 " + connections +
            " of the database \"default\"";
        CHECK_THROWS_WITH_AS((void)Book::objects.timeout(100ms).count(), message.c_str(),
                             QueryTimeout);
        CHECK(watch.shows_about(100ms));
    }).join();
    CHECK(open_readers() == 1);
}

TEST_CASE("an `a` call that nobody has begun by its deadline fails then, and never runs") {
    const OneThread arena;
    const SharedTestDatabase<Book> database;
    REQUIRES(one_writer);
    {
        Gate gate("SELECT");  // the arena's only thread
        auto busy = Book::objects.alist();
        gate.wait_until_held();
        const Stopwatch watch;
        CHECK_THROWS_AS(Book::objects.timeout(100ms).acount().get(), QueryTimeout);
        CHECK(watch.shows_about(100ms));
    }
    HeldWriter held;
    const Stopwatch watch;
    auto write = Book::objects.timeout(100ms).acreate("title"_f = "Emma");
    auto update = Book::objects.timeout(50ms).all().aupdate("pages"_f = 1);
    CHECK_THROWS_AS(update.get(), QueryTimeout);
    CHECK_THROWS_AS(write.get(), QueryTimeout);
    CHECK(watch.shows_about(100ms));
    held.release();
    CHECK(Book::objects.count() == 0);
}

TEST_CASE("an `a` call that waits in a transaction fails at its deadline") {
    const SharedTestDatabase<Book> database;
    const aside::Transaction transaction;
    Book::objects.create("title"_f = "Emma");
    Gate gate("SELECT");
    auto slow = Book::objects.alist();
    gate.wait_until_held();
    const Stopwatch watch;
    CHECK_THROWS_AS(Book::objects.timeout(100ms).acount().get(), QueryTimeout);
    CHECK(watch.shows_about(100ms));
    gate.open();
    CHECK(slow.get().size() == 1);
}

TEST_CASE("what start_fetch began is stopped at the deadline of the start") {
    const SharedTestDatabase<Book> database;
    add_three_books();
    const auto books = Book::objects.filter(slow_condition()).timeout(100ms);
    const Stopwatch watch;
    books.start_fetch();
    CHECK_THROWS_AS((void)books.size(), QueryTimeout);
    CHECK(watch.shows_about(100ms));
    CHECK_THROWS_AS((void)books.list(), QueryTimeout);
}

TEST_CASE_TEMPLATE("who waits for another writer of this process gives up after connect's time-out",
                   Database, SharedTestDatabase<Book>, TestDatabase<Book>) {
    const Database database({.timeout = 150ms});
    REQUIRES(one_writer);
    const auto refused = [](auto write) {
        try {
            write();
        } catch (const aside::DatabaseLocked& error) {
            return std::string(error.what());
        }
        return std::string("written");
    };
    const auto names_the_holder = [](const std::string& what) {
        CAPTURE(what);
        CHECK(what.find("which a transaction block on thread ") != std::string::npos);
        CHECK(what.find(" ms: end that sooner") != std::string::npos);
    };
    aside::atomic([&] {
        Book::objects.create("title"_f = "Emma");
        std::jthread([&] {
            const Stopwatch watch;
            names_the_holder(refused([] { Book::objects.create("title"_f = "Dracula"); }));
            CHECK(watch.shows_about(150ms));
        }).join();
        std::jthread([&] {
            const Stopwatch watch;
            auto first = Book::objects.acreate("title"_f = "Ulysses");
            auto second = Book::objects.acreate("title"_f = "Beowulf");
            names_the_holder(refused([&] { first.get(); }));
            names_the_holder(refused([&] { second.get(); }));
            CHECK(watch.shows_about(150ms));
        }).join();
    });
    CHECK(titles(Book::objects.all()) == Titles{"Emma"});
    CHECK(Book::objects.acreate("title"_f = "Dracula").get().id == 2);
}

TEST_CASE("who has the writer is named by its call where it is no block") {
    const SharedTestDatabase<Book> database({.timeout = 150ms});
    REQUIRES(one_writer);
    add_three_books();
    auto slow = Book::objects.filter(slow_condition()).aupdate("pages"_f = 1);
    std::string what;
    const auto begin = std::chrono::steady_clock::now();
    while (what.empty() && std::chrono::steady_clock::now() - begin < 20s) {
        try {
            Book::objects.create("title"_f = "Dracula");
        } catch (const aside::DatabaseLocked& error) {
            what = error.what();
        }
    }
    slow.cancel();
    CAPTURE(what);
    CHECK(what.find("which update() on thread ") != std::string::npos);
}

TEST_CASE("a queue of writers that moves on is no reason to give up") {
    const SharedTestDatabase<Book> database({.timeout = 1s});
    REQUIRES(one_writer);
    std::vector<std::jthread> writers;
    std::vector<aside::Future<void>> later;
    std::atomic<int> refused{0};
    const auto block = [] {
        Book::objects.create("title"_f = "Emma");
        std::this_thread::sleep_for(100ms);
    };
    for (int i = 0; i < 10; ++i) {
        later.push_back(aside::aatomic(block));
        writers.emplace_back([&] {
            try {
                aside::atomic(block);
            } catch (const aside::Error&) {
                ++refused;
            }
        });
    }
    writers.clear();
    for (auto& each : later) CHECK_NOTHROW(each.get());
    CHECK(refused == 0);
    CHECK(Book::objects.count() == 20);
}

TEST_CASE("in a transaction, a read that is stopped breaks nothing, and a write that is, all") {
    const SharedTestDatabase<Book> database;
    const auto slow = Book::objects.filter(slow_condition()).timeout(50ms);
    aside::atomic([&] {
        add_three_books();
        const auto read = [&] { (void)slow.list(); };
        // Where any error aborts a transaction, such a read has a savepoint.
        if (features().errors_abort_transactions)
            CHECK_THROWS_AS(aside::atomic(read), QueryTimeout);
        else
            CHECK_THROWS_AS(read(), QueryTimeout);
        CHECK(Book::objects.count() == 3);
    });
    CHECK(Book::objects.count() == 3);
    CHECK_THROWS_AS(aside::atomic([&] {
                        Book::objects.create("title"_f = "Dracula");
                        CHECK_THROWS_AS((void)slow.update("pages"_f = 1), QueryTimeout);
                        CHECK_THROWS_AS((void)Book::objects.count(),
                                        aside::TransactionManagementError);
                    }),
                    aside::TransactionManagementError);
    CHECK(titles(Book::objects.order_by("id"_f)) == Titles{"Emma", "Ulysses", "Beowulf"});
    Book::objects.create("title"_f = "Dracula");
    CHECK(Book::objects.count() == 4);
}
