// The table of commands. Each is in the file of its name.
#include "commands/all.hpp"
#include "commands/command.hpp"

namespace aside::commands {

std::span<const Command> commands() {
    static const Command all[] = {
        makemigrations(), sqlmigrate(), migrate(), showmigrations(), check(),    inspectdb(),
        dumpdata(),       loaddata(),   flush(),   dbshell(),        describe(), completion(),
    };
    return all;
}

}  // namespace aside::commands
