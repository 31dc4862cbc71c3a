#include <doctest/doctest.h>
#include <sqlite3.h>

#include "aside/error.hpp"
#include "exec/helpers.hpp"
#include "support/forwarding_connection.hpp"

using namespace aside::testing;
using aside::OperationalError;
using aside::backend::Access;
using aside::backend::Prepared;
using aside::detail::Runner;

namespace {

/// What is to go wrong: the next statement whose text begins like this.
struct Fault {
    std::string statement{};
    int opens_to_fail = 0;
    int opened = 0;

    void meet(std::string_view sql) {
        if (statement.empty() || !sql.starts_with(statement)) return;
        statement.clear();
        throw OperationalError(aside::DatabaseErrorInfo{
            .message = "disk I/O error", .sql = std::string(sql), .code = SQLITE_IOERR});
    }
};

/// A connection on which statements fail when they are prepared, cached or not.
class FaultyConnection final : public ForwardingConnection {
public:
    FaultyConnection(std::unique_ptr<Connection> inner, std::shared_ptr<Fault> fault)
        : ForwardingConnection(std::move(inner)), fault_(std::move(fault)) {}
    std::unique_ptr<Prepared> prepare(std::string_view sql) override {
        fault_->meet(sql);
        return inner().prepare(sql);
    }

private:
    std::shared_ptr<Fault> fault_;
};

/// A scratch database with a table `t (id)`, all of whose connections meet the fault.
class FaultyDatabase {
public:
    FaultyDatabase() {
        auto source = aside::backend::source_of("sqlite:" + directory_ / "faulty.db",
                                                std::chrono::seconds(5));
        source.open = [open = source.open, fault = fault](
                          Access access, const aside::detail::Interrupt* interrupt) {
            if (fault->opens_to_fail > 0) {
                --fault->opens_to_fail;
                throw OperationalError("cannot be opened");
            }
            ++fault->opened;
            return std::make_unique<FaultyConnection>(open(access, interrupt), fault);
        };
        aside::exec::connect_with(std::move(source),
                                  {.pool_size = 1, .timeout = std::chrono::milliseconds(50)});
        aside::connection().execute("CREATE TABLE t (id)");
    }
    FaultyDatabase(const FaultyDatabase&) = delete;
    FaultyDatabase& operator=(const FaultyDatabase&) = delete;
    ~FaultyDatabase() { aside::disconnect(); }

    const std::shared_ptr<Fault> fault = std::make_shared<Fault>();

private:
    ScratchDirectory directory_;
};

void insert_twice(Runner& runner) {
    const auto lease = runner.write();
    aside::exec::TransactionScope scope(*lease);
    lease->execute("INSERT INTO t VALUES (1)");
    lease->execute("INSERT INTO t VALUES (2)");
    scope.commit();
}

std::int64_t count() {
    return *aside::connection().query("SELECT count(*) FROM t").front()[0].integer();
}

}  // namespace

TEST_CASE("a write that fails half-way leaves nothing, and the next one succeeds") {
    for (const auto* statement : {"BEGIN", "INSERT INTO t VALUES (2)", "COMMIT"}) {
        const FaultyDatabase database;
        database.fault->statement = statement;
        CHECK_THROWS_AS(here("default", insert_twice), OperationalError);
        CHECK(count() == 0);
        CHECK_NOTHROW(here("default", insert_twice));
        CHECK(count() == 2);
    }
}

TEST_CASE("a writer that cannot even roll back is replaced") {
    const FaultyDatabase database;
    here("default", [&](Runner& runner) {
        const auto lease = runner.write();
        const aside::exec::TransactionScope scope(*lease);
        lease->execute("INSERT INTO t VALUES (1)");
        database.fault->statement = "ROLLBACK";
    });
    CHECK(count() == 0);
    CHECK_NOTHROW(here("default", insert_twice));
    CHECK(count() == 2);
    CHECK(database.fault->opened == 3);
}

TEST_CASE("a reader that failed is replaced") {
    const FaultyDatabase database;
    database.fault->statement = "SELECT";
    CHECK_THROWS_AS(count(), OperationalError);
    CHECK(count() == 0);
    CHECK(database.fault->opened == 3);
}

TEST_CASE(
    "a connection that cannot be opened takes no place in the pool, nor a turn of the queue") {
    const FaultyDatabase database;
    database.fault->opens_to_fail = 1;
    CHECK_THROWS_AS(count(), OperationalError);
    CHECK(count() == 0);

    database.fault->statement = "INSERT";
    CHECK_THROWS_AS(here("default", insert_twice), OperationalError);
    database.fault->opens_to_fail = 1;  // the writer's replacement
    CHECK_THROWS_AS(here("default", insert_twice), OperationalError);
    database.fault->opens_to_fail = 1;
    CHECK_NOTHROW(here("default", [](Runner&) {}));
    auto later = in_background("default", aside::detail::Intent::write, insert_twice);
    CHECK_THROWS_AS(later.get(), OperationalError);
    CHECK_NOTHROW(here("default", insert_twice));
    CHECK(count() == 2);
}

TEST_CASE("a mistake in a statement costs no connection") {
    const FaultyDatabase database;
    const int before = database.fault->opened;
    CHECK_THROWS_AS(aside::connection().execute("NONSENSE"), aside::ProgrammingError);
    here("default", insert_twice);
    CHECK(database.fault->opened == before);
}
