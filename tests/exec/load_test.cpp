// What holds when many ask at once. ASIDE_LONG=1 asks for longer.
#include <doctest/doctest.h>
#include <malloc.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <random>
#include <thread>
#include <vector>

#include "exec/child.hpp"
#include "exec/database/databases.hpp"
#include "support/database.hpp"

namespace load_test {

using namespace aside::literals;
using aside::testing::run_child;
using aside::testing::SharedTestDatabase;

struct Counter : aside::Model<Counter> {
    std::int64_t id = 0;
    std::string name;
    std::int64_t n = 0;

    static constexpr auto meta = aside::meta("name"_f.unique());
};

bool wants_long() { return std::getenv("ASIDE_LONG") != nullptr; }

/// Reads, adds and writes: what only a transaction keeps from losing others' additions.
void increment() {
    aside::atomic([] {
        Counter counter = Counter::objects.get("id"_f = 1);
        counter.n += 1;
        counter.save();
    });
}

template <class Body>
void on_threads(int threads, Body body) {
    std::vector<std::jthread> running;
    for (int i = 0; i < threads; ++i) running.emplace_back([&body, i] { body(i); });
}

TEST_CASE("a counter that eight threads increment in transactions ends exact") {
    const SharedTestDatabase<Counter> database;
    Counter::objects.create("name"_f = "hits");
    std::atomic<int> failures{0};
    on_threads(8, [&](int) {
        for (int i = 0; i < 50; ++i) {
            try {
                increment();
            } catch (const std::exception&) {
                ++failures;
            }
        }
    });
    CHECK(failures == 0);
    CHECK(Counter::objects.get().n == 400);
}

TEST_CASE("child: increments a counter" * doctest::skip()) {
    aside::connect(std::getenv("ASIDE_TEST_CHILD_URL"));
    for (int i = 0; i < 200; ++i) increment();
}

TEST_CASE("a counter that four processes increment in transactions ends exact") {
    const SharedTestDatabase<Counter> database;
    Counter::objects.create("name"_f = "hits");
    std::atomic<int> ended_well{0};
    on_threads(4, [&](int) {
        const auto child =
            run_child("child: increments a counter", "ASIDE_TEST_CHILD_URL=" + database.url());
        if (child.status == 0) ++ended_well;
    });
    CHECK(ended_well == 4);
    CHECK(Counter::objects.get().n == 800);
}

/// One of many kinds of calls; gives whether what it gave makes sense.
bool call_something(std::mt19937& random) {
    const auto name = std::to_string(random() % 100);
    switch (random() % 8) {
        case 0:
            return Counter::objects.acount().get() >= 0;
        case 1:
            return Counter::objects.filter("name"_f = name).aexists().get() || true;
        case 2:
            return Counter::objects.aget_or_create("name"_f = name).get().object.name == name;
        case 3:
            return Counter::objects.filter("name"_f = name).aupdate("n"_f = "n"_f + 1).get() <= 1;
        case 4:
            return Counter::objects.filter("n"_f > 3).alist().get().size() <= 100;
        case 5: {
            auto many = Counter::objects.order_by("name"_f).slice(0, 20).start_fetch();
            return many.size() <= 20;
        }
        case 6:
            return aside::aatomic([&] { return Counter::objects.count(); }).get() <= 100;
        default:
            return Counter::objects.filter("name"_f = name).adelete().get().total <= 1;
    }
}

std::size_t allocated() { return mallinfo2().uordblks; }

TEST_CASE("mixed calls from 32 threads all end, within the pool and without memory that grows") {
    const SharedTestDatabase<Counter> database({.pool_size = 4});
    const int calls = wants_long() ? 100'000 : 6'400;
    std::atomic<int> good{0};
    std::atomic<bool> over{false};
    int most_open = 0;
    std::jthread watcher([&] {
        const auto watched = aside::exec::database("default");
        while (!over) {
            most_open = std::max(most_open, watched->pooled_connections());
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
    });
    const auto round = [&] {
        good = 0;
        on_threads(32, [&](int thread) {
            std::mt19937 random(static_cast<unsigned>(thread));
            for (int i = 0; i < calls / 32; ++i)
                if (call_something(random)) ++good;
        });
        CHECK(good == calls / 32 * 32);
    };
    round();
    const auto before = allocated();
    round();
    const auto after = allocated();
    over = true;
    watcher.join();
    CHECK(most_open <= 4);
    CHECK(after < before + 1'000'000);
}

TEST_CASE("writes that wait together share a commit, and one that fails touches no other") {
    const SharedTestDatabase<Counter> database;
    Counter::objects.create("name"_f = "7");
    const aside::QueryLog log;
    std::vector<aside::Future<Counter>> writes;
    aside::atomic([&] {  // until it ends, they wait
        std::thread([&] {
            for (int i = 0; i < 100; ++i)
                writes.push_back(Counter::objects.acreate("name"_f = std::to_string(i)));
        }).join();
    });
    int failed = 0;
    for (auto& write : writes) {
        try {
            (void)write.get();
        } catch (const aside::IntegrityError&) {
            ++failed;
        }
    }
    CHECK(failed == 1);
    CHECK(Counter::objects.count() == 100);
    std::size_t savepoints = 0;
    std::size_t commits = 0;
    for (std::size_t i = 0; i < log.size(); ++i) {
        if (log[i].sql.starts_with("SAVEPOINT")) ++savepoints;
        if (log[i].sql == "COMMIT") ++commits;
    }
    CHECK(savepoints >= 95);
    CHECK(commits <= 4);
}

}  // namespace load_test
