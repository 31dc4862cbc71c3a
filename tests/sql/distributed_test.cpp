// What a distributed model adds to statements: the column that tells the node of a row.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "sql/ddl.hpp"
#include "sql/postgresql.hpp"
#include "sql/schema_of.hpp"
#include "sql/sqlite/dialect.hpp"
#include "support/tenants.hpp"

using namespace tenants;
using namespace aside::testing;

namespace {

template <class Model>
std::string created(const aside::sql::Dialect& dialect) {
    std::string all;
    for (const auto& table : aside::sql::schema_of(aside::detail::model_info<Model>(), dialect))
        for (const std::string& sql : aside::sql::create_table(table, dialect)) all += sql + '\n';
    return all;
}

bool has(const std::string& sql, std::string_view part) {
    INFO(sql);
    return sql.find(part) != sql.npos;
}

struct Loose : aside::Model<Loose> {
    std::int64_t id = 0;
    aside::ForeignKey<Project> project;
};

struct Team : aside::Model<Team> {
    std::int64_t id = 0;
    std::int64_t tenant = 0;
    aside::ManyToMany<Project> projects;
    static constexpr auto meta = aside::meta(aside::distributed_by("tenant"_f));
};

/// Distributed by its own key.
struct Client : aside::Model<Client> {
    std::int64_t id = 0;
    std::string name;
    aside::ForeignKey<Project, aside::protect, aside::nullable> main;
    static constexpr auto meta =
        aside::meta(aside::table("client"), "name"_f.unique(), aside::distributed_by("id"_f));
};

struct Bill : aside::Model<Bill> {
    std::int64_t id = 0;
    std::int64_t tenant = 0;
    aside::ForeignKey<Client> client;
    static constexpr auto meta =
        aside::meta(aside::table("bill"), aside::distributed_by("tenant"_f));
};

struct Rate;
struct Currency : aside::Model<Currency> {
    std::int64_t id = 0;
    aside::ReverseForeignKey<Rate, "currency"> rates;
    static constexpr auto meta = aside::meta(aside::table("currency"));
};
struct Rate : aside::Model<Rate> {
    std::int64_t id = 0;
    std::int64_t tenant = 0;
    std::int32_t value = 0;
    aside::ForeignKey<Currency> currency;
    static constexpr auto meta =
        aside::meta(aside::table("rate"), aside::distributed_by("tenant"_f));
};

struct Blank : aside::Model<Blank> {
    std::int64_t id = 0;
    std::optional<std::int64_t> tenant;
    static constexpr auto meta = aside::meta(aside::distributed_by("tenant"_f));
};

}  // namespace

TEST_CASE("the column is in the primary key, in what is unique and in foreign keys") {
    const auto& dialect = aside::sql::postgresql::dialect();
    const std::string project = created<Project>(dialect);
    CHECK(has(project, R"(PRIMARY KEY ("tenant", "id"))"));
    CHECK(has(project, R"(UNIQUE ("tenant", "name"))"));
    const std::string task = created<Task>(dialect);
    CHECK(has(task, R"(UNIQUE ("tenant", "project_id", "title"))"));
    CHECK(has(task, R"(FOREIGN KEY ("tenant", "project_id") REFERENCES "project" ("tenant", "id") )"
                    R"(ON DELETE CASCADE)"));
    CHECK(has(task, R"(FOREIGN KEY ("tenant", "parent_id") REFERENCES "task" ("tenant", "id") )"
                    R"(ON DELETE SET NULL ("parent_id"))"));
    CHECK_FALSE(has(created<Tenant>(dialect), "tenant_id"));
}

TEST_CASE("where keys of several columns cannot count, only what is unique has the column") {
    const auto& dialect = aside::sql::sqlite::dialect();
    const std::string project = created<Project>(dialect);
    CHECK(has(project, R"("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT)"));
    CHECK(has(project, R"(("tenant", "name"))"));
    CHECK(has(created<Task>(dialect), R"(REFERENCES "project" ("id"))"));
}

TEST_CASE("a model may be distributed by its own key") {
    const auto& dialect = aside::sql::postgresql::dialect();
    const std::string client = created<Client>(dialect);
    CHECK_FALSE(has(client, R"(PRIMARY KEY ("id", "id"))"));
    CHECK(has(client, R"(UNIQUE ("id", "name"))"));
    CHECK(has(client, R"(FOREIGN KEY ("id", "main_id") REFERENCES "project" ("tenant", "id"))"));
    const std::string bill = created<Bill>(dialect);
    CHECK(has(bill, R"(REFERENCES "client" ("id"))"));
    CHECK_FALSE(has(bill, R"(("tenant", "client_id"))"));
}

TEST_CASE("what is related through a table of all nodes need not be on one node") {
    const auto rates = in_postgresql(Rate::objects.exclude("currency__rates__value"_f = 5));
    CHECK_FALSE(has(rates.sql, R"("tenant" = "rate"."tenant")"));
    CHECK_FALSE(has(rates.sql, R"("rate"."tenant" = )"));
}

TEST_CASE("rows are joined on one node") {
    const auto lines = in_postgresql(Task::objects.filter("project__name"_f = "x"));
    CHECK(has(lines.sql, R"(INNER JOIN "project" ON ("task"."project_id" = "project"."id" AND )"
                         R"("task"."tenant" = "project"."tenant"))"));
    const auto without = in_postgresql(Project::objects.exclude("tasks__title"_f = "x"));
    CHECK(has(without.sql, R"(U1."project_id" = ("project"."id"))") == false);
    CHECK(has(without.sql, R"("tenant" = "project"."tenant")"));
}

TEST_CASE("a statement about one row names its node") {
    const auto& dialect = aside::sql::postgresql::dialect();
    const auto& project = aside::detail::model_info<Project>();
    CHECK(aside::sql::update_by_key(project, {&project.at("size")}, dialect) ==
          R"(UPDATE "project" SET "size" = $1 WHERE "id" = $2 AND "tenant" = $3)");
    CHECK(aside::sql::select_by_key(project, {&project.at("size")}, dialect) ==
          R"(SELECT "size" FROM "project" WHERE "id" = $1 AND "tenant" = $2)");
}

TEST_CASE("what cannot be distributed is refused, and the cure is named") {
    const auto& dialect = aside::sql::postgresql::dialect();
    CHECK_THROWS_WITH_AS((void)created<Loose>(dialect),
                         doctest::Contains("Loose is not distributed"),
                         aside::ImproperlyConfigured);
    CHECK_THROWS_WITH_AS((void)created<Team>(dialect), doctest::Contains("aside::Through"),
                         aside::ImproperlyConfigured);
    CHECK_THROWS_WITH_AS((void)created<Blank>(dialect),
                         doctest::Contains("tenant tells the node of a row"),
                         aside::ImproperlyConfigured);
}
