#pragma once
// Migrations for a program that brings them along, without a command line. They are in
// libaside-manage.
#include <chrono>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "aside/error.hpp"
#include "aside/future.hpp"

namespace aside {

class Transaction;

/// Migrations that do not fit together or the database: a file with a mistake, one that is missing
/// or was edited after it was applied, two that follow the same one, a rebuild that would lose
/// something. What the file was about to do is undone.
class MigrationError : public Error {
public:
    using Error::Error;
};

/// A file of the folder of migrations, as `makemigrations` writes it into `all.inc`.
struct EmbeddedMigration {
    std::string_view file{};  ///< its name, such as `0001_initial.sqlite.sql`
    std::string_view text{};
};

/// A function that a file calls by `-- aside: call NAME`, in the transaction of that file. It may
/// be called again, if the transaction had to wait too long for a lock. What it throws undoes the
/// file. It should use SQL or models of its own: those of the program change, and the file does
/// not.
using MigrationStep = std::function<void(Transaction& transaction)>;
/// Such functions by the names that files give them.
using MigrationSteps = std::map<std::string, MigrationStep, std::less<>>;

/// Options of `migrate`.
struct MigrateOptions {
    std::string_view alias = "default";  ///< the database
    /// The name of this list of migrations, where a database has several, as a library's own.
    std::string_view history{};
    MigrationSteps steps{};
    /// Refuses files that destroy something (`-- destroys:`), before anything is run.
    bool safe = false;
    /// Takes the first migration as applied if its tables are there already and are the same, as
    /// `create_tables` has made them. Throws `MigrationError` if they are there and differ.
    bool fake_initial = false;
    /// How long another process that migrates is waited for.
    std::chrono::milliseconds wait = std::chrono::hours(1);
};

/// What `migrate` has done.
struct Migrated {
    std::vector<std::string> applied{};  ///< the migrations, in their order
    /// What else is to be told, a line each, such as what a rebuild has kept.
    std::vector<std::string> notes{};
};

/// Applies the migrations that the database has not got yet, each in a transaction of its own, and
/// gives their names. Files of other engines are left out. Several processes may do this at once:
/// one does it, the others wait for that and find nothing to do.
///
/// Blocks. Throws `MigrationError` if the files do not fit together or the database, also if that
/// has been migrated by a newer program; the error of the database if a statement fails;
/// `TransactionManagementError` inside of a transaction block. The file at hand is undone then,
/// those before it stay applied.
Migrated migrate(std::span<const EmbeddedMigration> files, const MigrateOptions& options = {});
/// Applies the migrations that the database has not got yet, as `migrate`, on a thread of the
/// arena. The texts of the files must live until the future is ready. If it is cancelled, the file
/// at hand is undone.
Future<Migrated> amigrate(std::span<const EmbeddedMigration> files,
                          const MigrateOptions& options = {});

}  // namespace aside
