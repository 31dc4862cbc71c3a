#include <CLI/CLI.hpp>
#include <istream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>
#include <utility>

#include "aside/error.hpp"
#include "aside/migrate.hpp"
#include "commands/command.hpp"

namespace aside::commands {
namespace {

std::string examples_of(const Command& command, const std::string& program) {
    std::string text;
    for (std::string_view example : command.examples) {
        text += text.empty() ? "Examples:\n" : "\n";
        const bool named = example.starts_with("manage ");
        text += "  " + (named ? program + std::string(example.substr(6)) : std::string(example));
    }
    return text;
}

/// The parser of all commands, and what the chosen one does.
class Parser {
public:
    explicit Parser(Context& context) : context_(context) {
        app_.name(context.program);
        app_.description("Makes and applies migrations, and looks at the database of this program");
        app_.require_subcommand(1);
        app_.add_flag("--no-input", no_input_, "Ask nothing; what needs an answer ends with 3");
        app_.fallthrough();
        for (const Command& command : commands()) {
            CLI::App* const parser =
                app_.add_subcommand(std::string(command.name), std::string(command.summary));
            parser->footer(examples_of(command, context.program));
            actions_[parser] = command.prepare(*parser, context_);
        }
    }

    Status run(std::span<const std::string> arguments) {
        // It takes them from the back.
        std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
        try {
            app_.parse(std::move(reversed));
        } catch (const CLI::ParseError& error) {
            return app_.exit(error, *context_.out, *context_.err) == 0 ? Status::fine
                                                                       : Status::usage;
        }
        if (no_input_) context_.terminal = false;
        return actions_.at(app_.get_subcommands().front())(context_);
    }

private:
    Context& context_;
    CLI::App app_;
    std::map<const CLI::App*, Action> actions_;
    bool no_input_ = false;
};

Status failed(Context& context, Status status, const std::exception& error) {
    *context.err << "error: " << error.what() << '\n';
    return status;
}

}  // namespace

bool Context::confirm(const std::string& question, const std::string& otherwise) const {
    const std::string answer = ask(question + " [y/N] ", otherwise);
    return answer == "y" || answer == "Y" || answer == "yes";
}

std::string Context::ask(const std::string& question, const std::string& otherwise) const {
    if (!terminal) throw AnswerNeeded(otherwise);
    *err << question << std::flush;
    std::string line;
    if (!std::getline(*in, line)) throw AnswerNeeded(otherwise);
    return line;
}

void add_format(CLI::App& parser, Format& format) {
    const std::map<std::string, Format> names{{"text", Format::text}, {"json", Format::json}};
    parser.add_option("--format", format, "text for people, json for programs")
        ->transform(CLI::CheckedTransformer(names))
        ->option_text("text|json");
}

void print_json_list(std::ostream& out, std::span<const std::string> texts) {
    nlohmann::json list = nlohmann::json::array();
    for (const std::string& text : texts) list.push_back(text);
    out << list.dump() << '\n';
}

void add_alias(CLI::App& parser, std::string& alias, const Context& context) {
    alias = context.options.alias;
    parser.add_option("--alias", alias, "The database, by the name that it was connected with");
}

Status run(Context& context, std::span<const std::string> arguments) {
    try {
        return Parser(context).run(arguments);
    } catch (const UsageError& error) {
        return failed(context, Status::usage, error);
    } catch (const AnswerNeeded& error) {
        return failed(context, Status::answer_needed, error);
    } catch (const ImproperlyConfigured& error) {
        return failed(context, Status::usage, error);
    } catch (const ConnectionDoesNotExist& error) {
        return failed(context, Status::usage, error);
    } catch (const MigrationError& error) {
        return failed(context, Status::usage, error);
    } catch (const Error& error) {
        return failed(context, Status::refused, error);
    } catch (const std::exception& error) {  // files, memory
        return failed(context, Status::usage, error);
    }
}

}  // namespace aside::commands
