// When a pool opens connections, which of them it lends, and when it closes them.
#include <doctest/doctest.h>

#include <future>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "aside/error.hpp"
#include "exec/fake_server.hpp"

using namespace aside::testing;
using namespace std::chrono_literals;
using aside::detail::Interrupt;
using aside::exec::Lease;

namespace {

using Clock = std::chrono::steady_clock;

/// A server that has no room now.
class NoRoom final : public aside::OperationalError {
public:
    NoRoom() : OperationalError("too many clients") {}
    [[nodiscard]] bool retryable() const noexcept override { return true; }
};

template <class Error = aside::OperationalError>
std::string message_of(const std::function<void()>& function) {
    try {
        function();
    } catch (const Error& error) {
        return error.what();
    }
    return "no such error";
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != text.npos; }

}  // namespace

TEST_CASE(
    "a connection whose peer has closed it is not lent, nor closed by the thread that takes") {
    FakePool fake({.size = 2, .watched = true});
    CHECK(fake.next() == 1);
    CHECK(fake.next() == 1);
    fake.server->gone = {1};
    auto lease = fake.lease();
    CHECK(fake.number_of(lease) == 2);
    REQUIRE(soon([&] { return fake.server->closed == 1; }));
    const std::lock_guard lock(fake.server->mutex);
    CHECK(fake.server->closed_by != std::this_thread::get_id());
}

TEST_CASE("a connection ends once it is as old as max_age, give or take 10 %") {
    FakePool fake({.size = 1, .max_age = 300ms});
    const auto begin = Clock::now();
    while (fake.next() == 1) {
        REQUIRE(Clock::now() - begin < 5s);
        std::this_thread::sleep_for(2ms);
    }
    CHECK(Clock::now() - begin >= 265ms);
    CHECK(fake.server->closed == 1);
}

TEST_CASE("a connection that is too old when it is given back is closed then") {
    FakePool fake({.size = 1, .max_age = 20ms});
    {
        const auto lease = fake.lease();
        std::this_thread::sleep_for(40ms);
        CHECK(fake.server->closed == 0);
    }
    CHECK(fake.pool.open_connections() == 0);
    CHECK(fake.server->closed == 1);
}

TEST_CASE("connections that nobody uses are closed in the background, but for min_idle") {
    FakePool fake({.size = 5, .min_idle = 2, .idle_timeout = 50ms, .watched = true});
    fake.open_connections(5);
    REQUIRE(soon([&] { return fake.server->closed == 3; }));
    std::this_thread::sleep_for(100ms);
    CHECK(fake.pool.open_connections() == 2);
    CHECK(fake.server->opened == 5);
}

TEST_CASE("where nothing runs in the background they are closed with the next use") {
    FakePool fake({.size = 3, .idle_timeout = 30ms});
    fake.open_connections(3);
    std::this_thread::sleep_for(60ms);
    CHECK(fake.pool.open_connections() == 3);
    (void)fake.next();
    CHECK(fake.pool.open_connections() == 1);
    CHECK(fake.server->closed == 2);
}

TEST_CASE("min_idle connections are opened in the background, and again when they were lost") {
    FakePool fake({.size = 4, .min_idle = 3, .watched = true});
    fake.pool.keep_filled();
    REQUIRE(soon([&] { return fake.server->opened == 3; }));
    {
        const std::lock_guard lock(fake.server->mutex);
        fake.server->gone = {1, 2, 3};
    }
    (void)fake.next();
    REQUIRE(soon([&] { return fake.server->closed == 3 && fake.pool.open_connections() == 3; }));
}

TEST_CASE("a pool that ends does not wait for a connection that is being opened") {
    auto fake =
        std::make_unique<FakePool>(FakePool::Rules{.size = 2, .min_idle = 1, .watched = true});
    const auto server = fake->server;
    server->on_open = [&](const Interrupt* interrupt) {
        while (!interrupt->due()) std::this_thread::sleep_for(1ms);
        interrupt->check();
    };
    fake->pool.keep_filled();
    REQUIRE(soon([&] { return server->opening == 1; }));
    const auto begin = Clock::now();
    fake.reset();
    CHECK(Clock::now() - begin < 2s);
    CHECK(server->opening == 0);
}

TEST_CASE("at most two connections are opened at a time") {
    FakePool fake({.size = 8});
    fake.server->on_open = [](const Interrupt*) { std::this_thread::sleep_for(20ms); };
    std::vector<std::thread> threads;
    std::promise<void> end;
    const auto ended = end.get_future().share();
    for (int i = 0; i < 8; ++i)
        threads.emplace_back([&] {
            const auto lease = fake.lease();
            ended.wait();
        });
    CHECK(soon([&] { return fake.server->opened == 8; }));
    end.set_value();
    for (auto& thread : threads) thread.join();
    CHECK(fake.server->most_opening == 2);
}

