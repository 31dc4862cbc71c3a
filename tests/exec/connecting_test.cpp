#include <doctest/doctest.h>
#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <thread>
#include <vector>

#include "aside/error.hpp"
#include "exec/helpers.hpp"
#include "support/forked.hpp"

using namespace aside::testing;
using namespace std::chrono_literals;
using aside::connection;
using aside::SqlValue;

namespace {

/// Another program's connection to a file, that runs statements.
class Other {
public:
    explicit Other(const std::string& path) {
        REQUIRE(sqlite3_open(path.c_str(), &database_) == SQLITE_OK);
    }
    Other(const Other&) = delete;
    Other& operator=(const Other&) = delete;
    ~Other() { sqlite3_close(database_); }
    void run(const char* sql) const {
        REQUIRE(sqlite3_exec(database_, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
    }

private:
    sqlite3* database_ = nullptr;
};

/// A file of another program, with one row and a rollback journal.
void make_file(const std::string& path) {
    Other(path).run("CREATE TABLE t (id); INSERT INTO t VALUES (1)");
}

std::string bytes_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::string journal_mode() { return *connection().query("PRAGMA journal_mode").front()[0].text(); }

/// Connects in so many processes at once; gives how many could not.
int failed_of(int processes, const std::string& url) {
    int gate[2];
    REQUIRE(pipe(gate) == 0);
    std::vector<std::unique_ptr<Forked>> children;
    const auto connect_behind_gate = [&] {
        char nothing = 0;
        close(gate[1]);
        if (read(gate[0], &nothing, 1) != 0) _exit(2);
        try {
            aside::connect(url);
        } catch (const aside::Error&) {
            _exit(1);
        }
        _exit(0);
    };
    for (int i = 0; i < processes; ++i)
        children.push_back(std::make_unique<Forked>(connect_behind_gate));
    close(gate[0]);
    close(gate[1]);
    return static_cast<int>(
        std::ranges::count_if(children, [](const auto& each) { return each->status() != 0; }));
}

}  // namespace

TEST_CASE("processes that connect to a new file at once wait for one another") {
    for (int round = 0; round < 40; ++round) {
        const ScratchDirectory directory;
        CHECK(failed_of(6, "sqlite:" + directory / "new.db") == 0);
    }
}

TEST_CASE("connecting waits until another program has read to its end") {
    const ScratchDirectory directory;
    const auto path = directory / "read.db";
    make_file(path);
    const Other other(path);
    other.run("BEGIN; SELECT * FROM t");
    std::thread reader([&] {
        std::this_thread::sleep_for(200ms);
        other.run("COMMIT");
    });
    aside::connect("sqlite:" + path, {.timeout = 30s});
    CHECK(journal_mode() == "wal");
    aside::disconnect();
    reader.join();
}

TEST_CASE("connecting waits no longer for another program than the time-out") {
    const ScratchDirectory directory;
    const auto path = directory / "read.db";
    make_file(path);
    const Other other(path);
    other.run("BEGIN; SELECT * FROM t");
    const auto begin = std::chrono::steady_clock::now();
    CHECK_THROWS_AS(aside::connect("sqlite:" + path, {.timeout = 100ms}), aside::DatabaseLocked);
    CHECK(std::chrono::steady_clock::now() - begin >= 100ms);
    aside::connect("sqlite:" + path + "?journal_mode=keep");  // needs no more than the reader has
    CHECK(connection().query("SELECT id FROM t").front()[0] == SqlValue(1));
    aside::disconnect();
}

TEST_CASE("a file whose journal mode is kept is not written until something is") {
    const ScratchDirectory directory;
    const auto path = directory / "kept.db";
    make_file(path);
    const auto before = bytes_of(path);
    aside::connect("sqlite:" + path + "?journal_mode=keep");
    CHECK(connection().query("SELECT id FROM t").front()[0] == SqlValue(1));
    CHECK(journal_mode() == "delete");
    aside::disconnect();
    CHECK(bytes_of(path) == before);
    aside::connect("sqlite:" + path + "?journal_mode=keep");
    connection().execute("INSERT INTO t VALUES (2)");
    CHECK(connection().query("SELECT count(*) FROM t").front()[0] == SqlValue(2));
    CHECK(journal_mode() == "delete");
    aside::disconnect();
    aside::connect("sqlite:" + path);
    CHECK(journal_mode() == "wal");
    aside::disconnect();
    aside::connect("sqlite:" + path + "?journal_mode=keep");
    CHECK(journal_mode() == "wal");
    aside::disconnect();
}

TEST_CASE("an immutable file is read, and refused where a log beside it holds more") {
    const ScratchDirectory directory;
    const auto path = directory / "a b?c%#d.db";
    const auto url = "sqlite:" + directory / "a b%3Fc%25#d.db?mode=ro&immutable=1";
    make_file(path);
    aside::connect(url);
    CHECK(connection().query("SELECT count(*) FROM t").front()[0] == SqlValue(1));
    CHECK_THROWS_AS(connection().execute("INSERT INTO t VALUES (2)"), aside::OperationalError);
    aside::disconnect();
    const Other writer(path);
    writer.run("PRAGMA journal_mode = WAL; INSERT INTO t VALUES (2)");
    try {
        aside::connect(url);
        FAIL("connected");
    } catch (const aside::OperationalError& error) {
        const std::string message = error.what();
        CHECK_MESSAGE(
            message.find("-wal holds changes that immutable=1 would not see") != message.npos,
            message);
    }
}
