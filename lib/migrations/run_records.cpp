#include "migrations/run_records.hpp"

#include "aside/aside.hpp"
#include "exec/database/runner.hpp"
#include "sql/dialect.hpp"
#include "sql/migrating.hpp"

namespace aside::migrations {
namespace {

using namespace aside::literals;

struct AppliedMigration : Model<AppliedMigration> {
    std::int64_t id = 0;
    std::string history;
    std::string name;
    std::string checksum;
    DateTime applied;
    std::string state;

    static constexpr auto meta = aside::meta(aside::table("aside_migrations"),
                                             aside::unique_together("history"_f, "name"_f));
};

/// Django's own table.
struct DjangoMigration : Model<DjangoMigration> {
    std::int64_t id = 0;
    std::string app;
    std::string name;
    DateTime applied;

    static constexpr auto meta =
        aside::meta(aside::table("django_migrations"), aside::managed(false));
};

constexpr const char* is_applied = "applied";
constexpr const char* is_started = "started";
constexpr const char* is_undoing = "undoing";

}  // namespace

std::vector<Record> Records::all() const {
    std::vector<Record> records;
    if (!has_table(alias_, detail::model_info<AppliedMigration>().table)) return records;
    for (const AppliedMigration& each :
         AppliedMigration::objects.using_(alias_).filter("history"_f == history_).order_by("id"_f))
        records.push_back({.name = each.name,
                           .checksum = each.checksum,
                           .applied = each.applied,
                           .started = each.state != is_applied,
                           .undoing = each.state == is_undoing});
    return records;
}

void Records::create_table() const {
    if (has_table(alias_, detail::model_info<AppliedMigration>().table)) return;
    const detail::ModelInfo* const models[] = {&detail::model_info<AppliedMigration>()};
    detail::create_tables(models, {.alias = alias_});
}

void Records::add(const Migration& migration, bool started) const {
    AppliedMigration::objects.using_(alias_).create(
        "history"_f = history_, "name"_f = migration.file.name, "checksum"_f = migration.checksum,
        "applied"_f = now(), "state"_f = started ? is_started : is_applied);
}

void Records::set_applied(const Migration& migration) const {
    AppliedMigration::objects.using_(alias_)
        .filter("history"_f == history_, "name"_f == migration.file.name)
        .update("checksum"_f = migration.checksum, "state"_f = is_applied);
}

void Records::set_undoing(const Migration& migration) const {
    AppliedMigration::objects.using_(alias_)
        .filter("history"_f == history_, "name"_f == migration.file.name)
        .update("state"_f = is_undoing);
}

void Records::remove(const std::string& name) const {
    AppliedMigration::objects.using_(alias_)
        .filter("history"_f == history_, "name"_f == name)
        .delete_();
}

std::vector<DjangoRecord> django_records(const std::string& alias) {
    std::vector<DjangoRecord> records;
    if (!has_table(alias, detail::model_info<DjangoMigration>().table)) return records;
    for (const DjangoMigration& each : DjangoMigration::objects.using_(alias).order_by("id"_f))
        records.push_back({.app = each.app, .name = each.name, .applied = each.applied});
    return records;
}

bool has_table(const std::string& alias, std::string_view table) {
    return detail::run_here({.alias = alias}, [&](detail::Runner& runner) {
        const exec::Lease session = runner.read();
        exec::Result rows = session->prepare(runner.dialect().migrating().asks_for_table(table));
        return rows.step();
    });
}

}  // namespace aside::migrations
