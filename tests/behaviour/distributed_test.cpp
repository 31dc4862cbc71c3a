// Models whose rows lie on several nodes. On an engine that has one they do the same.
#include <doctest/doctest.h>

#include <vector>

#include "support/both_ways.hpp"
#include "support/database.hpp"
#include "support/features.hpp"
#include "support/shards.hpp"
#include "support/tables.hpp"
#include "support/tenants.hpp"

using namespace tenants;
using namespace aside::testing;

namespace {

struct Tables : TestDatabase<Tenant, Project, Task> {
    Tables() {
        if (!shards().empty()) spread_tables<Tenant, Project, Task>("default");
    }
};

struct Nodes : Tables {
    const Project ours = Project::objects.create("tenant"_f = 1, "name"_f = "bridge");
    const Project theirs = Project::objects.create("tenant"_f = 2, "name"_f = "bridge");
    const Task first = Task::objects.create("tenant"_f = 1, "project"_f = ours, "title"_f = "plan");
    const Task second = Task::objects.create("tenant"_f = 1, "project"_f = ours,
                                             "title"_f = "build", "parent"_f = first);
};

}  // namespace

BOTH_WAYS("an object is saved, refreshed and deleted on its node") {
    const Nodes nodes;
    Project project = nodes.ours;
    project.size = 3;
    CALL(project, save);
    CALL(Project::objects, update, "size"_f = "size"_f + 1);
    CALL(project, refresh_from_db);
    CHECK(project.size == 4);
    CHECK(CALL_AS(project, delete_, adelete).total == 3);
    CHECK(CALL(Project::objects, get) == nodes.theirs);
}

TEST_CASE("a row does not go from one node to another, nor is it there twice") {
    const Nodes nodes;
    Project project = nodes.ours;
    project.tenant = 2;
    CHECK_THROWS_WITH_AS(project.save(), doctest::Contains("its row has another tenant"),
                         aside::DatabaseError);
    CHECK(Project::objects.count() == 2);
}

TEST_CASE("what is unique is so on each node") {
    const Nodes nodes;
    CHECK_THROWS_AS(Project::objects.create("tenant"_f = 1, "name"_f = "bridge"),
                    aside::UniqueViolation);
    Project same{.tenant = 2, .name = "bridge"};
    CHECK_THROWS_AS(same.full_clean(), aside::ValidationError);
    same.tenant = 3;
    same.full_clean();
    same.save();
    CHECK(Project::objects.filter("name"_f = "bridge").count() == 3);
    CHECK_THROWS_AS(Project::objects.in_bulk("name"_f, {std::string("bridge")}), aside::FieldError);
}

TEST_CASE("relations are followed within the node") {
    const Nodes nodes;
    CHECK(nodes.ours.tasks.count() == 2);
    CHECK(nodes.theirs.tasks.count() == 0);
    CHECK(Task::objects.filter("parent__project__name"_f = "bridge").get() == nodes.second);
    CHECK(Project::objects.exclude("tasks__title"_f = "plan").get() == nodes.theirs);
    CHECK(Project::objects.filter("tasks__title"_f = "plan").get() == nodes.ours);
    const auto tasks =
        Task::objects.select_related("project"_f, "parent"_f).order_by("id"_f).list();
    CHECK(tasks[1].parent->title == "plan");
    const auto all = Project::objects.prefetch_related("tasks"_f).order_by("id"_f).list();
    CHECK(all[0].tasks.count() == 2);
    CHECK(Task::objects.filter("project__tenant"_f = 1)
              .update("title"_f = aside::Concat("project__name"_f, " ", "title"_f)) == 2);
}

TEST_CASE("a parent that is deleted is forgotten, and the node is not") {
    const Nodes nodes;
    nodes.first.delete_();
    Task second = nodes.second;
    second.refresh_from_db();
    CHECK_FALSE(static_cast<bool>(second.parent));
    CHECK(second.tenant == 1);
}

