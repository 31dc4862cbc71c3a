#pragma once
#include <vector>

#include "aside/detail/query.hpp"
#include "exec/session.hpp"

namespace aside::detail {

/// Loads what the query prefetches for objects of its model that were read, on the session that
/// read them: one statement a relation.
void prefetch(exec::Session& session, const Query& query, const std::vector<void*>& objects);

}  // namespace aside::detail
