#pragma once
// The life of a schema: what a program's own command line does with its models and databases. Of
// the library libaside-manage, and not part of aside.hpp.
#include <optional>
#include <string>

#include "aside/migrate.hpp"
#include "aside/models.hpp"

namespace aside {

/// Options of `manage`.
struct ManageOptions {
    /// The folder of the migration files, relative to the current directory at the call.
    std::string migrations = "migrations";
    /// The database that commands without `--alias` work on. It is connected before `manage`.
    std::string alias = "default";
    /// The name of this history of migrations. Several, each with a folder of its own, may share a
    /// database if their names differ.
    std::string history{};
    /// The steps that migration files call, by their names.
    MigrationSteps steps{};
};

namespace detail {
[[nodiscard]] int manage(ModelList models, int count, const char* const* arguments,
                         const ManageOptions& options);
[[nodiscard]] std::optional<int> manage_if(ModelList models, int count,
                                           const char* const* arguments,
                                           const ManageOptions& options);
}  // namespace detail

/// Runs the command that the arguments of `main` name, such as `migrate`, over these models and
/// those that their relations lead to; `--help` lists the commands. Writes to standard output,
/// errors to standard error, and asks questions on a terminal only. Blocks. Throws nothing.
///
/// Gives the exit status of the program: 0 fine, 1 a check failed, 2 the command or its files are
/// wrong, 3 an answer is needed that no option gave, 4 the database refused.
template <class... M>
[[nodiscard]] int manage(int count, const char* const* arguments,
                         const ManageOptions& options = {}) {
    return detail::manage(&models<M...>, count, arguments, options);
}

/// Does what `manage` does if the first argument is one of its commands; else gives nothing, and
/// the program goes on with arguments of its own.
template <class... M>
[[nodiscard]] std::optional<int> manage_if(int count, const char* const* arguments,
                                           const ManageOptions& options = {}) {
    return detail::manage_if(&models<M...>, count, arguments, options);
}

}  // namespace aside
