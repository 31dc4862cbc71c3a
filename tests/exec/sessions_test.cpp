#include <doctest/doctest.h>

#include <cmath>

#include "aside/error.hpp"
#include "exec/helpers.hpp"
#include "exec/session/statement_cache.hpp"
#include "support/books.hpp"
#include "support/forwarding_connection.hpp"
#include "support/standard_dialect.hpp"

using namespace aside::testing;
using aside::detail::Runner;
using aside::exec::Session;
using aside::exec::StatementCache;
using aside::exec::TransactionScope;
using aside::sql::Question;
using library::Book;
using namespace aside::literals;

namespace {

/// Runs the body with the writer of a fresh database that has a table `t (id)`.
template <class Body>
void with_writer(Body body) {
    const ScratchDatabase database;
    here("default", [&](Runner& runner) {
        const auto lease = runner.write();
        lease->execute("CREATE TABLE t (id INTEGER PRIMARY KEY)");
        body(*lease);
    });
}

std::int64_t count(Session& session) {
    auto result = session.prepare("SELECT count(*) FROM t");
    REQUIRE(result.step());
    return result.cells().at(0).integer;
}

/// Counts what is compiled.
class CountingConnection final : public aside::testing::ForwardingConnection {
public:
    using ForwardingConnection::ForwardingConnection;
    std::unique_ptr<aside::backend::Prepared> prepare(std::string_view sql) override {
        ++prepared;
        return inner().prepare(sql);
    }

    int prepared = 0;
};

CountingConnection counting_connection() {
    const auto source = aside::backend::source_of("sqlite::memory:", std::chrono::milliseconds(0));
    return CountingConnection(source.open(aside::backend::Access::write, nullptr));
}

/// Has one statement for whatever text.
class IndifferentConnection final : public aside::testing::ForwardingConnection {
public:
    using ForwardingConnection::ForwardingConnection;
    std::unique_ptr<aside::backend::Prepared> prepare(std::string_view) override {
        return inner().prepare("SELECT 1");
    }
};

/// Of as many rows, each number another shape.
aside::detail::Query books(std::int64_t limit) { return Book::objects.limit(limit).query(); }

std::string numbered(int i) { return "SELECT " + std::to_string(i); }

}  // namespace

TEST_CASE("a statement is compiled once") {
    auto connection = counting_connection();
    StatementCache cache;
    for (int i = 0; i < 10; ++i) CHECK(cache.take(connection, "SELECT 1")->step());
    CHECK(connection.prepared == 1);
}

TEST_CASE("the statement cache is bounded and drops what was not used for longest") {
    auto connection = counting_connection();
    StatementCache cache(4);
    for (int i = 0; i < 4; ++i) (void)cache.take(connection, numbered(i));
    (void)cache.take(connection, numbered(0));
    (void)cache.take(connection, numbered(4));  // drops 1
    CHECK(cache.size() == 4);
    CHECK(connection.prepared == 5);
    (void)cache.take(connection, numbered(0));
    CHECK(connection.prepared == 5);
    (void)cache.take(connection, numbered(1));
    CHECK(connection.prepared == 6);
}

TEST_CASE("statements in use are not dropped from the cache") {
    auto connection = counting_connection();
    StatementCache cache(2);
    std::vector<StatementCache::Handle> used;
    for (int i = 0; i < 5; ++i) used.push_back(cache.take(connection, numbered(i)));
    for (auto& statement : used) CHECK(statement->step());
    used.clear();
    (void)cache.take(connection, numbered(9));
    CHECK(cache.size() == 2);
}

TEST_CASE("a statement that cannot be prepared drops no other") {
    auto connection = counting_connection();
    StatementCache cache(1);
    (void)cache.take(connection, numbered(0));
    CHECK_THROWS_AS((void)cache.take(connection, "SELEKT"), aside::DatabaseError);
    (void)cache.take(connection, numbered(0));
    CHECK(connection.prepared == 2);
}

TEST_CASE("queries of one shape have one statement, which is prepared once") {
    const StandardDialect dialect;
    auto connection = counting_connection();
    connection.run(R"(CREATE TABLE library_book (id, title, author, pages, year))");
    StatementCache cache;
    const auto run = [&](std::int64_t pages) {
        const auto query = Book::objects.filter("pages__gt"_f = pages).query();
        auto statement = cache.find(Question::rows, query, dialect);
        REQUIRE(statement.common() != nullptr);
        CHECK_FALSE(statement);
        statement.prepare(connection, statement.common()->sql());
        statement.common()->bind(*statement, 0, query);
        CHECK_FALSE(statement->step());
    };
    for (int pages = 0; pages < 10; ++pages) run(pages);
    CHECK(connection.prepared == 1);
    CHECK(cache.size() == 1);
    (void)cache.find(Question::count, books(1), dialect);
    CHECK(cache.size() == 2);
    CHECK(cache
              .find(Question::rows, Book::objects.filter("title__startswith"_f = "E").query(),
                    dialect)
              .common() == nullptr);
    CHECK(cache.size() == 2);
}

