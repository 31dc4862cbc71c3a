#pragma once
// What only the text of CREATE TABLE and CREATE INDEX tells of a table, as SQLite keeps it.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/table.hpp"

namespace aside::sql::sqlite {

/// One column as a CREATE TABLE defines it.
struct ColumnText {
    std::string name{};
    std::string collation{};
    std::string null_conflict{};
    std::optional<schema::Generated> generated{};
};

/// A PRIMARY KEY or UNIQUE constraint; of the parts the columns and collations, as they are
/// spelled.
struct KeyText {
    bool primary = false;
    schema::Key key{};
};

/// The parts of a foreign key that no pragma tells.
struct ForeignKeyText {
    std::string name{};
    schema::Deferrable deferrable = schema::Deferrable::no;
};

struct TableText {
    std::vector<ColumnText> columns{};
    std::vector<KeyText> keys{};
    std::vector<ForeignKeyText> foreign_keys{};
    std::vector<schema::Check> checks{};
    bool autoincrement = false;
};

struct IndexText {
    std::vector<schema::KeyPart> parts{};  ///< all of them as expressions
    std::string condition{};
};

/// Reads a CREATE TABLE; nothing if there is anything that SQLite 3.40 would not have taken.
[[nodiscard]] std::optional<TableText> read_create_table(std::string_view sql);
/// Reads a CREATE INDEX, likewise.
[[nodiscard]] std::optional<IndexText> read_create_index(std::string_view sql);

}  // namespace aside::sql::sqlite