TEST_CASE("a relation to a row of another node is refused") {
    const Nodes nodes;
    REQUIRES(identity_in_keys);
    CHECK_THROWS_AS(Task::objects.create("tenant"_f = 2, "project"_f = nodes.ours, "title"_f = "x"),
                    aside::ForeignKeyViolation);
}

TEST_CASE("many rows are inserted and updated on their nodes") {
    const Nodes nodes;
    std::vector<Task> tasks(1200);
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        tasks[i].tenant = i % 2 == 0 ? 1 : 2;
        tasks[i].project = i % 2 == 0 ? nodes.ours : nodes.theirs;
        tasks[i].title = std::to_string(i);
    }
    tasks = Task::objects.bulk_create(tasks);
    CHECK(Task::objects.get("pk"_f = tasks[701].id).title == "701");
    for (Task& task : tasks) task.hours = 2;
    Task::objects.bulk_update(tasks, "hours"_f);
    CHECK(Task::objects.filter("hours"_f = 2).count() == 1200);
}

TEST_CASE("conflicts are met on the node") {
    REQUIRES_ONE_SERVER();  // postgres_fdw has no ON CONFLICT DO UPDATE
    const Nodes nodes;
    std::vector<Project> projects{{.tenant = 1, .name = "bridge", .size = 9},
                                  {.tenant = 4, .name = "bridge", .size = 9}};
    Project::objects.bulk_create(
        projects,
        {.update_conflicts = true, .update_fields = {"size"_f}, .unique_fields = {"name"_f}});
    CHECK(Project::objects.filter("size"_f = 9).count() == 2);
    CHECK(Project::objects.count() == 3);
}

TEST_CASE("a conflict of keys is met on the node") {
    REQUIRES_ONE_SERVER();
    const Nodes nodes;
    Project project = nodes.ours;
    project.size = 8;
    Project::objects.bulk_create(
        std::vector<Project>{project},
        {.update_conflicts = true, .update_fields = {"size"_f}, .unique_fields = {"id"_f}});
    CHECK(Project::objects.get("pk"_f = nodes.ours.id).size == 8);
    CHECK(Project::objects.count() == 2);
}

TEST_CASE("the node of a row is not changed in bulk") {
    const Nodes nodes;
    std::vector<Project> projects{nodes.ours};
    CHECK_THROWS_AS(Project::objects.bulk_update(projects, "tenant"_f), aside::FieldError);
}

TEST_CASE("a transaction that fails leaves nothing on any node") {
    const Nodes nodes;
    CHECK_THROWS_AS(aside::atomic([&] {
                        Project::objects.update("size"_f = 7);
                        Project::objects.create("tenant"_f = 5, "name"_f = "tower");
                        throw aside::ValidationError("not today");
                    }),
                    aside::ValidationError);
    CHECK(Project::objects.filter("size"_f = 7).count() == 0);
    CHECK(Project::objects.count() == 2);
    const auto [project, created] =
        Project::objects.get_or_create("tenant"_f = 1, "name"_f = "bridge");
    CHECK_FALSE(created);
    CHECK(project == nodes.ours);
}

TEST_CASE("rows of all nodes are ordered, grouped and read by iterators as others are") {
    const Nodes nodes;
    for (int i = 0; i < 50; ++i)
        Project::objects.create("tenant"_f = i, "name"_f = std::to_string(i), "size"_f = i);
    CHECK(Project::objects.order_by("-size"_f, "id"_f).first()->size == 49);
    CHECK(Project::objects.aggregate("all"_f = aside::Sum("size"_f))["all"_f] == 49 * 25);
    int seen = 0;
    aside::atomic([&] {
        for (const Project& each : Project::objects.order_by("size"_f).iterator({.chunk_size = 10}))
            seen += each.size == 0 || each.size >= 1;
    });
    CHECK(seen == 52);
    aside::atomic([&] {
        CHECK(Project::objects.filter("tenant"_f = 7).select_for_update().get().size == 7);
    });
}

TEST_CASE("distributed tables are read back as they were made") {
    REQUIRES_ONE_SERVER();
    const Nodes nodes;
    check_tables<Tenant, Project, Task>();
}
