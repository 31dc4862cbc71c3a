// A function that is called with each new connection of a database.
#include <atomic>
#include <memory>
#include <stdexcept>
#include <string>

#include "support/both_ways.hpp"
#include "support/database.hpp"
#include "support/features.hpp"

using namespace aside::literals;
using namespace aside::testing;

namespace {

struct Guest : aside::Model<Guest> {
    std::int64_t id = 0;
    std::string name;
};

aside::ConnectOptions with(aside::ConnectHook hook) { return {.on_connect = std::move(hook)}; }

}  // namespace

TEST_CASE("on_connect is called with a connection before anything else has it") {
    std::atomic<int> calls{0};
    const SharedTestDatabase<> database(with([&](const aside::Connection& connection) {
        ++calls;
        CHECK(connection.alias() == "default");
        CHECK_FALSE(connection.vendor().empty());
        CHECK(connection.query("SELECT 1").size() == 1);
    }));
    CHECK(calls >= 1);
    aside::create_tables<Guest>();
    const int before = calls;
    for (int i = 0; i < 3; ++i) CHECK(Guest::objects.count() == 0);
    CHECK(calls <= before + 1);
}

BOTH_WAYS("all that it calls runs on that connection, by whatever it is called") {
    bool made = false;
    const SharedTestDatabase<> database(with([&](const aside::Connection& connection) {
        if (std::exchange(made, true)) return;
        aside::create_tables<Guest>();
        aside::atomic([&] {
            CALL(Guest::objects, create, "name"_f = "Ada");
            CALL(Guest::objects, update, "name"_f = "Eve");
            CHECK(CALL(connection, query, "SELECT 1").size() == 1);
        });
        CHECK(CALL(Guest::objects, count) == 1);
        CHECK_THROWS_AS(aside::disconnect(), aside::InterfaceError);
    }));
    CHECK(CALL(Guest::objects, get).name == "Eve");
}

TEST_CASE("its exception is the error of connect, and the database is not connected") {
    CHECK_THROWS_WITH_AS(SharedTestDatabase<>(with([](const aside::Connection&) {
                             throw std::runtime_error("not today");
                         })),
                         "not today", std::runtime_error);
    CHECK_THROWS_AS((void)aside::connection(), aside::ConnectionDoesNotExist);
    CHECK_THROWS_WITH_AS(
        SharedTestDatabase<>(
            with([](const aside::Connection& connection) { connection.execute("BEGIN"); })),
        doctest::Contains("has left a transaction open"), aside::TransactionManagementError);
}

TEST_CASE("later it is the error of the call that needed one more connection") {
    std::atomic<bool> fails{false};
    const SharedTestDatabase<Guest> database(with([&](const aside::Connection&) {
        if (fails) throw std::runtime_error("not any more");
    }));
    std::vector<Guest> guests(3);
    Guest::objects.bulk_create(guests);
    using Rows = decltype(Guest::objects.iterator());
    std::vector<std::unique_ptr<Rows>> open;  // each has a connection
    const auto open_another = [&] {
        open.emplace_back(new Rows(Guest::objects.iterator({.chunk_size = 1})));
        const auto id = open.back()->begin()->id;
        CHECK(id > 0);
    };
    open_another();
    fails = true;
    const auto open_more = [&] {
        for (int i = 0; i < 5; ++i) open_another();
    };
    CHECK_THROWS_WITH_AS(open_more(), "not any more", std::runtime_error);
    fails = false;
    open_another();
    CHECK(Guest::objects.count() == 3);
}
