// Locks of keys that mean something to programs only.
#include <atomic>
#include <thread>

#include "support/books.hpp"
#include "support/both_ways.hpp"
#include "support/features.hpp"
#include "support/futures.hpp"

using namespace library;
using namespace std::chrono_literals;
using aside::LockKey;
using aside::testing::features;
using aside::testing::SharedTestDatabase;

namespace {

template <class Way>
void lock(LockKey key, const aside::AdvisoryLockOptions& options = {}) {
    if constexpr (Way::mirrored)
        aside::alock(key, options).get();
    else
        aside::lock(key, options);
}
template <class Way>
bool try_lock(LockKey key, const aside::AdvisoryLockOptions& options = {}) {
    if constexpr (Way::mirrored)
        return aside::atry_lock(key, options).get();
    else
        return aside::try_lock(key, options);
}

/// Whether another transaction can have that lock now.
bool is_free(LockKey key, bool shared = false) {
    return std::async(
               std::launch::async,
               [&] {
                   return aside::atomic([&] { return aside::try_lock(key, {.shared = shared}); });
               })
        .get();
}

bool has_locks() { return features().advisory_locks || features().one_writer; }

}  // namespace

TEST_CASE("a name stands for the number that FNV-1a makes of it") {
    CHECK(LockKey("").number() == static_cast<std::int64_t>(0xcbf29ce484222325));
    CHECK(LockKey("a").number() == static_cast<std::int64_t>(0xaf63dc4c8601ec8c));
    CHECK(LockKey(std::string("foobar")).number() == static_cast<std::int64_t>(0x85944171f73967e8));
    CHECK(LockKey(-3).number() == -3);
    static_assert(LockKey("a").number() != LockKey("b").number());
}

BOTH_WAYS("a lock is taken in a transaction, again too, and only there") {
    const SharedTestDatabase<Book> database;
    CHECK_THROWS_WITH_AS(lock<Way>("job"),
                         "a lock of a key is held until the transaction ends, and there is none: "
                         "take it in aside::atomic",
                         aside::TransactionManagementError);
    CHECK_THROWS_AS((void)try_lock<Way>("job"), aside::TransactionManagementError);
    if (!has_locks()) {
        CHECK_THROWS_AS(aside::atomic([] { lock<Way>("job"); }), aside::NotSupportedError);
        return;
    }
    aside::atomic([] {
        lock<Way>("job");
        lock<Way>("job");
        CHECK(try_lock<Way>("job"));
        CHECK(try_lock<Way>(7, {.shared = true}));
        Book::objects.create("title"_f = "Emma");
        aside::atomic([] { lock<Way>(8); });
    });
    CHECK(Book::objects.count() == 1);
}

TEST_CASE("a lock of a Transaction is that one's") {
    const SharedTestDatabase<Book> database;
    if (!has_locks()) return;
    aside::Transaction transaction;
    aside::lock(transaction, "job");
    CHECK(aside::try_lock(transaction, "job", true));
    transaction.commit();
    CHECK_THROWS_AS(aside::lock(transaction, "job"), aside::TransactionManagementError);
}

TEST_CASE("two blocks with one lock come one after the other") {
    const SharedTestDatabase<Book> database({.timeout = 20s});
    if (!has_locks()) return;
    std::atomic<int> inside{0};
    std::atomic<int> most{0};
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 4; ++i)
            threads.emplace_back([&] {
                aside::atomic([&] {
                    aside::lock("job");
                    most = std::max(most.load(), ++inside);
                    std::this_thread::sleep_for(20ms);
                    --inside;
                });
            });
    }
    CHECK(most == 1);
}

TEST_CASE("where one writes at a time, a block that only reads has no lock") {
    const SharedTestDatabase<Book> database;
    if (!features().one_writer) return;
    CHECK_THROWS_AS(aside::atomic({.read_only = true}, [] { aside::lock("job"); }),
                    aside::TransactionManagementError);
}

BOTH_WAYS("a lock is held until the outermost transaction ends, and keeps out others") {
    const SharedTestDatabase<Book> database;
    REQUIRES(advisory_locks);
    aside::atomic([] {
        aside::atomic([] { lock<Way>("job"); });
        CHECK_FALSE(is_free("job"));
        CHECK_FALSE(is_free("job", true));
        CHECK(is_free("another job"));
        CHECK_FALSE(is_free(LockKey("job").number()));
    });
    CHECK(is_free("job"));
    aside::atomic({.read_only = true}, [] {
        lock<Way>("job", {.shared = true});
        CHECK(is_free("job", true));
        CHECK_FALSE(is_free("job"));
    });
}

BOTH_WAYS("a lock is waited for as long as the database's time-out") {
    const SharedTestDatabase<Book> database({.timeout = 100ms});
    REQUIRES(advisory_locks);
    aside::atomic([] {
        aside::lock("job");
        std::async(std::launch::async, [] {
            CHECK_THROWS_AS(aside::atomic([] { lock<Way>("job"); }), aside::DatabaseLocked);
        }).get();
    });
}

TEST_CASE("waiting for a lock ends when its transaction is cancelled") {
    const SharedTestDatabase<Book> database({.timeout = 20s});
    REQUIRES(advisory_locks);
    std::promise<void> held;
    std::promise<void> enough;
    std::jthread holder([&] {
        aside::atomic([&] {
            aside::lock("job");
            held.set_value();
            enough.get_future().wait();
        });
    });
    held.get_future().wait();
    std::promise<void> begun;
    auto waiting = aside::aatomic([&] {
        begun.set_value();
        aside::lock("job");
    });
    begun.get_future().wait();
    std::this_thread::sleep_for(50ms);
    const auto before = std::chrono::steady_clock::now();
    waiting.cancel();
    CHECK_THROWS_AS(waiting.get(), aside::QueryCancelled);
    CHECK(std::chrono::steady_clock::now() - before < 5s);
    enough.set_value();
}
