#include "aside/asio.hpp"

#include <doctest/doctest.h>

#include <asio/bind_cancellation_slot.hpp>
#include <asio/cancellation_signal.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>

#include "support/books.hpp"
#include "support/futures.hpp"

using namespace library;
using namespace aside::testing;
using aside::on_asio;

namespace {

/// Runs a coroutine to its end on this thread; throws what it throws.
template <class T>
void run(asio::awaitable<T> coroutine) {
    asio::io_context context;
    std::exception_ptr error;
    asio::co_spawn(context, std::move(coroutine),
                   [&](std::exception_ptr thrown) { error = thrown; });
    context.run();
    if (error) std::rethrow_exception(error);
}

}  // namespace

TEST_CASE("a coroutine of asio's awaits futures, and goes on on the thread of its context") {
    const SharedTestDatabase<Book> database;
    add_three_books();
    for (const int threads : {1, 2, 16}) {
        const ArenaOf arena(threads);
        int done = 0;
        const auto coroutine = [](int& done, std::thread::id here) -> asio::awaitable<void> {
            for (int i = 0; i < 100; ++i) {
                const Book book = co_await on_asio(Book::objects.aget("id"_f = 1));
                CHECK(book.title == "Emma");
                CHECK(std::this_thread::get_id() == here);
            }
            auto ready = Book::objects.acount();
            ready.wait();
            CHECK(co_await on_asio(std::move(ready)) == 3);
            CHECK(std::this_thread::get_id() == here);
            co_await on_asio(Book::objects.acount().then([](std::int64_t) {}));
            ++done;
        };
        run(coroutine(done, std::this_thread::get_id()));
        CHECK(done == 1);
    }
}

TEST_CASE("what a future throws is thrown in asio's coroutine") {
    const SharedTestDatabase<Book> database;
    const auto missing = []() -> asio::awaitable<void> {
        (void)co_await on_asio(Book::objects.aget("id"_f = 1));
    };
    CHECK_THROWS_AS(run(missing()), Book::DoesNotExist);
    const auto no_state = []() -> asio::awaitable<void> {
        co_await on_asio(aside::Future<void>());
    };
    CHECK_THROWS_AS(run(no_state()), std::future_error);
}

TEST_CASE("coroutines of asio's run side by side on one thread") {
    const SharedTestDatabase<Book> database;
    const auto sleep =
        aside::sync_to_async([] { std::this_thread::sleep_for(std::chrono::milliseconds(100)); });
    asio::io_context context;
    const auto start = std::chrono::steady_clock::now();
    int done = 0;
    for (int i = 0; i < 16; ++i) {
        asio::co_spawn(
            context,
            [](const auto& sleep, int& done) -> asio::awaitable<void> {
                co_await on_asio(sleep());
                ++done;
            }(sleep, done),
            asio::detached);
    }
    context.run();
    CHECK(done == 16);
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::milliseconds(1000));
}

TEST_CASE("cancelling a coroutine of asio's cancels what it awaits") {
    std::promise<void> go;
    const auto wait =
        aside::sync_to_async([&] { go.get_future().wait(); }, {.thread_sensitive = true});
    bool called = false;
    const auto note = aside::sync_to_async([&] { called = true; }, {.thread_sensitive = true});
    auto busy = wait();
    asio::io_context context;
    asio::cancellation_signal signal;
    std::exception_ptr error;
    const auto coroutine = [](const auto& note) -> asio::awaitable<void> {
        co_await on_asio(note());
    };
    asio::co_spawn(context, coroutine(note),
                   asio::bind_cancellation_slot(
                       signal.slot(), [&](std::exception_ptr thrown) { error = thrown; }));
    asio::post(context, [&] { signal.emit(asio::cancellation_type::terminal); });
    context.run();
    CHECK_THROWS_AS(std::rethrow_exception(error), aside::QueryCancelled);
    go.set_value();
    busy.get();
    aside::shutdown();
    CHECK_FALSE(called);
}
