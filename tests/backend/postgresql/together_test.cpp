// Calls that wait for a connection together, and then travel together.
#include <algorithm>
#include <chrono>
#include <future>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "aside/aside.hpp"
#include "backend/data_source.hpp"
#include "exec/database/databases.hpp"
#include "exec/helpers.hpp"
#include "support/forwarding_connection.hpp"
#include "support/futures.hpp"
#include "support/postgresql.hpp"
#include "support/proxy.hpp"

namespace together_test {

using namespace aside::literals;
using namespace aside::testing;
using namespace std::chrono_literals;
using aside::Future;
using aside::backend::Access;
using aside::backend::Prepared;
using aside::detail::Interrupt;

struct Thing : aside::Model<Thing> {
    std::int64_t id = 0;
    std::string name;
    std::int64_t number = 0;
    static constexpr auto meta = aside::meta("name"_f.unique());
};

struct Large : aside::Model<Large> {
    std::int64_t id = 0;
    std::string text;
};

/// A connection of the driver whose trips can be counted.
class WatchedConnection : public ForwardingConnection {
public:
    explicit WatchedConnection(std::unique_ptr<aside::backend::Connection> opened)
        : ForwardingConnection(std::move(opened)) {}
    bool put_off(std::string_view sql) override { return inner().put_off(sql); }
    void send(std::span<Prepared* const> statements) override { inner().send(statements); }
    bool commit_together(std::span<Prepared* const> statements) override {
        return inner().commit_together(statements);
    }
    [[nodiscard]] std::uint64_t trips() {
        return static_cast<PostgresConnection&>(inner()).trips();
    }
};

/// A database with the table of things, whose connections are counted.
class Things {
public:
    explicit Things(int pool_size, const std::string& options = {}) {
        auto source = aside::backend::source_of(server_.url() + options, 5s);
        source.open = [this, open = source.open](Access access, const Interrupt* interrupt) {
            auto connection = std::make_unique<WatchedConnection>(open(access, interrupt));
            const std::lock_guard lock(mutex_);
            opened_.push_back(connection.get());
            return connection;
        };
        aside::exec::connect_with(std::move(source), {.pool_size = pool_size});
        aside::create_tables<Thing, Large>();
    }
    Things(const Things&) = delete;
    Things& operator=(const Things&) = delete;
    ~Things() { aside::disconnect(); }

    /// How many trips all connections have made, none of which was closed.
    [[nodiscard]] std::uint64_t trips() {
        std::uint64_t all = 0;
        const std::lock_guard lock(mutex_);
        for (WatchedConnection* each : opened_) all += each->trips();
        return all;
    }
    [[nodiscard]] const PostgresServer& server() const { return server_; }

private:
    const PostgresServer server_;
    std::mutex mutex_;
    std::vector<WatchedConnection*> opened_;
};

/// Has the only connection of a pool, while it lives, so that calls have to wait.
class OnlyConnection {
public:
    OnlyConnection() : thread_([this] { hold(); }) { held_.get_future().wait(); }
    OnlyConnection(const OnlyConnection&) = delete;
    OnlyConnection& operator=(const OnlyConnection&) = delete;
    ~OnlyConnection() { let_go(); }
    void let_go() {
        if (!thread_.joinable()) return;
        end_.set_value();
        thread_.join();
    }

private:
    void hold() {
        aside::atomic([&] {
            (void)aside::connection().query("SELECT 1");
            held_.set_value();
            end_.get_future().wait();
        });
    }

