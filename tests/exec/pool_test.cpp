#include <doctest/doctest.h>

#include <thread>
#include <vector>

#include "aside/error.hpp"
#include "exec/helpers.hpp"

using namespace aside::testing;
using namespace std::chrono_literals;
using aside::detail::Intent;
using aside::detail::Runner;
using aside::exec::Lease;

namespace {

aside::exec::Pool& pool() { return one_writer().readers(); }

}  // namespace

TEST_CASE("reading connections are opened as they are needed") {
    const ScratchDatabase database({.pool_size = 3});
    CHECK(pool().open_connections() == 0);
    here("default", [](Runner& runner) {
        const auto first = runner.read();
        CHECK(pool().open_connections() == 1);
    });
    for (int i = 0; i < 5; ++i) (void)aside::connection().query("SELECT 1");
    CHECK(pool().open_connections() == 1);
}

TEST_CASE("a thread that finds no free connection is told what to do after the time-out") {
    const ScratchDatabase database({.pool_size = 1, .timeout = 50ms});
    here("default", [](Runner& runner) {
        const auto lease = runner.read();
        std::thread([] {
            try {
                (void)aside::connection().query("SELECT 1");
                FAIL("no error");
            } catch (const aside::OperationalError& error) {
                CHECK(std::string(error.what()).find("pool_size") != std::string::npos);
            }
        }).join();
    });
}

TEST_CASE("a thread waits for a connection that another gives back") {
    const ScratchDatabase database({.pool_size = 1});
    std::promise<void> leased;
    std::thread other([&] {
        here("default", [&](Runner& runner) {
            const auto lease = runner.read();
            leased.set_value();
            std::this_thread::sleep_for(50ms);
        });
    });
    leased.get_future().wait();
    CHECK(aside::connection().query("SELECT 1").size() == 1);
    other.join();
    CHECK(pool().open_connections() == 1);
}

TEST_CASE("a thread that reads while it walks over rows does not wait for itself") {
    const ScratchDatabase database({.pool_size = 1, .timeout = 50ms});
    here("default", [](Runner& runner) {
        const auto outer = runner.read();
        auto rows = outer->prepare("SELECT 1");
        CHECK(rows.step());
        CHECK(aside::connection().query("SELECT 2").size() == 1);
        CHECK(pool().open_connections() == 1);
    });
}

TEST_CASE("many threads share a small pool") {
    const ScratchDatabase database({.pool_size = 2, .timeout = 60s});
    std::vector<std::thread> threads;
    std::atomic<int> done{0};
    for (int i = 0; i < 16; ++i) {
        threads.emplace_back([&] {
            for (int j = 0; j < 50; ++j)
                done += static_cast<int>(aside::connection().query("SELECT 1").size());
        });
    }
    for (auto& thread : threads) thread.join();
    CHECK(done == 16 * 50);
    CHECK(pool().open_connections() <= 2);
}

TEST_CASE("readers see the last commit and never wait for a writer") {
    const ScratchDatabase database;
    const auto connection = aside::connection();
    connection.execute("CREATE TABLE t (id)");
    here("default", [&](Runner& runner) {
        const auto lease = runner.write();
        aside::exec::TransactionScope scope(*lease);
        lease->execute("INSERT INTO t VALUES (1)");
        auto elsewhere = std::async(std::launch::async,
                                    [&] { return connection.query("SELECT * FROM t").size(); });
        CHECK(elsewhere.get() == 0);
        scope.commit();
    });
    CHECK(connection.query("SELECT * FROM t").size() == 1);
}

TEST_CASE("a lease may end on another thread") {
    const ScratchDatabase database;
    here("default", [](Runner& runner) {
        auto reader = runner.read();
        auto writer = runner.write();
        writer.leave_thread(aside::exec::Keeper::iterator);
        std::thread([reader = std::move(reader), writer = std::move(writer)] {
            CHECK(writer->execute("CREATE TABLE t (id)") == 0);
        }).join();
    });
    CHECK(aside::connection().query("SELECT * FROM t").empty());
}
