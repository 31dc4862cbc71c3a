#pragma once
// A command line that is run inside of a test.
#include <sstream>
#include <string>
#include <vector>

#include "aside/aside.hpp"
#include "aside/manage.hpp"
#include "commands/command.hpp"
#include "model/reached_models.hpp"

namespace aside::testing {

/// What a command did.
struct Ran {
    int status = 0;
    std::string out{};
    std::string err{};
};

/// Runs a command over these models; `answers` are what is typed on a terminal, and if there are
/// none there is no terminal.
template <class... Model>
Ran run_command(std::vector<std::string> arguments, ManageOptions options = {},
                const std::string& answers = {}) {
    std::istringstream in(answers);
    std::ostringstream out;
    std::ostringstream err;
    commands::Context context{.models = model::reached_models(models<Model...>()),
                              .options = std::move(options),
                              .in = &in,
                              .out = &out,
                              .err = &err,
                              .terminal = !answers.empty(),
                              .program = "./manage"};
    const commands::Status status = commands::run(context, arguments);
    return {static_cast<int>(status), out.str(), err.str()};
}

}  // namespace aside::testing
