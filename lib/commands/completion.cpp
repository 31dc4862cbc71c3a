// A script by which bash completes the names of commands and options, and of migrations.
#include <CLI/CLI.hpp>
#include <ostream>

#include "commands/all.hpp"
#include "model/ascii.hpp"

namespace aside::commands {
namespace {

std::string option_names(const CLI::App& parser) {
    std::string names;
    for (const CLI::Option* option : parser.get_options())
        for (const std::string& name : option->get_lnames())
            names += (names.empty() ? "--" : " --") + name;
    return names;
}

/// The name of the program's file, which is all that bash looks at.
std::string file_name(const std::string& program) {
    return program.substr(program.find_last_of('/') + 1);
}

/// A function's name may not have all characters that a file's may.
std::string function_name(const std::string& program) {
    std::string name = "_" + program;
    for (char& c : name)
        if (!model::is_letter(c) && !model::is_digit(c)) c = '_';
    return name;
}

/// The text between single quotes of the shell.
std::string quoted(const std::string& text) {
    std::string quoted = "'";
    for (const char c : text)
        if (c == '\'')
            quoted += "'\\''";
        else
            quoted += c;
    return quoted + '\'';
}

Status print_script(const CLI::App& app, const Context& context) {
    const std::string program = file_name(context.program);
    const std::string function = function_name(program) + "_complete";
    std::string names;
    std::string cases;
    for (const CLI::App* command : app.get_subcommands({})) {
        names += (names.empty() ? "" : " ") + command->get_name();
        cases +=
            "        " + command->get_name() + ") words=\"" + option_names(*command) + "\" ;;\n";
    }
    *context.out << function << "() {\n"
                 << "    local words=\"" << names << "\" word=${COMP_WORDS[COMP_CWORD]}\n"
                 << "    case ${COMP_WORDS[1]} in\n"
                 << "        \"$word\") ;;\n"
                 << cases << "    esac\n"
                 << "    case ${COMP_WORDS[1]} in migrate | sqlmigrate)\n"
                 << "        words+=\" $(ls " << quoted(context.options.migrations)
                 << " 2>/dev/null | sed -n 's/\\.[a-z]*\\.sql$//p' | sort -u)\" ;;\n"
                 << "    esac\n"
                 << "    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$word\")\n"
                 << "}\n"
                 << "complete -o default -F " << function << " -- " << quoted(program) << '\n';
    return Status::fine;
}

}  // namespace

Command completion() {
    return {.name = "completion",
            .summary = "Prints a script by which bash completes this program's arguments",
            .examples = {"source <(./manage completion bash)"},
            .prepare = [](CLI::App& parser, const Context&) -> Action {
                parser.add_option("SHELL", "The shell")->required()->check(CLI::IsMember({"bash"}));
                const CLI::App* const app = parser.get_parent();
                return [app](Context& context) { return print_script(*app, context); };
            }};
}

}  // namespace aside::commands
