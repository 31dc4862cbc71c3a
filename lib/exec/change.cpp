// UPDATE over querysets.
#include <utility>

#include "aside/detail/execute.hpp"
#include "exec/runner.hpp"
#include "query/compiler.hpp"

namespace aside::detail {

std::int64_t update_rows(Runner& runner, const Query& query,
                         const std::vector<Assignment>& assignments) {
    if (assignments.empty() || query::is_empty(query, runner.dialect())) return 0;
    query::Statement statement = query::update(query, assignments, runner.dialect());
    return runner.write("update()")->change(std::move(statement), query.model->table);
}

}  // namespace aside::detail
