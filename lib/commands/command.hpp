#pragma once
// What a command of the command line is, and what it is given.
#include <functional>
#include <iosfwd>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "aside/manage.hpp"

namespace CLI {
class App;
}

namespace aside::commands {

/// The exit status of a program, as `aside::manage` promises it.
enum class Status : int { fine = 0, check_failed = 1, usage = 2, answer_needed = 3, refused = 4 };

/// A command line, or a file that it names, that makes no sense.
class UsageError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};
/// A question that no option has answered, where there is nobody to ask.
class AnswerNeeded : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// What a command works with.
struct Context {
    std::vector<const detail::ModelInfo*> models{};  ///< all that relations lead to included
    ManageOptions options{};
    std::istream* in = nullptr;
    std::ostream* out = nullptr;  ///< what was asked for
    std::ostream* err = nullptr;  ///< questions, progress and errors
    bool terminal = false;        ///< there is somebody to ask, and to show progress to
    std::string program{};        ///< as it was called

    /// Asks a question that is answered by yes or no, no unless it is said. Throws `AnswerNeeded`
    /// with the other text where there is nobody to ask.
    [[nodiscard]] bool confirm(const std::string& question, const std::string& otherwise) const;
    /// Asks for a line of text, likewise.
    [[nodiscard]] std::string ask(const std::string& question, const std::string& otherwise) const;
};

/// What a command does, once its arguments are read.
using Action = std::function<Status(Context&)>;

/// One command. `commands` lists them all.
struct Command {
    std::string_view name{};
    std::string_view summary{};
    /// Under `--help`, a command line each; `manage` stands for the program.
    std::vector<std::string_view> examples{};
    /// Adds the command's arguments to its parser, and gives what it does with them. They are read
    /// into what the action owns, before it is called.
    Action (*prepare)(CLI::App& parser, const Context& context) = nullptr;
};

/// All commands, in the order in which `--help` lists them.
[[nodiscard]] std::span<const Command> commands();

/// The form of a list that is printed.
enum class Format : unsigned char { text, json };
/// Adds `--format text|json`, which is read into `format`.
void add_format(CLI::App& parser, Format& format);
/// Prints texts as a list in JSON, on one line.
void print_json_list(std::ostream& out, std::span<const std::string> texts);
/// Adds `--alias`, which is read into `alias` and else is that of the options.
void add_alias(CLI::App& parser, std::string& alias, const Context& context);

/// Reads the arguments and runs the command that they name. Throws nothing of ours.
[[nodiscard]] Status run(Context& context, std::span<const std::string> arguments);

}  // namespace aside::commands
