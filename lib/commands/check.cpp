// Looks for what is wrong with the models, and where the database is not as they say.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>

#include "aside/detail/call.hpp"
#include "aside/error.hpp"
#include "commands/all.hpp"
#include "commands/engines.hpp"
#include "exec/database/runner.hpp"
#include "exec/session/check_tables.hpp"
#include "inspect/model_problems.hpp"

namespace aside::commands {
namespace {

struct Arguments {
    bool database = false;
    std::vector<std::string> engines{};
    std::string alias{};
    Format format = Format::text;
};

/// The engines that were named, else that of the database, if it is connected.
std::vector<const sql::Dialect*> engines_for(const Arguments& arguments, const Context& context) {
    if (!arguments.engines.empty()) return dialects_of(arguments.engines);
    try {
        return {&engine_of(context)};
    } catch (const ConnectionDoesNotExist&) {
        return {};
    }
}

std::vector<sql::Mismatch> mismatches_in(const std::string& alias, const Context& context) {
    return detail::run_here({.alias = alias}, [&](detail::Runner& runner) {
        const exec::Lease session = runner.read();
        return exec::check_tables(*session, context.models);
    });
}

void print(std::ostream& out, const std::vector<sql::Mismatch>& found, Format format) {
    if (format == Format::text) {
        for (const sql::Mismatch& each : found)
            out << (each.harmless ? "note: " : "") << each.text << '\n';
        return;
    }
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const sql::Mismatch& each : found)
        list.push_back({{"text", each.text}, {"harmless", each.harmless}});
    out << list.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << '\n';
}

Status run_check(const Arguments& arguments, Context& context) {
    std::vector<sql::Mismatch> found;
    for (std::string& problem :
         inspect::model_problems(context.models, engines_for(arguments, context)))
        found.push_back({.text = std::move(problem)});
    if (arguments.database)
        for (sql::Mismatch& each : mismatches_in(arguments.alias, context))
            found.push_back(std::move(each));
    print(*context.out, found, arguments.format);
    const bool is_fine = std::ranges::all_of(found, &sql::Mismatch::harmless);
    return is_fine ? Status::fine : Status::check_failed;
}

}  // namespace

Command check() {
    return {.name = "check",
            .summary = "Looks for mistakes in the models; ends with 1 if there is one",
            .examples = {"manage check", "manage check --database",
                         "manage check --database --format json"},
            .prepare = [](CLI::App& parser, const Context& context) -> Action {
                const auto arguments = std::make_shared<Arguments>();
                parser.add_flag("--database", arguments->database,
                                "Compare the models with the tables that are there, too: a line "
                                "for each difference, `note:` before those that do no harm");
                add_engines(parser, arguments->engines);
                add_alias(parser, arguments->alias, context);
                add_format(parser, arguments->format);
                return [arguments](Context& used) { return run_check(*arguments, used); };
            }};
}

}  // namespace aside::commands
