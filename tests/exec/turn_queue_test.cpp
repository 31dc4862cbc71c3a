#include <doctest/doctest.h>

#include <algorithm>
#include <mutex>
#include <thread>
#include <vector>

#include "aside/error.hpp"
#include "exec/async/background.hpp"
#include "exec/database/turn_queue.hpp"
#include "exec/helpers.hpp"
#include "executor/executor.hpp"

using namespace aside::testing;
using namespace std::chrono_literals;
using aside::detail::Intent;
using aside::detail::Runner;

namespace {

std::int64_t count() {
    return *aside::connection().query("SELECT count(*) FROM t").front()[0].integer();
}

void insert(Runner& runner) {
    const auto lease = runner.write();
    aside::exec::TransactionScope scope(*lease);
    lease->execute("INSERT INTO t VALUES (1)");
    scope.commit();
}

auto insert_later() {
    return in_background("default", Intent::write, [](Runner& runner) { insert(runner); });
}

struct TableT : ScratchDatabase {
    explicit TableT(const aside::ConnectOptions& options = {}) : ScratchDatabase(options) {
        make();
    }
    TableT(const std::string& url, const aside::ConnectOptions& options)
        : ScratchDatabase(url, options) {
        make();
    }
    static void make() { aside::connection().execute("CREATE TABLE t (id)"); }
};

}  // namespace

TEST_CASE("64 threads that write never meet a locked database") {
    const TableT database;
    std::vector<std::thread> threads;
    for (int i = 0; i < 64; ++i) {
        threads.emplace_back([] {
            for (int j = 0; j < 10; ++j) here("default", insert);
        });
    }
    for (auto& thread : threads) thread.join();
    CHECK(count() == 640);
}

TEST_CASE("many writes in the background and on threads all succeed") {
    const TableT database;
    std::vector<std::future<void>> futures;
    for (int i = 0; i < 200; ++i) {
        futures.push_back(insert_later());
        if (i % 4 == 0) here("default", insert);
    }
    for (auto& future : futures) CHECK_NOTHROW(future.get());
    CHECK(count() == 250);
}

TEST_CASE("writes in the background are run one at a time, in the order of the calls") {
    const TableT database;
    std::vector<int> order;
    std::atomic<int> at_once{0};
    std::vector<std::future<void>> futures;
    for (int i = 0; i < 200; ++i) {
        futures.push_back(in_background("default", Intent::write, [&, i](Runner& runner) {
            const auto lease = runner.write();
            CHECK(++at_once == 1);
            order.push_back(i);
            --at_once;
        }));
    }
    for (auto& future : futures) future.get();
    REQUIRE(order.size() == 200);
    CHECK(std::is_sorted(order.begin(), order.end()));
}

TEST_CASE("a thread that writes takes its turn between those of the background") {
    const TableT database;
    std::vector<std::string> order;
    std::promise<void> go;
    auto first =
        in_background("default", Intent::write, [&, gate = go.get_future().share()](Runner&) {
            gate.wait();
            order.push_back("first");
        });
    std::thread second([&] {
        here("default", [&](Runner& runner) {
            const auto lease = runner.write();
            order.push_back("second");
        });
    });
    std::this_thread::sleep_for(50ms);
    auto third =
        in_background("default", Intent::write, [&](Runner&) { order.push_back("third"); });
    go.set_value();
    first.get();
    second.join();
    third.get();
    CHECK(order == std::vector<std::string>{"first", "second", "third"});
}

TEST_CASE("waiting writes occupy no thread of the arena") {
    const ArenaOf arena(2);
    const TableT database;
    std::promise<void> go;
    std::vector<std::future<void>> writes;
    writes.push_back(in_background("default", Intent::write,
                                   [gate = go.get_future().share()](Runner&) { gate.wait(); }));
    for (int i = 0; i < 50; ++i) writes.push_back(insert_later());
    auto read = in_background("default", Intent::read, [](Runner& runner) {
        return runner.read()->prepare("SELECT 1").step();
    });
    CHECK(read.wait_for(10s) == std::future_status::ready);
    go.set_value();
    for (auto& write : writes) write.get();
}

