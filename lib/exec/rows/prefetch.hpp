#pragma once
#include <vector>

#include "aside/detail/reading.hpp"
#include "exec/session/session.hpp"

namespace aside::exec {

/// Loads the relations that the query prefetches for objects of its model that were read, on the
/// session that read them: one statement a relation.
void prefetch(Session& session, const Query& query, const std::vector<void*>& objects);
/// Loads the relations that the query prefetches for the rows of a buffer from index `first` on, on
/// the session that read them: one statement a relation.
void prefetch_from(Session& session, const Query& query, const RowBuffer& rows, std::size_t first);

}  // namespace aside::exec
