#include <doctest/doctest.h>

#include <algorithm>
#include <mutex>
#include <thread>
#include <vector>

#include "aside/error.hpp"
#include "aside/executor.hpp"
#include "exec/async/background.hpp"
#include "exec/child.hpp"
#include "exec/helpers.hpp"
#include "executor/executor.hpp"

using namespace aside::testing;
using namespace std::chrono_literals;
using aside::detail::Intent;
using aside::detail::Runner;
using Clock = std::chrono::steady_clock;

TEST_CASE("sixteen blocking operations run side by side, on however few cores") {
    aside::shutdown();
    const ScratchDatabase database;
    const auto start = Clock::now();
    std::vector<std::future<void>> futures;
    for (int i = 0; i < 16; ++i) {
        futures.push_back(in_background("default", Intent::read,
                                        [](Runner&) { std::this_thread::sleep_for(100ms); }));
    }
    for (auto& future : futures) future.get();
    const auto took = Clock::now() - start;
    CHECK(took >= 100ms);
    CHECK(took < 400ms);
}

TEST_CASE("jobs begin in the order in which they were posted") {
    aside::shutdown();
    aside::configure({.threads = 1});
    std::vector<int> order;
    for (int i = 0; i < 100; ++i) aside::exec::post([&, i] { order.push_back(i); });
    CHECK(aside::shutdown());
    REQUIRE(order.size() == 100);
    CHECK(std::is_sorted(order.begin(), order.end()));
    aside::configure({});
}

TEST_CASE("a thread knows whether it is one of the arena's") {
    CHECK_FALSE(aside::executor::on_arena_thread());
    std::promise<bool> seen;
    aside::exec::post([&] { seen.set_value(aside::executor::on_arena_thread()); });
    CHECK(seen.get_future().get());
}

TEST_CASE("the arena is configured before it is used, or after a shutdown") {
    aside::shutdown();
    CHECK_THROWS_AS(aside::configure({.threads = 0}), aside::ImproperlyConfigured);
    CHECK_THROWS_AS(aside::configure({.threads = 100'000}), aside::ImproperlyConfigured);
    CHECK_NOTHROW(aside::configure({.threads = 3}));
    aside::exec::post([] {});
    CHECK_THROWS_AS(aside::configure({.threads = 4}), aside::ImproperlyConfigured);
    CHECK(aside::shutdown());
    CHECK_NOTHROW(aside::configure({}));
}

TEST_CASE("shutdown waits for what was started, and for what that starts, within its time-out") {
    std::atomic<int> done{0};
    aside::exec::post([&] {
        std::this_thread::sleep_for(100ms);
        aside::exec::post([&] {
            std::this_thread::sleep_for(50ms);
            ++done;
        });
        ++done;
    });
    CHECK_FALSE(aside::shutdown({.timeout = 10ms}));
    CHECK(aside::shutdown({.timeout = 30s}));
    CHECK(done == 2);
    aside::exec::post([&] { ++done; });
    CHECK(aside::shutdown());
    CHECK(done == 3);
}

TEST_CASE("shutdown waits for writes whose turn has not come") {
    const ScratchDatabase database;
    std::atomic<int> done{0};
    std::promise<void> holding;
    std::thread holder([&] {
        here("default", [&](Runner& runner) {
            const auto lease = runner.write();
            holding.set_value();
            std::this_thread::sleep_for(100ms);
        });
    });
    holding.get_future().wait();
    auto write = in_background("default", Intent::write, [&](Runner&) { ++done; });
    CHECK(aside::shutdown());
    CHECK(done == 1);
    holder.join();
}

TEST_CASE("shutdown on an arena thread waits for all but itself") {
    aside::shutdown();
    aside::configure({.threads = 1});
    std::promise<int> seen;
    std::atomic<int> done{0};
    aside::exec::post([&] {
        for (int i = 0; i < 5; ++i) aside::exec::post([&] { ++done; });
        CHECK(aside::shutdown());
        seen.set_value(done);
    });
    CHECK(seen.get_future().get() == 5);
    aside::shutdown();
    aside::configure({});
}

TEST_CASE("child: one job" * doctest::skip()) {
    aside::exec::post([] {});
}

TEST_CASE("ASIDE_THREADS is a number in range") {
    CHECK(run_child("child: one job", "ASIDE_THREADS=2").status == 0);
    for (const char* nonsense : {"0", "-1", "many", "8x", "99999", ""}) {
        const auto child = run_child("child: one job", std::string("ASIDE_THREADS=") + nonsense);
        CHECK(child.status != 0);
        CHECK(child.output.find("ASIDE_THREADS is a number from 1 to 1024, not \"") !=
              std::string::npos);
    }
}
