#pragma once
#include <vector>

#include "aside/detail/reading.hpp"
#include "exec/session/session.hpp"

namespace aside::detail {

/// Loads what the query prefetches for objects of its model that were read, on the session that
/// read them: one statement a relation.
void prefetch(exec::Session& session, const Query& query, const std::vector<void*>& objects);
/// The same for the objects in a sink from that one on.
void prefetch_from(exec::Session& session, const Query& query, const RowBuffer& rows,
                   std::size_t first);

}  // namespace aside::detail
