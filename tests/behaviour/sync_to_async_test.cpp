#include <doctest/doctest.h>

#include "exec/child.hpp"
#include "support/books.hpp"
#include "support/futures.hpp"

using namespace library;
using namespace aside::testing;
using namespace std::chrono_literals;
using aside::sync_to_async;

namespace {

std::thread::id this_thread() { return std::this_thread::get_id(); }

}  // namespace

TEST_CASE("a call returns a future at once, and the function runs on the arena") {
    const auto slow = sync_to_async([](int x, std::string text) {
        CHECK(aside::executor::on_arena_thread());
        return text + std::to_string(x);
    });
    auto future = slow(3, "n");
    static_assert(std::is_same_v<decltype(future), aside::Future<std::string>>);
    CHECK(in_time(std::move(future)) == "n3");
}

TEST_CASE("arguments are taken by value") {
    const auto length = sync_to_async([](const std::string& text) { return text.size(); });
    aside::Future<std::size_t> future;
    {
        std::string text(1000, 'x');
        future = length(text);
        text.clear();
    }
    CHECK(in_time(std::move(future)) == 1000);
    const auto take = sync_to_async([](std::unique_ptr<int> number) { return *number; });
    CHECK(in_time(take(std::make_unique<int>(4))) == 4);
}

TEST_CASE("what the function throws, its future throws") {
    const auto failing = sync_to_async([] { throw std::runtime_error("no"); });
    CHECK_THROWS_WITH(in_time(failing()), "no");
}

TEST_CASE("calls really run side by side") {
    const ArenaOf arena(16);
    const auto sleep = sync_to_async([] { std::this_thread::sleep_for(100ms); });
    const auto start = std::chrono::steady_clock::now();
    std::vector<aside::Future<void>> calls;
    for (int i = 0; i < 16; ++i) calls.push_back(sleep());
    for (auto& call : calls) call.get();
    CHECK(std::chrono::steady_clock::now() - start < 800ms);
}

TEST_CASE("on an arena thread a call runs in place") {
    const ArenaOf arena(1);
    const auto inner = sync_to_async([] { return this_thread(); });
    const auto outer = sync_to_async([&] { return inner().get() == this_thread(); });
    CHECK(in_time(outer()));
}

TEST_CASE("a call belongs to the transaction in which it is made") {
    const SharedTestDatabase<Book> database;
    const auto create = sync_to_async([] { Book::objects.create("title"_f = "Faust"); });
    CHECK_THROWS_WITH(aside::atomic([&] {
                          create().get();
                          CHECK(Book::objects.count() == 1);
                          throw std::runtime_error("undo");
                      }),
                      "undo");
    CHECK(Book::objects.count() == 0);
}

TEST_CASE("thread sensitive calls all run on one thread, in the order of the calls") {
    std::vector<int> order;
    std::vector<std::thread::id> threads;
    const auto first = sync_to_async(
        [&](int i) {
            order.push_back(i);
            threads.push_back(this_thread());
        },
        {.thread_sensitive = true});
    const auto second =
        sync_to_async([](auto f, int i) { f(i).get(); }, {.thread_sensitive = true});
    for (int i = 0; i < 50; ++i) {
        if (i % 2 == 0)
            first(i);
        else
            second(first, i);
    }
    CHECK(aside::shutdown());
    REQUIRE(order.size() == 50);
    CHECK(std::is_sorted(order.begin(), order.end()));
    CHECK(std::count(threads.begin(), threads.end(), threads.front()) == 50);
    CHECK(threads.front() != this_thread());
}

TEST_CASE("what follows a thread sensitive call runs on the arena") {
    const auto call = sync_to_async([] {}, {.thread_sensitive = true});
    CHECK(in_time(call().then([] { return aside::executor::on_arena_thread(); })));
}

TEST_CASE("a call that is cancelled before it begins never runs") {
    std::promise<void> go;
    const auto wait = sync_to_async([&] { go.get_future().wait(); }, {.thread_sensitive = true});
    bool called = false;
    const auto note = sync_to_async([&] { called = true; }, {.thread_sensitive = true});
    auto busy = wait();
    auto behind = note();
    behind.cancel();
    CHECK_THROWS_AS(in_time(std::move(behind)), aside::QueryCancelled);
    go.set_value();
    busy.get();
    aside::shutdown();
    CHECK_FALSE(called);
}

TEST_CASE("shutdown waits for calls, thread sensitive ones too, and may be called by one") {
    std::atomic<int> done{0};
    const auto slow = [&] {
        std::this_thread::sleep_for(20ms);
        ++done;
    };
    for (const bool sensitive : {false, true}) {
        const auto call = sync_to_async(slow, {.thread_sensitive = sensitive});
        for (int i = 0; i < 3; ++i) call();
    }
    CHECK(aside::shutdown());
    CHECK(done == 6);
    const auto call = sync_to_async(slow, {.thread_sensitive = true});
    const auto last = sync_to_async(
        [&] {
            call();
            return aside::shutdown();
        },
        {.thread_sensitive = true});
    auto ended = last();
    call();
    CHECK(in_time(std::move(ended)));
    CHECK(aside::shutdown());
    CHECK(done == 8);
}

TEST_CASE("child: leaves calls behind" * doctest::skip()) {
    aside::connect(std::getenv("ASIDE_TEST_CHILD_URL"));
    for (const bool sensitive : {false, true}) {
        const auto create = sync_to_async(
            [] {
                std::this_thread::sleep_for(10ms);
                Book::objects.create("title"_f = "left");
            },
            {.thread_sensitive = sensitive});
        for (int i = 0; i < 10; ++i) create();
    }
}

TEST_CASE("child: ends the process in a thread sensitive call" * doctest::skip()) {
    aside::connect(std::getenv("ASIDE_TEST_CHILD_URL"));
    const auto end = sync_to_async([] { std::exit(0); }, {.thread_sensitive = true});
    const auto create =
        sync_to_async([] { Book::objects.create("title"_f = "left"); }, {.thread_sensitive = true});
    end();
    create();
    std::this_thread::sleep_for(20s);
}

TEST_CASE("a normal exit lets calls finish") {
    const SharedTestDatabase<Book> database;
    const auto child =
        run_child("child: leaves calls behind", "ASIDE_TEST_CHILD_URL=" + database.url());
    CHECK_MESSAGE(child.status == 0, child.output);
    CHECK(Book::objects.count() == 20);
}

TEST_CASE("a thread sensitive call may end the process") {
    const SharedTestDatabase<Book> database;
    const auto child = run_child("child: ends the process in a thread sensitive call",
                                 "ASIDE_TEST_CHILD_URL=" + database.url());
    CHECK_MESSAGE(child.status == 0, child.output);
}
