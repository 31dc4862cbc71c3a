// What a pool does in the background ends with its database, with the process, and at a fork.
#include <doctest/doctest.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <string>
#include <thread>

#include "aside/error.hpp"
#include "exec/child.hpp"
#include "exec/fake_server.hpp"
#include "exec/helpers.hpp"
#include "support/forked.hpp"

using namespace aside::testing;
using namespace std::chrono_literals;
using aside::backend::Access;
using aside::detail::Interrupt;

namespace {

using Clock = std::chrono::steady_clock;

std::atomic<int> waiting{0};

/// Connects a file whose connections to read are waited for in vain, and some of which are wanted.
void connect_silent(const std::string& url) {
    auto source = aside::backend::source_of(url, 5s);
    source.open = [open = source.open](Access access, const Interrupt* interrupt) {
        if (access == Access::read) {
            ++waiting;
            while (interrupt == nullptr || !interrupt->due()) std::this_thread::sleep_for(1ms);
            interrupt->check();
        }
        return open(access, interrupt);
    };
    aside::exec::connect_with(std::move(source), {.min_idle = 2});
    REQUIRE(soon([] { return waiting > 0; }));
}

TEST_CASE("child: ends while a connection is opened" * doctest::skip()) {
    connect_silent("sqlite:" + std::string(std::getenv("ASIDE_TEST_FILE")));
}

}  // namespace

TEST_CASE("a process that ends does not wait for a connection that its pool wants") {
    const ScratchDirectory directory;
    const auto child = run_child("child: ends while a connection is opened",
                                 "ASIDE_TEST_FILE=" + directory / "silent.db");
    CHECK_MESSAGE(child.status == 0, child.output);
}

TEST_CASE("neither does disconnect, nor shutdown") {
    const ScratchDirectory directory;
    connect_silent("sqlite:" + directory / "silent.db");
    const auto begin = Clock::now();
    SUBCASE("shutdown") { aside::shutdown(); }
    SUBCASE("disconnect alone") {}
    aside::disconnect();
    CHECK(Clock::now() - begin < 3s);
}

TEST_CASE("a pool is looked after again when it is used after a shutdown") {
    FakePool fake({.size = 3, .idle_timeout = 50ms, .watched = true});
    fake.open_connections(3);
    aside::shutdown();
    std::this_thread::sleep_for(1200ms);
    (void)fake.next();
    CHECK(soon([&] { return fake.server->closed == 3; }));
}

TEST_CASE("a child looks after its own pools, and leaves its parent's") {
    REQUIRES_FORK();
    FakePool parent({.size = 2, .idle_timeout = 100ms, .watched = true});
    parent.open_connections(2);
    CHECK(in_child([&] {
              FakePool own({.size = 2, .min_idle = 1, .idle_timeout = 50ms, .watched = true});
              own.open_connections(2);
              const bool kept = soon([&] { return own.server->closed == 1; });
              std::this_thread::sleep_for(200ms);
              _exit(kept && own.server->closed == 1 && parent.server->closed == 0 ? 0 : 1);
          }) == 0);
    CHECK(soon([&] { return parent.server->closed == 2; }));
}
