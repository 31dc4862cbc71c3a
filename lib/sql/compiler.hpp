#pragma once
// Compiles queries to statements; pure functions.
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "aside/detail/query.hpp"
#include "sql/bound_statement.hpp"
#include "sql/dialect.hpp"
#include "sql/selected_relations.hpp"

namespace aside::sql {

/// The question about a query's rows; `exists` gives one row if there is any.
enum class Question : unsigned char { rows, count, exists };
/// The statement that answers a question, before it is done.
struct DraftStatement {
    SqlWriter writer;
    /// The query that the statement's values lie in, if it is not the given one.
    std::optional<detail::Query> plain{};
};
[[nodiscard]] DraftStatement write(Question question, const detail::Query& query,
                                   const Dialect& dialect, bool keeps_origins = false);

/// Selects every field of every row, in the order of the model's fields. The owner's key stands
/// before them if the query tells it, and the fields of `selected_relations` behind them.
[[nodiscard]] BoundStatement select(const detail::Query& query, const Dialect& dialect);
[[nodiscard]] BoundStatement aggregate(const detail::Query& query,
                                       const std::vector<detail::Aggregate>& aggregates,
                                       const Dialect& dialect);
/// `returned`: the statement gives the columns of that query's rows for each row that it changes.
[[nodiscard]] BoundStatement update(const detail::Query& query,
                                    const std::vector<detail::Assignment>& assignments,
                                    const Dialect& dialect,
                                    const detail::Query* returned = nullptr);
/// `returned`: as for `update`.
[[nodiscard]] BoundStatement remove(const detail::Query& query, const Dialect& dialect,
                                    const detail::Query* returned = nullptr);

/// The action of an INSERT if a row is there already.
struct Conflict {
    enum class Action : unsigned char { error, ignore, update } action = Action::error;
    std::vector<const detail::FieldInfo*> unique{};
    std::vector<const detail::FieldInfo*> update{};
};
using Fields = std::vector<const detail::FieldInfo*>;
/// Inserts `rows` rows of these fields, a parameter each; `returning` gives fields of the inserted
/// rows.
[[nodiscard]] std::string insert(const detail::ModelInfo& model, const Fields& fields,
                                 std::size_t rows, const Conflict& conflict,
                                 const Fields& returning, const Dialect& dialect);
/// Inserts rows of these fields, whose parameters are an array of values each, in the order of the
/// arrays.
[[nodiscard]] std::string insert_arrays(const detail::ModelInfo& model, const Fields& fields,
                                        const Conflict& conflict, const Fields& returning,
                                        const Dialect& dialect);
/// The fields whose values find one row: the key and, if it is another, the field that tells the
/// node of the row.
[[nodiscard]] Fields fields_of_row(const detail::ModelInfo& model);
/// The fields of the table's primary key.
[[nodiscard]] Fields key_fields(const detail::ModelInfo& model, const Dialect& dialect);
/// Sets these fields of a row, which the last parameters find: `fields_of_row`.
[[nodiscard]] std::string update_by_key(const detail::ModelInfo& model, const Fields& fields,
                                        const Dialect& dialect);
/// Sets these fields in `rows` rows, each to a value of its own, if the rows are among the query's.
/// For each field and row there are two parameters, the key and the value. Then come the keys, then
/// the statement's own parameters, whose number does not depend on `rows`.
[[nodiscard]] BoundStatement update_by_keys(const detail::Query& query, const Fields& fields,
                                            std::size_t rows, const Dialect& dialect);
/// Sets these fields of the rows whose keys and values are arrays: the first parameters have the
/// values of `fields_of_row`, then one a field has its values; the statement's own come behind them.
[[nodiscard]] BoundStatement update_by_arrays(const detail::Query& query, const Fields& fields,
                                              const Dialect& dialect);
/// Selects these fields of the row that the parameters find: `fields_of_row`.
[[nodiscard]] std::string select_by_key(const detail::ModelInfo& model, const Fields& fields,
                                        const Dialect& dialect);

/// Selects these fields of the query's rows, in any order.
[[nodiscard]] BoundStatement select_fields(const detail::Query& query, const Fields& fields,
                                           const Dialect& dialect);

}  // namespace aside::sql
