#include "migrations/status.hpp"

#include <algorithm>

#include "aside/migrate.hpp"
#include "aside/temporal.hpp"
#include "model/joined.hpp"

namespace aside::migrations {
namespace {

std::string in_quotes(std::string_view text) { return '"' + std::string(text) + '"'; }

const std::string& name_of(const Migration& migration) { return migration.file.name; }

void require_known(std::span<const Migration> history, std::span<const Record> records,
                   std::string_view alias) {
    for (const Record& record : records) {
        if (std::ranges::find(history, record.name, name_of) != history.end()) continue;
        const std::string newest =
            history.empty() ? "it has none" : "its newest is " + name_of(history.back());
        throw MigrationError("aside: the database " + in_quotes(alias) + " has the migration " +
                             record.name + ", which this program does not know (" + newest +
                             "): the database was migrated by a newer program, or a file is "
                             "missing. Nothing was changed");
    }
}

void require_no_gap(std::span<const Entry> status) {
    const Entry* missing = nullptr;
    for (const Entry& entry : status) {
        if (!entry.record && missing == nullptr) missing = &entry;
        if (entry.record && missing != nullptr)
            throw MigrationError("aside: the migration " + name_of(*entry.migration) +
                                 " is applied, and " + name_of(*missing->migration) +
                                 ", which it follows, is not: say makemigrations --rebase " +
                                 name_of(*missing->migration) + ". Nothing was changed");
    }
}

void require_as_applied(const Entry& entry) {
    const std::string& name = name_of(*entry.migration);
    if (entry.record->undoing)
        throw MigrationError("aside: the migration " + name +
                             " was to be undone, has no transaction, and that did not come to its "
                             "end: look what is left of it, undo that by hand, and say migrate "
                             "--accept " +
                             name);
    if (entry.record->started)
        throw MigrationError(
            "aside: the migration " + name + " was begun at " + shown(entry.record->applied) +
            ", has no transaction, and did not come to its end: look what it has done. If that is "
            "all, say migrate --accept " +
            name + "; else undo it by hand, and say migrate --fake with the migration before it, " +
            in_quotes(entry.migration->file.after.empty() ? "zero" : entry.migration->file.after));
    if (entry.edited())
        throw MigrationError("aside: the migration " + name +
                             " was edited after it was applied at " + shown(entry.record->applied) +
                             ": put the file back, and write what is to change into a new one; or, "
                             "if the database has what it says now, say migrate --accept " +
                             name);
}

}  // namespace

std::string shown(DateTime moment) {
    return detail::format_date_time(std::chrono::floor<std::chrono::seconds>(moment));
}

Entry entry_of(const Migration& migration, std::span<const Record> records) {
    Entry entry{.migration = &migration};
    const auto record = std::ranges::find(records, name_of(migration), &Record::name);
    if (record != records.end()) entry.record = *record;
    return entry;
}

std::vector<Entry> status_of(std::span<const Migration> history, std::span<const Record> records,
                             std::string_view alias) {
    require_known(history, records, alias);
    std::vector<Entry> status;
    for (const Migration& migration : history) status.push_back(entry_of(migration, records));
    require_no_gap(status);
    return status;
}

const Migration& named(std::span<const Migration> history, std::string_view name) {
    const Migration* found = nullptr;
    for (const Migration& migration : history) {
        if (name_of(migration) == name) return migration;
        if (!name_of(migration).starts_with(name)) continue;
        if (found != nullptr)
            throw MigrationError("aside: " + in_quotes(name) + " may be " + name_of(*found) +
                                 " or " + name_of(migration) + ": say more of the name");
        found = &migration;
    }
    if (found == nullptr)
        throw MigrationError("aside: there is no migration " + in_quotes(name) +
                             (history.empty() ? "" : "; the newest is " + name_of(history.back())));
    return *found;
}

std::vector<Planned> plan(std::span<const Migration> history, std::span<const Entry> status,
                          std::string_view target, bool fake) {
    std::size_t wanted = history.size();
    if (target == "zero")
        wanted = 0;
    else if (!target.empty())
        wanted = static_cast<std::size_t>(&named(history, target) - history.data()) + 1;
    std::vector<Planned> planned;
    for (std::size_t i = 0; i < status.size(); ++i) {
        if (status[i].record && !(fake && i >= wanted)) require_as_applied(status[i]);
        if (!status[i].record && i < wanted) planned.push_back({status[i].migration, true});
    }
    for (std::size_t i = status.size(); i-- > wanted;)
        if (status[i].record) {
            const Migration& migration = *status[i].migration;
            if (!migration.file.down && !fake)
                throw MigrationError("aside: the migration " + name_of(migration) +
                                     " cannot be undone: its file has no \"-- aside: down\"");
            planned.push_back({&migration, false});
        }
    return planned;
}

void require_steps(std::span<const Planned> planned, const MigrationSteps& steps) {
    for (const Planned& each : planned)
        for (const Step& step : each.part().steps) {
            const Call* const call = std::get_if<Call>(&step);
            if (call != nullptr && !steps.contains(call->name))
                throw MigrationError("aside: the migration " + name_of(*each.migration) +
                                     " calls the step " + in_quotes(call->name) +
                                     ", which this program does not have: give it the function, "
                                     ".steps = {{" +
                                     in_quotes(call->name) + ", f}}. Nothing was changed");
        }
}

void require_safe(std::span<const Planned> planned) {
    for (const Planned& each : planned)
        if (!each.part().destroys.empty())
            throw MigrationError("aside: the migration " + name_of(*each.migration) + " destroys " +
                                 model::joined(each.part().destroys) +
                                 ", and only what is safe was asked for. Nothing was changed");
}

}  // namespace aside::migrations
