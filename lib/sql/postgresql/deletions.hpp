#pragma once

namespace aside::sql::postgresql {

/// The query for how many rows of each table the transaction has deleted so far, with those that
/// foreign keys deleted along with them, or more. The difference of two answers is what was deleted
/// between them. The numbers are the server's statistics, which count while `track_counts` is on.
inline constexpr const char* count_of_deletions =
    "SELECT relname, pg_stat_get_xact_tuples_deleted(oid) FROM pg_class "
    "WHERE relkind = 'r' AND oid >= 16384 AND pg_stat_get_xact_tuples_deleted(oid) > 0";

}  // namespace aside::sql::postgresql
