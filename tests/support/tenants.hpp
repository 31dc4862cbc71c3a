#pragma once
// Models whose rows lie on several nodes, by their tenant.
#include <optional>
#include <string>

#include "aside/aside.hpp"

namespace tenants {

using namespace aside::literals;

/// Small, and the same on every node.
struct Tenant : aside::Model<Tenant> {
    std::int64_t id = 0;
    std::string name;
    static constexpr auto meta = aside::meta(aside::table("tenant"));
};

struct Task;

struct Project : aside::Model<Project> {
    std::int64_t id = 0;
    std::int64_t tenant = 0;
    std::string name;
    std::int32_t size = 0;
    aside::ReverseForeignKey<Task, "project"> tasks;
    static constexpr auto meta =
        aside::meta(aside::table("project"), "name"_f.unique(), aside::distributed_by("tenant"_f));
};

struct Task : aside::Model<Task> {
    std::int64_t id = 0;
    std::int64_t tenant = 0;
    aside::ForeignKey<Project, aside::cascade> project;
    aside::ForeignKey<Task, aside::set_null> parent;
    std::string title;
    std::int32_t hours = 0;
    static constexpr auto meta =
        aside::meta(aside::table("task"), aside::unique_together("project"_f, "title"_f),
                    aside::distributed_by("tenant"_f));
};

}  // namespace tenants
