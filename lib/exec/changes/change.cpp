// UPDATE over querysets.
#include <utility>

#include "aside/detail/changing.hpp"
#include "exec/changes/atomic_write.hpp"
#include "exec/rows/fetch.hpp"
#include "query/returned_rows.hpp"
#include "query/truth.hpp"
#include "sql/compiler.hpp"

namespace aside::detail {

std::int64_t update_rows(Runner& runner, const Query& query,
                         const std::vector<Assignment>& assignments) {
    if (assignments.empty() || query::has_no_rows(query)) return 0;
    sql::BoundStatement statement = sql::update(query, assignments, runner.dialect());
    return runner.write("update()")->change(std::move(statement), query.model->table);
}

// The rows are read when all of them have been changed, so that a row that cannot be read undoes it.
RowSet update_and_return(Runner& runner, const Query& query,
                         const std::vector<Assignment>& assignments, const RowType& type) {
    auto rows = std::make_shared<RowBuffer>(type);
    const Query returned = query::returned_rows(query, "update_returning");
    if (!assignments.empty() && !query::has_no_rows(query)) {
        exec::AtomicWrite whole(runner, "update_returning()");
        exec::read_changed(whole.session(),
                           sql::update(query, assignments, runner.dialect(), &returned), returned,
                           *rows);
        whole.commit();
    }
    return {rows, rows->data(), rows->size()};
}

}  // namespace aside::detail