TEST_CASE("the error of a connection that cannot be opened is that of all who wait for one") {
    FakePool fake({.size = 1, .timeout = 60s});
    std::promise<void> fails;
    fake.server->on_open = [&](const Interrupt*) {
        fails.get_future().wait();
        throw aside::OperationalError("nobody listens on port 1");
    };
    const auto error = [&] { return message_of([&] { (void)fake.lease(); }); };
    auto first = std::async(std::launch::async, error);
    REQUIRE(soon([&] { return fake.server->opening == 1; }));
    auto second = std::async(std::launch::async, error);
    std::this_thread::sleep_for(30ms);
    fails.set_value();
    CHECK(has(first.get(), "nobody listens on port 1"));
    CHECK(has(second.get(), "nobody listens on port 1"));
}

TEST_CASE("a caller waits for another connection where the server has no room for one more now") {
    FakePool fake({.size = 3, .timeout = 60s});
    std::optional<Lease> other(fake.lease());
    fake.server->on_open = [](const Interrupt*) { throw NoRoom(); };
    auto waiting = std::async(std::launch::async, [&] { return fake.next(); });
    CHECK(waiting.wait_for(100ms) == std::future_status::timeout);
    other.reset();
    CHECK(waiting.get() == 1);
}

TEST_CASE("without another connection to wait for that is its error, which says to try again") {
    FakePool fake({.size = 3, .timeout = 60s});
    fake.server->on_open = [](const Interrupt*) { throw NoRoom(); };
    CHECK_THROWS_AS((void)fake.lease(), NoRoom);
    fake.server->on_open = [](const Interrupt*) {};
    const auto mine = fake.lease();  // a thread does not wait for itself
    fake.server->on_open = [](const Interrupt*) { throw NoRoom(); };
    CHECK_THROWS_AS((void)fake.lease(), NoRoom);
}

TEST_CASE("it is also the error after the time-out, since not all connections are in use") {
    FakePool fake({.size = 3, .timeout = 50ms});
    const auto other = std::async(std::launch::async, [&] { return fake.lease(); }).get();
    other.leave_thread(aside::exec::Keeper::iterator);
    fake.server->on_open = [](const Interrupt*) { throw NoRoom(); };
    CHECK_THROWS_AS((void)fake.lease(), NoRoom);
}

TEST_CASE("an error that will not pass is thrown at once, whatever else there is to wait for") {
    FakePool fake({.size = 3, .timeout = 60s});
    std::optional<Lease> other;
    std::thread([&] { other.emplace(fake.lease()); }).join();
    fake.server->on_open = [](const Interrupt*) { throw aside::OperationalError("no such role"); };
    CHECK(has(message_of([&] { (void)fake.lease(); }), "no such role"));
}

TEST_CASE(
    "a time-out tells how many are in use, the longest since when and by what, and a failure") {
    FakePool fake({.size = 2, .timeout = 50ms, .blocks = aside::exec::Pool::Blocks::count});
    const auto text = [&] { return message_of([&] { (void)fake.lease(); }); };
    fake.server->on_open = [](const Interrupt*) { throw aside::OperationalError("refused"); };
    CHECK(text() == "refused");
    fake.server->on_open = [](const Interrupt*) {};
    std::vector<Lease> others;
    std::thread([&] {
        others.push_back(fake.lease(nullptr, "a slow report"));
        std::this_thread::sleep_for(30ms);
        others.push_back(fake.lease(nullptr, "a block"));
    }).join();
    const auto message = text();
    CAPTURE(message);
    CHECK(has(message, "all 2 connections of the database \"fake\" were in use for 50 ms"));
    CHECK(has(message, " ms by a slow report: give aside::connect a larger pool_size"));
    CHECK(has(message, "; one that was to be opened "));
    CHECK(has(message, "refused"));
}

TEST_CASE("what stops a call stops its connecting, and nobody else's") {
    FakePool fake({.size = 1, .timeout = 60s});
    fake.server->on_open = [&](const Interrupt* interrupt) {
        while (!interrupt->due()) std::this_thread::sleep_for(1ms);
        interrupt->check_wait("a server");
    };
    auto first = std::async(std::launch::async, [&] {
        const Interrupt soon(100ms);
        CHECK_THROWS_AS((void)fake.lease(&soon), aside::QueryTimeout);
        fake.server->on_open = [](const Interrupt*) {};
    });
    REQUIRE(soon([&] { return fake.server->opening == 1; }));
    first.wait();
    CHECK(fake.next() == 1);
}

TEST_CASE("a connection that was idle for long is asked before it is lent") {
    FakePool fake({.size = 2, .ping_after = 300ms});
    CHECK(fake.next() == 1);
    CHECK(fake.next() == 1);
    CHECK(fake.server->pings == 0);
    std::this_thread::sleep_for(400ms);
    CHECK(fake.next() == 1);
    CHECK(fake.server->pings == 1);
    std::this_thread::sleep_for(400ms);
    fake.server->mute = {1};
    CHECK(fake.next() == 2);
    CHECK(fake.server->closed == 1);
}

