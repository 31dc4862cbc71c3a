#pragma once
#include "aside/error.hpp"

namespace aside {

/// Migrations that do not fit together or the database: a file with a mistake, one that is missing
/// or was edited after it was applied, two that follow the same one. Nothing was changed.
class MigrationError : public Error {
public:
    using Error::Error;
};

}  // namespace aside
