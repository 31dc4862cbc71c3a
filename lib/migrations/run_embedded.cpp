// What aside/migrate.hpp declares: migrations that the program brings along.
#include "aside/database.hpp"
#include "aside/migrate.hpp"
#include "aside/sync_to_async.hpp"
#include "exec/database/databases.hpp"
#include "migrations/run.hpp"

namespace aside::migrations {
namespace {

/// Options that own their text.
RunOptions owned(const MigrateOptions& options) {
    return {.alias = std::string(options.alias),
            .history = std::string(options.history),
            .steps = options.steps,
            .fake_initial = options.fake_initial,
            .safe = options.safe,
            .wait = options.wait};
}

Migrated run_embedded(std::span<const EmbeddedMigration> files, RunOptions& options) {
    Migrated result;
    options.tell = [&](const std::string& line) { result.notes.push_back(line); };
    std::vector<NamedText> texts;
    for (const EmbeddedMigration& file : files)
        texts.push_back({std::string(file.file), std::string(file.text)});
    const auto history = history_of(texts, exec::database(options.alias)->dialect());
    result.applied = run(history, options);
    return result;
}

}  // namespace
}  // namespace aside::migrations

namespace aside {

Migrated migrate(std::span<const EmbeddedMigration> files, const MigrateOptions& options) {
    migrations::RunOptions own = migrations::owned(options);
    return migrations::run_embedded(files, own);
}

Future<Migrated> amigrate(std::span<const EmbeddedMigration> files, const MigrateOptions& options) {
    return sync_to_async([files, own = migrations::owned(options)]() mutable {
        return migrations::run_embedded(files, own);
    })();
}

}  // namespace aside
