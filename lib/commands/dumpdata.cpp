// Writes rows as a fixture.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <ostream>

#include "commands/all.hpp"
#include "commands/progress.hpp"
#include "fixtures/dump.hpp"
#include "fixtures/files.hpp"
#include "fixtures/models.hpp"

namespace aside::commands {
namespace {

struct Arguments {
    std::vector<std::string> models{};
    std::vector<std::string> excluded{};
    std::string output{};
    fixtures::DumpOptions options{};
};

/// The options with the models that the arguments name.
fixtures::DumpOptions options_of(const Arguments& arguments, const Context& context) {
    fixtures::DumpOptions options = arguments.options;
    const fixtures::Models models(context.models);
    try {
        options.models = models.named(arguments.models);
        if (!arguments.excluded.empty())
            for (const detail::ModelInfo* excluded : models.named(arguments.excluded))
                std::erase(options.models, excluded);
    } catch (const FieldError& error) {
        throw UsageError(error.what());
    }
    if (!options.keys.empty() && options.models.size() != 1)
        throw UsageError("--pks are those of one model: name it");
    if (options.natural_foreign) options.models = fixtures::by_dependency(options.models);
    return options;
}

Status write(const Arguments& arguments, Context& context) {
    fixtures::DumpOptions options = options_of(arguments, context);
    Progress progress(context, "rows", context.terminal ? fixtures::count_rows(options) : 0);
    options.progress = [&](std::uint64_t rows) { progress.show(rows); };
    if (arguments.output.empty() || arguments.output == "-") {
        fixtures::dump(options, [&](std::string_view piece) {
            context.out->write(piece.data(), static_cast<std::streamsize>(piece.size()));
            if (!*context.out) throw std::runtime_error("standard output takes no more");
        });
        context.out->flush();
        return Status::fine;
    }
    fixtures::NewFile file(arguments.output);
    fixtures::dump(options, [&](std::string_view piece) { file.write(piece); });
    file.finish();
    return Status::fine;
}

}  // namespace

Command dumpdata() {
    return {.name = "dumpdata",
            .summary = "Writes the rows of models as JSON, in Django's form",
            .examples = {"manage dumpdata > all.json",
                         "manage dumpdata cinema.film cinema.director --indent 2 -o films.json",
                         "manage dumpdata cinema --natural-foreign --natural-primary",
                         "manage dumpdata cinema.film --pks 3,7",
                         "manage dumpdata | manage loaddata - --alias postgresql"},
            .prepare = [](CLI::App& parser, const Context& context) -> Action {
                const auto arguments = std::make_shared<Arguments>();
                fixtures::DumpOptions& options = arguments->options;
                parser
                    .add_option("model", arguments->models,
                                "Models (cinema.film) or namespaces (cinema); none: all")
                    ->option_text("[MODEL...]");
                parser
                    .add_option("-e,--exclude", arguments->excluded,
                                "Models or namespaces to leave out")
                    ->option_text("MODEL")
                    ->allow_extra_args(false);
                parser
                    .add_option("-o,--output", arguments->output,
                                "The file, which is replaced when all is written")
                    ->option_text("FILE");
                parser.add_option("--indent", options.indent, "Spaces of a level; else one line")
                    ->check(CLI::Range(0, 16))
                    ->option_text("N");
                parser.add_flag("--natural-foreign", options.natural_foreign,
                                "Names other rows by their natural keys, where models have them");
                parser.add_flag("--natural-primary", options.natural_primary,
                                "Leaves out the keys of rows that have natural ones");
                parser.add_option("--pks", options.keys, "Only the rows with these keys")
                    ->delimiter(',')
                    ->allow_extra_args(false)
                    ->option_text("KEY,...");
                add_alias(parser, options.alias, context);
                return [arguments](Context& of) { return write(*arguments, of); };
            }};
}

}  // namespace aside::commands
