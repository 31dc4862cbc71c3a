#pragma once
// The values of new columns in rows that are there.
#include <optional>
#include <span>
#include <string>

#include "aside/detail/model_info.hpp"
#include "migrations/changes.hpp"
#include "schema/declared.hpp"

namespace aside::migrations {

/// The field of a column, or nullptr if it is of no model's own.
[[nodiscard]] const detail::FieldInfo* field_of(std::span<const detail::ModelInfo* const> models,
                                                const std::string& table,
                                                const schema::DeclaredColumn& column);
/// What the member has in an object that nobody has changed; nothing if that says nothing of rows:
/// of relations, keys, moments that are set when a row is saved, and dates and UUIDs that are not
/// initialised.
[[nodiscard]] std::optional<SqlValue> initialiser(const detail::FieldInfo& field);
/// The value that a text stands for in that column; `now` is the moment. Throws
/// `ImproperlyConfigured` that names the column.
[[nodiscard]] SqlValue value_from_text(const detail::FieldInfo* field,
                                       const schema::DeclaredColumn& column,
                                       const std::string& path, const std::string& text);
/// Zeros for rows that get back a column that was dropped: of required columns without a default,
/// unless they name other rows.
[[nodiscard]] Fills zero_fills(std::span<const TableChange> changes);

}  // namespace aside::migrations
