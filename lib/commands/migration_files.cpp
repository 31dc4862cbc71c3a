#include "commands/migration_files.hpp"

#include "exec/database/databases.hpp"

namespace aside::commands {

std::vector<migrations::Migration> migrations_for(const Context& context,
                                                  const sql::Dialect& dialect) {
    return migrations::history_of(
        migrations::texts_in(context.options.migrations, dialect.vendor()), dialect);
}

std::vector<migrations::Migration> migrations_for(const Context& context,
                                                  const std::string& alias) {
    return migrations_for(context, exec::database(alias)->dialect());
}

}  // namespace aside::commands
