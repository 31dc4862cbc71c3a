// Prints the statements of one migration.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <ostream>

#include "commands/all.hpp"
#include "commands/engines.hpp"
#include "commands/migration_files.hpp"

namespace aside::commands {
namespace {

struct Options {
    std::string name{};
    bool down = false;
    std::vector<std::string> engines{};
    Format format = Format::text;
};

using migrations::Migration;

const Migration& named(const std::vector<Migration>& history, const std::string& name) {
    const auto is_it = [&](const Migration& each) { return each.file.name.starts_with(name); };
    const auto found = std::ranges::find_if(history, is_it);
    if (found == history.end()) throw UsageError("there is no migration " + name);
    const auto exact =
        std::ranges::find(history, name, [](const auto& each) { return each.file.name; });
    if (exact != history.end()) return *exact;
    if (std::ranges::count_if(history, is_it) > 1)
        throw UsageError(name + " begins the names of several migrations");
    return *found;
}

std::vector<std::string> statements(const migrations::Part& part) {
    std::vector<std::string> all;
    for (const migrations::Step& step : part.steps)
        if (const auto* sql = std::get_if<migrations::Sql>(&step))
            all.push_back(sql->text);
        else if (const auto* rebuild = std::get_if<migrations::Rebuild>(&step))
            all.insert(all.end(), rebuild->statements.begin(), rebuild->statements.end());
        else
            all.push_back("-- aside: call " + std::get<migrations::Call>(step).name);
    return all;
}

Status print(const Options& options, const Context& context) {
    const sql::Dialect& dialect =
        options.engines.empty() ? engine_of(context) : *dialects_of(options.engines).front();
    const std::vector<Migration> history = migrations_for(context, dialect);
    const migrations::File& file = named(history, options.name).file;
    if (options.down && !file.down) throw UsageError(file.name + " cannot be undone");
    const std::vector<std::string> all = statements(options.down ? *file.down : file.up);
    if (options.format == Format::json)
        print_json_list(*context.out, all);
    else
        for (const std::string& statement : all)
            *context.out << statement << (statement.starts_with("--") ? "\n" : ";\n");
    return Status::fine;
}

}  // namespace

Command sqlmigrate() {
    return {
        .name = "sqlmigrate",
        .summary = "Prints the statements of a migration",
        .examples = {"manage sqlmigrate 0002", "manage sqlmigrate 0002_film_title --down"},
        .prepare = [](CLI::App& parser, const Context&) -> Action {
            const auto options = std::make_shared<Options>();
            parser.add_option("NAME", options->name, "The migration, or the beginning of its name")
                ->required();
            parser.add_flag("--down", options->down, "What undoes it");
            add_engines(parser, options->engines);
            add_format(parser, options->format);
            return [options](Context& context) { return print(*options, context); };
        }};
}

}  // namespace aside::commands
