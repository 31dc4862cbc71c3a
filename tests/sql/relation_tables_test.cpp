// The tables of models with relations, as Django 3.2 makes them, with ON DELETE.
#include "sql/logged.hpp"

using namespace aside::literals;
using aside::testing::definitions;

namespace other {
struct Crew : aside::Model<Crew> {
    std::int64_t id = 0;
};
}  // namespace other

namespace fleet {

struct Ship;

struct Port : aside::Model<Port> {
    std::string code;
    aside::ReverseForeignKey<Ship, "home"> ships;
    static constexpr auto meta = aside::meta("code"_f.primary_key().max_length(5));
};

struct Captain : aside::Model<Captain> {
    std::int32_t id = 0;
    aside::ReverseOneToOne<Ship, "captain"> ship;
};

struct Flag : aside::Model<Flag> {
    aside::Uuid id;
};

struct Ship : aside::Model<Ship> {
    std::int64_t id = 0;
    aside::ForeignKey<Port, aside::set_null, std::string> home;
    aside::OneToOne<Captain, aside::protect, std::int32_t> captain;
    aside::ForeignKey<Flag, aside::restrict, aside::Uuid, aside::nullable> flag;
    aside::ForeignKey<Ship, aside::cascade, aside::nullable> leader;
    aside::ForeignKey<Port, aside::set_default, std::string> built_in;
    aside::ForeignKey<Port, aside::do_nothing, std::string> last_seen;
    static constexpr auto meta =
        aside::meta("built_in"_f.db_default("GBLON"), "last_seen"_f.db_column("seen"));
};

struct Voyage : aside::Model<Voyage> {
    aside::OneToOne<Ship, aside::cascade> ship;
    static constexpr auto meta = aside::meta("ship"_f.primary_key());
};

struct Crew : aside::Model<Crew> {
    std::int64_t id = 0;
    aside::ManyToMany<Port> visits;
    aside::ManyToMany<Crew> mates;
    aside::ManyToMany<other::Crew> others;
    aside::ForeignKey<Voyage, aside::cascade> voyage;
};

struct Second;
struct First : aside::Model<First> {
    std::int64_t id = 0;
    aside::ForeignKey<Second, aside::cascade> second;
    aside::ManyToMany<Second> seconds;
};
struct Second : aside::Model<Second> {
    std::int64_t id = 0;
    aside::ForeignKey<First, aside::set_null> first;
    aside::ReverseManyToMany<First, "seconds"> firsts;
};

struct Foreign : aside::Model<Foreign> {
    std::int64_t id = 0;
    aside::ManyToMany<Port> ports;
    aside::ManyToMany<Foreign> foreign;
    static constexpr auto meta = aside::meta(aside::managed(false));
};

}  // namespace fleet

using namespace fleet;

