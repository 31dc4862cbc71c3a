#pragma once
// How the tables of a database are not what models say of them.
#include <span>
#include <string>
#include <vector>

#include "aside/detail/model_info.hpp"
#include "schema/table.hpp"
#include "sql/dialect.hpp"

namespace aside::sql {

/// One way in which a table is not as its model says.
struct Mismatch {
    /// The model reads and writes such a table all the same: the table has more than the model, or
    /// lacks what only makes it faster.
    bool harmless = false;
    /// `cinema_film.rating: the model has it, the table has not`
    std::string text{};
};

/// The ways in which the tables of a database are not as these models say, in the order of the
/// models. `tables` are all of the database (`ReadTables::everything`), so that a model may be one of
/// a view.
///
/// What means nothing is none: the order of columns, the names of indexes and of most constraints,
/// lengths and digits that the engine does not keep, how a type is spelled, a DEFAULT that the model
/// does not ask for, the CHECK of Django's positive integers, and in a database of Django's foreign
/// keys without ON DELETE.
[[nodiscard]] std::vector<Mismatch> mismatches(std::span<const detail::ModelInfo* const> models,
                                               std::span<const schema::Table> tables,
                                               const Dialect& dialect);
/// Those of one table, which a model describes and this library may have created. `of_django`: it
/// is in a database of Django's.
[[nodiscard]] std::vector<Mismatch> mismatches(const schema::Table& wanted,
                                               const schema::Table& found, const Dialect& dialect,
                                               bool of_django);

/// Whether a database of these tables is one of Django's.
[[nodiscard]] bool is_of_django(std::span<const schema::Table> tables);
/// Whether a table has an index over the same, whatever it is called: one of its own, or one that a
/// key has.
[[nodiscard]] bool has_index(const schema::Table& table, const schema::Index& index,
                             const Dialect& dialect);

}  // namespace aside::sql
