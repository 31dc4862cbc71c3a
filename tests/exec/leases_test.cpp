// Leases that share a session: within one another on a thread, or on several threads.
#include <doctest/doctest.h>

#include <optional>
#include <thread>
#include <vector>

#include "aside/query_log.hpp"
#include "aside/transaction.hpp"
#include "exec/database/block.hpp"
#include "exec/helpers.hpp"

using namespace aside::testing;
using aside::detail::Block;
using aside::detail::Runner;
using aside::exec::Lease;

namespace {

Lease write_lease() {
    std::optional<Lease> lease;
    here("default", [&](Runner& runner) { lease.emplace(runner.write()); });
    return std::move(*lease);
}

bool has_turn() {
    return aside::exec::database("default")
        ->shared_connection(aside::detail::Intent::write)
        ->turns()
        ->held_by_this_thread();
}

std::size_t rows_of_t() { return aside::connection().query("SELECT * FROM t").size(); }

struct TableT : ScratchDatabase {
    explicit TableT(const std::string& url = "") : ScratchDatabase(url, {}) {
        aside::connection().execute("CREATE TABLE t (id)");
    }
};

}  // namespace

TEST_CASE("a lease within another keeps the turn, whichever of them ends first") {
    const TableT database;
    std::optional<Lease> first = write_lease();
    std::optional<Lease> second = write_lease();
    CHECK(&**first == &**second);
    SUBCASE("the inner one") {
        second.reset();
        CHECK(has_turn());
        first.reset();
    }
    SUBCASE("the outer one") {
        first.reset();
        CHECK(has_turn());
        (*second)->execute("INSERT INTO t VALUES (1)");
        second.reset();
    }
    CHECK_FALSE(has_turn());
}

TEST_CASE("what was left open is rolled back when the last lease ends") {
    const TableT database;
    std::optional<Lease> outer = write_lease();
    std::optional<Lease> inner = write_lease();
    (*outer)->execute("BEGIN");
    (*outer)->execute("INSERT INTO t VALUES (1)");
    outer.reset();
    CHECK((*inner)->in_transaction());
    CHECK((*inner)->prepare("SELECT * FROM t").step());
    inner.reset();
    CHECK_FALSE(write_lease()->in_transaction());
    CHECK(rows_of_t() == 0);
}

TEST_CASE("leases that are shared among threads give the session back once") {
    const TableT database;
    for (int round = 0; round < 100; ++round) {
        Lease lease = write_lease();
        lease.leave_thread(aside::exec::Keeper::iterator);
        std::vector<std::thread> threads;
        for (int i = 0; i < 4; ++i) threads.emplace_back([each = lease.share()] {});
        { const Lease ending = std::move(lease); }
        for (auto& thread : threads) thread.join();
        CHECK(write_lease()->execute("INSERT INTO t VALUES (1)") == 1);
    }
    CHECK(rows_of_t() == 100);
}

TEST_CASE("a reading connection goes back to the pool with the last lease that shares it") {
    const TableT database;
    auto& pool = one_writer().readers();
    std::optional<Lease> first;
    here("default", [&](Runner& runner) { first.emplace(runner.read()); });
    std::optional<Lease> second = first->share();
    first.reset();
    CHECK(pool.used_by_this_thread());
    CHECK_FALSE((*second)->prepare("SELECT * FROM t").step());
    second.reset();
    CHECK_FALSE(pool.used_by_this_thread());
}

TEST_CASE("a lease that takes another's place gives back what it had") {
    const TableT database;
    here("default", [](Runner& runner) {
        Lease lease = runner.read();
        CHECK(one_writer().readers().used_by_this_thread());
        lease = runner.write();
        CHECK_FALSE(one_writer().readers().used_by_this_thread());
        CHECK(has_turn());
        Lease& same = lease;
        lease = std::move(same);
        CHECK(has_turn());
    });
    CHECK_FALSE(has_turn());
}

TEST_CASE("a lease keeps its database open") {
    const TableT database;
    Lease lease = write_lease();
    lease.leave_thread(aside::exec::Keeper::iterator);
    std::thread closing([] { aside::disconnect(); });
    while (true) {
        try {
            (void)aside::exec::database("default");
        } catch (const aside::ConnectionDoesNotExist&) {
            break;
        }
    }
    CHECK(lease->execute("INSERT INTO t VALUES (1)") == 1);
    { const Lease ending = std::move(lease); }
    closing.join();
    aside::connect(database.url());
    CHECK(rows_of_t() == 1);
}

TEST_CASE("a hook may use the connection that is being given back") {
    const TableT database("sqlite::memory:");
    std::size_t seen = 0;
    const auto subscription = aside::on_query([&](const aside::Statement& statement) {
        if (statement.sql == "ROLLBACK") seen = aside::connection().query("SELECT 1").size();
    });
    {
        const Lease lease = write_lease();
        lease->execute("BEGIN");
    }
    CHECK(seen == 1);
    CHECK_FALSE(has_turn());
    std::thread([] { CHECK(rows_of_t() == 0); }).join();
}

TEST_CASE("a lease of a block within another keeps the block's turn and the block") {
    const TableT database;
    std::optional<Lease> inner;
    std::weak_ptr<Block> block;
    {
        const aside::Transaction transaction;
        block = transaction.block();
        std::optional<Lease> outer = transaction.block()->lease(nullptr);
        inner.emplace(transaction.block()->lease(nullptr));
        CHECK(&**outer == &**inner);
        outer.reset();
        CHECK(transaction.block()->turns()->held_by_this_thread());
    }
    REQUIRE_FALSE(block.expired());
    CHECK(block.lock()->turns()->held_by_this_thread());
    inner.reset();
    CHECK(block.expired());
}

TEST_CASE("a call reads what it has written, as long as it holds the writer") {
    const TableT database;
    here("default", [](Runner& runner) {
        {
            const Lease writing = runner.write();
            const aside::exec::TransactionScope scope(*writing);
            writing->execute("INSERT INTO t VALUES (1)");
            CHECK(&*runner.read() == &*writing);
            CHECK(runner.read()->prepare("SELECT * FROM t").step());
        }
        const Lease writing = write_lease();
        CHECK_FALSE(runner.read()->prepare("SELECT * FROM t").step());
    });
}
