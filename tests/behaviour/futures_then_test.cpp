#include <doctest/doctest.h>

#include "support/books.hpp"
#include "support/futures.hpp"
#include "support/gate.hpp"

using namespace library;
using namespace aside::testing;

namespace {

struct Books : SharedTestDatabase<Book> {
    Books() { add_three_books(); }
};

bool on_arena() { return aside::executor::on_arena_thread(); }

}  // namespace

TEST_CASE("then() gives a future of what the function makes of the value") {
    const Books database;
    auto pages = Book::objects.aget("title"_f = "Emma").then([](Book book) { return book.pages; });
    static_assert(std::is_same_v<decltype(pages), aside::Future<std::int32_t>>);
    CHECK(in_time(std::move(pages)) == 474);
}

TEST_CASE("a function behind nothing takes nothing, and one that gives nothing ends the value") {
    const Books database;
    int called = 0;
    auto done = Book::objects.acount()
                    .then([&](std::int64_t count) { called += static_cast<int>(count); })
                    .then([&] { ++called; });
    static_assert(std::is_same_v<decltype(done), aside::Future<void>>);
    done.get();
    CHECK(called == 4);
}

TEST_CASE("a function may take the value by reference, and give one that can only be moved") {
    const Books database;
    auto title = Book::objects.aget("id"_f = 1)
                     .then([](const Book& book) { return std::make_unique<Book>(book); })
                     .then([](std::unique_ptr<Book>&& book) { return book->title; });
    CHECK(title.get() == "Emma");
}

TEST_CASE("a future that the function gives is unwrapped") {
    const Books database;
    auto count = Book::objects.aget("title"_f = "Emma")
                     .then([](const Book& emma) {
                         return Book::objects.filter("pages"_f > emma.pages).acount();
                     })
                     .then([](std::int64_t longer) { return longer * 10; });
    static_assert(std::is_same_v<decltype(count), aside::Future<std::int64_t>>);
    CHECK(in_time(std::move(count)) == 10);
}

TEST_CASE("an error goes by the functions to the last future") {
    const Books database;
    bool called = false;
    auto failed =
        Book::objects.aget("id"_f = 99).then([&](const Book&) { called = true; }).then([&] {
            called = true;
        });
    CHECK_THROWS_AS(failed.get(), Book::DoesNotExist);
    CHECK_FALSE(called);
}

TEST_CASE("what a function throws is its future's error, that of a future that it gives too") {
    const Books database;
    auto thrown = Book::objects.acount().then(
        [](std::int64_t) -> int { throw std::runtime_error("counted enough"); });
    CHECK_THROWS_WITH(thrown.get(), "counted enough");
    auto inner =
        Book::objects.acount().then([](std::int64_t) { return Book::objects.aget("id"_f = 99); });
    CHECK_THROWS_AS(inner.get(), Book::DoesNotExist);
    auto empty = Book::objects.acount().then([](std::int64_t) { return aside::Future<int>(); });
    CHECK_THROWS_AS(empty.get(), std::future_error);
}

TEST_CASE("a future without a state, or whose result was taken, cannot be followed") {
    const Books database;
    aside::Future<int> none;
    CHECK_THROWS_AS(std::move(none).then([](int) {}), std::future_error);
    CHECK_THROWS_AS(none.via([](auto job) { job(); }), std::future_error);
    none.cancel();
    auto count = Book::objects.acount();
    CHECK(count.get() == 3);
    CHECK_THROWS_AS(std::move(count).then([](std::int64_t) {}), std::future_error);
    std::promise<int> promise;
    aside::Future<int> plain(promise.get_future(), nullptr);
    CHECK_THROWS_AS(std::move(plain).then([](int) {}), std::future_error);
}

TEST_CASE("continuations run on the arena, whether the result was there or not") {
    const Books database;
    auto ready = Book::objects.acount();
    ready.wait();
    CHECK(std::move(ready).then([](std::int64_t) { return on_arena(); }).get());
    Gate gate("SELECT COUNT");
    auto waiting = Book::objects.acount();
    gate.wait_until_held();
    auto followed = std::move(waiting).then([](std::int64_t) { return on_arena(); });
    gate.open();
    CHECK(followed.get());
}

TEST_CASE("via() says where what follows runs, also behind futures that are derived") {
    const Books database;
    Loop loop;
    const auto executor = [&](std::function<void()> job) { loop(std::move(job)); };
    std::vector<std::thread::id> threads;
    const auto note = [&] { threads.push_back(std::this_thread::get_id()); };
    auto done = Book::objects.acount()
                    .via(executor)
                    .then([&](std::int64_t) { note(); })
                    .then([&] {
                        note();
                        return Book::objects.acount();
                    })
                    .then([&](std::int64_t) { note(); });
    loop.run_until([&] { return threads.size() == 3; });
    done.get();
    CHECK(threads == std::vector(3, std::this_thread::get_id()));
}

