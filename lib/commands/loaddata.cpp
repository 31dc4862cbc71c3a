// Reads rows from fixtures.
#include <CLI/CLI.hpp>
#include <istream>
#include <memory>
#include <ostream>

#include "commands/all.hpp"
#include "commands/progress.hpp"
#include "fixtures/files.hpp"
#include "fixtures/load.hpp"

namespace aside::commands {
namespace {

struct Arguments {
    std::vector<std::string> files{};
    fixtures::LoadOptions options{};
};

fixtures::Fixture fixture_of(std::istream& in) {
    return {.name = "standard input", .open = [&in]() -> fixtures::ByteSource {
                return [&in](char* to, std::size_t room) {
                    in.read(to, static_cast<std::streamsize>(room));
                    return static_cast<std::size_t>(in.gcount());
                };
            }};
}

std::string counted(std::uint64_t number, const std::string& what) {
    return std::to_string(number) + ' ' + what + (number == 1 ? "" : "s");
}

Status read(const Arguments& arguments, Context& context) {
    fixtures::LoadOptions options = arguments.options;
    options.models = context.models;
    std::vector<fixtures::Fixture> all;
    std::uint64_t bytes = 0;
    for (const std::string& file : arguments.files) {
        all.push_back(file == "-" ? fixture_of(*context.in) : fixtures::fixture_in(file));
        bytes += file == "-" ? 0 : fixtures::size_of_file(file);
    }
    std::uint64_t rows = 0;
    try {
        Progress progress(context, "bytes", bytes);
        options.progress = [&](std::uint64_t done) { progress.show(done); };
        rows = fixtures::load(options, all);
    } catch (const ValidationError& error) {
        throw UsageError(error.what());
    }
    *context.out << "Installed " << counted(rows, "object") << " from "
                 << counted(all.size(), "fixture") << '\n';
    return Status::fine;
}

}  // namespace

Command loaddata() {
    return {.name = "loaddata",
            .summary = "Writes the rows of fixtures into the database, all or none",
            .examples = {"manage loaddata films.json directors.json",
                         "manage dumpdata --alias old | manage loaddata - --alias new",
                         "manage loaddata django.json --ignorenonexistent"},
            .prepare = [](CLI::App& parser, const Context& context) -> Action {
                const auto arguments = std::make_shared<Arguments>();
                parser.add_option("file", arguments->files, "Fixtures; - is standard input")
                    ->required()
                    ->option_text("FILE...");
                parser.add_flag("-i,--ignorenonexistent", arguments->options.ignore_unknown,
                                "Leaves out models and fields that there are not");
                add_alias(parser, arguments->options.alias, context);
                return [arguments](Context& of) { return read(*arguments, of); };
            }};
}

}  // namespace aside::commands
