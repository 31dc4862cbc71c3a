// Prints what the models are, for other programs.
#include <CLI/CLI.hpp>
#include <ostream>

#include "backend/data_source.hpp"
#include "commands/all.hpp"
#include "commands/engines.hpp"
#include "migrations/state.hpp"

namespace aside::commands {

Command describe() {
    return {
        .name = "describe",
        .summary = "Prints the tables of the models as JSON, as migrations/state.json has them",
        .examples = {"manage describe > schema.json", "manage describe --engine sqlite,postgresql"},
        .prepare = [](CLI::App& parser, const Context&) -> Action {
            const auto engines = std::make_shared<std::vector<std::string>>();
            add_engines(parser, *engines);
            return [engines](Context& context) {
                const auto dialects =
                    engines->empty() ? std::vector{&engine_of(context)} : dialects_of(*engines);
                *context.out << migrations::to_text(migrations::state_of(context.models, dialects));
                return Status::fine;
            };
        }};
}

}  // namespace aside::commands
