// Calls inside of calls: nobody waits for a thread or a connection that never comes.
#include <doctest/doctest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "support/database.hpp"

namespace starvation_test {

using namespace aside::literals;
using namespace std::chrono_literals;
using aside::testing::ArenaOf;
using aside::testing::SharedTestDatabase;
using aside::testing::TestDatabase;

struct Row : aside::Model<Row> {
    std::int64_t id = 0;
    std::string text;
};

aside::Future<Row> create_later() { return Row::objects.acreate("text"_f = "later"); }

// Each creates two rows.

void calls_in_continuations() {
    create_later()
        .then([](const Row&) { return create_later(); })
        .then([](const Row&) { return Row::objects.acount(); })
        .get();
}
void blocking_calls_in_continuations() {
    Row::objects.acount()
        .then([](std::int64_t) {
            Row::objects.create("text"_f = "now");
            return create_later().get();
        })
        .get();
}
void transaction_on_the_arena() {
    aside::aatomic([] {
        create_later().get();
        aside::atomic([] { Row::objects.create("text"_f = "inner"); });
    }).get();
}
void transaction_here() {
    aside::atomic([] {
        std::future<Row> first = create_later();
        auto all = Row::objects.all().start_fetch();
        create_later();
        CHECK(all.size() > 0);
        first.get();
    });
}
void transaction_in_a_task() {
    aside::sync_to_async([] {
        aside::atomic([] {
            create_later();
            create_later().get();
        });
    })()
        .get();
}
void transaction_in_a_continuation() {
    create_later()
        .then([](const Row&) {
            return aside::atomic([] { return Row::objects.create("text"_f = "inner"); });
        })
        .get();
}
void started_in_a_transaction_of_a_task() {
    aside::sync_to_async([] {
        Row::objects.bulk_create(std::vector<Row>(2));
        aside::atomic({.read_only = true}, [] {
            auto count = Row::objects.all().start_count();
            CHECK(Row::objects.acount().get() == count.count());
        });
    })()
        .get();
}

constexpr void (*kinds[])() = {calls_in_continuations,
                               blocking_calls_in_continuations,
                               transaction_on_the_arena,
                               transaction_here,
                               transaction_in_a_task,
                               transaction_in_a_continuation,
                               started_in_a_transaction_of_a_task};

/// Ends the test program where the work does not: nothing else can be said of what hangs.
template <class Work>
void within(std::chrono::seconds time, Work work) {
    std::promise<void> done;
    std::jthread watch([&] {
        if (done.get_future().wait_for(time) == std::future_status::ready) return;
        MESSAGE("hangs");
        std::abort();
    });
    work();
    done.set_value();
}

template <class Database>
void all_kinds(int size, int clients) {
    const ArenaOf arena(size);
    const Database database({.pool_size = size, .timeout = 60s});
    within(100s, [&] {
        std::vector<std::jthread> threads;
        for (int client = 0; client < clients; ++client)
            threads.emplace_back([client] {
                for (std::size_t i = 0; i < std::size(kinds); ++i)
                    kinds[(static_cast<std::size_t>(client) + i) % std::size(kinds)]();
            });
    });
    CHECK(Row::objects.count() == 2 * clients * static_cast<int>(std::size(kinds)));
}

TEST_CASE("calls inside of calls end at any pool size, with one client and with many") {
    for (const int size : {1, 2, 16})
        for (const int clients : {1, 64}) {
            CAPTURE(size);
            CAPTURE(clients);
            all_kinds<SharedTestDatabase<Row>>(size, clients);
        }
}

TEST_CASE("so they do where a database has one connection") {
    for (const int clients : {1, 64}) all_kinds<TestDatabase<Row>>(1, clients);
}

TEST_CASE("there may be more transactions than threads") {
    const ArenaOf arena(2);
    const SharedTestDatabase<Row> database;
    within(100s, [] {
        std::vector<aside::Future<void>> all;
        for (int i = 0; i < 200; ++i)
            all.push_back(aside::aatomic([] { Row::objects.create("text"_f = "x"); }));
        for (auto& each : all) each.get();
    });
    CHECK(Row::objects.count() == 200);
}

// In the following there is one reading connection, and an iterator has it.

aside::Task<int> counts_between_its_rows() {
    int rows = 0;
    auto all = Row::objects.order_by("id"_f).aiterator({.chunk_size = 2});
    while (co_await all.anext()) {
        CHECK(co_await Row::objects.acount() == 20);
        CHECK(Row::objects.count() == 20);
        ++rows;
    }
    co_return rows;
}
void reads_beside_async_iterators() {
    const auto open = [] { return Row::objects.order_by("id"_f).aiterator({.chunk_size = 3}); };
    std::vector<decltype(open())> iterators;
    for (int i = 0; i < 4; ++i) {
        iterators.push_back(open());
        iterators.back().anext().get();
    }
    std::vector<aside::Future<std::int64_t>> counts;
    for (int i = 0; i < 20; ++i) counts.push_back(Row::objects.acount());
    for (auto& each : iterators) {
        int rows = 1;
        while (each.anext().get()) ++rows;
        CHECK(rows == 20);
    }
    for (auto& each : counts) CHECK(each.get() == 20);
}
void tasks_that_read_between_rows() {
    std::vector<aside::Future<int>> tasks;
    for (int i = 0; i < 4; ++i)
        tasks.push_back(
            aside::sync_to_async([] { return aside::async_to_sync(counts_between_its_rows()); })());
    for (auto& each : tasks) CHECK(each.get() == 20);
}
void background_reads_in_loops() {
    int rows = 0;
    for (const Row& row : Row::objects.order_by("id"_f).iterator({.chunk_size = 3})) {
        CHECK(Row::objects.acount().get() == 20);
        const auto later = Row::objects.filter("id"_f == row.id).start_fetch();
        CHECK(later.size() == 1);
        CHECK(Row::objects.acount().then([](std::int64_t count) { return count + 1; }).get() == 21);
        if (++rows % 10 == 0) CHECK(aside::async_to_sync(counts_between_its_rows()) == 20);
    }
    CHECK(rows == 20);
}
void loops_in_tasks() {
    std::vector<aside::Future<void>> tasks;
    for (int i = 0; i < 4; ++i) tasks.push_back(aside::sync_to_async(background_reads_in_loops)());
    for (auto& each : tasks) each.get();
}
void reads_from_before_in_a_snapshot() {
    for (int i = 0; i < 50; ++i) {
        auto count = Row::objects.acount();
        aside::atomic({.read_only = true}, [&] {
            CHECK(Row::objects.count() == 20);
            CHECK(count.get() == 20);
        });
    }
}
void writes_in_loops() {
    std::vector<std::jthread> blocks;
    for (const Row& row : Row::objects.iterator({.chunk_size = 1})) {
        blocks.emplace_back([count = Row::objects.acount()]() mutable {
            aside::atomic([&] { CHECK(count.get() == 20); });
        });
        Row::objects.filter("id"_f == row.id).update("text"_f = "written");
    }
}

TEST_CASE("reads never wait for an iterator that waits for them") {
    for (const int threads : {1, 2, 16}) {
        CAPTURE(threads);
        const ArenaOf arena(threads);
        const SharedTestDatabase<Row> database({.pool_size = 1, .timeout = 60s});
        Row::objects.bulk_create(std::vector<Row>(20));
        for (const auto work :
             {reads_beside_async_iterators, tasks_that_read_between_rows, background_reads_in_loops,
              loops_in_tasks, reads_from_before_in_a_snapshot, writes_in_loops})
            within(50s, work);
        CHECK(Row::objects.count() == 20);
        CHECK(aside::exec::database("default")->pooled_connections() == 1);
    }
}

int rows_of_a_stream() {
    int rows = 0;
    auto all = Row::objects.order_by("id"_f).aiterator({.chunk_size = 7});
    while (all.anext().get()) ++rows;
    return rows;
}
void on_a_thread_of_its_own(std::function<void()> job) { std::thread(std::move(job)).detach(); }

TEST_CASE("blocks on the arena end that wait for what other threads begin in them") {
    for (const int threads : {1, 2, 16}) {
        CAPTURE(threads);
        const ArenaOf arena(threads);
        const SharedTestDatabase<Row> database({.pool_size = threads, .timeout = 60s});
        Row::objects.bulk_create(std::vector<Row>(100));
        for (const bool read_only : {true, false}) {
            within(50s, [&] {
                std::vector<aside::Future<std::int64_t>> all;
                for (int i = 0; i < 2 * threads + 4; ++i) {
                    all.push_back(aside::aatomic({.read_only = read_only}, [] {
                        return static_cast<std::int64_t>(rows_of_a_stream());
                    }));
                    all.push_back(aside::aatomic({.read_only = read_only}, [] {
                        return Row::objects.acount()
                            .via(on_a_thread_of_its_own)
                            .then([](std::int64_t) { return Row::objects.acount(); })
                            .get();
                    }));
                    all.push_back(aside::sync_to_async([read_only] {
                        return aside::atomic({.read_only = read_only}, [] {
                            return static_cast<std::int64_t>(rows_of_a_stream());
                        });
                    })());
                }
                for (auto& each : all) CHECK(each.get() == 100);
            });
        }
    }
}

TEST_CASE(
    "calls on the arena end that wait for thread sensitive ones, which ask in the background") {
    const auto careful = aside::sync_to_async(
        [] { return Row::objects.acreate("text"_f = "x").get(); }, {.thread_sensitive = true});
    for (const int threads : {1, 2, 16}) {
        CAPTURE(threads);
        const ArenaOf arena(threads);
        const SharedTestDatabase<Row> database({.pool_size = threads, .timeout = 60s});
        within(50s, [&] {
            std::vector<aside::Future<std::int64_t>> all;
            for (int i = 0; i < 2 * threads + 8; ++i) {
                const auto wait = [careful] {
                    (void)careful().get();
                    return Row::objects.acount().get();
                };
                all.push_back(aside::sync_to_async(wait)());
                all.push_back(Row::objects.acount().then([wait](std::int64_t) { return wait(); }));
            }
            for (auto& each : all) CHECK(each.get() > 0);
        });
        CHECK(Row::objects.count() == 2 * (2 * threads + 8));
    }
}

}  // namespace starvation_test