TEST_CASE("what is looked at of a query's statement stays, whatever else is kept meanwhile") {
    const StandardDialect dialect;
    auto connection = counting_connection();
    StatementCache cache(2);
    const auto first = cache.find(Question::rows, books(1), dialect);
    const auto moved = cache.find(Question::rows, books(1), dialect);
    CHECK(first.common() == moved.common());
    const std::string sql = first.common()->sql();
    for (int i = 2; i < 9; ++i) {
        (void)cache.find(Question::rows, books(i), dialect);
        (void)cache.take(connection, numbered(i));
    }
    CHECK(cache.size() == 2);
    CHECK(first.common()->sql() == sql);
    CHECK(cache.find(Question::rows, books(1), dialect).common() == first.common());
}

TEST_CASE("a query's shape is not taken for a text of the same bytes") {
    const StandardDialect dialect;
    IndifferentConnection connection(
        aside::backend::source_of("sqlite::memory:", std::chrono::milliseconds(0))
            .open(aside::backend::Access::write, nullptr));
    const auto query = books(1);
    const aside::sql::QueryFingerprint shape(Question::rows, query);
    REQUIRE(shape);
    StatementCache cache;
    (void)cache.take(connection, shape.bytes());
    CHECK(cache.find(Question::rows, query, dialect).common() != nullptr);
    CHECK(cache.take(connection, shape.bytes()).common() == nullptr);
    CHECK(cache.size() == 2);
}

TEST_CASE("text and bytes are let go of when a statement is reset") {
    auto connection = counting_connection();
    const auto statement = connection.prepare("SELECT ?, ?");
    const std::string text(1000, 'x');
    const std::vector<std::byte> bytes(1000);
    using aside::detail::Lifetime;
    for (const Lifetime lifetime : {Lifetime::passing, Lifetime::lasting}) {
        statement->text(0, text, lifetime);
        statement->bind(1, aside::detail::cell_of(std::span(bytes)), lifetime);
        REQUIRE(statement->step());
        CHECK(statement->at(0).text == text);
        CHECK(statement->at(1).blob().size() == bytes.size());
        statement->reset();
        REQUIRE(statement->step());
        CHECK(statement->at(0).type == aside::detail::CellType::null);
        CHECK(statement->at(1).type == aside::detail::CellType::null);
        statement->reset();
    }
}

TEST_CASE("an execution has its own parameters only") {
    with_writer([](Session& session) {
        const auto sum = [&](std::vector<aside::SqlValue> params) {
            const aside::sql::BoundStatement statement{"SELECT ? + ?", std::move(params)};
            auto result = session.run(statement);
            REQUIRE(result.step());
            return result.cells().at(0).integer;
        };
        CHECK(sum({1, 2}) == 3);
        CHECK_THROWS_AS((void)sum({5}), aside::ProgrammingError);
        CHECK_THROWS_AS((void)sum({5, std::nan("")}), aside::DataError);
        CHECK(sum({nullptr, 2}) == 0);
        CHECK(sum({3, 4}) == 7);
    });
}

TEST_CASE("a very long statement is not kept") {
    auto connection = counting_connection();
    StatementCache cache;
    (void)cache.take(connection,
                     "SELECT 1 /*" + std::string(StatementCache::longest_kept, ' ') + "*/");
    CHECK(cache.size() == 0);
}

TEST_CASE("a statement that is in use can be run again within itself") {
    with_writer([](Session& session) {
        session.execute("INSERT INTO t VALUES (1), (2), (3)");
        int pairs = 0;
        auto outer = session.prepare("SELECT id FROM t");
        while (outer.step()) {
            auto inner = session.prepare("SELECT id FROM t");
            while (inner.step()) ++pairs;
        }
        CHECK(pairs == 9);
    });
}

TEST_CASE("a result is at its end once and for all, and counts its rows") {
    with_writer([](Session& session) {
        auto insert = session.prepare("INSERT INTO t VALUES (?), (?)");
        insert.binder().integer(0, 1);
        insert.binder().integer(1, 2);
        CHECK_FALSE(insert.step());
        CHECK_FALSE(insert.step());
        CHECK(insert.rows() == 2);
        auto select = session.prepare("SELECT id AS key FROM t");
        CHECK(select.column_name(0) == "key");
        CHECK(select.read_only());
        while (select.step()) {
        }
        CHECK(select.rows() == 2);
        CHECK(session.last_insert_id() == 2);
        select.finish();
        CHECK_FALSE(select.step());
    });
}