TEST_CASE("a foreign key has its key's type, its constraint and an index; one-to-one is unique") {
    const auto statements = definitions<Ship>();
    REQUIRE(statements.size() == 6);
    CHECK(
        statements[0] ==
        R"(CREATE TABLE IF NOT EXISTS "fleet_ship" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, )"
        R"("home_id" varchar(5) NULL REFERENCES "fleet_port" ("code") ON DELETE SET NULL )"
        R"(DEFERRABLE INITIALLY DEFERRED, )"
        R"("captain_id" integer NOT NULL UNIQUE REFERENCES "fleet_captain" ("id") ON DELETE RESTRICT )"
        R"(DEFERRABLE INITIALLY DEFERRED, )"
        R"("flag_id" char(32) NULL REFERENCES "fleet_flag" ("id") DEFERRABLE INITIALLY DEFERRED, )"
        R"("leader_id" bigint NULL REFERENCES "fleet_ship" ("id") ON DELETE CASCADE )"
        R"(DEFERRABLE INITIALLY DEFERRED, )"
        R"("built_in_id" varchar(5) NOT NULL DEFAULT 'GBLON' REFERENCES "fleet_port" ("code") )"
        R"(ON DELETE SET DEFAULT DEFERRABLE INITIALLY DEFERRED, )"
        R"("seen" varchar(5) NOT NULL REFERENCES "fleet_port" ("code") DEFERRABLE INITIALLY DEFERRED))");
    CHECK(
        statements[1] ==
        R"(CREATE INDEX IF NOT EXISTS "fleet_ship_home_id_12c4d51a" ON "fleet_ship" ("home_id"))");
    CHECK(statements[2].ends_with(R"(" ON "fleet_ship" ("flag_id"))"));
    CHECK(statements[3].ends_with(R"(" ON "fleet_ship" ("leader_id"))"));
    CHECK(statements[4].ends_with(R"(" ON "fleet_ship" ("built_in_id"))"));
    CHECK(statements[5].ends_with(R"(" ON "fleet_ship" ("seen"))"));
}

TEST_CASE("a key that is a relation has the type of the key that it names, and so have its users") {
    CHECK(
        definitions<Voyage>() ==
        std::vector<std::string>{
            R"(CREATE TABLE IF NOT EXISTS "fleet_voyage" ("ship_id" bigint NOT NULL PRIMARY KEY )"
            R"(REFERENCES "fleet_ship" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED))"});
    CHECK(
        definitions<Crew>()[0] ==
        R"(CREATE TABLE IF NOT EXISTS "fleet_crew" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, )"
        R"("voyage_id" bigint NOT NULL REFERENCES "fleet_voyage" ("ship_id") ON DELETE CASCADE )"
        R"(DEFERRABLE INITIALLY DEFERRED))");
}

TEST_CASE("a many-to-many relation has a table of its own, unique over both sides") {
    const auto statements = definitions<Crew>();
    REQUIRE(statements.size() == 14);
    CHECK(
        statements[2] ==
        R"(CREATE TABLE IF NOT EXISTS "fleet_crew_visits" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, )"
        R"("crew_id" bigint NOT NULL REFERENCES "fleet_crew" ("id") ON DELETE CASCADE )"
        R"(DEFERRABLE INITIALLY DEFERRED, )"
        R"("port_id" varchar(5) NOT NULL REFERENCES "fleet_port" ("code") ON DELETE CASCADE )"
        R"(DEFERRABLE INITIALLY DEFERRED))");
    CHECK(statements[3].starts_with("CREATE UNIQUE INDEX IF NOT EXISTS "));
    CHECK(statements[3].ends_with(R"(_uniq" ON "fleet_crew_visits" ("crew_id", "port_id"))"));
    CHECK(statements[4].ends_with(R"(" ON "fleet_crew_visits" ("crew_id"))"));
    CHECK(statements[5].ends_with(R"(" ON "fleet_crew_visits" ("port_id"))"));
}

TEST_CASE("a relation between models of one name says which column is which side") {
    const auto statements = definitions<Crew>();
    REQUIRE(statements.size() == 14);
    CHECK(
        statements[7].ends_with(R"(_uniq" ON "fleet_crew_mates" ("from_crew_id", "to_crew_id"))"));
    CHECK(statements[11].ends_with(
        R"(_uniq" ON "fleet_crew_others" ("from_crew_id", "to_crew_id"))"));
    CHECK(statements[10].find(R"("to_crew_id" bigint NOT NULL REFERENCES "other_crew" ("id"))") !=
          std::string::npos);
}

TEST_CASE("reverse members create nothing") {
    CHECK(
        definitions<Port>() ==
        std::vector<std::string>{
            R"(CREATE TABLE IF NOT EXISTS "fleet_port" ("code" varchar(5) NOT NULL PRIMARY KEY))"});
    CHECK(definitions<Captain>().size() == 1);
}

TEST_CASE("a join table is somebody else's only where both of its sides are") {
    const auto statements = definitions<Foreign>();
    REQUIRE(statements.size() == 4);
    CHECK(statements[0].starts_with(R"(CREATE TABLE IF NOT EXISTS "fleet_foreign_ports")"));
}

TEST_CASE("models that name each other are created in any order, and again") {
    const auto check = [](auto create) {
        const aside::testing::ScratchDatabase database("sqlite::memory:", {});
        create();
        const First first = [] {
            const Second second = Second::objects.create();
            return First::objects.create("second"_f = second);
        }();
        first.seconds.create("first"_f = first);
        create();
        CHECK(First::objects.count() == 1);
        CHECK(first.seconds.count() == 1);
    };
    check([] { aside::create_tables<First, Second>(); });
    check([] { aside::create_tables<Second, First>(); });
}
