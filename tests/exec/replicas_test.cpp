// Which server a call goes to, where a database has replicas: here files of their own, which say
// how far they have come as a test tells them to.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <future>
#include <set>
#include <thread>

#include "aside/aside.hpp"
#include "exec/database/replica_state.hpp"
#include "exec/fake_server.hpp"
#include "exec/helpers.hpp"
#include "support/many_writers.hpp"

namespace replicas_test {

using namespace aside::literals;
using namespace std::chrono_literals;
using aside::exec::LogPosition;
using aside::exec::ReplicaState;
using aside::testing::ScratchDirectory;
using aside::testing::soon;

struct Line;

/// Its rows say in whose file they are.
struct Spot : aside::Model<Spot> {
    std::int64_t id = 0;
    std::string server;
    aside::ReverseForeignKey<Line, "spot"> lines;
};

struct Line : aside::Model<Line> {
    std::int64_t id = 0;
    aside::ForeignKey<Spot> spot;
    std::string server;
};

/// What a test makes of a server, and what that has done. Thread-safe.
struct Server {
    std::atomic<bool> stuck{false};   ///< it shows nothing that is written from here on
    std::atomic<bool> down{false};    ///< nobody can connect to it, and connections are lost
    std::atomic<bool> silent{false};  ///< it does not say how far it has come
    std::atomic<bool> promoted{false};
    std::atomic<int> passing{0};   ///< so many steps succeed before one of these:
    std::atomic<int> losing{0};    ///< so many of the next statements lose their connection
    std::atomic<int> refusing{0};  ///< so many of the next statements are refused with `refusal`
    std::string refusal;           ///< an SQLSTATE
    std::atomic<int> opened{0};
    std::atomic<int> asked{0};  ///< how often it was asked how far it has come
    std::atomic<std::uint64_t> position{0};
};

/// The primary's log, which goes on whenever it is asked for.
std::atomic<std::uint64_t> log_of_primary{1};

class ToldStatement final : public aside::testing::ForwardingPrepared {
public:
    ToldStatement(std::unique_ptr<Prepared> inner, Server& server)
        : ForwardingPrepared(std::move(inner)), server_(server) {}
    bool step() override {
        if (takes_one(server_.passing)) return inner().step();
        if (server_.down || takes_one(server_.losing)) throw aside::ConnectionLost("it is gone");
        if (takes_one(server_.refusing))
            throw aside::OperationalError(aside::DatabaseErrorInfo{.message = "it cannot do that",
                                                                   .sqlstate = server_.refusal});
        return inner().step();
    }

private:
    static bool takes_one(std::atomic<int>& count) {
        for (int left = count; left > 0;)
            if (count.compare_exchange_weak(left, left - 1)) return true;
        return false;
    }

    Server& server_;
};

class ToldConnection final : public aside::testing::ForwardingConnection {
public:
    ToldConnection(std::unique_ptr<Connection> inner, Server& server)
        : ForwardingConnection(std::move(inner)), server_(server) {}
    std::unique_ptr<aside::backend::Prepared> prepare(std::string_view sql) override {
        return std::make_unique<ToldStatement>(ForwardingConnection::prepare(sql), server_);
    }
    std::optional<std::uint64_t> position(bool of_replica) override {
        ++server_.asked;
        if (server_.down) throw aside::ConnectionLost("it is gone");
        if (server_.silent) throw aside::NotSupportedError("it does not say");
        if (!of_replica) return ++log_of_primary;
        if (server_.promoted) return std::nullopt;
        if (!server_.stuck) server_.position = log_of_primary.load();
        return server_.position;
    }

private:
    Server& server_;
};

/// A database with two replicas, connected while it lives.
class Servers {
public:
    explicit Servers(aside::ConnectOptions options = {}, bool settled = true) {
        std::vector<aside::backend::DataSource> sources;
        for (std::size_t i = 0; i < names.size(); ++i) sources.push_back(make(i));
        auto primary = std::move(sources.front());
        sources.erase(sources.begin());
        aside::exec::connect_with(std::move(primary), options, std::move(sources));
        if (settled) REQUIRE(soon([] { return readable() == 2; }));
    }
    Servers(const Servers&) = delete;
    Servers& operator=(const Servers&) = delete;
    ~Servers() {
        try {
            aside::disconnect();
        } catch (const aside::ConnectionDoesNotExist&) {  // the test has done so itself
        }
    }

    static constexpr std::array<const char*, 3> names{"primary", "one", "two"};
    std::array<Server, 3> all;
    Server& primary = all[0];
    Server& one = all[1];
    Server& two = all[2];

