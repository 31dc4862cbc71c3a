// Relations between tables of several schemas, which other engines do not have.
#include <doctest/doctest.h>

#include <string>

#include "support/postgresql.hpp"
#include "support/tables.hpp"

using namespace aside::literals;
using namespace aside::testing;
using Counts = std::map<std::string, std::int64_t>;

namespace {

struct Visit;

struct Client : aside::Model<Client> {
    std::int64_t id = 0;
    std::string name;
    aside::ReverseForeignKey<Visit, "client"> visits;
    static constexpr auto meta = aside::meta(aside::table("aside_clients", "client"));
};

/// In the schema of the search path.
struct Visit : aside::Model<Visit> {
    std::int64_t id = 0;
    aside::ForeignKey<Client, aside::cascade> client;
    static constexpr auto meta = aside::meta(aside::table("client"));
};

struct Parted : aside::Model<Parted> {
    std::int64_t id = 0;
    std::string name;
    static constexpr auto meta = aside::meta(aside::table("client"));
};

/// The server with a fresh schema, to which "default" is connected.
class Connected {
public:
    explicit Connected(const std::string& options = {}) { aside::connect(server_.url() + options); }
    ~Connected() { aside::disconnect(); }

private:
    const PostgresServer server_;
};

struct Desk : Connected {
    Desk() {
        aside::connection().execute("CREATE SCHEMA aside_clients");
        aside::create_tables<Client, Visit>();
    }
    ~Desk() { aside::connection().execute("DROP SCHEMA aside_clients CASCADE"); }
};

}  // namespace

TEST_CASE("a foreign key leads to a table of another schema, even to one of the same name") {
    REQUIRES_SERVER();
    const Desk desk;
    const Client ann = Client::objects.create("name"_f = "Ann");
    Visit::objects.create("client"_f = ann);
    Visit::objects.create("client"_f = ann);
    CHECK(Visit::objects.filter("client__name"_f = "Ann").count() == 2);
    CHECK(Visit::objects.select_related("client"_f).first()->client->name == "Ann");
    CHECK(Client::objects.filter("visits__id__gt"_f = 0).distinct().count() == 1);
    CHECK(Client::objects.exclude("visits__id__gt"_f = 0).count() == 0);
    CHECK(ann.visits.count() == 2);
    CHECK_THROWS_AS(Visit::objects.create("client"_f = 99), aside::ForeignKeyViolation);
    CHECK(ann.delete_().by_table == Counts{{"aside_clients.client", 1}, {"client", 2}});
}

TEST_CASE("a foreign key is read back with the schema of the table that it names") {
    REQUIRES_SERVER();
    const Desk desk;
    const auto tables = tables_of_database();
    REQUIRE(tables.size() == 1);
    REQUIRE(tables[0].foreign_keys.size() == 1);
    CHECK(tables[0].foreign_keys[0].schema == "aside_clients");
    CHECK(tables[0] == tables_of_models<Visit>().front());
}

TEST_CASE("a schema that is on the search path is named as the model names it") {
    REQUIRES_SERVER();
    const Desk desk;
    aside::connection().execute("SET search_path = aside_clients");
    const Client ann = Client::objects.create("name"_f = "Ann");
    CHECK(ann.delete_().by_table == Counts{{"aside_clients.client", 1}});
}

TEST_CASE("rows of the parts of a table are counted as rows of the table") {
    REQUIRES_SERVER();
    const Connected database;
    auto sql = aside::connection();
    sql.execute("CREATE TABLE client (id bigint, name text) PARTITION BY HASH (id)");
    for (const char* part : {"0", "1"})
        sql.execute("CREATE TABLE client_" + std::string(part) +
                    " PARTITION OF client FOR VALUES WITH (MODULUS 2, REMAINDER " + part + ")");
    for (int i = 1; i <= 5; ++i)
        sql.execute("INSERT INTO client VALUES (" + std::to_string(i) + ", 'x')");
    CHECK(Parted::objects.filter("id__lte"_f = 3).delete_().by_table == Counts{{"client", 3}});
    CHECK(Parted::objects.all().delete_().by_table == Counts{{"client", 2}});
}
