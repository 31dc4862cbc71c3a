// Calls that wait for a connection together, on an engine whose connections all read and write.
#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "aside/aside.hpp"
#include "exec/helpers.hpp"
#include "support/futures.hpp"
#include "support/many_writers.hpp"

namespace exec_together_test {

using namespace aside::literals;
using namespace aside::testing;
using aside::Future;
using aside::detail::Intent;
using aside::detail::Runner;

struct Row : aside::Model<Row> {
    std::int64_t id = 0;
    std::int64_t number = 0;
};

/// A database that records which statements its connections run.
class PooledDatabase {
public:
    explicit PooledDatabase(int pool_size) {
        const auto before = [this](aside::backend::Connection&, std::string_view sql) {
            const std::lock_guard lock(mutex_);
            said_.emplace_back(sql);
        };
        aside::exec::connect_with(source_of_many_writers("sqlite:" + (directory_ / "pooled.db"),
                                                         std::chrono::seconds(5), before),
                                  {.pool_size = pool_size});
        aside::create_tables<Row>();
        std::vector<Row> rows(30);
        for (int i = 0; i < 30; ++i) rows[static_cast<std::size_t>(i)].number = i + 1;
        Row::objects.bulk_create(std::move(rows));
        const std::lock_guard lock(mutex_);
        said_.clear();
    }
    PooledDatabase(const PooledDatabase&) = delete;
    PooledDatabase& operator=(const PooledDatabase&) = delete;
    ~PooledDatabase() { aside::disconnect(); }

    /// How often that was said.
    [[nodiscard]] std::ptrdiff_t said(std::string_view text) const {
        const std::lock_guard lock(mutex_);
        return std::count(said_.begin(), said_.end(), text);
    }

private:
    ScratchDirectory directory_;
    mutable std::mutex mutex_;
    std::vector<std::string> said_;
};

/// Has the only connection until it is let go, so that calls have to wait.
class HeldConnection {
public:
    HeldConnection() {
        held_ = in_background("default", Intent::write, [this](Runner& runner) {
            const auto lease = runner.write();
            has_it_.set_value();
            end_.get_future().wait();
        });
        has_it_.get_future().wait();
    }
    void let_go() {
        end_.set_value();
        held_.get();
    }

private:
    std::promise<void> has_it_;
    std::promise<void> end_;
    std::future<void> held_;
};

TEST_CASE("reads that wait for one connection go together, in the order in which they came") {
    const PooledDatabase database(1);
    HeldConnection held;
    std::vector<Future<Row>> futures;
    for (int i = 1; i <= 30; ++i) futures.push_back(Row::objects.aget("id"_f == i));
    held.let_go();
    for (int i = 1; i <= 30; ++i)
        CHECK(in_time(std::move(futures[static_cast<std::size_t>(i) - 1])).number == i);
    CHECK(database.said("-- 3 together") >= 9);
}

TEST_CASE("a call that finds a free connection goes by itself") {
    const PooledDatabase database(1);
    for (int i = 1; i <= 5; ++i) CHECK(in_time(Row::objects.aget("id"_f == i)).number == i);
    CHECK(database.said("-- 3 together") + database.said("-- 2 together") == 0);
}

TEST_CASE("a call that finds nothing, or that was cancelled, touches none that goes with it") {
    const PooledDatabase database(1);
    HeldConnection held;
    std::vector<Future<Row>> futures;
    for (int i = 1; i <= 30; ++i)
        futures.push_back(Row::objects.aget("id"_f == (i % 5 == 0 ? 1000 : i)));
    for (std::size_t i = 2; i < 30; i += 5) futures[i].cancel();
    held.let_go();
    for (int i = 1; i <= 30; ++i) {
        auto& future = futures[static_cast<std::size_t>(i) - 1];
        if (i % 5 == 0)
            CHECK_THROWS_AS(in_time(std::move(future)), Row::DoesNotExist);
        else if (i % 5 == 3)
            CHECK_THROWS_AS(in_time(std::move(future)), aside::QueryCancelled);
        else
            CHECK(in_time(std::move(future)).number == i);
    }
}

TEST_CASE("a call whose time is over while it waits has its error then") {
    const PooledDatabase database(1);
    HeldConnection held;
    auto first = Row::objects.aget("id"_f == 1);
    auto late = Row::objects.filter("id"_f == 2).timeout(std::chrono::milliseconds(50)).aget();
    CHECK_THROWS_AS(in_time(std::move(late)), aside::QueryTimeout);
    held.let_go();
    CHECK(in_time(std::move(first)).number == 1);
}

TEST_CASE("calls that wait for a connection leave the threads of the arena to others") {
    const ArenaOf arena(3);
    const PooledDatabase database(1);
    HeldConnection held;
    std::vector<Future<Row>> futures;
    for (int i = 1; i <= 30; ++i) futures.push_back(Row::objects.aget("id"_f == i));
    CHECK(in_time(aside::sync_to_async([] { return 7; })()) == 7);
    held.let_go();
    for (auto& each : futures) (void)in_time(std::move(each));
}

TEST_CASE("what follows a call may wait for one that is still in the queue") {
    const ArenaOf arena(2);
    const PooledDatabase database(1);
    HeldConnection held;
    std::vector<Future<std::int64_t>> following;
    for (int i = 1; i <= 15; ++i) {
        auto first = Row::objects.aget("id"_f == i);
        const auto second = std::make_shared<Future<Row>>(Row::objects.aget("id"_f == i + 15));
        following.push_back(std::move(first).then(
            [second](const Row& found) { return found.number + second->get().number; }));
    }
    held.let_go();
    for (int i = 1; i <= 15; ++i)
        CHECK(in_time(std::move(following[static_cast<std::size_t>(i) - 1])) == 2 * i + 15);
}

TEST_CASE("disconnect waits for the calls in the queue") {
    std::vector<Future<Row>> futures;
    {
        const PooledDatabase database(2);
        for (int i = 0; i < 300; ++i) futures.push_back(Row::objects.aget("id"_f == i % 30 + 1));
    }
    for (int i = 0; i < 300; ++i)
        CHECK(in_time(std::move(futures[static_cast<std::size_t>(i)])).number == i % 30 + 1);
}

TEST_CASE("calls of many threads wait in one queue, and each has its own row") {
    const PooledDatabase database(2);
    std::vector<std::thread> threads;
    std::atomic<int> right{0};
    for (int thread = 0; thread < 4; ++thread)
        threads.emplace_back([&right, thread] {
            std::vector<Future<Row>> futures;
            for (int i = 0; i < 500; ++i)
                futures.push_back(Row::objects.aget("id"_f == (i + thread) % 30 + 1));
            for (int i = 0; i < 500; ++i)
                if (futures[static_cast<std::size_t>(i)].get().number == (i + thread) % 30 + 1)
                    ++right;
        });
    for (auto& each : threads) each.join();
    CHECK(right == 2000);
}

}  // namespace exec_together_test
