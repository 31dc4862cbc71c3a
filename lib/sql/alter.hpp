#pragma once
// Tables that are there, made into others: what is to be done, and the SQL for it, which a dialect
// gives (`Dialect::alter`).
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "aside/value.hpp"
#include "schema/table.hpp"

namespace aside::sql {

/// What becomes of one table. Renaming comes first, so that all else goes by the new names.
struct TableAlteration {
    std::optional<schema::Table> from{};     ///< as it is; nothing: it is created
    std::optional<schema::Table> renamed{};  ///< `from` by the new names of tables and columns
    std::optional<schema::Table> to{};       ///< as it becomes; nothing: it is dropped
    std::vector<std::pair<std::string, std::string>> columns{};  ///< old and new names, that differ
    /// What columns of `to` hold in rows that had none, where it is not their default.
    std::vector<std::pair<std::string, SqlValue>> fills{};
};

/// One statement, or several that make a table anew under its own name.
struct AlterationStep {
    std::string rebuilds{};            ///< the table that is made anew; empty: none is
    std::vector<std::string> drops{};  ///< what the new one has not, as `schema::dropped` tells it
    std::vector<std::string> statements{};
};

/// What is done in one transaction, and how that is undone.
struct AlterationPart {
    std::string suffix{};  ///< what it does that has a part of its own, as a word; else empty
    bool in_transaction = true;
    std::vector<AlterationStep> up{};
    std::vector<AlterationStep> down{};
};

}  // namespace aside::sql
