// The connections of one database to a server: how many there are, what they are set to, and what
// becomes of them when the server ends them.
#include <future>
#include <set>
#include <thread>

#include "exec/fake_server.hpp"
#include "exec/session/session.hpp"
#include "sql/postgresql/dialect.hpp"
#include "support/both_ways.hpp"
#include "support/postgresql.hpp"
#include "support/proxy.hpp"

using namespace aside::literals;
using namespace aside::testing;
using namespace std::chrono_literals;
using aside::backend::postgresql::parse_url;

namespace {

struct Note : aside::Model<Note> {
    std::int64_t id = 0;
    std::string text;
};

/// Connected under the alias "default", while it lives.
class Connected {
public:
    explicit Connected(const aside::ConnectOptions& options = {}, const std::string& more = {}) {
        aside::connect(server_.url() + "&application_name=" + name_ + more, options);
    }
    Connected(const Connected&) = delete;
    Connected& operator=(const Connected&) = delete;
    ~Connected() { aside::disconnect(); }

    /// How many connections the server has.
    [[nodiscard]] std::int64_t count() const {
        return *value_of(*observer_,
                         "SELECT COUNT(*) FROM pg_stat_activity WHERE application_name = $1",
                         {name_})
                    .integer();
    }
    void end_connections() const {
        (void)value_of(*observer_,
                       "SELECT COUNT(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity "
                       "WHERE application_name = $1",
                       {name_});
    }

private:
    const PostgresServer server_;
    const std::string name_ = "pool_" + std::to_string(getpid());
    const std::unique_ptr<PostgresConnection> observer_ = server_.connect();
};

/// Calls the function on that many threads at once, each of which has a connection for it.
template <class Function>
void on_connections(int count, Function function) {
    std::atomic<int> ready{0};
    std::vector<std::future<void>> threads;
    for (int i = 0; i < count; ++i)
        threads.push_back(std::async(std::launch::async, [&] {
            aside::atomic([&] {
                CHECK(aside::connection().query("SELECT 1").size() == 1);
                ++ready;
                CHECK(soon([&] { return ready == count; }));
                function();
            });
        }));
    for (auto& thread : threads) thread.get();
}

}  // namespace

BOTH_WAYS("connections that the server ended while they were idle are replaced, each of them") {
    REQUIRES_SERVER();
    const Connected database;
    aside::create_tables<Note>();
    on_connections(4, [] {});
    CHECK(database.count() == 4);
    for (int round = 0; round < 3; ++round) {
        database.end_connections();
        CALL(Note::objects, create, "text"_f = "kept");
        on_connections(2, [] {});
    }
    CHECK(CALL(Note::objects, count) == 3);
}

TEST_CASE("min_idle connections are there soon after connect, and again after they have ended") {
    REQUIRES_SERVER();
    const Connected database({.min_idle = 3});
    REQUIRE(soon([&] { return database.count() == 3; }));
    database.end_connections();
    (void)aside::connection().query("SELECT 1");
    CHECK(soon([&] { return database.count() == 3; }));
}

TEST_CASE("connections beyond min_idle end by themselves when nothing uses them") {
    REQUIRES_SERVER();
    const Connected database({.min_idle = 1, .idle_timeout = 200ms});
    on_connections(3, [] {});
    CHECK(soon([&] { return database.count() == 1; }));
    std::this_thread::sleep_for(300ms);
    CHECK(database.count() == 1);
}

TEST_CASE("on_connect sets each connection before a call has it") {
    REQUIRES_SERVER();
    std::atomic<int> calls{0};
    const Connected database({.on_connect = [&](const aside::Connection& connection) {
        ++calls;
        connection.execute("SET work_mem = '1234kB'");
    }});
    CHECK(calls == 1);
    std::atomic<int> set{0};
    on_connections(3, [&] {
        const auto rows = aside::connection().query("SELECT current_setting('work_mem')");
        if (*rows.front()[0].text() == "1234kB") ++set;
    });
    CHECK(set == 3);
    CHECK(calls == 3);
}

TEST_CASE("a connection whose on_connect fails is closed") {
    REQUIRES_SERVER();
    const PostgresServer server;
    const auto observer = server.connect();
    const auto name = "refused_" + std::to_string(getpid());
    CHECK_THROWS_AS(aside::connect(server.url() + "&application_name=" + name,
                                   {.on_connect =
                                        [](const aside::Connection& connection) {
                                            connection.execute("SET no_such_setting = 1");
                                        }}),
                    aside::ProgrammingError);
    CHECK_THROWS_AS((void)aside::connection(), aside::ConnectionDoesNotExist);
    CHECK(soon([&] {
        return *value_of(*observer,
                         "SELECT COUNT(*) FROM pg_stat_activity WHERE application_name = $1",
                         {name})
                    .integer() == 0;
    }));
}

