// What becomes of what a program listens to when connections, servers and processes end.
#include <unistd.h>

#include <optional>
#include <thread>

#include "support/both_ways.hpp"
#include "support/forked.hpp"
#include "support/futures.hpp"
#include "support/inbox.hpp"
#include "support/served_database.hpp"

using namespace aside::testing;
using namespace std::chrono_literals;
using aside::Notification;
using Payloads = std::vector<std::string>;

namespace {

const std::string news = "news of " + std::to_string(getpid());

}  // namespace

TEST_CASE(
    "all channels have one connection, beside those of the pool, as long as one is listened to") {
    REQUIRES_SERVER();
    const ServedDatabase database({.pool_size = 1});
    std::optional one = aside::listen(news, [](const Notification&) {});
    std::optional two = aside::listen(news + '2', [](const Notification&) {});
    CHECK(database.connections("LISTEN") == 1);
    CHECK(aside::connection().query("SELECT 1").size() == 1);
    one.reset();
    CHECK(soon([&] { return database.connections("UNLISTEN") == 1; }));
    two.reset();
    CHECK(soon([&] { return database.connections("UNLISTEN") == 0; }));
    CHECK(database.connections("LISTEN") == 0);
}

TEST_CASE("who listens is told that the connection was lost, and hears what comes from then on") {
    REQUIRES_SERVER();
    const ServedDatabase database;
    Inbox inbox;
    Inbox other;
    const auto subscription = aside::listen(news, inbox.handler());
    const auto second = aside::listen(news + '2', other.handler());
    for (std::size_t round = 0; round < 2; ++round) {
        database.end_connections("LISTEN");
        const auto received = inbox.wait_for(2 * round + 1);
        REQUIRE(received.size() == 2 * round + 1);
        CHECK(received.back().reconnected);
        CHECK(received.back().channel == news);
        CHECK(received.back().payload.empty());
        aside::notify(news, "back");
        CHECK(inbox.wait_for(2 * round + 2).back().payload == "back");
    }
    const auto told = other.wait_for(2);
    REQUIRE(told.size() == 2);
    CHECK(told[0].reconnected);
    CHECK(told[0].channel == news + '2');
    // Who comes now has lost nothing.
    Inbox late;
    const auto third = aside::listen(news, late.handler());
    aside::notify(news, "new");
    CHECK(late.payloads(1) == Payloads{"new"});
}

BOTH_WAYS("nothing is listened to by a pooler that gives statements to other connections") {
    REQUIRES_SERVER();
    const PostgresServer server;
    aside::connect(server.url() + "&prepare=off", {.alias = "pooler"});
    constexpr const char* message =
        "aside: nothing can be listened to by a pooler that gives statements to other connections "
        "(prepare=off): connect another alias to the server itself";
    const auto handler = [](const Notification&) {};
    if constexpr (Way::mirrored)
        CHECK_THROWS_WITH_AS((void)aside::alisten(news, handler, {.alias = "pooler"}).get(),
                             message, aside::NotSupportedError);
    else
        CHECK_THROWS_WITH_AS((void)aside::listen(news, handler, {.alias = "pooler"}), message,
                             aside::NotSupportedError);
    aside::notify(news, "this goes", {.alias = "pooler"});
    aside::disconnect("pooler");
}

TEST_CASE("listening to a server that refuses the connection throws, and nothing is left of it") {
    REQUIRES_SERVER();
    const ServedDatabase database;
    auto& observer = database.observer();
    const std::string role = "guest_" + std::to_string(getpid());
    observer.run("CREATE ROLE " + role + " LOGIN");
    aside::connect(database.url() + "&user=" + role, {.alias = "guest"});
    observer.run("ALTER ROLE " + role + " NOLOGIN");
    CHECK_THROWS_AS((void)aside::listen(news, [](const Notification&) {}, {.alias = "guest"}),
                    aside::OperationalError);
    observer.run("ALTER ROLE " + role + " LOGIN");
    {
        Inbox inbox;
        const auto subscription = aside::listen(news, inbox.handler(), {.alias = "guest"});
        aside::notify(news, "there");
        CHECK(inbox.payloads(1) == Payloads{"there"});
        CHECK_FALSE(inbox.wait_for(1).front().reconnected);
        observer.run("ALTER ROLE " + role + " NOLOGIN");
        database.end_connections("LISTEN");
        // While it tries to come back: what is asked now is told why not.
        CHECK_THROWS_AS((void)aside::listen(news, [](const Notification&) {}, {.alias = "guest"}),
                        aside::OperationalError);
        observer.run("ALTER ROLE " + role + " LOGIN");
        CHECK(inbox.wait_for(2).back().reconnected);
    }
    aside::disconnect("guest");
    observer.run("DROP ROLE " + role);
}

TEST_CASE("disconnecting does not wait for a server that is not there") {
    REQUIRES_SERVER();
    const ServedDatabase database;
    auto& observer = database.observer();
    const std::string role = "guest_" + std::to_string(getpid());
    observer.run("CREATE ROLE " + role + " LOGIN");
    aside::connect(database.url() + "&user=" + role, {.alias = "guest"});
    auto subscription = aside::listen(news, [](const Notification&) {}, {.alias = "guest"});
    observer.run("ALTER ROLE " + role + " NOLOGIN");
    database.end_connections("LISTEN");
    std::this_thread::sleep_for(500ms);  // it tries again and again
    const auto before = std::chrono::steady_clock::now();
    aside::disconnect("guest");
    CHECK(std::chrono::steady_clock::now() - before < 2s);
    subscription.end();
    observer.run("DROP ROLE " + role);
}

TEST_CASE("a process that listens exits as any other, also in a handler") {
    REQUIRES_SERVER();
    REQUIRES_FORK();
    const PostgresServer server;
    const std::string url = server.url();
    CHECK(in_child([&] {
              aside::connect(url);
              static const auto subscription = aside::listen(news, [](const Notification&) {});
          }) == 0);
    CHECK(in_child([&] {
              aside::connect(url);
              static const auto subscription =
                  aside::listen(news, [](const Notification&) { std::exit(7); });
              aside::notify(news);
              std::this_thread::sleep_for(20s);
          }) == 7);
}

TEST_CASE("a child leaves to its parent what that listens to, and listens to its own") {
    REQUIRES_SERVER();
    REQUIRES_FORK();
    const ServedDatabase database;
    Inbox inbox;
    std::optional subscription = aside::listen(news, inbox.handler());
    CHECK(in_child([&] {
              try {
                  (void)aside::listen(news, [](const Notification&) {});
                  std::_Exit(2);
              } catch (const aside::InterfaceError&) {
              }
              subscription.reset();
              aside::connect(database.url(), {.alias = "own"});
              Inbox own;
              const auto heard = aside::listen(news, own.handler(), {.alias = "own"});
              aside::notify(news, "of the child", {.alias = "own"});
              if (own.payloads(1) != Payloads{"of the child"}) std::_Exit(3);
          }) == 0);
    aside::notify(news, "of the parent");
    CHECK(inbox.payloads(2) == Payloads{"of the child", "of the parent"});
}
