// UPDATE over querysets.
#include <string>
#include <utility>

#include "aside/detail/changing.hpp"
#include "aside/error.hpp"
#include "exec/changes/atomic_write.hpp"
#include "exec/rows/fetch.hpp"
#include "query/returned_rows.hpp"
#include "query/truth.hpp"
#include "sql/compiler.hpp"

namespace aside::exec {
namespace {

/// The fields to which an expression is assigned, for messages: `Score.big or Score.small`.
std::string computed_fields(const Query& query, const std::vector<Assignment>& assignments) {
    std::string names;
    for (const Assignment& assignment : assignments) {
        if (assignment.value.front().kind == ExprKind::value) continue;
        if (!names.empty()) names += " or ";
        names += query.model->at(assignment.name).full_name();
    }
    return names;
}

/// Throws the error again, with the field whose computed value was refused. An engine that has no
/// function of ours to check the value says only that it is out of some range.
[[noreturn]] void throw_for_field(const DataError& error, const std::string& fields) {
    throw DataError(
        DatabaseErrorInfo{.message = fields + " cannot hold what is computed: " + error.message(),
                          .sql = error.sql(),
                          .code = error.code(),
                          .sqlstate = error.sqlstate()});
}

/// Whether a value was refused by this library or by the statement, and not by the engine's column.
/// Both name the field.
bool names_a_field(const DataError& error) {
    const bool of_library = error.sqlstate().empty() && error.code() == 0;
    return of_library || !error.column().empty();
}

/// Has an UPDATE run. An engine with functions of ours names the field itself.
template <class Work>
auto naming_fields(Runner& runner, const Query& query, const std::vector<Assignment>& assignments,
                   Work work) {
    try {
        return work();
    } catch (const DataError& error) {
        const std::string fields = computed_fields(query, assignments);
        if (fields.empty() || runner.dialect().features().own_functions || names_a_field(error))
            throw;
        throw_for_field(error, fields);
    }
}

}  // namespace
}  // namespace aside::exec

namespace aside::detail {

std::int64_t update_rows(Runner& runner, const Query& query,
                         const std::vector<Assignment>& assignments) {
    if (assignments.empty() || query::has_no_rows(query)) return 0;
    return exec::naming_fields(runner, query, assignments, [&] {
        sql::BoundStatement statement = sql::update(query, assignments, runner.dialect());
        return runner.write("update()")->change(std::move(statement), *query.model);
    });
}

// The rows are read in the same transaction, after all of them have been changed: a row that cannot
// be read undoes the change.
RowSet update_and_return(Runner& runner, const Query& query,
                         const std::vector<Assignment>& assignments, const RowType& type) {
    auto rows = std::make_shared<RowBuffer>(type);
    const Query returned = query::returned_rows(query, "update_returning");
    if (!assignments.empty() && !query::has_no_rows(query)) {
        exec::AtomicWrite whole(runner, "update_returning()");
        exec::naming_fields(runner, query, assignments, [&] {
            exec::read_changed(whole.session(),
                               sql::update(query, assignments, runner.dialect(), &returned),
                               returned, *rows);
        });
        whole.commit();
    }
    return {rows, rows->data(), rows->size()};
}

}  // namespace aside::detail
