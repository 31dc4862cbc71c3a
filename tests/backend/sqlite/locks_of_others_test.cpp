// A file that another process writes to at the moment.
#include <doctest/doctest.h>
#include <sqlite3.h>

#include "support/books.hpp"
#include "support/both_ways.hpp"
#include "support/slow.hpp"
#include "support/sqlite.hpp"

using namespace library;
using namespace std::chrono_literals;
using aside::QueryTimeout;
using aside::testing::SqliteFile;
using aside::testing::Stopwatch;

namespace {

/// Another process's transaction, as far as the file can tell.
class ForeignTransaction {
public:
    explicit ForeignTransaction(const std::string& file) {
        sqlite3_open(file.c_str(), &database_);
        sqlite3_exec(database_, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr);
    }
    ForeignTransaction(const ForeignTransaction&) = delete;
    ForeignTransaction& operator=(const ForeignTransaction&) = delete;
    ~ForeignTransaction() { sqlite3_close(database_); }

private:
    sqlite3* database_ = nullptr;
};

}  // namespace

BOTH_WAYS("another process's lock is waited for no longer than the time-out") {
    const SqliteFile<Book> database;
    {
        const ForeignTransaction other(database.path());
        const Stopwatch watch;
        CHECK_THROWS_AS(CALL(Book::objects.timeout(100ms), create, "title"_f = "Emma"),
                        QueryTimeout);
        CHECK(watch.shows_about(100ms));
    }
    CHECK(CALL(Book::objects, create, "title"_f = "Emma").id == 1);
}

TEST_CASE("without a time-out, another process's lock is waited for as long as connect says") {
    const SqliteFile<Book> database({.timeout = 150ms});
    const ForeignTransaction other(database.path());
    const Stopwatch watch;
    CHECK_THROWS_AS(Book::objects.create("title"_f = "Emma"), aside::DatabaseLocked);
    CHECK(watch.shows_about(150ms));
}