TEST_CASE("when a connection is lost, those opened before it are not lent any more") {
    FakePool fake({.size = 3});
    fake.open_connections(3);
    auto lent = fake.lease();
    {
        auto losing = fake.lease();
        const int lost = fake.number_of(losing);
        fake.server->on_statement = [lost](int number, const std::string& sql) {
            if (number == lost && sql == "UPDATE") throw aside::ConnectionLost("it is gone");
        };
        CHECK_THROWS_AS((void)losing->execute("UPDATE"), aside::ConnectionLost);
    }
    CHECK(fake.pool.open_connections() == 1);  // the one that is lent
    CHECK(fake.next() == 4);
    lent = fake.lease();
    CHECK(fake.number_of(lent) == 4);
    CHECK(fake.server->closed == 3);
}

TEST_CASE(
    "a server that only reads, though nothing was begun to read, ends all connections to it") {
    FakePool fake({.size = 2});
    fake.open_connections(2);
    fake.server->on_statement = [](int number, const std::string& sql) {
        if (number <= 2 && sql == "UPDATE")
            throw aside::OperationalError(aside::DatabaseErrorInfo{
                .message = "cannot execute UPDATE in a read-only transaction",
                .sqlstate = "25006"});
    };
    SUBCASE("a write of its own") {
        CHECK_THROWS_AS((void)fake.lease()->execute("UPDATE"), aside::OperationalError);
        CHECK(fake.pool.open_connections() == 0);
        CHECK(fake.next() == 3);
    }
    SUBCASE("a write in a transaction that was begun to read only says nothing of the server") {
        {
            const auto lease = fake.lease();
            const aside::exec::TransactionScope scope(*lease, {.read_only = true});
            CHECK_THROWS_AS((void)lease->execute("UPDATE"), aside::OperationalError);
        }
        CHECK(fake.pool.open_connections() == 1);
        CHECK(fake.next() < 3);
    }
}

namespace {

/// A pool whose first connection is idle, and lost with the next statement.
struct Stale {
    explicit Stale(std::chrono::milliseconds stale_after = 40ms)
        : fake({.size = 2, .stale_after = stale_after}) {
        (void)fake.next();
        fake.server->on_statement = [](int number, const std::string&) {
            if (number == 1) throw aside::ConnectionLost("it is gone");
        };
        std::this_thread::sleep_for(60ms);
    }
    [[nodiscard]] std::string last() const { return fake.server->log.back(); }

    FakePool fake;
};

}  // namespace

TEST_CASE("a first read on a connection that was idle and is lost is done by another one") {
    Stale stale;
    const auto lease = stale.fake.lease();
    (void)lease->execute("SELECT");
    CHECK(stale.last() == "2: SELECT");
    (void)lease->execute("UPDATE");
    CHECK(stale.last() == "2: UPDATE");
}

TEST_CASE("it is done by another one once") {
    Stale stale;
    stale.fake.server->on_statement = [](int, const std::string&) {
        throw aside::ConnectionLost("it is gone, too");
    };
    CHECK_THROWS_AS((void)stale.fake.lease()->execute("SELECT"), aside::ConnectionLost);
    CHECK(stale.last() == "2: SELECT");
}

TEST_CASE("nothing else is done again") {
    const auto is_lost = [](Stale& stale, auto body) {
        const auto lease = stale.fake.lease();
        CHECK_THROWS_AS(body(*lease), aside::ConnectionLost);
        CHECK(stale.fake.server->opened == 1);
    };
    SUBCASE("a write") {
        Stale stale;
        is_lost(stale, [](aside::exec::Session& session) { session.execute("UPDATE"); });
    }
    SUBCASE("what comes after something else") {
        Stale stale;
        stale.fake.server->on_statement = [](int, const std::string& sql) {
            if (sql == "SELECT") throw aside::ConnectionLost("it is gone");
        };
        is_lost(stale, [](aside::exec::Session& session) {
            session.execute("UPDATE");
            session.execute("SELECT");
        });
    }
    SUBCASE("what is in a transaction") {
        Stale stale;
        stale.fake.server->on_statement = [](int, const std::string& sql) {
            if (sql == "SELECT") throw aside::ConnectionLost("it is gone");
        };
        is_lost(stale, [](aside::exec::Session& session) {
            const aside::exec::TransactionScope scope(session);
            session.execute("SELECT");
        });
    }
    SUBCASE("what was sent on a connection that was in use just before") {
        Stale stale(60s);
        is_lost(stale, [](aside::exec::Session& session) { session.execute("SELECT"); });
    }
}

TEST_CASE("a transaction that was left open is rolled back, as the engine knows of it") {
    FakePool fake({.size = 1});
    fake.lease()->execute("BEGIN");  // no scope of ours
    CHECK(fake.server->log.back() == "1: ROLLBACK");
    CHECK(fake.next() == 1);
}
