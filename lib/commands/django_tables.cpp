// Django's tables, which stay as they are unless somebody says that they are the program's now.
#include "commands/django_tables.hpp"

#include <algorithm>
#include <set>

#include "commands/reached.hpp"
#include "migrations/run_records.hpp"
#include "model/joined.hpp"

namespace aside::commands {
namespace {

using Apps = std::set<std::string, std::less<>>;

/// The apps whose tables Django has made in the database; none if it is not Django's. Those that
/// come with Django have tables that begin with its name.
Apps django_apps(const std::string& alias) {
    Apps apps;
    for (const migrations::DjangoRecord& record : migrations::django_records(alias))
        apps.insert(record.app);
    if (!apps.empty()) apps.insert("django");
    return apps;
}

/// The app that a table's name begins with, the longest; empty if there is none.
std::string app_of(const std::string& table, const Apps& apps) {
    std::string longest;
    for (const std::string& app : apps)
        if (table.starts_with(app + '_') && app.size() > longest.size()) longest = app;
    return longest;
}

void require_apps(std::span<const std::string> wished, const Apps& apps) {
    if (apps.empty()) return;  // another database, of a developer perhaps
    for (const std::string& each : wished) {
        if (apps.contains(each)) continue;
        throw UsageError("--adopt " + each +
                         ": there is no such app in django_migrations; it has " +
                         model::joined(apps));
    }
}

/// What is to be done with a table, such as `alter`.
std::string_view verb_of(const migrations::TableChange& change) {
    return !change.from ? "create" : change.to ? "alter" : "drop";
}

std::string refusal(const migrations::TableChange& change, const std::string& table,
                    const std::string& app) {
    return "this would " + std::string(verb_of(change)) + " the table " + table +
           ", which belongs to the app " + app +
           " of Django: put aside::managed(false) into the meta of its model, or say --adopt " +
           app + " if it is this program's from now on";
}

}  // namespace

void require_own(std::span<const migrations::TableChange> changes,
                 std::span<const std::string> adopted, std::span<const std::string> wished,
                 const Context& context) {
    const std::string& alias = context.options.alias;
    const auto refusals = if_reached([&] {
        const Apps apps = django_apps(alias);
        require_apps(wished, apps);
        std::vector<std::string> lines;
        for (const migrations::TableChange& change : changes) {
            const std::string& table = change.from ? change.from->name : change.to->name;
            const std::string app = app_of(table, apps);
            if (app.empty() || std::ranges::count(adopted, app) > 0 ||
                !migrations::has_table(alias, table))
                continue;
            lines.push_back(refusal(change, table, app));
        }
        return model::joined(lines, "\n");
    });
    if (refusals && !refusals->empty()) throw AnswerNeeded(*refusals);
}

}  // namespace aside::commands