    std::promise<void> held_;
    std::promise<void> end_;
    std::thread thread_;
};

std::string name_of(int i) { return "thing " + std::to_string(i); }

std::vector<Future<Thing>> create_all(int count) {
    std::vector<Future<Thing>> created;
    for (int i = 0; i < count; ++i)
        created.push_back(Thing::objects.acreate("name"_f = name_of(i), "number"_f = i));
    return created;
}

/// The numbers of the things that were made, and how many were refused since their name is taken.
struct Outcomes {
    std::vector<std::int64_t> made;
    int taken = 0;
};
Outcomes outcomes_of(std::vector<Future<Thing>>& futures) {
    Outcomes outcomes;
    for (auto& each : futures) {
        try {
            outcomes.made.push_back(in_time(std::move(each)).number);
        } catch (const aside::UniqueViolation& error) {
            CHECK(error.table() == "together_test_thing");
            CHECK(error.column() == "name");
            ++outcomes.taken;
        }
    }
    return outcomes;
}

TEST_CASE(
    "creations that wait together are committed together, and one that fails touches no other") {
    REQUIRES_SERVER();
    std::string options;
    SUBCASE("with statements that have names") {}
    SUBCASE("with statements that have none") { options = "&prepare=off"; }
    Things things(2, options);
    const auto other = things.server().connect();
    for (int i = 0; i < 1000; i += 8) Thing::objects.create("name"_f = name_of(i), "number"_f = -1);
    const auto before = things.trips();
    auto futures = create_all(1000);
    int made = 0;
    for (int i = 0; i < 1000; ++i) {
        auto& future = futures[static_cast<std::size_t>(i)];
        if (i % 8 == 0) {
            try {
                (void)in_time(std::move(future));
                FAIL("the name was free");
            } catch (const aside::UniqueViolation& error) {
                CHECK(error.column() == "name");
                CHECK(error.constraint().find("name") != std::string::npos);
            }
            continue;
        }
        const Thing thing = in_time(std::move(future));
        ++made;
        const auto stored = value_of(*other, "SELECT number FROM together_test_thing WHERE id = $1",
                                     {aside::SqlValue(thing.id)});
        REQUIRE(stored.integer() != nullptr);
        CHECK(*stored.integer() == i);
    }
    CHECK(made == 875);
    CHECK(Thing::objects.count() == 1000);
    CHECK(things.trips() - before < 400);
}

TEST_CASE("share_commits=off has each creation commit by itself") {
    REQUIRES_SERVER();
    Things things(1, "&share_commits=off");
    const auto before = things.trips();
    auto futures = create_all(100);
    CHECK(outcomes_of(futures).made.size() == 100);
    CHECK(things.trips() - before >= 100);
}

TEST_CASE("reads of one row that wait together are sent together, and each finds its own") {
    REQUIRES_SERVER();
    constexpr int rows = 100;
    constexpr int reads = 20'000;
    Things things(8);
    for (int i = 0; i < rows; ++i) Thing::objects.create("name"_f = name_of(i), "number"_f = i);
    const auto before = things.trips();
    std::vector<Future<Thing>> futures;
    for (int i = 0; i < reads; ++i)
        futures.push_back(Thing::objects.aget("name"_f == name_of(i % (rows + 1))));
    int missing = 0;
    for (int i = 0; i < reads; ++i) {
        const int wanted = i % (rows + 1);
        auto& future = futures[static_cast<std::size_t>(i)];
        if (wanted == rows) {
            CHECK_THROWS_AS(in_time(std::move(future)), Thing::DoesNotExist);
            ++missing;
        } else {
            CHECK(in_time(std::move(future)).number == wanted);
        }
    }
    CHECK(missing == reads / (rows + 1));
    CHECK(things.trips() - before < reads / 2);
}

TEST_CASE(
    "get, exists, count, updates and saves of one row wait for one connection, and all are done") {
    REQUIRES_SERVER();
    Things things(1);
    for (int i = 0; i < 50; ++i) Thing::objects.create("name"_f = name_of(i), "number"_f = i);
    std::vector<Thing> saved(50);
    OnlyConnection connection;
    std::vector<Future<Thing>> got;
    std::vector<Future<bool>> exist;
    std::vector<Future<std::int64_t>> counts;
    std::vector<Future<std::int64_t>> updates;
    std::vector<Future<void>> saves;
    for (int i = 0; i < 50; ++i) {
        got.push_back(Thing::objects.aget("id"_f == i + 1));
        exist.push_back(Thing::objects.filter("id"_f == (i < 25 ? i + 1 : 1000 + i)).aexists());
        counts.push_back(Thing::objects.filter("name"_f == name_of(2 * i)).acount());
        updates.push_back(Thing::objects.filter("id"_f == i + 1).aupdate("number"_f = 100 + i));
        saved[static_cast<std::size_t>(i)].name = "saved " + std::to_string(i);
        saves.push_back(saved[static_cast<std::size_t>(i)].asave());
    }
    const auto before = things.trips();
    connection.let_go();
    for (std::size_t i = 0; i < 50; ++i) {
        CHECK(in_time(std::move(got[i])).name == name_of(static_cast<int>(i)));
        CHECK(in_time(std::move(exist[i])) == (i < 25));
        CHECK(in_time(std::move(counts[i])) == (i < 25 ? 1 : 0));
        CHECK(in_time(std::move(updates[i])) == 1);
        in_time(std::move(saves[i]));
        CHECK(saved[i].id > 50);
    }
    CHECK(things.trips() - before < 50);
    CHECK(Thing::objects.filter("number"_f >= 100).count() == 50);
    CHECK(Thing::objects.count() == 100);
}

// Both sides would wait for the other to read.
TEST_CASE("values of a megabyte each go together, and come together") {
    REQUIRES_SERVER();
    Things things(1);
    const std::string megabyte(1 << 20, 'x');
    std::vector<Future<Large>> created;
    std::vector<Future<Large>> read;
    {
        const OnlyConnection connection;
        for (int i = 0; i < 64; ++i) created.push_back(Large::objects.acreate("text"_f = megabyte));
    }
    for (auto& each : created) (void)in_time(std::move(each));
    {
        const OnlyConnection connection;
        for (int i = 0; i < 64; ++i) read.push_back(Large::objects.aget("id"_f == i + 1));
    }
    for (auto& each : read) CHECK(in_time(std::move(each)).text == megabyte);
}

/// Keeps all others from the table, while it lives.
class LockedTable {
public:
    explicit LockedTable(const PostgresServer& server) : connection_(server.connect()) {
        connection_->run("BEGIN");
        connection_->run("LOCK TABLE together_test_thing IN ACCESS EXCLUSIVE MODE");
    }
    LockedTable(const LockedTable&) = delete;
    LockedTable& operator=(const LockedTable&) = delete;
    ~LockedTable() { let_go(); }
    void let_go() {
        if (!std::exchange(locks_, false)) return;
        connection_->run("ROLLBACK");
    }

private:
    const std::unique_ptr<PostgresConnection> connection_;
    bool locks_ = true;
};

TEST_CASE("a read whose time is over, or that is cancelled, does not end those that went with it") {
    REQUIRES_SERVER();
    Things things(1);
    for (int i = 0; i < 10; ++i) Thing::objects.create("name"_f = name_of(i), "number"_f = i);
    std::vector<Future<Thing>> futures;
    OnlyConnection connection;
    for (int i = 0; i < 10; ++i) {
        const auto wanted = Thing::objects.filter("id"_f == i + 1);
        futures.push_back(i == 5 ? wanted.timeout(300ms).aget() : wanted.aget());
    }
    LockedTable locked(things.server());
    connection.let_go();
    const auto begun = std::chrono::steady_clock::now();
    CHECK_THROWS_AS(in_time(std::move(futures[5])), aside::QueryTimeout);
    CHECK(std::chrono::steady_clock::now() - begun < 2s);
    locked.let_go();
    for (int i = 0; i < 10; ++i)
        if (i != 5) CHECK(in_time(std::move(futures[static_cast<std::size_t>(i)])).number == i);
}

TEST_CASE("a write that has to wait for a lock does so by itself, and the others are committed") {
    REQUIRES_SERVER();
    Things things(2);
    for (int i = 0; i < 10; ++i) Thing::objects.create("name"_f = name_of(i), "number"_f = i);
    const auto other = things.server().connect();
    std::vector<Future<std::int64_t>> futures;
    {
        OnlyConnection one;
        OnlyConnection two;
        for (int i = 0; i < 10; ++i)
            futures.push_back(Thing::objects.filter("id"_f == i + 1).aupdate("number"_f = 100 + i));
        other->run("BEGIN");
        other->run("UPDATE together_test_thing SET number = 7 WHERE id = 4");
    }
    for (int i = 0; i < 10; ++i)
        if (i != 3) CHECK(in_time(std::move(futures[static_cast<std::size_t>(i)])) == 1);
    CHECK(futures[3].wait_for(100ms) == std::future_status::timeout);
    other->run("COMMIT");
    CHECK(in_time(std::move(futures[3])) == 1);
    CHECK(Thing::objects.get("id"_f == 4).number == 103);
}

TEST_CASE("creations whose common commit is refused are made again, each by itself") {
    REQUIRES_SERVER();
    class Refusing final : public ForwardingConnection {
    public:
        using ForwardingConnection::ForwardingConnection;
        bool put_off(std::string_view sql) override { return inner().put_off(sql); }
    };
    const PostgresServer server;
    auto source = aside::backend::source_of(server.url(), 5s);
    source.open = [open = source.open](Access access, const Interrupt* interrupt) {
        return std::make_unique<Refusing>(open(access, interrupt));
    };
    aside::exec::connect_with(std::move(source), {.pool_size = 1});
    aside::create_tables<Thing>();
    {
        std::vector<Future<Thing>> futures;
        {
            const OnlyConnection connection;
            futures = create_all(100);
        }
        const auto outcomes = outcomes_of(futures);
        CHECK(outcomes.made.size() == 100);
        CHECK(Thing::objects.count() == 100);
    }
    aside::disconnect();
}

TEST_CASE("what follows one call may wait for another one that is in the queue") {
    REQUIRES_SERVER();
    Things things(1);
    Thing::objects.create("name"_f = name_of(0), "number"_f = 0);
    const ArenaOf arena(2);
    std::vector<Future<Thing>> waited_for;
    std::vector<Future<std::int64_t>> following;
    {
        const OnlyConnection connection;
        for (int i = 0; i < 20; ++i) {
            auto first = Thing::objects.aget("id"_f == 1);
            auto second = std::make_shared<Future<Thing>>(Thing::objects.aget("id"_f == 1));
            following.push_back(std::move(first).then(
                [second](const Thing& found) { return found.id + second->get().id; }));
        }
    }
    for (auto& each : following) CHECK(in_time(std::move(each)) == 2);
}

TEST_CASE("disconnect waits for the calls in the queue") {
    REQUIRES_SERVER();
    const PostgresServer server;
    aside::connect(server.url(), {.pool_size = 2});
    aside::create_tables<Thing>();
    auto futures = create_all(300);
    aside::disconnect();
    CHECK(outcomes_of(futures).made.size() == 300);
}

// ---- the driver

/// Statements on one connection, bound.
class Bound {
public:
    explicit Bound(PostgresConnection& connection) : connection_(connection) {}
    void add(std::string_view sql, std::initializer_list<std::int64_t> values) {
        owned_.push_back(connection_.prepare(sql));
        int parameter = 0;
        for (const auto value : values) owned_.back()->integer(parameter++, value);
        all_.push_back(owned_.back().get());
    }
    [[nodiscard]] std::span<Prepared* const> all() const { return all_; }
    Prepared& operator[](std::size_t i) const { return *all_[i]; }

private:
    PostgresConnection& connection_;
    std::vector<std::unique_ptr<Prepared>> owned_;
    std::vector<Prepared*> all_;
};

std::int64_t count_of(PostgresConnection& connection) {
    return *value_of(connection, "SELECT COUNT(*) FROM a").integer();
}

constexpr auto insertion = "INSERT INTO a VALUES ($1) RETURNING id";

TEST_CASE("a commit of several takes two trips, and undoes those that fail alone") {
    REQUIRES_SERVER();
    const PostgresServer server;
    const auto connection = server.connect();
    connection->run("CREATE TABLE a (id int PRIMARY KEY CHECK (id > 0))");
    Bound statements(*connection);
    for (const int key : {0, 1, 2, 2, 3, -1}) statements.add(insertion, {key});
    const auto before = connection->trips();
    REQUIRE(connection->commit_together(statements.all()));
    CHECK(connection->trips() - before == 2);
    CHECK(connection->transaction() == aside::backend::TransactionState::none);
    for (const std::size_t i : {4U, 2U, 1U}) {
        REQUIRE(statements[i].step());
        CHECK(statements[i].at(0).integer == static_cast<int>(i == 4 ? 3 : i));
        CHECK_FALSE(statements[i].step());
        CHECK(connection->changes() == 1);
    }
    CHECK_THROWS_AS(statements[0].step(), aside::CheckViolation);
    CHECK_THROWS_AS(statements[3].step(), aside::UniqueViolation);
    CHECK_THROWS_AS(statements[5].step(), aside::CheckViolation);
    CHECK(count_of(*connection) == 3);
}

TEST_CASE("a statement whose table has changed since it was prepared runs again by itself") {
    REQUIRES_SERVER();
    const PostgresServer server;
    const auto connection = server.connect();
    connection->run("CREATE TABLE a (id int)");
    Bound statements(*connection);
    for (const int key : {1, 2}) {
        statements.add("INSERT INTO a VALUES ($1) RETURNING *", {key});
        CHECK(statements[static_cast<std::size_t>(key) - 1].step());
        statements[static_cast<std::size_t>(key) - 1].reset();
        statements[static_cast<std::size_t>(key) - 1].integer(0, key);
    }
    connection->run("ALTER TABLE a ADD COLUMN more text");
    REQUIRE(connection->commit_together(statements.all()));
    for (const std::size_t i : {0U, 1U}) {
        REQUIRE(statements[i].step());
        CHECK(statements[i].column_count() == 2);
        CHECK_FALSE(statements[i].step());
    }
    CHECK(count_of(*connection) == 4);
}

TEST_CASE("a commit that the server refuses says that nothing was written") {
    REQUIRES_SERVER();
    const PostgresServer server;
    const auto serializable = "%20-cdefault_transaction_isolation%3Dserializable";
    const auto connection = server.connect(serializable);
    const auto other = server.connect(serializable);
    connection->run("CREATE TABLE a (id bigint)");
    connection->run("CREATE TABLE b (id bigint)");
    Bound statements(*connection);
    statements.add("INSERT INTO a SELECT COUNT(*) FROM b", {});
    statements.add("INSERT INTO a SELECT 7 FROM pg_sleep(1)", {});
    std::thread between([&] {
        std::this_thread::sleep_for(300ms);
        other->run("INSERT INTO b SELECT COUNT(*) FROM a");
    });
    const bool committed = connection->commit_together(statements.all());
    between.join();
    CHECK_FALSE(committed);
    CHECK(count_of(*connection) == 0);
    CHECK(connection->usable());
}

TEST_CASE("of a commit whose connection is lost nobody knows what became of it") {
    REQUIRES_SERVER();
    const PostgresServer server;
    const auto connection = server.connect();
    connection->run("CREATE TABLE a (id int PRIMARY KEY)");
    const Proxy proxy(server.url(), "COMMIT");
    PostgresConnection cut(aside::backend::postgresql::parse_url(proxy.url()), 5s);
    Bound statements(cut);
    for (const int key : {1, 1, 2}) statements.add(insertion, {key});
    REQUIRE(cut.commit_together(statements.all()));
    for (const std::size_t i : {0U, 2U}) {
        try {
            (void)statements[i].step();
            FAIL("it has had an answer");
        } catch (const aside::ConnectionLost& error) {
            CHECK(error.outcome_unknown());
            CHECK_FALSE(error.retryable());
        }
    }
    CHECK_THROWS_AS(statements[1].step(), aside::UniqueViolation);
    CHECK_FALSE(cut.usable());
}

TEST_CASE("where the connection is lost before the commit, nothing was written") {
    REQUIRES_SERVER();
    const PostgresServer server;
    const auto connection = server.connect();
    connection->run("CREATE TABLE a (id int PRIMARY KEY)");
    Proxy proxy(server.url());
    PostgresConnection cut(aside::backend::postgresql::parse_url(proxy.url()), 5s);
    Bound statements(cut);
    statements.add(insertion, {1});
    statements.add("INSERT INTO a SELECT 7 FROM pg_sleep(1)", {});
    std::thread cutter([&] {
        std::this_thread::sleep_for(200ms);
        proxy.cut();
    });
    CHECK_FALSE(cut.commit_together(statements.all()));
    cutter.join();
    CHECK_FALSE(cut.usable());
    CHECK(count_of(*connection) == 0);
}

}  // namespace together_test
