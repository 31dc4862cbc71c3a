#pragma once
// Tables, their columns, constraints and indexes as SQL.
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "schema/table.hpp"
#include "sql/dialect.hpp"

namespace aside::sql {

/// What CREATE does where a table or an index of that name is there.
enum class IfThere : unsigned char { nothing, fails };

/// Writes one table and what belongs to it.
class TableWriter {
public:
    using ForeignKeys = std::vector<const schema::ForeignKey*>;

    /// With all foreign keys of the table, behind its columns.
    TableWriter(const schema::Table& table, const Dialect& dialect,
                IfThere if_there = IfThere::nothing);
    /// With some of them.
    TableWriter(const schema::Table& table, ForeignKeys foreign_keys, const Dialect& dialect,
                IfThere if_there)
        : table_(table),
          foreign_keys_(std::move(foreign_keys)),
          dialect_(dialect),
          if_there_(if_there) {}

    /// The CREATE TABLE.
    [[nodiscard]] std::string create();
    /// The CREATE INDEX.
    [[nodiscard]] std::string create(const schema::Index& index);
    /// The ALTER TABLE that adds a foreign key to a table which is there.
    [[nodiscard]] std::string add(const schema::ForeignKey& added);
    /// A column as CREATE TABLE defines it, with the constraints that are of it alone.
    [[nodiscard]] std::string definition(const schema::Column& of);
    /// Constraints as they stand in a table, without a comma.
    [[nodiscard]] std::string constraint(const schema::Key& of, bool primary);
    [[nodiscard]] std::string constraint(const schema::ForeignKey& of);
    [[nodiscard]] std::string constraint(const schema::Check& of);

private:
    void comma(bool wanted = true);
    void constraint_name(const std::string& name);
    void conflict(const std::string& action);
    void collation(const std::string& name);
    void names(const std::vector<std::string>& columns);
    void parts(const std::vector<schema::KeyPart>& parts);
    void column(const schema::Column& column);
    void keys_behind(const schema::Column& column);
    void default_of(const schema::Column& column);
    void key(const schema::Key& key, std::string_view kind);
    void foreign_key(const schema::ForeignKey& key);
    void references(const schema::ForeignKey& key);
    void action(std::string_view on, schema::Action action);
    void check(const schema::Check& check);

    const schema::Table& table_;
    const ForeignKeys foreign_keys_;
    const Dialect& dialect_;
    IfThere if_there_;
    std::string sql_;
};

/// Whether a key is written behind its one column. In SQLite an integer that is said there to be a
/// key in descending order is not the number of the row.
[[nodiscard]] bool is_behind_column(const schema::Key& key, bool primary);

}  // namespace aside::sql
