#pragma once
// A table as models declare it, before an engine has given it its types, names and words. It names
// no C++ type, so that it outlives the models.
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "schema/table.hpp"

namespace aside::schema {

/// The row that a column names.
struct Reference {
    std::string table{};
    std::string column{};
    std::string schema{};        ///< of the table; empty: where the engine looks for it
    std::string distribution{};  ///< the table's column that tells the node of the row, if another
    Action on_delete = Action::no_action;

    friend bool operator==(const Reference&, const Reference&) = default;
};

struct DeclaredColumn {
    std::string name{};
    std::string member{};  ///< of the model, as messages name it
    Type type{};
    bool nullable = false;
    bool primary_key = false;
    bool automatic = false;  ///< the database gives the key
    bool unique = false;
    bool index = false;
    std::optional<SqlValue> default_value{};  ///< that the model asks for
    /// What rows that were there got when the column was added, and the column's DEFAULT since.
    std::optional<SqlValue> first_default{};
    std::optional<Reference> references{};

    friend bool operator==(const DeclaredColumn&, const DeclaredColumn&) = default;
};

struct DeclaredIndex {
    std::vector<KeyPart> parts{};  ///< columns only
    std::string method{};
    std::string name{};  ///< empty: made of the table's and the columns'
    /// Columns and expressions of each engine, by its name, instead of `parts` where there are
    /// expressions. Then it has a name.
    std::map<std::string, std::vector<KeyPart>, std::less<>> expressions{};

    friend bool operator==(const DeclaredIndex&, const DeclaredIndex&) = default;
};

struct DeclaredCheck {
    std::string name{};
    std::map<std::string, std::string, std::less<>> conditions{};  ///< of each engine, by its name

    friend bool operator==(const DeclaredCheck&, const DeclaredCheck&) = default;
};

struct DeclaredTable {
    std::string name{};
    std::vector<DeclaredColumn> columns{};
    std::vector<std::vector<std::string>> unique_together{};
    std::vector<DeclaredIndex> indexes{};
    std::vector<DeclaredCheck> checks{};
    std::string schema{};        ///< empty: where the engine looks for the table
    std::string distribution{};  ///< the column that tells the node of a row; empty: none
    bool join = false;           ///< of a many-to-many relation, and declared by no model

    friend bool operator==(const DeclaredTable&, const DeclaredTable&) = default;
};

}  // namespace aside::schema
