// Applies and undoes migrations.
#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>

#include "commands/all.hpp"
#include "commands/elapsed.hpp"
#include "commands/migration_files.hpp"
#include "migrations/run.hpp"
#include "model/joined.hpp"

namespace aside::commands {
namespace {

using migrations::Planned;
using Json = nlohmann::ordered_json;

struct Arguments {
    migrations::RunOptions run{};
    std::string accept{};
    bool plan = false;
    bool check = false;
    Format format = Format::text;
};

/// The statements of a plan, as `--plan` shows them.
std::vector<std::string> statements_of(const migrations::Part& part) {
    std::vector<std::string> all;
    for (const migrations::Step& step : part.steps)
        if (const auto* const sql = std::get_if<migrations::Sql>(&step))
            all.push_back(sql->text + ';');
        else if (const auto* const call = std::get_if<migrations::Call>(&step))
            all.push_back("-- calls " + call->name);
        else
            for (const std::string& each : std::get<migrations::Rebuild>(step).statements)
                all.push_back(each + ';');
    return all;
}

void print_plan(const std::vector<Planned>& planned, std::ostream& out) {
    if (planned.empty()) out << "nothing to migrate\n";
    for (const Planned& each : planned) {
        const migrations::Part& part = each.part();
        out << each.migration->file.name << "   " << (each.forward ? "" : "undone, ") << "destroys "
            << (part.destroys.empty() ? "nothing" : model::joined(part.destroys));
        if (!part.fails_where.empty())
            out << ", fails where " << model::joined(part.fails_where, " or ");
        out << '\n';
        for (const std::string& statement : statements_of(part)) out << "    " << statement << '\n';
    }
}

Json json_of(const std::vector<Planned>& planned) {
    Json list = Json::array();
    for (const Planned& each : planned)
        list.push_back({{"name", each.migration->file.name},
                        {"direction", each.forward ? "up" : "down"},
                        {"destroys", each.part().destroys},
                        {"fails_where", each.part().fails_where},
                        {"statements", statements_of(each.part())}});
    return list;
}

Status show(const Arguments& arguments, std::span<const migrations::Migration> history,
            std::ostream& out) {
    const auto status = migrations::read_status(history, arguments.run);
    const auto planned =
        migrations::plan(history, status, arguments.run.target, arguments.run.fake);
    if (arguments.format == Format::json) {
        out << json_of(planned).dump(2) << '\n';
    } else if (arguments.plan) {
        print_plan(planned, out);
    } else {
        for (const Planned& each : planned)
            out << each.migration->file.name
                << (each.forward ? " is not applied\n" : " is applied\n");
    }
    return arguments.check && !planned.empty() ? Status::check_failed : Status::fine;
}

Status migrate(Context& context, Arguments& arguments) {
    migrations::RunOptions& run = arguments.run;
    run.history = context.options.history;
    run.steps = context.options.steps;
    const auto history = migrations_for(context, run.alias);
    if (arguments.plan || arguments.check) return show(arguments, history, *context.out);
    Elapsed progress(context.terminal ? context.err : nullptr);
    std::vector<std::string> notes;
    run.doing = [&](const std::string& what) { progress.doing(what); };
    run.tell = [&](const std::string& line) {
        progress.doing({});
        notes.push_back(line);
        if (arguments.format == Format::text) *context.out << line << std::endl;
    };
    std::vector<std::string> done;
    if (!arguments.accept.empty())
        migrations::accept(history, run, arguments.accept);
    else
        done = migrations::run(history, run);
    if (arguments.format == Format::json)
        *context.out << Json{{"done", done}, {"notes", notes}}.dump(2) << '\n';
    else if (notes.empty())
        *context.out << "nothing to migrate\n";
    return Status::fine;
}

Action prepare(CLI::App& parser, const Context& context) {
    const auto arguments = std::make_shared<Arguments>();
    migrations::RunOptions& run = arguments->run;
    parser.add_option("name", run.target,
                      "The migration to go to, or the beginning of its name, or zero; else all");
    parser.add_flag("--plan", arguments->plan, "Show what would be done, with its statements");
    parser.add_flag("--check", arguments->check,
                    "Do nothing, and end with 1 if there is anything to do");
    parser.add_flag("--safe", run.safe, "Refuse what destroys something");
    parser.add_flag("--backup", run.backup, "Copy the file of the database first");
    parser.add_flag("--fake", run.fake, "Only say in the database that it is done");
    parser.add_flag("--fake-initial", run.fake_initial,
                    "Do so for the first migration if its tables are there");
    parser
        .add_option("--accept", arguments->accept,
                    "Take a migration as it is that was edited, or did not come to its end")
        ->option_text("NAME");
    add_alias(parser, run.alias, context);
    add_format(parser, arguments->format);
    return [arguments](Context& now) { return migrate(now, *arguments); };
}

}  // namespace

Command migrate() {
    return {.name = "migrate",
            .summary = "Applies the migrations that the database has not got, or undoes some",
            .examples = {"manage migrate", "manage migrate --plan", "manage migrate 0002",
                         "manage migrate zero", "manage migrate --safe --backup",
                         "manage migrate --check --alias staging",
                         "manage migrate --accept 0003_director_required"},
            .prepare = prepare};
}

}  // namespace aside::commands