TEST_CASE("where the server has no room for more, calls wait for the connections that there are") {
    REQUIRES_SERVER();
    const PostgresServer server;
    const auto admin = server.connect();
    const auto role = "narrow_" + std::to_string(getpid());
    admin->run("CREATE ROLE " + role + " LOGIN CONNECTION LIMIT 2");
    {
        const Connected database({.pool_size = 6, .timeout = 20s}, "&user=" + role);
        std::vector<std::future<void>> calls;
        for (int i = 0; i < 6; ++i)
            calls.push_back(std::async(std::launch::async, [] {
                (void)aside::connection().query("SELECT pg_sleep(0.2)");
            }));
        for (auto& call : calls) CHECK_NOTHROW(call.get());
        CHECK(database.count() <= 2);
    }
    CHECK(soon([&] {
        return *value_of(*admin, "SELECT COUNT(*) FROM pg_stat_activity WHERE usename = $1", {role})
                    .integer() == 0;
    }));
    admin->run("DROP ROLE " + role);
}

TEST_CASE("a wrong port is what the error says") {
    REQUIRES_SERVER();
    CHECK_THROWS_WITH_AS(aside::connect("postgresql://127.0.0.1:1/shop"),
                         doctest::Contains("127.0.0.1"),  // libpq speaks the locale's language
                         aside::OperationalError);
}

namespace {

/// The outcome of a statement on a connection that was cut while it was idle.
struct Cut {
    explicit Cut(const PostgresServer& server) : proxy(server.url()) {
        session = std::make_unique<aside::exec::Session>(
            std::make_unique<PostgresConnection>(parse_url(proxy.url()), 5s), "shop",
            aside::sql::postgresql::dialect());
        session->execute("SELECT 1");
        session->replace_by([this, &server](const aside::detail::Interrupt*) {
            ++replaced;
            return std::make_unique<aside::exec::Session>(server.connect(), "shop",
                                                          aside::sql::postgresql::dialect());
        });
        session->lend(true);
        proxy.cut();
    }
    int replaced = 0;
    Proxy proxy;
    std::unique_ptr<aside::exec::Session> session;
};

}  // namespace

TEST_CASE("a read that a connection did not answer which was idle is done by another") {
    REQUIRES_SERVER();
    const PostgresServer server;
    Cut cut(server);
    const aside::sql::BoundStatement statement{.sql = "SELECT $1::text || 'c'",
                                               .params = {aside::SqlValue(std::string("ab"))}};
    {
        auto result = cut.session->run(statement);
        REQUIRE(result.step());
        CHECK(result.cells().at(0).text == "abc");
        CHECK_FALSE(result.step());
    }
    CHECK(cut.replaced == 1);
    cut.session->execute(statement);  // prepared anew there
    CHECK_FALSE(cut.session->restore());
}

TEST_CASE("a write that it did not answer is not done again") {
    REQUIRES_SERVER();
    const PostgresServer server;
    server.connect()->run("CREATE TABLE a (id int)");
    Cut cut(server);
    CHECK_THROWS_AS(cut.session->execute("INSERT INTO a VALUES (1)"), aside::ConnectionLost);
    CHECK(cut.replaced == 0);
    CHECK(cut.session->others_are_suspect());
}

TEST_CASE("a ping is answered in one trip, and not by a server that is gone") {
    REQUIRES_SERVER();
    const PostgresServer server;
    const auto connection = server.connect();
    const auto before = connection->trips();
    connection->ping();
    CHECK(connection->trips() == before + 1);
    CHECK(*value_of(*connection, "SELECT 1").integer() == 1);
    Cut cut(server);
    CHECK_FALSE(cut.session->answers(nullptr, 5s));
}

TEST_CASE("a transaction that was begun by hand is seen where the connection goes back") {
    REQUIRES_SERVER();
    const Connected database({.pool_size = 1});
    aside::create_tables<Note>();
    aside::connection().execute("BEGIN");
    Note::objects.create("text"_f = "kept");
    aside::connection().execute("ROLLBACK");
    CHECK(Note::objects.count() == 1);
}
