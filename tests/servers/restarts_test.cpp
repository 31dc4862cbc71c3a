// What becomes of a program whose server goes away, and comes back.
#include "backend/data_source.hpp"
#include "servers/load.hpp"
#include "support/postgresql.hpp"
#include "support/servers.hpp"

using namespace aside::literals;
using namespace aside::testing;
using namespace std::chrono_literals;
using load::Load;

namespace {

/// A commit is stored when it comes back, on servers that are stopped without ado.
constexpr const char* stored_at_once = "&options=-csynchronous_commit%3Don";

/// Connected under the alias "default", while it lives, with the tables of the load.
class Connected {
public:
    explicit Connected(const std::string& url, bool makes_tables = true) {
        aside::connect(url);
        if (makes_tables) load::make_tables();
    }
    Connected(const Connected&) = delete;
    Connected& operator=(const Connected&) = delete;
    ~Connected() { aside::disconnect(); }
};

std::unique_ptr<PostgresConnection> observer_of(const std::string& url) {
    return std::make_unique<PostgresConnection>(aside::backend::postgresql::parse_url(url), 5s);
}

}  // namespace

TEST_CASE("a restart of the server is an error of the calls that run, and of none behind it") {
    REQUIRES_SERVERS();
    const NamedServer server("restarted");
    const Connected database(server.url() + stored_at_once);
    Load load;
    for (const char* const mode : {"fast", "immediate", "fast", "immediate"}) {
        CAPTURE(mode);
        REQUIRE(load.goes_on(20));
        server.halt(mode);
        CHECK(load.fails());
        server.resume();
        CHECK(load.goes_on(20));
    }
    load.end();
    load.check();
}

TEST_CASE("connections that the server ends one by one are errors of what runs on them alone") {
    REQUIRES_SERVER();
    const PostgresServer server;
    const auto observer = server.connect();
    const std::string name = "ended_" + std::to_string(getpid());
    const Connected database(server.url() + "&application_name=" + name);
    Load load;
    int ended = 0;
    for (int round = 0; round < 100; ++round) {
        ended += value_of(*observer,
                          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE "
                          "application_name = $1 ORDER BY RANDOM() LIMIT 1",
                          {name})
                         .is_null()
                     ? 0
                     : 1;
        REQUIRE(load.goes_on(1));
    }
    CHECK(ended > 50);
    load.end();
    load.check();
}

TEST_CASE("a server with too few connections for a program refuses some calls, and says so") {
    REQUIRES_SERVER();
    const PostgresServer server;
    const auto observer = server.connect();
    const std::string role = "limited_" + std::to_string(getpid());
    observer->run("CREATE ROLE " + role + " SUPERUSER LOGIN");
    std::string url = server.url();
    url.replace(url.find("//") + 2, url.find('@') - url.find("//") - 2, role);
    {
        const Connected database(url);
        observer->run("ALTER ROLE " + role + " NOSUPERUSER CONNECTION LIMIT 3");
        observer->run("GRANT ALL ON SCHEMA " + server.schema() + " TO " + role);
        std::vector<aside::Future<load::Fixed>> found;
        for (int id = 1; id <= 200; ++id) found.push_back(load::Fixed::objects.aget("id"_f == id));
        for (int id = 1; id <= 200; ++id) {
            try {
                const auto row = found[static_cast<std::size_t>(id - 1)].get();
                CHECK(row.id == id);
            } catch (const aside::OperationalError& error) {
                CHECK(std::string(error.what()).find("too many connections") != std::string::npos);
            }
        }
        CHECK(load::Fixed::objects.count() == 1000);
    }
    observer->run("DROP OWNED BY " + role + " CASCADE");
    observer->run("DROP ROLE " + role);
}

TEST_CASE(
    "statements go on while the columns of their tables change, but in blocks that are open") {
    REQUIRES_SERVER();
    const PostgresServer server;
    const auto observer = server.connect();
    aside::connect(server.url());
    load::make_tables();
    std::atomic<bool> enough{false};
    std::atomic<int> calls{0};
    std::atomic<int> blocks{0};
    const auto read = [&](std::atomic<int>& count) {
        if (load::Fixed::objects.filter("id"_f <= 10).count() != 10 ||
            load::Fixed::objects.order_by("id"_f).list().size() != 1000)
            throw std::logic_error("wrong rows");
        ++count;
    };
    std::vector<std::thread> threads;
    for (int i = 0; i < 3; ++i)
        threads.emplace_back([&] {
            while (!enough) CHECK_NOTHROW(read(calls));
        });
    threads.emplace_back([&] {
        while (!enough) {
            try {
                aside::atomic([&] { read(blocks); });
            } catch (
                const aside::NotSupportedError&) {  // its transaction is broken, the next is not
            }
        }
    });
    for (int change = 0; change < 20; ++change) {
        const int before = calls;
        const int blocks_before = blocks;
        observer->run(change % 2 == 0 ? "ALTER TABLE load_fixed ALTER COLUMN id TYPE int"
                                      : "ALTER TABLE load_fixed ALTER COLUMN id TYPE bigint");
        while (calls < before + 6 || blocks < blocks_before + 2) std::this_thread::sleep_for(1ms);
    }
    enough = true;
    for (std::thread& thread : threads) thread.join();
    aside::disconnect();
}

TEST_CASE("a program goes on with a copy of its server that was promoted, and nothing is lost") {
    REQUIRES_SERVERS();
    std::optional<NamedServer> primary(std::in_place, "primary");
    const NamedServer copy("copy", "replica primary");
    {
        const auto administrator = observer_of(primary->url());
        administrator->run("ALTER SYSTEM SET synchronous_standby_names = '*'");
        administrator->run("SELECT pg_reload_conf()");
    }
    const Connected database("postgresql://aside@/aside?host=" + primary->folder() + ',' +
                             copy.folder() + "&target_session_attrs=read-write" + stored_at_once);
    Load load;
    REQUIRE(load.goes_on(20));
    primary->halt("immediate");
    CHECK(load.fails());
    copy.promote();
    CHECK(load.goes_on(20));
    load.end();
    load.check();
}

TEST_CASE("what a standby has refused to write is retryable, and is written once it is promoted") {
    REQUIRES_SERVERS();
    const NamedServer primary("primary");
    { const Connected database(primary.url()); }
    const NamedServer copy("copy", "replica primary");
    const Connected database(copy.url(), false);
    try {
        load::Note::objects.create("text"_f = "early");
        FAIL("a standby has written");
    } catch (const aside::OperationalError& error) {
        CHECK(error.sqlstate() == "25006");
        CHECK(error.retryable());
    }
    int calls = 0;
    aside::atomic({.retries = 3}, [&] {
        if (++calls == 2) copy.promote();
        load::Note::objects.create("text"_f = "late");
    });
    CHECK(calls == 2);
    CHECK(load::Note::objects.get().text == "late");
}
