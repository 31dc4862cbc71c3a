// Prints a header with models of the tables that are there.
#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "commands/all.hpp"
#include "inspect/inspect.hpp"

namespace aside::commands {

Command inspectdb() {
    return {
        .name = "inspectdb",
        .summary = "Prints a header with models of the tables that a database has",
        .examples = {"manage inspectdb > models.hpp",
                     "manage inspectdb film actor --enums --namespace cinema",
                     "manage inspectdb --include-views --reverse"},
        .prepare = [](CLI::App& parser, const Context& context) -> Action {
            const auto options = std::make_shared<inspect::Options>();
            const auto alias = std::make_shared<std::string>();
            parser.add_option("TABLE", options->tables, "The tables and views; all tables if none");
            parser.add_flag("--include-views", options->include_views, "Views, too");
            parser.add_flag("--enums", options->enums,
                            "An enum class for each column whose CHECK allows only some texts");
            parser
                .add_option("--namespace", options->name_space, "The namespace around all models")
                ->option_text("NAME");
            parser.add_flag("!--no-guess", options->guess,
                            "A model for each table, also where it looks like a many-to-many "
                            "relation");
            parser.add_flag("--reverse", options->reverse, "Members for the way back");
            parser
                .add_option("--sample", options->sample,
                            "How many rows are looked at where a type does not say enough (1000)")
                ->check(CLI::Range(0, 1'000'000))
                ->option_text("N");
            parser.add_flag("--ascii", options->ascii,
                            "No letters beyond ASCII in names of members and types");
            add_alias(parser, *alias, context);
            return [options, alias](Context& used) {
                *used.out << inspect::inspect(*alias, *options);
                return Status::fine;
            };
        }};
}

}  // namespace aside::commands
