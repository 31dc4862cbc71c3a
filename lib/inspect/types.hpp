#pragma once
#include <string>
#include <vector>

#include "inspect/sample.hpp"
#include "schema/table.hpp"
#include "sql/dialect.hpp"

namespace aside::inspect {

/// The type of a member for a column, as it is written.
struct MemberType {
    std::string name{};                  ///< `std::string`, without std::optional
    std::string initialiser{};           ///< ` = 0`, if it needs one
    std::vector<std::string> options{};  ///< `.max_length(10)`
    std::vector<std::string> notes{};    ///< what a reader has to know
    std::string unreadable{};            ///< why there is no such member; empty: there is
    bool unmanaged = false;              ///< this library could not have made the column
};

/// What of a database is the same for all of its columns.
struct Engine {
    const sql::Dialect* dialect = nullptr;
    bool of_django = false;
};

/// Whether the values of a column say more than its type does, and should be looked at.
[[nodiscard]] bool wants_sample(const schema::Column& column, const Engine& engine);
/// The type for a column. `sample` is of its values, of none if they were not looked at.
[[nodiscard]] MemberType type_of(const schema::Column& column, const Sample& sample,
                                 const Engine& engine);

}  // namespace aside::inspect
