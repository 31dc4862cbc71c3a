#include "commands/engines.hpp"

#include <CLI/CLI.hpp>

#include "aside/database.hpp"
#include "backend/data_source.hpp"

namespace aside::commands {

void add_engines(CLI::App& parser, std::vector<std::string>& engines) {
    parser
        .add_option("--engine", engines, "The engines to write SQL for, such as sqlite,postgresql")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->option_text("NAME,...");
}

std::vector<const sql::Dialect*> dialects_of(const std::vector<std::string>& engines) {
    std::vector<const sql::Dialect*> dialects;
    for (const std::string& name : engines) {
        const sql::Dialect* const dialect = backend::dialect_of(name);
        if (dialect == nullptr)
            throw UsageError("there is no engine \"" + name + "\"; this library was built with " +
                             backend::engine_names());
        dialects.push_back(dialect);
    }
    return dialects;
}

const sql::Dialect& engine_of(const Context& context) {
    return *backend::dialect_of(connection(context.options.alias).vendor());
}

}  // namespace aside::commands
