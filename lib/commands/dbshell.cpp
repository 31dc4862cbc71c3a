// Starts the engine's own program.
#include <unistd.h>
#include <CLI/CLI.hpp>

#include <cerrno>
#include <cstdlib>
#include <memory>
#include <ostream>
#include <system_error>

#include "commands/all.hpp"
#include "exec/database/databases.hpp"

namespace aside::commands {
namespace {

struct Arguments {
    std::string alias{};
    std::vector<std::string> further{};
};

/// Becomes that program. Returns if it cannot be started.
void become(backend::ShellCommand shell) {
    for (const auto& [name, value] : shell.environment) setenv(name.c_str(), value.c_str(), 1);
    std::vector<char*> arguments;
    for (std::string& argument : shell.arguments) arguments.push_back(argument.data());
    arguments.push_back(nullptr);
    execvp(arguments.front(), arguments.data());
}

Status start(const Arguments& arguments, Context& context) {
    backend::ShellCommand shell = exec::database(arguments.alias)->shell();
    shell.arguments.insert(shell.arguments.end(), arguments.further.begin(),
                           arguments.further.end());
    const std::string program = shell.arguments.front();
    context.out->flush();
    become(std::move(shell));
    const bool missing = errno == ENOENT;
    throw UsageError(program + " cannot be started: " + std::generic_category().message(errno) +
                     (missing ? "; it is the engine's own program, install it" : ""));
}

}  // namespace

Command dbshell() {
    return {.name = "dbshell",
            .summary = "Starts sqlite3 or psql for the database",
            .examples = {"manage dbshell", "manage dbshell --alias archive",
                         "manage dbshell -- --echo-all"},
            .prepare = [](CLI::App& parser, const Context& context) -> Action {
                const auto arguments = std::make_shared<Arguments>();
                parser
                    .add_option("argument", arguments->further,
                                "Arguments for that program, behind --")
                    ->option_text("[ARGUMENT...]");
                add_alias(parser, arguments->alias, context);
                return [arguments](Context& of) { return start(*arguments, of); };
            }};
}

}  // namespace aside::commands
