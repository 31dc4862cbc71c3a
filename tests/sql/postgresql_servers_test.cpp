// Servers that speak PostgreSQL's protocol, told by what they say of themselves.
#include <doctest/doctest.h>

#include <string>

#include "aside/error.hpp"
#include "sql/postgresql/dialect.hpp"
#include "sql/postgresql/servers.hpp"

using namespace aside::sql::postgresql;

TEST_CASE("a server is told by its version") {
    CHECK(read_version("15.18 (Debian 15.18-0+deb12u1)", "").server == Server::postgresql);
    CHECK(read_version("15.18 (Debian 15.18-0+deb12u1)", "").asks_for_citus);
    CHECK(read_version("11.2-YB-2.20.1.0-b0", "").server == Server::yugabytedb);
    CHECK(read_version("13.0.0", "CockroachDB CCL v23.1.11").server == Server::cockroachdb);
    CHECK_FALSE(read_version("13.0.0", "CockroachDB CCL v23.1.11").asks_for_citus);
}

TEST_CASE("each has the features of its kind, but for what a URL switches") {
    CHECK(&dialect_of(Server::postgresql, {}) == &dialect());
    const auto& cockroach = dialect_of(Server::cockroachdb, {});
    CHECK_FALSE(cockroach.features().ordered_keys);
    CHECK_FALSE(cockroach.features().counts_cascades);
    CHECK(cockroach.features().commits_conflict);
    CHECK(cockroach.limits().rows_to_copy == 0);
    CHECK(&dialect_of(Server::cockroachdb, {}) == &cockroach);
    const Switch switches[] = {read_switch("ordered_keys"), read_switch("-index_methods")};
    const auto& other = dialect_of(Server::cockroachdb, switches);
    CHECK(other.features().ordered_keys);
    CHECK_FALSE(other.features().index_methods);
    CHECK_FALSE(dialect_of(Server::citus, {}).features().counts_cascades);
    CHECK(dialect_of(Server::citus, {}).features().transactional_ddl);
    CHECK_FALSE(dialect_of(Server::yugabytedb, {}).features().transactional_ddl);
}

TEST_CASE("a switch of no feature is refused") {
    CHECK_THROWS_WITH_AS((void)read_switch("-speed"), doctest::Contains("\"speed\""),
                         aside::ImproperlyConfigured);
}