    void stick(bool stuck) {
        one.stuck = stuck;
        two.stuck = stuck;
    }
    /// How many replicas are read at the moment.
    static int readable() {
        const auto replicas = aside::connection().replicas();
        return static_cast<int>(std::ranges::count_if(replicas, &aside::ReplicaStatus::is_read));
    }

private:
    aside::backend::DataSource make(std::size_t number) {
        const std::string url = "sqlite:" + directory_ / (std::string(names[number]) + ".db");
        aside::connect(url, {.alias = "making"});
        aside::create_tables<Spot, Line>({.alias = "making"});
        for (int i = 0; i < 3; ++i) {
            const Spot spot = Spot::objects.using_("making").create("server"_f = names[number]);
            (void)Line::objects.using_("making").create("spot"_f = spot,
                                                        "server"_f = names[number]);
        }
        aside::disconnect("making");
        auto source = aside::testing::source_of_many_writers(url, 5s);
        source.open = [open = source.open, &server = all[number]](
                          aside::backend::Access access,
                          const aside::detail::Interrupt* interrupt) {
            if (server.down) throw aside::OperationalError("nobody is there");
            ++server.opened;
            return std::make_unique<ToldConnection>(open(access, interrupt), server);
        };
        return source;
    }

    ScratchDirectory directory_;
};

/// The server that a read goes to now.
std::string where() { return Spot::objects.get("id"_f == 1).server; }
bool by_replica() { return where() != "primary"; }
bool reads_replicas_soon() { return soon(by_replica); }

/// The server that a thread reads which has written nothing.
std::string where_others_read() {
    std::string found;
    std::thread([&] { found = where(); }).join();
    return found;
}

aside::Task<std::string> where_after_writing() {
    (void)co_await Spot::objects.acreate("server"_f = "new");
    co_return where();
}
aside::Task<> write_in_a_task() { (void)co_await Spot::objects.acreate("server"_f = "new"); }
aside::Task<std::string> where_after_a_task() {
    co_await write_in_a_task();
    co_return where();
}

void create() { (void)Spot::objects.create("server"_f = "new"); }

struct Write {
    const char* name;
    void (*make)();
};

/// All that writes, each in its own way.
constexpr Write writes[] = {
    {"create", create},
    {"save",
     [] {
         Spot spot;
         spot.server = "new";
         spot.save();
         spot.server = "newer";
         spot.save();
     }},
    {"update", [] { (void)Spot::objects.filter("id"_f > 3).update("server"_f = "newer"); }},
    {"delete", [] { (void)Spot::objects.filter("server"_f == "newer").delete_(); }},
    {"bulk_create", [] { (void)Spot::objects.bulk_create(std::vector<Spot>(5)); }},
    {"get_or_create", [] { (void)Spot::objects.get_or_create("server"_f = "some"); }},
    {"atomic", [] { aside::atomic(create); }},
    {"a Transaction",
     [] {
         aside::Transaction transaction;
         create();
         transaction.commit();
     }},
    {"aatomic", [] { aside::aatomic(create).get(); }},
    {"execute",
     [] { (void)aside::connection().execute("UPDATE replicas_test_spot SET server = server"); }},
    {"acreate", [] { (void)Spot::objects.acreate("server"_f = "new").get(); }},
    {"acreate, waited for", [] { Spot::objects.acreate("server"_f = "new").wait(); }},
    {"acreate with others",
     [] {
         std::vector<aside::Future<Spot>> all;
         for (int i = 0; i < 20; ++i) all.push_back(Spot::objects.acreate("server"_f = "new"));
         for (auto& each : all) (void)each.get();
     }},
    {"then", [] { Spot::objects.acreate("server"_f = "new").then([](const Spot&) {}).get(); }},
    {"a write in then", [] { Spot::objects.acount().then([](std::int64_t) { create(); }).get(); }},
    {"a future of then",
     [] {
         (void)Spot::objects.acount()
             .then([](std::int64_t) { return Spot::objects.acreate("server"_f = "new"); })
             .get();
     }},
    {"a task", [] { aside::async_to_sync(write_in_a_task()); }},
    {"sync_to_async", [] { aside::sync_to_async(create)().get(); }},
    {"an error in a block",
     [] {
         CHECK_THROWS((aside::atomic([] {
             create();
             (void)aside::connection().execute("COMMIT");
             throw std::runtime_error("after a commit by hand");
         })));
     }},
};

TEST_CASE("reads outside of blocks go to replicas, all of them") {
    const Servers servers;
    std::set<std::string> seen;
    for (int i = 0; i < 20; ++i) seen.insert(where());
    CHECK(seen == std::set<std::string>{"one", "two"});
}

TEST_CASE("every kind of read goes to a replica, here and in the background") {
    const Servers servers;
    const aside::QueryLog log;
    const auto first_of = [] { return Spot::objects.order_by("id"_f).first()->server; };
    CHECK(first_of() != "primary");
    CHECK(Spot::objects.order_by("id"_f).list()[0].server != "primary");
    CHECK(Spot::objects.in_bulk({1, 2}).at(1).server != "primary");
    (void)Spot::objects.count();
    (void)Spot::objects.exists();
    (void)Spot::objects.aggregate("n"_f = aside::Count("id"_f));
    (void)Spot::objects.explain();
    Spot spot = Spot::objects.get("id"_f == 1);
    spot.refresh_from_db();
    CHECK(spot.server != "primary");
    for (const Spot& each : Spot::objects.raw("SELECT * FROM replicas_test_spot"))
        CHECK(each.server != "primary");
    for (const Spot& each : Spot::objects.order_by("id"_f).iterator())
        CHECK(each.server != "primary");
    CHECK(Line::objects.get("id"_f == 1).spot->server != "primary");
    CHECK(Spot::objects.aget("id"_f == 1).get().server != "primary");
    CHECK(Spot::objects.order_by("id"_f).alist().get()[0].server != "primary");
    CHECK(Spot::objects.afirst().get()->server != "primary");
    (void)Spot::objects.acount().get();
    auto rows = Spot::objects.order_by("id"_f).aiterator();
    CHECK(rows.anext().get()->server != "primary");
    auto started = Spot::objects.order_by("id"_f).all();
    started.start_fetch();
    CHECK(started[0].server != "primary");
    CHECK(log.size() > 15);
    for (const auto& each : log) CHECK_MESSAGE(each.replica > 0, each.sql);
}

TEST_CASE("calls that name a database, writes and blocks never go to a replica") {
    const Servers servers;
    const aside::QueryLog log;
    CHECK(Spot::objects.using_("default").get("id"_f == 1).server == "primary");
    CHECK(Spot::objects.using_("default").aget("id"_f == 1).get().server == "primary");
    aside::atomic([] { CHECK(where() == "primary"); });
    aside::atomic({.read_only = true}, [] { CHECK(where() == "primary"); });
    aside::atomic({.alias = "", .read_only = true}, [] { CHECK(where() == "primary"); });
    CHECK(aside::aatomic({.read_only = true}, where).get() == "primary");
    CHECK(aside::aatomic({.alias = "", .read_only = true}, where).get() == "primary");
    CHECK(aside::connection().query("SELECT server FROM replicas_test_spot")[0][0] == "primary");
    for (int i = 0; i < 3; ++i) (void)Spot::objects.get_or_create("server"_f = std::to_string(i));
    (void)Spot::objects.update_or_create("server"_f = "other");
    for (const auto& each : log) CHECK_MESSAGE(each.replica == 0, each.sql);
}

TEST_CASE("what a thread has written it reads from the primary, until replicas have it") {
    Servers servers;
    for (const Write& write : writes) {
        CAPTURE(write.name);
        REQUIRE(reads_replicas_soon());
        servers.stick(true);
        write.make();
        for (int i = 0; i < 3; ++i) {
            CHECK(where() == "primary");
            CHECK(Spot::objects.aget("id"_f == 1).get().server == "primary");
            std::this_thread::sleep_for(7ms);  // they are asked meanwhile
        }
        CHECK(where_others_read() != "primary");
        servers.stick(false);
        CHECK(reads_replicas_soon());
    }
}

TEST_CASE("a replica that has got a write is read, though another has not") {
    Servers servers;
    servers.one.stuck = true;
    create();
    CHECK(where() == "primary");
    CHECK(reads_replicas_soon());
    for (int i = 0; i < 10; ++i) CHECK(where() == "two");
}

TEST_CASE("what follows from a write sees it, on whatever thread") {
    Servers servers;
    servers.stick(true);
    const auto write = [] { return Spot::objects.acreate("server"_f = "new"); };
    CHECK(write().then([](const Spot&) { return where(); }).get() == "primary");
    CHECK(aside::async_to_sync(where_after_writing()) == "primary");
    CHECK(aside::async_to_sync(where_after_a_task()) == "primary");
    std::string seen;
    std::thread([&seen, future = write()]() mutable {
        (void)future.get();
        seen = where();
    }).join();
    CHECK(seen == "primary");
    // Calls in the background see what was written before they were made.
    create();
    CHECK(Spot::objects.acount().then([](std::int64_t) { return where(); }).get() == "primary");
    CHECK(aside::sync_to_async(where)().get() == "primary");
    std::promise<std::function<void()>> posted;
    auto via = Spot::objects.acreate("server"_f = "new").via([&](std::function<void()> job) {
        posted.set_value(std::move(job));
    });
    auto last = std::move(via).then([](const Spot&) { return where(); });
    std::future<std::function<void()>> job = posted.get_future();
    REQUIRE(job.wait_for(std::chrono::seconds(60)) == std::future_status::ready);
    std::thread([&] { job.get()(); }).join();
    CHECK(last.std::future<std::string>::get() == "primary");
}

TEST_CASE("a read that a replica cannot do is done by the primary, and nobody notices") {
    Servers servers;
    Server& one = servers.one;
    Server& two = servers.two;
    SUBCASE("what it was connected by is lost") {
        one.losing = two.losing = 1;
        for (int i = 0; i < 10; ++i) CHECK_NOTHROW((void)where());
        CHECK(one.losing + two.losing == 0);
        CHECK(reads_replicas_soon());  // it answers, so that it is not left out for long
    }
    SUBCASE("in the middle of a list") {
        const std::int64_t all = Spot::objects.using_("default").count();
        for (int step = 1; step <= 3; ++step) {
            REQUIRE(soon([] { return by_replica() && Servers::readable() == 2; }));
            one.passing = two.passing = step;
            one.losing = two.losing = 1;
            const auto rows = Spot::objects.order_by("id"_f).list();
            CHECK(static_cast<std::int64_t>(rows.size()) == all);
            CHECK(one.losing + two.losing == 1);
            one.losing = two.losing = one.passing = two.passing = 0;
        }
    }
    SUBCASE("they go together") {
        one.losing = two.losing = 2;
        std::vector<aside::Future<Spot>> all;
        for (int i = 0; i < 60; ++i) all.push_back(Spot::objects.aget("id"_f == i % 3 + 1));
        for (auto& each : all) CHECK_NOTHROW((void)each.get());
    }
    SUBCASE("it would write, which a replica refuses") {
        one.refusal = two.refusal = "25006";
        one.refusing = two.refusing = 1;
        CHECK(where() == "primary");
        one.refusing = two.refusing = 0;
        CHECK(Servers::readable() == 2);
    }
    SUBCASE("it is in the way of what was written") {
        one.refusal = two.refusal = "40001";
        one.refusing = two.refusing = 1;
        CHECK(where() == "primary");
        CHECK(Servers::readable() == 2);
    }
    SUBCASE("an iterator's first row") {
        one.losing = two.losing = 1;
        int rows = 0;
        for (const Spot& each : Spot::objects.order_by("id"_f).iterator({.chunk_size = 1}))
            rows += each.server == "primary" ? 1 : 0;
        CHECK(rows == 3);
    }
    SUBCASE("prefetching for objects that are there") {
        std::vector<Spot> spots{Spot::objects.get("id"_f == 1)};
        one.losing = two.losing = 1;
        CHECK_NOTHROW(aside::prefetch_related_objects(spots, "lines"_f));
    }
    SUBCASE("none can be reached") {
        one.down = two.down = true;
        for (int i = 0; i < 5; ++i) CHECK(where() == "primary");
        CHECK(Spot::objects.aget("id"_f == 1).get().server == "primary");
        CHECK(Servers::readable() == 0);
    }
}

TEST_CASE("an error that the primary has as well is its own") {
    const Servers servers;
    const auto of_nothing = Spot::objects.raw("SELECT * FROM nothing");
    CHECK_THROWS_AS((void)of_nothing.list(), aside::ProgrammingError);
    CHECK_THROWS_AS((void)Spot::objects.get("id"_f == 99), Spot::DoesNotExist);
    CHECK_THROWS_AS((void)Spot::objects.aget("id"_f == 99).get(), Spot::DoesNotExist);
    CHECK(Servers::readable() == 2);
}

TEST_CASE("an iterator keeps its replica, and all of a queryset comes from one server") {
    const Servers servers;
    for (int i = 0; i < 6; ++i) {
        std::set<std::string> seen;
        for (const Spot& each : Spot::objects.order_by("id"_f).prefetch_related("lines"_f).iterator(
                 {.chunk_size = 1})) {
            seen.insert(each.server);
            for (const Line& line : each.lines.all()) seen.insert(line.server);
            (void)where();
        }
        CHECK(seen.size() == 1);
        const auto rows = Spot::objects.order_by("id"_f).prefetch_related("lines"_f).alist().get();
        seen.clear();
        for (const Spot& each : rows) {
            seen.insert(each.server);
            for (const Line& line : each.lines.all()) seen.insert(line.server);
        }
        CHECK(seen.size() == 1);
    }
}

TEST_CASE("a replica that cannot be reached is left out for seconds, and tried then") {
    Servers servers({}, false);
    servers.one.down = true;
    servers.two.down = true;
    REQUIRE(soon([] {
        (void)where();
        const auto replicas = aside::connection().replicas();
        return !replicas[0].problem.empty() && !replicas[1].problem.empty();
    }));
    const int asked = servers.one.asked + servers.two.asked;
    const auto until = std::chrono::steady_clock::now() + 1s;
    while (std::chrono::steady_clock::now() < until) CHECK(where() == "primary");
    CHECK(servers.one.asked + servers.two.asked == asked);
    const auto replicas = aside::connection().replicas();
    REQUIRE(replicas.size() == 2);
    CHECK(!replicas[0].is_read);
    INFO(replicas[0].problem);
    CHECK((replicas[0].problem.find("gone") != std::string::npos ||
           replicas[0].problem.find("nobody is there") != std::string::npos));
    servers.one.down = false;
    const auto comes_back = std::chrono::steady_clock::now() + 7s;
    while (!by_replica() && std::chrono::steady_clock::now() < comes_back)
        std::this_thread::sleep_for(10ms);
    CHECK(where() == "one");
    CHECK(aside::connection().replicas()[0].problem.empty());
}

TEST_CASE(
    "a replica that is further behind than max_lag is left out, and read when it has caught up") {
    Servers servers({.max_lag = 300ms});
    servers.stick(true);
    CHECK(soon([] { return where_others_read() == "primary"; }));
    CHECK(*aside::connection().replicas()[0].lag >= 300ms);
    servers.stick(false);
    CHECK(reads_replicas_soon());
}

TEST_CASE("a server that follows no other is no replica") {
    Servers servers;
    servers.one.promoted = true;
    servers.two.promoted = true;
    CHECK(soon([] { return where() == "primary" && Servers::readable() == 0; }));
    CHECK(aside::connection().replicas()[0].problem.find("promoted") != std::string::npos);
}

TEST_CASE("a replica that does not say how far it is, is read by who has written nothing of late") {
    Servers servers({.max_lag = 400ms});
    SUBCASE("the replica") { servers.one.silent = true; }
    SUBCASE("the database itself") { servers.primary.silent = true; }
    servers.two.down = true;
    CHECK(soon([] { return where() == "one"; }));
    create();
    const auto until = std::chrono::steady_clock::now() + 350ms;
    while (std::chrono::steady_clock::now() < until) CHECK(where() == "primary");
    CHECK_MESSAGE(reads_replicas_soon(), aside::connection().replicas()[0].lag->count()
                                             << " ms behind "
                                             << aside::connection().replicas()[0].problem);
}

TEST_CASE("replicas are read while the primary is down") {
    Servers servers({.max_lag = 300ms});
    servers.primary.down = true;
    const auto until = std::chrono::steady_clock::now() + 1500ms;
    while (std::chrono::steady_clock::now() < until) {
        CHECK_NOTHROW((void)where());
        std::this_thread::sleep_for(5ms);
    }
    servers.primary.down = false;
}

TEST_CASE("nobody is asked while nobody reads") {
    Servers servers;
    (void)where();
    std::this_thread::sleep_for(50ms);
    const int asked = servers.one.asked + servers.two.asked + servers.primary.asked;
    std::this_thread::sleep_for(1500ms);
    CHECK(servers.one.asked + servers.two.asked + servers.primary.asked == asked);
}

TEST_CASE("each replica has a pool of its own, of the options of connect, and its own on_connect") {
    std::atomic<int> hooks{0};
    const Servers servers({.pool_size = 2, .on_connect = [&](const aside::Connection& connection) {
                               CHECK(connection.alias() == "default");
                               ++hooks;
                           }});
    for (int i = 0; i < 10; ++i) (void)where();
    CHECK(hooks == 3);
    auto first = Spot::objects.order_by("id"_f).aiterator({.chunk_size = 1});
    (void)first.anext().get();
    CHECK_THROWS_AS(aside::disconnect(), aside::InterfaceError);
}

TEST_CASE("a database is disconnected in the middle of reads by its replicas") {
    for (int round = 0; round < 5; ++round) {
        const Servers servers;
        std::vector<aside::Future<std::int64_t>> all;
        for (int i = 0; i < 30; ++i) all.push_back(Spot::objects.acount());
        aside::disconnect();
        for (auto& each : all) CHECK(each.get() == 3);
    }
}

TEST_CASE("replicas that cannot be are refused when the database is connected") {
    using aside::ImproperlyConfigured;
    CHECK_THROWS_WITH_AS(aside::connect("sqlite::memory:", {.replicas = {"sqlite::memory:"}}),
                         "a database of sqlite has no replicas", ImproperlyConfigured);
    const ScratchDirectory directory;
    const auto source = [&] {
        return aside::testing::source_of_many_writers("sqlite:" + directory / "a.db", 5s);
    };
    CHECK_THROWS_AS(aside::exec::connect_with(source(), {.alias = "other"}, {source()}),
                    ImproperlyConfigured);
    CHECK_THROWS_AS(aside::exec::connect_with(source(), {.max_lag = 0ms}, {source()}),
                    ImproperlyConfigured);
    CHECK_THROWS_AS(aside::exec::connect_with(source(), {.max_lag = -1ms}, {source()}),
                    ImproperlyConfigured);
    auto another = aside::backend::source_of("sqlite::memory:", 5s);
    CHECK_THROWS_AS(aside::exec::connect_with(source(), {}, {another}), ImproperlyConfigured);
}

// What is known of one, alone.

const auto start = aside::detail::WriteTime::clock::now();

TEST_CASE("a replica shows what was committed before a position that it has reached") {
    ReplicaState state(10s);
    CHECK_FALSE(state.shows({}, start));
    state.take(5, LogPosition{start + 1s, 5}, start + 1s);
    CHECK(state.shows(start + 1s, start + 2s));
    CHECK_FALSE(state.shows(start + 1s + 1ns, start + 2s));
    CHECK(state.shows({}, start + 10s));
    CHECK_FALSE(state.shows({}, start + 11s));
    state.leave_out();
    CHECK_FALSE(state.shows({}, start + 2s));
}

TEST_CASE("of a replica that lags, the age of what it shows is known") {
    ReplicaState state(10s);
    state.take(5, LogPosition{start + 1s, 5}, start + 1s);
    for (int i = 2; i < 200; ++i)
        state.take(5, LogPosition{start + i * 1s, static_cast<std::uint64_t>(i + 10)},
                   start + i * 1s);
    CHECK(state.as_of() == start + 1s);
    CHECK_FALSE(state.shows({}, start + 199s));
    state.take(12, LogPosition{start + 200s, 500}, start + 200s);
    CHECK(state.as_of() == start + 2s);
    state.take(500, LogPosition{start + 201s, 501}, start + 201s);
    CHECK(state.as_of() >= start + 199s);
    CHECK(state.shows({}, start + 202s));
}

TEST_CASE("a log that goes back is another server's") {
    ReplicaState state(10s);
    state.take(100, LogPosition{start + 1s, 120}, start + 1s);
    state.take(100, LogPosition{start + 2s, 110}, start + 2s);
    state.take(110, LogPosition{start + 3s, 115}, start + 3s);
    CHECK(state.as_of() == start + 2s);
}

TEST_CASE("a replica that has crashed shows less until it has caught up") {
    ReplicaState state(10s);
    state.take(100, LogPosition{start + 1s, 100}, start + 1s);
    CHECK(state.shows(start + 1s, start + 2s));
    state.take(60, LogPosition{start + 2s, 120}, start + 2s);
    CHECK_FALSE(state.shows({}, start + 2s));
    state.take(120, LogPosition{start + 3s, 130}, start + 3s);
    CHECK(state.shows(start + 2s, start + 3s));
}

TEST_CASE("what had all that was known is read on while the primary says nothing") {
    ReplicaState state(10s);
    state.take(5, LogPosition{start + 1s, 5}, start + 1s);
    state.take(5, {}, start + 60s);
    CHECK(state.as_of() == start + 1s);
    CHECK(state.shows({}, start + 69s));
    state.take(5, LogPosition{start + 70s, 9}, start + 70s);
    state.take(5, {}, start + 90s);
    CHECK_FALSE(state.shows({}, start + 90s));
}

}  // namespace replicas_test