TEST_CASE("a write on the arena's only thread does not wait for queued ones that have none") {
    const ArenaOf arena(1);
    const TableT database;
    std::promise<void> queued;
    std::vector<std::future<void>> queued_writes;
    // A read, so that its thread has no turn when it begins to write.
    auto outer = in_background("default", Intent::read, [&](Runner& runner) {
        queued.get_future().wait();
        here("default", insert);
        insert(runner);
    });
    std::promise<void> holding;
    std::promise<void> go;
    std::thread holder([&] {
        here("default", [&](Runner& runner) {
            const auto lease = runner.write();
            holding.set_value();
            go.get_future().wait();
        });
    });
    holding.get_future().wait();
    for (int i = 0; i < 5; ++i) queued_writes.push_back(insert_later());
    queued.set_value();
    std::this_thread::sleep_for(50ms);
    go.set_value();
    CHECK(outer.wait_for(30s) == std::future_status::ready);
    for (auto& write : queued_writes) write.get();
    holder.join();
    CHECK(count() == 7);
}

TEST_CASE("a thread that helps with a write may be made to write by it") {
    const ArenaOf arena(1);
    const TableT database;
    std::promise<void> queued;
    std::vector<std::future<void>> queued_writes;
    auto outer = in_background("default", Intent::read, [&](Runner&) {
        queued.get_future().wait();
        here("default", insert);
    });
    std::promise<void> holding;
    std::promise<void> go;
    std::thread holder([&] {
        here("default", [&](Runner& runner) {
            const auto lease = runner.write();
            holding.set_value();
            go.get_future().wait();
        });
    });
    holding.get_future().wait();
    for (int i = 0; i < 5; ++i) {
        queued_writes.push_back(in_background("default", Intent::write, [](Runner& runner) {
            insert(runner);
            runner.release();  // what follows is a continuation's
            here("default", insert);
            insert_later().get();
        }));
    }
    queued.set_value();
    std::this_thread::sleep_for(50ms);
    go.set_value();
    CHECK(outer.wait_for(30s) == std::future_status::ready);
    for (auto& write : queued_writes) write.get();
    holder.join();
    CHECK(count() == 16);
}

TEST_CASE("nested operations on the arena run in place, at any depth") {
    const ArenaOf arena(1);
    const TableT database;
    auto outer = in_background("default", Intent::write, [](Runner& runner) {
        insert(runner);
        insert_later().get();
        auto inner = in_background("default", Intent::read, [](Runner&) {
            insert_later().get();
            return count();
        });
        return inner.get();
    });
    REQUIRE(outer.wait_for(30s) == std::future_status::ready);
    CHECK(outer.get() == 3);
}

TEST_CASE("a write in the background reads what it wrote") {
    const TableT database;
    auto seen = in_background("default", Intent::write, [](Runner& runner) {
        const auto writing = runner.write();
        aside::exec::TransactionScope scope(*writing);
        writing->execute("INSERT INTO t VALUES (1)");
        const auto reading = runner.read();
        return reading->prepare("SELECT * FROM t").step();
    });
    CHECK(seen.get());
}

TEST_CASE("a runner that writes shares its lease with itself") {
    const TableT database;
    here("default", [](Runner& runner) {
        const auto outer = runner.write();
        const aside::exec::TransactionScope scope(*outer);
        outer->execute("INSERT INTO t VALUES (1)");
        const auto inner = runner.write();
        const auto reading = runner.read();
        CHECK(&*outer == &*inner);
        CHECK(reading->prepare("SELECT * FROM t").step());
    });
    CHECK(count() == 0);
}

