// Rows that are read in a block, where other statements run between them.
#include <unistd.h>

#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include "support/postgresql.hpp"
#include "support/sanitized.hpp"

using namespace aside::literals;
using namespace aside::testing;
using aside::SqlValue;
using aside::backend::TransactionState;
using doctest::Contains;

namespace cursors {

struct Line : aside::Model<Line> {
    std::int64_t id = 0;
    std::string text;
};

}  // namespace cursors

namespace {

using cursors::Line;

/// Connected while it lives, with a sequence that counts the rows of `counted`.
class Connected {
public:
    Connected() {
        aside::connect(server_.url());
        aside::create_tables<Line>();
        aside::connection().execute("CREATE SEQUENCE made");
    }
    Connected(const Connected&) = delete;
    Connected& operator=(const Connected&) = delete;
    ~Connected() { aside::disconnect(); }

    static void add_lines(int count) {
        std::vector<Line> lines(static_cast<std::size_t>(count));
        for (Line& line : lines) line.text = "old";
        Line::objects.bulk_create(lines);
    }

private:
    const PostgresServer server_;
};

/// Rows that the server makes one by one, as they are asked for.
auto counted(int count, int size = 1) {
    return Line::objects.raw("SELECT NEXTVAL('made') AS id, REPEAT('x', " + std::to_string(size) +
                             ") AS text FROM GENERATE_SERIES(1, " + std::to_string(count) + ")");
}

std::int64_t rows_made() {
    return *aside::connection().query("SELECT last_value FROM made").front()[0].integer();
}

std::int64_t integer(const SqlValue& value) {
    return value.integer() == nullptr ? -1 : *value.integer();
}

/// Of this process, at the moment.
std::size_t megabytes() {
    std::ifstream pages("/proc/self/statm");
    std::size_t all = 0;
    std::size_t resident = 0;
    pages >> all >> resident;
    return resident * static_cast<std::size_t>(sysconf(_SC_PAGESIZE)) >> 20U;
}

/// The keys up to the given number, by steps; the last step says that there are no more.
std::vector<std::int64_t> values_of(aside::backend::Prepared& statement) {
    std::vector<std::int64_t> values;
    while (statement.step()) values.push_back(statement.at(0).integer);
    return values;
}

constexpr const char* our_cursors =
    "SELECT COUNT(*) FROM pg_cursors WHERE name LIKE 'aside_cursor_%'";

}  // namespace

