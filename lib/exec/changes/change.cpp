// UPDATE over querysets.
#include <string>
#include <utility>

#include "aside/detail/changing.hpp"
#include "aside/error.hpp"
#include "exec/database/runner.hpp"
#include "query/truth.hpp"
#include "sql/compiler.hpp"

namespace aside::exec {
namespace {

/// The fields that are computed, for people: `Score.big or Score.small`.
std::string computed_fields(const Query& query, const std::vector<Assignment>& assignments) {
    std::string names;
    for (const Assignment& assignment : assignments) {
        if (assignment.value.front().kind == ExprKind::value) continue;
        if (!names.empty()) names += " or ";
        names += query.model->at(assignment.name).full_name();
    }
    return names;
}

/// Tells whose computed value was refused. An engine that has no function of ours to look at it says only
/// that it is out of some range.
[[noreturn]] void throw_for_field(const DataError& error, const std::string& fields) {
    throw DataError(
        DatabaseErrorInfo{.message = fields + " cannot hold what is computed: " + error.message(),
                          .sql = error.sql(),
                          .code = error.code(),
                          .sqlstate = error.sqlstate()});
}

}  // namespace
}  // namespace aside::exec

namespace aside::detail {

std::int64_t update_rows(Runner& runner, const Query& query,
                         const std::vector<Assignment>& assignments) {
    if (assignments.empty() || query::has_no_rows(query)) return 0;
    sql::Statement statement = sql::update(query, assignments, runner.dialect());
    try {
        return runner.write("update()")->change(std::move(statement), query.model->table);
    } catch (const DataError& error) {
        const std::string fields = exec::computed_fields(query, assignments);
        if (fields.empty() || runner.dialect().features().own_functions) throw;
        exec::throw_for_field(error, fields);
    }
}

}  // namespace aside::detail
