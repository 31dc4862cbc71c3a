#include "commands/migration_files.hpp"

#include "exec/database/databases.hpp"

namespace aside::commands {

std::vector<migrations::Migration> migrations_for(const Context& context,
                                                  const std::string& alias) {
    const sql::Dialect& dialect = exec::database(alias)->dialect();
    return migrations::history_of(
        migrations::texts_in(context.options.migrations, dialect.vendor()), dialect);
}

}  // namespace aside::commands
