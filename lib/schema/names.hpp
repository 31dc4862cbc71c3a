#pragma once
// The names that Django makes up for indexes and constraints, so that one database has each of them
// once, whichever program created its tables.
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "schema/table.hpp"

namespace aside::schema {

/// The name of an index or a constraint that a field or a list of unique fields asks for.
///
/// It is the table's name, those of the columns, eight digits of a hash of them, and the suffix,
/// such as `_uniq`. What would have more than `most` bytes is cut before the hash. Source:
/// `BaseDatabaseSchemaEditor._create_index_name`.
[[nodiscard]] std::string constraint_name(std::string_view table,
                                          std::span<const std::string> columns,
                                          std::string_view suffix, std::size_t most);

/// The name of an index that a model lists: at most 30 characters. The parts must be columns.
/// Source: `Index.set_name_with_model`.
[[nodiscard]] std::string index_name(std::string_view table, std::span<const KeyPart> parts);

}  // namespace aside::schema