TEST_CASE("rows changed are those of the statement itself") {
    with_writer([](Session& session) {
        CHECK(session.execute("INSERT INTO t VALUES (1), (2)") == 2);
        CHECK(session.execute("CREATE TABLE other (id)") == 0);
        CHECK(session.execute("UPDATE t SET id = id WHERE id > 9") == 0);
        CHECK(session.execute("SELECT * FROM t") == 0);
        CHECK(session.execute("BEGIN") == 0);
        CHECK(session.execute("DELETE FROM t") == 2);
        CHECK(session.execute("COMMIT") == 0);
    });
}

TEST_CASE("a scope commits when told so, and else rolls back") {
    with_writer([](Session& session) {
        {
            TransactionScope scope(session);
            session.execute("INSERT INTO t VALUES (1)");
            scope.commit();
        }
        {
            const TransactionScope scope(session);
            session.execute("INSERT INTO t VALUES (2)");
        }
        CHECK(count(session) == 1);
        CHECK_FALSE(session.in_transaction());
    });
}

TEST_CASE("scopes nest as savepoints") {
    with_writer([](Session& session) {
        TransactionScope outer(session);
        session.execute("INSERT INTO t VALUES (1)");
        {
            TransactionScope kept(session);
            session.execute("INSERT INTO t VALUES (2)");
            {
                const TransactionScope dropped(session);
                session.execute("INSERT INTO t VALUES (3)");
            }
            kept.commit();
        }
        {
            const TransactionScope dropped(session);
            session.execute("INSERT INTO t VALUES (4)");
        }
        outer.commit();
        CHECK(count(session) == 2);
    });
}

TEST_CASE("a commit that is refused rolls back, and the writer goes on") {
    with_writer([](Session& session) {
        session.execute("CREATE TABLE child (t REFERENCES t DEFERRABLE INITIALLY DEFERRED)");
        {
            TransactionScope scope(session);
            session.execute("INSERT INTO t VALUES (1)");
            session.execute("INSERT INTO child VALUES (77)");
            CHECK_THROWS_AS(scope.commit(), aside::IntegrityError);
        }
        CHECK_FALSE(session.in_transaction());
        CHECK(count(session) == 0);
        TransactionScope scope(session);
        session.execute("INSERT INTO t VALUES (1)");
        scope.commit();
        CHECK(count(session) == 1);
    });
}

TEST_CASE("deletions are counted by table while somebody counts them") {
    with_writer([](Session& session) {
        session.execute("CREATE TABLE child (t REFERENCES t ON DELETE CASCADE)");
        session.execute("INSERT INTO t VALUES (1), (2), (3)");
        session.execute("INSERT INTO child VALUES (1), (1), (2)");
        session.execute("DELETE FROM t WHERE id = 3");
        aside::exec::DeletionCount outer(session);
        session.execute("DELETE FROM t WHERE id = 1");
        {
            aside::exec::DeletionCount inner(session);
            session.execute("DELETE FROM child");
            CHECK(inner.take() == aside::backend::Deletions{{"child", 1}});
        }
        session.execute("DELETE FROM t WHERE id = 2");
        CHECK(outer.take() == aside::backend::Deletions{{"child", 2}, {"t", 2}});
    });
}

TEST_CASE("a scope whose transaction the database rolled back by itself says so") {
    with_writer([](Session& session) {
        TransactionScope scope(session);
        session.execute("INSERT INTO t VALUES (1)");
        CHECK_THROWS_AS(session.execute("INSERT OR ROLLBACK INTO t VALUES (1)"),
                        aside::IntegrityError);
        CHECK_FALSE(session.in_transaction());
        CHECK_THROWS_AS(TransactionScope inner(session), aside::TransactionManagementError);
        CHECK_THROWS_AS(scope.commit(), aside::TransactionManagementError);
    });
}

TEST_CASE("a transaction left open ends with its lease") {
    const ScratchDatabase database;
    const auto connection = aside::connection();
    connection.execute("CREATE TABLE t (id)");
    connection.execute("BEGIN");
    here("default", [](Runner& runner) {
        const auto lease = runner.write();
        CHECK_FALSE(lease->in_transaction());
        lease->execute("BEGIN");
        lease->execute("INSERT INTO t VALUES (1)");
    });
    CHECK(connection.query("SELECT * FROM t").empty());
}

TEST_CASE("a connection for reading refuses to write") {
    const ScratchDatabase database;
    aside::connection().execute("CREATE TABLE t (id)");
    here("default", [](Runner& runner) {
        const auto lease = runner.read();
        CHECK_THROWS_AS(lease->execute("INSERT INTO t VALUES (1)"), aside::OperationalError);
    });
}