TEST_CASE("via() may be said of a future that has a name, and again") {
    const Books database;
    Loop first, second;
    auto count = Book::objects.acount();
    count.via([&](std::function<void()> job) { first(std::move(job)); });
    count.via([&](auto job) { second(job); });
    bool done = false;
    std::move(count).then([&](std::int64_t) { done = true; });
    second.run_until([&] { return done; });
    CHECK(first.size() == 0);
}

TEST_CASE("an executor that throws is reported, and the continuation runs all the same") {
    const Books database;
    const Unobserved unobserved;
    auto count = Book::objects.acount()
                     .via([](std::function<void()>) { throw std::runtime_error("no room"); })
                     .then([](std::int64_t count) { return count; });
    CHECK(count.get() == 3);
    CHECK(unobserved.texts() == Texts{"no room"});
}

TEST_CASE("an executor that drops what it was given breaks the promise of what follows") {
    const Books database;
    bool called = false;
    auto dropped = Book::objects.acount().via([](std::function<void()>) {}).then([&](std::int64_t) {
        called = true;
    });
    CHECK_THROWS_AS(in_time(std::move(dropped)), std::future_error);
    CHECK_FALSE(called);
}

TEST_CASE("what an executor calls twice runs once") {
    const Books database;
    int calls = 0;
    Book::objects.acount()
        .via([](std::function<void()> job) {
            job();
            job();
        })
        .then([&](std::int64_t) { ++calls; })
        .get();
    CHECK(calls == 1);
}

TEST_CASE("continuations see the transaction in which then() was called") {
    const Books database;
    std::int64_t seen = 0;
    CHECK_THROWS_WITH(aside::atomic([&] {
                          Book::objects.create("title"_f = "Faust");
                          auto counted = Book::objects.acount().then([](std::int64_t) {
                              Book::objects.create("title"_f = "Urfaust");
                              return Book::objects.acount();
                          });
                          seen = counted.get();
                          throw std::runtime_error("undo");
                      }),
                      "undo");
    CHECK(seen == 5);
    CHECK(Book::objects.count() == 3);
}

TEST_CASE("cancelling a derived future cancels what it waits for") {
    const Books database;
    const ArenaOf arena(1);
    Gate gate("SELECT COUNT");
    auto busy = Book::objects.acount();
    gate.wait_until_held();
    bool called = false;
    auto behind = Book::objects.aget("id"_f = 1).then([&](const Book&) { called = true; });
    behind.cancel();
    gate.open();
    CHECK_THROWS_AS(in_time(std::move(behind)), aside::QueryCancelled);
    CHECK(busy.get() == 3);
    CHECK_FALSE(called);
}

TEST_CASE("cancelling cancels the future that the function gave") {
    const Books database;
    const ArenaOf arena(2);
    Loop nowhere;  // what it is given waits
    auto derived = Book::objects.acount().then([&](std::int64_t) {
        return Book::objects.acount().via([&](auto job) { nowhere(job); }).then([](std::int64_t) {
        });
    });
    aside::shutdown();  // all is done but that
    derived.cancel();
    nowhere.run_until(
        [&] { return derived.wait_for(std::chrono::seconds(0)) == std::future_status::ready; });
    CHECK_THROWS_AS(derived.get(), aside::QueryCancelled);
}

TEST_CASE("long chains and loops of continuations take no stack") {
    const Books database;
    const ArenaOf arena(1);
    struct Counting {
        int left;
        aside::Future<int> operator()(std::int64_t) const {
            if (left == 0) return Book::objects.acount().then([](std::int64_t) { return 7; });
            return Book::objects.acount().then(Counting{left - 1});
        }
    };
    CHECK(in_time(Book::objects.acount().then(Counting{20'000})) == 7);
}

TEST_CASE("a long chain that was made before its first result takes no stack either") {
    const Books database;
    std::promise<void> gate;
    const auto chain = [opened = gate.get_future().share()] {
        auto last = aside::sync_to_async([opened] {
            opened.wait();
            return 0;
        })();
        for (int i = 0; i < 200'000; ++i)
            last = std::move(last).then([](int sum) { return sum + 1; });
        return last;
    };
    auto counted = chain();
    auto cancelled = chain();
    cancelled.cancel();
    std::jthread opens([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        gate.set_value();
    });
    CHECK(counted.get() == 200'000);
    CHECK_THROWS_AS(cancelled.get(), aside::QueryCancelled);
}

TEST_CASE("a continuation may use the sync API, at any size of the pool") {
    const Books database;
    for (const int threads : {1, 2, 16}) {
        const ArenaOf arena(threads);
        std::vector<aside::Future<std::int64_t>> all;
        for (int i = 0; i < 40; ++i) {
            all.push_back(Book::objects.aget("id"_f = 1).then([](Book book) {
                book.pages += 1;
                book.save();
                return Book::objects.filter("pages"_f > 0).acount().get();
            }));
        }
        for (auto& each : all) CHECK(in_time(std::move(each)) == 3);
    }
    CHECK(Book::objects.get("id"_f = 1).pages > 474);
}
