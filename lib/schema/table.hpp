#pragma once
// A table as plain data: made of a model or read from a database, compared, and written as SQL by a
// dialect. It names no C++ type, so that a table of an earlier program is one like any other.
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "aside/detail/model_info.hpp"
#include "aside/value.hpp"

namespace aside::schema {

/// What a column holds. Members that do not go with the kind keep their values from here.
struct Type {
    std::optional<detail::FieldKind> kind{};     ///< nothing: only `declared` says it
    std::optional<detail::FieldKind> element{};  ///< of an array; the rest is said of its elements
    int bytes = 0;                               ///< of an integer
    bool is_signed = true;                       ///< of an integer
    int max_length = 0;                          ///< of text, in characters; 0: unlimited
    int max_digits = 0;                          ///< of a decimal; 0: the database does not say
    int decimal_places = 0;                      ///< of a decimal
    /// The words of the database that it was read from, where the dialect writes others.
    std::string declared{};

    friend bool operator==(const Type&, const Type&) = default;
};

/// SQL in the words of the engine.
struct Sql {
    std::string text{};

    friend bool operator==(const Sql&, const Sql&) = default;
};

/// What a column has in rows that do not say it: nothing, a value or an expression.
using Default = std::variant<std::monostate, SqlValue, Sql>;

/// How the database gives keys to rows that bring none.
enum class Identity : unsigned char {
    none,
    by_default,  ///< it counts on, and gives none twice
    row_number   ///< the number of the row; that of a deleted one may come again
};

/// A column that is computed of others.
struct Generated {
    std::string expression{};
    bool stored = false;  ///< else computed where it is read

    friend bool operator==(const Generated&, const Generated&) = default;
};

/// One column. Its constraints are those of the table.
struct Column {
    std::string name{};
    Type type{};
    bool nullable = false;
    Identity identity = Identity::none;
    Default default_value{};
    std::string collation{};  ///< empty: the engine's own
    std::optional<Generated> generated{};
    std::string null_conflict{};  ///< `IGNORE` and the like, behind NOT NULL

    friend bool operator==(const Column&, const Column&) = default;
};

/// A column or an expression, as a part of a key or an index.
struct KeyPart {
    std::string column{};      ///< empty: `expression` says it
    std::string expression{};  ///< without its collation
    bool descending = false;
    std::string collation{};       ///< empty: the column's
    std::string operator_class{};  ///< `varchar_pattern_ops` and the like; empty: the engine's own

    friend bool operator==(const KeyPart&, const KeyPart&) = default;
};

/// A PRIMARY KEY or UNIQUE constraint.
struct Key {
    std::string name{};  ///< empty: the engine's to give
    std::vector<KeyPart> parts{};
    std::string conflict{};  ///< `REPLACE` and the like, behind ON CONFLICT

    friend bool operator==(const Key&, const Key&) = default;
};

/// The fate of a row that names another which is deleted or gets another key.
enum class Action : unsigned char { no_action, restrict, cascade, set_null, set_default };
/// When a foreign key is checked.
enum class Deferrable : unsigned char {
    no,
    initially_immediate,
    initially_deferred  ///< at the commit
};

struct ForeignKey {
    std::string name{};  ///< empty: the engine's to give
    std::vector<std::string> columns{};
    std::string schema{};  ///< of the table that it names, as `Table::schema`
    std::string table{};
    std::vector<std::string> to{};  ///< empty: the primary key
    Action on_delete = Action::no_action;
    Action on_update = Action::no_action;
    /// The columns that SET NULL and SET DEFAULT of a deletion change; empty: all.
    std::vector<std::string> sets{};
    Deferrable deferrable = Deferrable::no;

    friend bool operator==(const ForeignKey&, const ForeignKey&) = default;
    /// The `Table::full_name` of the table that it names.
    [[nodiscard]] std::string full_table() const {
        return schema.empty() ? table : schema + '.' + table;
    }
};

struct Check {
    std::string name{};       ///< empty: the engine's to give
    std::string condition{};  ///< in the words of the engine

    friend bool operator==(const Check&, const Check&) = default;
};

struct Index {
    std::string name{};
    bool unique = false;
    std::string method{};  ///< `gin` and the like; empty: the engine's own
    std::vector<KeyPart> parts{};
    std::string condition{};  ///< of the rows that are in it; empty: all
    /// The database's own CREATE INDEX where not all of it is understood, and empty elsewhere.
    std::string definition{};

    friend bool operator==(const Index&, const Index&) = default;
};

/// What stands behind the name of a table.
enum class TableKind : unsigned char {
    table,
    view,    ///< materialised ones, too
    foreign  ///< its rows are kept by other code: a virtual table, or one of another server
};

/// A table with all that belongs to it. Lists are in the order in which they are written.
struct Table {
    std::string name{};
    /// Empty: the one in which tables are created that name none.
    std::string schema{};
    std::vector<Column> columns{};
    std::optional<Key> primary_key{};
    std::vector<Key> unique{};
    std::vector<ForeignKey> foreign_keys{};
    std::vector<Check> checks{};
    std::vector<Index> indexes{};
    bool strict = false;         ///< STRICT: columns hold no values of other types
    bool without_rowid = false;  ///< WITHOUT ROWID: rows lie in the order of the primary key
    /// The database's own CREATE TABLE where not all of it is understood, and empty elsewhere. What
    /// is understood stands in the other members, too.
    std::string definition{};
    TableKind kind = TableKind::table;
    /// The database's own CREATE TRIGGER of each, in the order of their names; only where views
    /// were asked for, too.
    std::vector<std::string> triggers{};

    friend bool operator==(const Table&, const Table&) = default;
    /// `billing.invoice`, or `invoice` where no schema is named. For messages.
    [[nodiscard]] std::string full_name() const {
        return schema.empty() ? name : schema + '.' + name;
    }
};

}  // namespace aside::schema
