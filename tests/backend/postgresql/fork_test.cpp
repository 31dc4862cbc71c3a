// Processes that fork, or end, in the middle of what they ask a server. Each is a process of its
// own, which tells by its exit status how far it came.
#include <unistd.h>

#include <cstdlib>
#include <thread>

#include "aside/aside.hpp"
#include "exec/child.hpp"
#include "support/forked.hpp"
#include "support/postgresql.hpp"

using namespace aside::literals;
using namespace aside::testing;
using namespace std::chrono_literals;

namespace forks {

struct Leaf : aside::Model<Leaf> {
    std::int64_t id = 0;
};

}  // namespace forks

namespace {

using forks::Leaf;

std::string url() { return std::getenv("ASIDE_TEST_SCHEMA"); }

/// The processes of the server behind the connections of this program.
std::int64_t connections() {
    return *aside::connection()
                .query("SELECT COUNT(*) FROM pg_stat_activity WHERE application_name = 'forks'")
                .front()[0]
                .integer();
}

std::int64_t process() {
    return *aside::connection().query("SELECT pg_backend_pid()::bigint").front()[0].integer();
}

TEST_CASE("child: leaves the connections of its parent" * doctest::skip()) {
    aside::connect(url());
    CHECK(Leaf::objects.acount().get() == 0);
    aside::Transaction transaction;
    Leaf::objects.create();
    auto leaves = std::make_optional(Leaf::objects.iterator({.chunk_size = 1}));
    auto leaf = leaves->begin();
    const auto mine = process();
    const auto before = connections();
    CHECK(in_child([&] {
              try {
                  (void)Leaf::objects.count();
                  require(false, "it was refused");
              } catch (const aside::InterfaceError&) {
              }
              leaves.reset();
              aside::connect(url());
              require(process() != mine, "a connection of its own");
              require(Leaf::objects.acount().get() == 0, "what its parent has not committed");
              Leaf::objects.create();
              aside::disconnect();
          }) == 0);
    CHECK(process() == mine);
    CHECK(leaf->id > 0);
    ++leaf;
    CHECK(leaf == leaves->end());
    leaves.reset();
    transaction.commit();
    CHECK(Leaf::objects.count() == 2);
    CHECK(soon([&] { return connections() == before; }));  // the child's has ended
}

// The end of the process waits neither for the server nor for the network.
TEST_CASE("child: ends with calls in flight" * doctest::skip()) {
    aside::connect(url());
    std::vector<aside::Future<Leaf>> made;
    for (int i = 0; i < 100; ++i) made.push_back(Leaf::objects.acreate());
    made.front().get();
    const std::string_view way = std::getenv("ASIDE_TEST_WAY");
    if (way == "at once") std::_Exit(0);
    if (way == "exit") std::exit(0);
    made.clear();
    CHECK(aside::shutdown());
}

class Leaves {
public:
    Leaves() {
        aside::connect(url_);
        aside::create_tables<Leaf>();
    }
    Leaves(const Leaves&) = delete;
    Leaves& operator=(const Leaves&) = delete;
    ~Leaves() { aside::disconnect(); }
    void run(const std::string& test_case, const std::string& more = {}) const {
        const auto child = run_child(test_case, "ASIDE_TEST_SCHEMA=" + url_ + more);
        CHECK_MESSAGE(child.status == 0, child.output);
    }

private:
    const PostgresServer server_{};
    const std::string url_ = server_.url() + "&application_name=forks";
};

}  // namespace

TEST_CASE("a child neither uses nor ends its parent's connections") {
    REQUIRES_SERVER();
    REQUIRES_FORK();
    const Leaves leaves;
    leaves.run("child: leaves the connections of its parent");
}

TEST_CASE("a program may end with calls in flight; none is done by half") {
    REQUIRES_SERVER();
    REQUIRES_FORK();
    for (const char* const way : {"at once", "exit", "shutdown"}) {
        const Leaves leaves;
        leaves.run("child: ends with calls in flight", std::string("' 'ASIDE_TEST_WAY=") + way);
        CHECK(Leaf::objects.count() >= 1);
    }
}
