// Lists the migrations, and which of them a database has.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>

#include "commands/all.hpp"
#include "commands/migration_files.hpp"
#include "migrations/run_records.hpp"

namespace aside::commands {
namespace {

using Json = nlohmann::ordered_json;

/// A line of the list.
struct Line {
    std::string name{};
    std::string state{};  ///< a word for programs
    std::string mark{};   ///< the same for people
    std::string time{};
    std::string note{};
};

Line line_of(const migrations::Entry& entry) {
    Line line{.name = entry.migration->file.name, .state = "unapplied", .mark = "[ ]"};
    if (!entry.record) return line;
    line.time = migrations::shown(entry.record->applied);
    line.state = "applied";
    line.mark = "[X]";
    if (entry.record->started) {
        line.state = "started";
        line.mark = "[!]";
        line.note = std::string(entry.record->undoing ? "its undoing was begun" : "begun") +
                    ", and did not come to its end";
    } else if (entry.edited()) {
        line.state = "edited";
        line.mark = "[!]";
        line.note = "edited after it was applied";
    }
    return line;
}

std::vector<Line> lines_of(const std::vector<migrations::Migration>& history,
                           const std::vector<migrations::Record>& records) {
    std::vector<Line> lines;
    lines.reserve(history.size() + records.size());
    const auto name_of = [](const migrations::Migration& each) { return each.file.name; };
    for (const migrations::Migration& migration : history)
        lines.push_back(line_of(migrations::entry_of(migration, records)));
    for (const migrations::Record& record : records)
        if (std::ranges::find(history, record.name, name_of) == history.end())
            lines.push_back({.name = record.name,
                             .state = "unknown",
                             .mark = "[?]",
                             .time = migrations::shown(record.applied),
                             .note = "applied, and not among the files"});
    return lines;
}

std::vector<Line> lines_of_django(const std::string& alias) {
    std::vector<Line> lines;
    for (const migrations::DjangoRecord& record : migrations::django_records(alias))
        lines.push_back({.name = record.app + '.' + record.name,
                         .state = "applied",
                         .mark = "[X]",
                         .time = migrations::shown(record.applied)});
    return lines;
}

void print(const std::vector<Line>& lines, std::ostream& out) {
    std::size_t width = 0;
    for (const Line& line : lines) width = std::max(width, line.name.size());
    for (const Line& line : lines) {
        out << line.mark << ' ' << line.name;
        if (!line.time.empty()) out << std::string(width - line.name.size() + 2, ' ') << line.time;
        if (!line.note.empty()) out << "  " << line.note;
        out << '\n';
    }
}

Json json_of(const std::vector<Line>& lines) {
    Json list = Json::array();
    for (const Line& line : lines) {
        Json each{{"name", line.name}, {"state", line.state}};
        each["applied"] = line.time.empty() ? Json(nullptr) : Json(line.time);
        list.push_back(std::move(each));
    }
    return list;
}

Status show(const Context& context, const std::string& alias, Format format) {
    const auto history = migrations_for(context, alias);
    const auto lines = lines_of(history, migrations::Records(alias, context.options.history).all());
    const auto django = lines_of_django(alias);
    std::ostream& out = *context.out;
    if (format == Format::json) {
        out << Json{{"migrations", json_of(lines)}, {"django", json_of(django)}}.dump(2) << '\n';
        return Status::fine;
    }
    if (lines.empty()) out << "no migrations in " << context.options.migrations << '\n';
    print(lines, out);
    if (!django.empty()) out << "Django's own:\n";
    print(django, out);
    return Status::fine;
}

Action prepare(CLI::App& parser, const Context& context) {
    const auto alias = std::make_shared<std::string>();
    const auto format = std::make_shared<Format>(Format::text);
    add_alias(parser, *alias, context);
    add_format(parser, *format);
    return [alias, format](Context& now) { return show(now, *alias, *format); };
}

}  // namespace

Command showmigrations() {
    return {.name = "showmigrations",
            .summary = "Lists the migrations: [X] applied, [ ] not, [!] edited or broken off",
            .examples = {"manage showmigrations", "manage showmigrations --format json"},
            .prepare = prepare};
}

}  // namespace aside::commands
