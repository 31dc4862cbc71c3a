#include <doctest/doctest.h>
#include <sqlite3.h>

#include <thread>

#include "aside/error.hpp"
#include "exec/helpers.hpp"

using namespace aside::testing;
using namespace std::chrono_literals;
using aside::connection;
using aside::SqlValue;
using aside::detail::Intent;
using aside::detail::Runner;

TEST_CASE("rows of a raw query are read by position and by name") {
    const ScratchDatabase database;
    const auto handle = connection();
    CHECK(handle.vendor() == "sqlite");
    CHECK(handle.features().one_writer);
    CHECK_FALSE(handle.features().row_locks);
    CHECK(handle.alias() == "default");
    CHECK(handle.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT)") == 0);
    CHECK(handle.execute("INSERT INTO t (name) VALUES (?), (?)", "a", nullptr) == 2);
    const auto rows = handle.query("SELECT id, name FROM t WHERE id >= ? ORDER BY id", 1);
    CHECK(rows.columns() == std::vector<std::string>{"id", "name"});
    REQUIRE(rows.size() == 2);
    CHECK(rows[0]["name"] == SqlValue("a"));
    CHECK(rows[1][1].is_null());
    CHECK_THROWS_AS((void)rows[2], aside::DataError);
    CHECK_THROWS_AS((void)rows[0]["colour"], aside::DataError);
    CHECK_THROWS_AS((void)rows[0][2], aside::DataError);
    CHECK(handle.query("SELECT id FROM t WHERE id = 99").columns() ==
          std::vector<std::string>{"id"});
}

TEST_CASE("a query that writes goes to the writer") {
    const ScratchDatabase database;
    const auto handle = connection();
    handle.execute("CREATE TABLE t (id INTEGER PRIMARY KEY)");
    CHECK(handle.query("INSERT INTO t VALUES (7) RETURNING id").front()["id"] == SqlValue(7));
    CHECK(handle.query("SELECT count(*) FROM t").front()[0] == SqlValue(1));
}

TEST_CASE("raw statements run in the background too") {
    const ScratchDatabase database;
    const auto handle = connection();
    handle.aexecute("CREATE TABLE t (id INTEGER PRIMARY KEY)").get();
    CHECK(handle.aexecute("INSERT INTO t VALUES (?)", 7).get() == 1);
    CHECK(handle.aquery("SELECT id FROM t WHERE id = ?", 7).get().front()["id"] == SqlValue(7));
    CHECK(handle.aquery("INSERT INTO t VALUES (8) RETURNING id").get().front()[0] == SqlValue(8));
    CHECK_THROWS_AS(handle.aquery("NONSENSE").get(), aside::ProgrammingError);
}

TEST_CASE("a reader notices a change of the schema") {
    const ScratchDatabase database;
    const auto handle = connection();
    handle.execute("CREATE TABLE t (id)");
    handle.execute("INSERT INTO t VALUES (1)");
    CHECK(handle.query("SELECT * FROM t").columns().size() == 1);
    handle.execute("ALTER TABLE t ADD COLUMN name");
    CHECK(handle.query("SELECT * FROM t").columns().size() == 2);
}

TEST_CASE("an alias is connected once") {
    const ScratchDatabase database;
    try {
        aside::connect("sqlite::memory:");
        FAIL("connected twice");
    } catch (const aside::ImproperlyConfigured& error) {
        CHECK(std::string(error.what()).find("disconnect") != std::string::npos);
    }
}

TEST_CASE("an unknown alias is named, and those that are connected") {
    const ScratchDatabase database({.alias = "replica"});
    for (const auto& use :
         {+[] { (void)connection("main"); }, +[] { aside::disconnect("main"); }}) {
        try {
            use();
            FAIL("no error");
        } catch (const aside::ConnectionDoesNotExist& error) {
            CHECK(std::string(error.what()) ==
                  "no database is connected as \"main\"; connected: \"replica\"");
        }
    }
    auto later = in_background("main", Intent::read, [](Runner& runner) { (void)runner.read(); });
    CHECK_THROWS_AS(later.get(), aside::ConnectionDoesNotExist);
}

TEST_CASE("a database that is only read refuses writes and says why") {
    const ScratchDatabase database;
    connection().execute("CREATE TABLE t (id)");
    const ScratchDatabase replica(database.url() + "?mode=ro", {.alias = "replica"});
    CHECK(connection("replica").query("SELECT * FROM t").empty());
    for (const auto& write :
         {+[] { connection("replica").execute("INSERT INTO t VALUES (1)"); },
          +[] { (void)connection("replica").query("INSERT INTO t VALUES (1) RETURNING id"); }}) {
        try {
            write();
            FAIL("no error");
        } catch (const aside::OperationalError& error) {
            CHECK(std::string(error.what()).find("mode=ro") != std::string::npos);
        }
    }
    auto later =
        in_background("replica", Intent::write, [](Runner& runner) { (void)runner.write(); });
    CHECK_THROWS_AS(later.get(), aside::OperationalError);
    auto read = in_background("replica", Intent::read, [](Runner& runner) { (void)runner.read(); });
    CHECK_NOTHROW(read.get());
}

TEST_CASE("a lock of another process is waited for as long as the time-out") {
    const ScratchDatabase database({.timeout = 50ms});
    connection().execute("CREATE TABLE t (id)");
    const ScratchDatabase other(database.url(), {.alias = "other"});
    here("other", [](Runner& runner) {
        const auto lease = runner.write();
        const aside::exec::TransactionScope scope(*lease);
        try {
            connection().execute("INSERT INTO t VALUES (1)");
            FAIL("no error");
        } catch (const aside::DatabaseLocked& error) {
            CHECK(error.retryable());
            CHECK(error.code() == SQLITE_BUSY);
        }
    });
    CHECK(connection().execute("INSERT INTO t VALUES (1)") == 1);
}

TEST_CASE("disconnect waits for what runs and what is queued") {
    const ScratchDatabase database;
    connection().execute("CREATE TABLE t (id)");
    std::atomic<int> done{0};
    std::vector<std::future<void>> futures;
    for (int i = 0; i < 20; ++i) {
        const auto intent = i % 2 == 0 ? Intent::write : Intent::read;
        futures.push_back(in_background("default", intent, [&](Runner& runner) {
            const auto lease = runner.read();
            std::this_thread::sleep_for(5ms);
            ++done;
        }));
    }
    aside::disconnect();
    CHECK(done == 20);
    CHECK_THROWS_AS((void)connection(), aside::ConnectionDoesNotExist);
    for (auto& future : futures) CHECK_NOTHROW(future.get());
    aside::connect(database.url());
    CHECK(connection().query("SELECT * FROM t").empty());
}

TEST_CASE("a database can be disconnected from the background, but not from within its own use") {
    ScratchDatabase database;
    here("default", [](Runner& runner) {
        const auto lease = runner.read();
        CHECK_THROWS_AS(aside::disconnect(), aside::InterfaceError);
    });
    auto later = in_background("default", Intent::write, [](Runner& runner) {
        CHECK_THROWS_AS(aside::disconnect(), aside::InterfaceError);
        runner.release();
        aside::disconnect();
    });
    REQUIRE(later.wait_for(30s) == std::future_status::ready);
    later.get();
    CHECK_THROWS_AS((void)connection(), aside::ConnectionDoesNotExist);
}
