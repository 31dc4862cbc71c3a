// Empties the tables of the models.
#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "commands/all.hpp"
#include "exec/database/databases.hpp"
#include "fixtures/flush.hpp"

namespace aside::commands {
namespace {

struct Arguments {
    std::string alias{};
    bool asks_nothing = false;
};

Status empty(const Arguments& arguments, Context& context) {
    std::string name = exec::database(arguments.alias)->name();
    if (name.empty()) name = arguments.alias;
    if (!arguments.asks_nothing) {
        const std::string answer = context.ask(
            "This removes all rows of all models from the database " + name +
                ". Type its name to go on: ",
            "flush removes all rows of the database " + name + ": say --no-input if that is meant");
        if (answer != name) {
            *context.out << "Nothing was removed.\n";
            return Status::answer_needed;
        }
    }
    const std::size_t tables = fixtures::flush(context.models, arguments.alias);
    *context.out << tables << " tables are empty now.\n";
    return Status::fine;
}

}  // namespace

Command flush() {
    return {.name = "flush",
            .summary = "Removes all rows of the models, and leaves the tables and the migrations",
            .examples = {"manage flush", "manage flush --no-input --alias test"},
            .prepare = [](CLI::App& parser, const Context& context) -> Action {
                const auto arguments = std::make_shared<Arguments>();
                parser.add_flag("--no-input", arguments->asks_nothing,
                                "Goes on without a question");
                add_alias(parser, arguments->alias, context);
                return [arguments](Context& of) { return empty(*arguments, of); };
            }};
}

}  // namespace aside::commands
