// UPDATE over querysets.
#include <utility>

#include "aside/detail/changing.hpp"
#include "exec/database/runner.hpp"
#include "query/truth.hpp"
#include "sql/compiler.hpp"

namespace aside::detail {

std::int64_t update_rows(Runner& runner, const Query& query,
                         const std::vector<Assignment>& assignments) {
    if (assignments.empty() || query::has_no_rows(query)) return 0;
    sql::BoundStatement statement = sql::update(query, assignments, runner.dialect());
    return runner.write("update()")->change(std::move(statement), query.model->table);
}

}  // namespace aside::detail