TEST_CASE("an iterator in a block that is left early has few rows made, and the block goes on") {
    REQUIRES_SERVER();
    const Connected database;
    aside::atomic([] {
        for (const Line& line : counted(100'000).iterator({.chunk_size = 10}))
            if (line.id == 5) break;
        CHECK(rows_made() <= 21);
        Line::objects.create("text"_f = "behind it");
        CHECK(integer(aside::connection().query(our_cursors).front()[0]) == 0);
    });
    CHECK(Line::objects.count() == 1);
    aside::Transaction transaction;
    {
        auto lines = counted(100'000).using_(transaction).aiterator({.chunk_size = 10});
        CHECK(lines.anext().get().has_value());
    }
    transaction.commit();
    CHECK(rows_made() <= 21 + 42);
}

TEST_CASE(
    "other statements run between the rows of an iterator in a block, which stay as they were") {
    REQUIRES_SERVER();
    const Connected database;
    Connected::add_lines(1000);
    aside::atomic([] {
        std::int64_t expected = 0;
        for (const Line& line : Line::objects.order_by("id"_f).iterator({.chunk_size = 7})) {
            CHECK(line.id == ++expected);
            CHECK(line.text == "old");
            if (expected % 100 != 1) continue;
            Line::objects.update("text"_f = "new");
            CHECK(Line::objects.filter("text"_f == "new").count() == 1000);
            std::int64_t inner = 0;
            for (const Line& other : Line::objects.order_by("id"_f).iterator({.chunk_size = 300}))
                CHECK(other.id == ++inner);
            CHECK(inner == 1000);
        }
        CHECK(expected == 1000);
    });
}

TEST_CASE(
    "memory does not grow with the rows of an iterator in a block, whatever runs between them") {
    REQUIRES_SERVER();
    const Connected database;
    aside::atomic([] {
        std::size_t before = 0;
        std::size_t most = 0;
        for (const Line& line : counted(100'000, 2000).iterator({.chunk_size = 1000})) {
            if (line.id % 1000 != 500) continue;
            CHECK(Line::objects.count() == 0);
            if (before == 0) before = megabytes();
            most = std::max(most, megabytes());
        }
        CHECK(rows_made() == 100'000);
        // All are 200. A sanitizer keeps what was freed for a while.
        if (!aside::testing::sanitized) CHECK(most < before + 50);
    });
}

TEST_CASE("an iterator outlives the rollback of a block inside, and not that of its own block") {
    REQUIRES_SERVER();
    const Connected database;
    Connected::add_lines(100);
    aside::atomic([] {
        std::int64_t rows = 0;
        for (const Line& line : Line::objects.order_by("id"_f).iterator({.chunk_size = 10})) {
            CHECK(line.id == ++rows);
            if (rows % 10 != 5) continue;
            const auto failing = [] { Line::objects.create("id"_f = 1, "text"_f = "again"); };
            CHECK_THROWS_AS(aside::atomic(failing), aside::UniqueViolation);
        }
        CHECK(rows == 100);
        CHECK(Line::objects.count() == 100);

        auto lines = Line::objects.order_by("id"_f).iterator({.chunk_size = 10});
        std::optional<aside::Transaction> inner(std::in_place);
        auto line = lines.begin();
        inner.reset();
        const auto read_on = [&] {
            for (int i = 0; i < 20; ++i) ++line;
        };
        CHECK_THROWS_AS(read_on(), aside::TransactionManagementError);
        CHECK(Line::objects.count() == 100);
    });
}

TEST_CASE("a cursor is declared and read in one trip, and closed with the next one") {
    REQUIRES_SERVER();
    const PostgresServer server;
    const auto connection = server.connect();
    const auto rows = connection->prepare("SELECT * FROM GENERATE_SERIES(1, $1::int)");
    const auto trips_of = [&](int count) {
        rows->integer(0, count);
        rows->read_in_turns(10);
        const auto before = connection->trips();
        CHECK(values_of(*rows).size() == static_cast<std::size_t>(count));
        rows->reset();
        return connection->trips() - before;
    };
    CHECK(connection->put_off("BEGIN"));
    CHECK(trips_of(0) == 1);
    CHECK(trips_of(10) == 1);
    CHECK(trips_of(11) == 2);  // the second one says that there are no more
    CHECK(trips_of(20) == 2);
    CHECK(trips_of(25) == 3);
    CHECK(integer(value_of(*connection, our_cursors)) == 0);
    // By itself it comes in one piece again.
    rows->integer(0, 25);
    const auto before = connection->trips();
    CHECK(values_of(*rows).size() == 25);
    CHECK(connection->trips() - before == 1);
    connection->run("COMMIT");
    CHECK(connection->transaction() == TransactionState::none);
}

TEST_CASE(
    "what has no cursor is read in one piece in a transaction, too, and row locks are taken") {
    REQUIRES_SERVER();
    const PostgresServer server;
    const auto connection = server.connect();
    connection->run("CREATE TABLE a (id int)");
    connection->run("INSERT INTO a VALUES (1), (2)");
    connection->run("BEGIN");
    for (const char* sql :
         {"SHOW server_version", "EXPLAIN SELECT 1", "INSERT INTO a VALUES (3) RETURNING id",
          "SELECT id FROM a FOR UPDATE", "VALUES (1)", "TABLE a",
          "WITH b AS (SELECT * FROM a) SELECT * FROM b; -- all", "(SELECT 1) UNION SELECT 2"}) {
        CAPTURE(sql);
        const auto rows = connection->prepare(sql);
        rows->read_in_turns(10);
        CHECK(rows->step());
    }
    const auto other = server.connect();
    CHECK_THROWS_AS(other->run("SELECT id FROM a FOR UPDATE NOWAIT"), aside::DatabaseLocked);
    connection->run("COMMIT");
}

TEST_CASE(
    "an error among the rows of a cursor is thrown where they are read, and breaks the "
    "transaction") {
    REQUIRES_SERVER();
    const PostgresServer server;
    const auto connection = server.connect();
    connection->run("BEGIN");
    connection->run("SAVEPOINT s");
    const auto rows = connection->prepare("SELECT 1 / (25 - n) FROM GENERATE_SERIES(1, 100) AS n");
    rows->read_in_turns(10);
    for (int row = 1; row <= 21; ++row) CHECK(rows->step());
    CHECK_THROWS_AS(rows->step(), aside::DataError);
    CHECK(connection->transaction() == TransactionState::failed);
    rows->reset();
    connection->run("ROLLBACK TO SAVEPOINT s");
    CHECK(integer(value_of(*connection, "SELECT 1")) == 1);
    connection->run("COMMIT");
}

TEST_CASE("rows that a rollback by hand has ended say so") {
    REQUIRES_SERVER();
    const PostgresServer server;
    const auto connection = server.connect();
    connection->run("BEGIN");
    connection->run("SAVEPOINT s");
    const auto rows = connection->prepare("SELECT * FROM GENERATE_SERIES(1, 100)");
    rows->read_in_turns(10);
    CHECK(rows->step());
    connection->run("ROLLBACK TO SAVEPOINT s");
    SUBCASE("when they are read on") {
        const auto read_on = [&] { (void)values_of(*rows); };
        CHECK_THROWS_WITH_AS(read_on(), Contains("savepoint"), aside::ProgrammingError);
    }
    SUBCASE("and are left without an error") {
        rows->reset();
        CHECK(integer(value_of(*connection, "SELECT 1")) == 1);
    }
    connection->run("ROLLBACK");
}
