#pragma once
#include "aside/detail/driver.hpp"
#include "aside/detail/model_info.hpp"
#include "aside/detail/reading.hpp"
#include "exec/session/session.hpp"

namespace aside::exec {

/// Reads so many rows at most of a statement of the query's that has been prepared and bound.
void read_result(Result& result, const Query& query, RowBuffer& rows, std::size_t most = all_rows);
/// Reads so many rows at most of a statement of the query's, and then the relations that the query
/// prefetches for them.
void read_rows(Session& session, const Query& query, RowBuffer& rows, std::size_t most = all_rows);
/// Reads the rows that a statement gives of those that it changes, to its end, and then the
/// relations that the query prefetches for them.
void read_changed(Session& session, const sql::BoundStatement& change, const Query& query,
                  RowBuffer& rows);

}  // namespace aside::exec
