#pragma once
#include <span>
#include <vector>

#include "aside/detail/model_info.hpp"
#include "schema/declared.hpp"
#include "schema/table.hpp"
#include "sql/dialect.hpp"

namespace aside::sql {

/// A table that a model describes.
struct ModelTable {
    schema::Table table{};
    bool managed = true;  ///< false: another program creates it
    bool join = false;    ///< of a many-to-many relation, and declared by no model
};
/// All tables of a model: its own, and those of its many-to-many relations that no model declares.
/// Conditions are written, and names kept short, for the dialect.
[[nodiscard]] std::vector<ModelTable> model_tables(const detail::ModelInfo& model,
                                                   const Dialect& dialect);
/// The tables of a model that are created: its own, unless the model says that another program creates it, and those
/// of its many-to-many relations that no model declares. Conditions are written, and names kept
/// short, for the dialect.
[[nodiscard]] std::vector<schema::Table> schema_of(const detail::ModelInfo& model,
                                                   const Dialect& dialect);

/// Those tables as the model declares them, for these engines. Throws `NotSupportedError` for what
/// one of them has not.
[[nodiscard]] std::vector<schema::DeclaredTable> declared_by(
    const detail::ModelInfo& model, std::span<const Dialect* const> dialects);
/// The names of those tables of a model that another program creates.
[[nodiscard]] std::vector<std::string> unmanaged_tables(const detail::ModelInfo& model);
/// The table that an engine makes of a declared one.
[[nodiscard]] schema::Table table_of(const schema::DeclaredTable& declared, const Dialect& dialect);

}  // namespace aside::sql
