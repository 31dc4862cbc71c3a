#pragma once

namespace aside::sql::postgresql {

/// The query for how many rows of each table the transaction has deleted so far, with those that
/// foreign keys deleted along with them, or more. The difference of two answers is what was deleted
/// between them. Rows of a part of a table are those of the table. One that is not on the search
/// path has its schema's name in front of its own. The numbers are the server's statistics, which
/// count while `track_counts` is on.
inline constexpr const char* count_of_deletions =
    "SELECT (SELECT CASE WHEN PG_TABLE_IS_VISIBLE(t.oid) THEN CAST(t.relname AS text) "
    "ELSE s.nspname || '.' || t.relname END FROM pg_class AS t "
    "JOIN pg_namespace AS s ON s.oid = t.relnamespace "
    "WHERE t.oid = COALESCE(PG_PARTITION_ROOT(c.oid), c.oid)), "
    "PG_STAT_GET_XACT_TUPLES_DELETED(c.oid) FROM pg_class AS c "
    "WHERE relkind = 'r' AND c.oid >= 16384 AND PG_STAT_GET_XACT_TUPLES_DELETED(c.oid) > 0";

}  // namespace aside::sql::postgresql
