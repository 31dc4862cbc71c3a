// UPDATE over querysets.
#include "aside/detail/execute.hpp"
#include "exec/runner.hpp"
#include "query/compiler.hpp"

namespace aside::detail {

std::int64_t update_rows(Runner& runner, const Query& query,
                         const std::vector<Assignment>& assignments) {
    if (assignments.empty() || query::is_empty(query, runner.dialect())) return 0;
    const query::Statement statement = query::update(query, assignments, runner.dialect());
    return runner.write()->execute(statement);
}

}  // namespace aside::detail
