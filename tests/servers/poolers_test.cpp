// A server behind poolers that are many programs' between it and them.
#include "backend/data_source.hpp"
#include "servers/load.hpp"
#include "support/postgresql.hpp"
#include "support/servers.hpp"

using namespace aside::testing;
using namespace std::chrono_literals;
using doctest::Contains;

namespace {

std::unique_ptr<PostgresConnection> connect_to(const std::string& url) {
    return std::make_unique<PostgresConnection>(aside::backend::postgresql::parse_url(url), 5s);
}

void run_load(const std::string& url, const std::function<void(load::Load&)>& meanwhile) {
    aside::connect(url);
    load::make_tables();
    load::Load load;
    CHECK(load.goes_on(50));
    CHECK(load.errors() == 0);
    meanwhile(load);
    load.end();
    load.check();
    aside::disconnect();
}

}  // namespace

TEST_CASE(
    "behind a pooler that lends connections by transaction all goes on with prepare=off, its "
    "restart too") {
    REQUIRES_SERVERS();
    const NamedServer server("pooled");
    {  // which no option of a URL can say behind it
        const auto administrator = connect_to(server.url());
        administrator->run("ALTER SYSTEM SET synchronous_commit = on");
        administrator->run("SELECT pg_reload_conf()");
    }
    const NamedServer pooler("pgbouncer", "pgbouncer pooled");
    run_load(pooler.url() + "&prepare=off", [&](load::Load& load) {
        for (const char* const mode : {"fast", "immediate"}) {
            server.halt(mode);  // calls that come meanwhile wait in the pooler
            server.resume();
            CHECK(load.goes_on(20));
        }
    });
}

TEST_CASE("without prepare=off such a pooler is an error that names it") {
    REQUIRES_SERVERS();
    const NamedServer server("pooled");
    SUBCASE("at the connect") {
        const NamedServer pooler("pgbouncer", "pgbouncer pooled");
        CHECK_THROWS_WITH_AS((void)connect_to(pooler.url()), Contains("prepare=off"),
                             aside::OperationalError);
    }
    SUBCASE("at a statement, if it ignores what it cannot take") {
        const NamedServer pooler("pgbouncer",
                                 "pgbouncer pooled 'ignore_startup_parameters = options'");
        const auto one = connect_to(pooler.url());
        const auto statement = one->prepare("SELECT 1");
        CHECK(statement->step());
        statement->reset();
        const auto other = connect_to(pooler.url());
        // Its name is that of the first one's, which the server behind both has.
        CHECK_THROWS_WITH_AS(other->run("SELECT 2"), Contains("prepare=off"),
                             aside::ProgrammingError);
        const auto third = connect_to(pooler.url() + "&prepare=off");
        third->run("BEGIN");
        third->run("SELECT 1");
        // The first one's connection is the third one's now.
        CHECK(one->put_off("BEGIN"));
        CHECK_THROWS_WITH_AS((void)statement->step(), Contains("prepare=off"),
                             aside::ProgrammingError);
    }
}

TEST_CASE("behind a pooler that lends connections by session all goes on as it is") {
    REQUIRES_SERVERS();
    const NamedServer server("pooled");
    const NamedServer pooler("pgpool", "pgpool pooled");
    run_load(pooler.url(), [](load::Load&) {});
}