TEST_CASE("a thread that holds the writer does not wait for itself") {
    const TableT database;
    here("default", [](Runner& runner) {
        const auto lease = runner.write();
        here("default", insert);
    });
    CHECK(count() == 1);
    here("default", insert);
    CHECK(count() == 2);
}

TEST_CASE("a database in memory is one connection for all threads, read and written in turn") {
    const TableT database("sqlite::memory:", {});
    std::vector<std::future<void>> writes;
    std::vector<std::thread> threads;
    for (int i = 0; i < 100; ++i) writes.push_back(insert_later());
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([] {
            for (int j = 0; j < 10; ++j) {
                here("default", insert);
                (void)count();
            }
        });
    }
    for (auto& thread : threads) thread.join();
    for (auto& write : writes) write.get();
    CHECK(count() == 180);
}

TEST_CASE("a database in memory can be used within its own use, at pool size 1 too") {
    const ArenaOf arena(1);
    const TableT database("sqlite::memory:", {.pool_size = 1});
    const auto body = [](Runner& runner) {
        CHECK_FALSE(runner.concurrent_readers());
        const auto lease = runner.read();
        auto rows = lease->prepare("SELECT 1");
        CHECK(rows.step());
        here("default", insert);
        CHECK(count() >= 1);
    };
    here("default", body);
    auto later = in_background("default", Intent::read, body);
    CHECK(later.wait_for(30s) == std::future_status::ready);
}

TEST_CASE("an operation that somebody else has claimed is passed over") {
    const TableT database;
    const auto body = [](Runner&) {};
    auto operation = std::make_shared<BodyOperation<decltype(body)>>(body);
    REQUIRE(operation->claim());
    aside::detail::submit({}, Intent::write, operation);
    insert_later().get();
    CHECK(count() == 1);
}

TEST_CASE("a turn meant for a thread that helps is not taken by what it runs meanwhile") {
    const ArenaOf arena(1);
    aside::exec::start_background();
    std::promise<void> go;
    aside::executor::post([gate = go.get_future().share()] { gate.wait(); });  // no pump comes
    const auto queue = std::make_shared<aside::exec::TurnQueue>(
        aside::exec::TurnQueue::Helpers::any_thread, "its turn");
    std::vector<std::string> order;
    REQUIRE(queue->acquire(nullptr, "a test"));
    queue->enqueue(
        [&] {
            queue->release();
            // The thread that helps waits for a turn of its own, which is not this one.
            CHECK_FALSE(queue->held_by_this_thread());
            CHECK(queue->acquire(nullptr, "a continuation"));
            order.push_back("continuation");
            queue->release();
        },
        nullptr, false);
    std::thread helper([&] {
        CHECK(queue->acquire(nullptr, "the thread that helps"));
        order.push_back("outer");
        queue->release();
    });
    std::this_thread::sleep_for(50ms);
    queue->release();
    helper.join();
    CHECK(order == std::vector<std::string>{"continuation", "outer"});
    go.set_value();
}

TEST_CASE("others have their turn while a thread that waits for one helps") {
    const ArenaOf arena(1);
    aside::exec::start_background();
    std::promise<void> go;
    aside::executor::post([gate = go.get_future().share()] { gate.wait(); });
    const auto queue = std::make_shared<aside::exec::TurnQueue>(
        aside::exec::TurnQueue::Helpers::any_thread, "its turn");
    REQUIRE(queue->acquire(nullptr, "a test"));
    std::promise<void> helping;
    std::promise<void> helped;
    queue->enqueue(
        [&] {
            queue->release();
            helping.set_value();
            helped.get_future().wait();
        },
        nullptr, false);
    std::thread helper([&] {
        CHECK(queue->acquire(nullptr, "the thread that helps"));
        queue->release();
    });
    std::this_thread::sleep_for(50ms);
    queue->release();
    helping.get_future().wait();
    CHECK(queue->acquire(nullptr, "another"));
    queue->release();
    helped.set_value();
    helper.join();
    go.set_value();
}
