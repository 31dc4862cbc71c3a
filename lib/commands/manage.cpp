// The entry points of `aside/manage.hpp`.
#include "aside/manage.hpp"

#include <unistd.h>

#include <algorithm>
#include <iostream>

#include "commands/command.hpp"
#include "model/reached_models.hpp"

namespace aside::detail {

int manage(ModelList models, int count, const char* const* arguments,
           const ManageOptions& options) {
    commands::Context context{.options = options,
                              .in = &std::cin,
                              .out = &std::cout,
                              .err = &std::cerr,
                              .terminal = isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1,
                              .program = count > 0 ? arguments[0] : "manage"};
    try {
        context.models = model::reached_models(models());
    } catch (const std::exception& error) {
        std::cerr << "error: " << error.what() << '\n';
        return static_cast<int>(commands::Status::usage);
    }
    const std::vector<std::string> given(arguments + std::min(count, 1), arguments + count);
    const commands::Status status = commands::run(context, given);
    std::cout.flush();
    return static_cast<int>(status);
}

std::optional<int> manage_if(ModelList models, int count, const char* const* arguments,
                             const ManageOptions& options) {
    if (count < 2) return std::nullopt;
    const std::string_view first = arguments[1];
    if (std::ranges::find(commands::commands(), first, &commands::Command::name) ==
        commands::commands().end())
        return std::nullopt;
    return manage(models, count, arguments, options);
}

}  // namespace aside::detail
