#pragma once
// What is asked before rows are copied into a table.

namespace aside::sql::postgresql {

/// What has to be known of a table, whose name in quotes is the parameter, before rows are copied
/// into it. Each column is a row: its name, the number of its type, whether it takes values that
/// INSERT would not, and the name of the sequence that gives its values, or NULL. No row if COPY
/// would do less than INSERT, or is refused: for views, under row security, and where triggers or
/// rules are run.
inline constexpr const char* columns_to_copy = R"(SELECT a.attname,
  CAST(CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.oid END AS bigint),
  a.attidentity = 'a', q.sequence
FROM pg_class AS c
JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_type AS t ON t.oid = a.atttypid
LEFT JOIN pg_attrdef AS d ON d.adrelid = c.oid AND d.adnum = a.attnum
LEFT JOIN LATERAL (SELECT s.sequence
  FROM (SELECT PG_GET_SERIAL_SEQUENCE($1, CAST(a.attname AS text)) AS sequence) AS s
  WHERE s.sequence IS NOT NULL AND HAS_SEQUENCE_PRIVILEGE(s.sequence, 'USAGE')
  AND (a.attidentity <> '' OR PG_GET_EXPR(d.adbin, d.adrelid) =
    FORMAT('nextval(%L::regclass)', CAST(s.sequence AS regclass)))) AS q ON TRUE
WHERE c.oid = TO_REGCLASS($1) AND c.relkind = 'r' AND NOT c.relhasrules
AND NOT ROW_SECURITY_ACTIVE(c.oid) AND HAS_TABLE_PRIVILEGE(c.oid, 'INSERT')
AND NOT EXISTS (SELECT 1 FROM pg_trigger AS g
  WHERE g.tgrelid = c.oid AND NOT g.tgisinternal AND g.tgtype & 4 <> 0))";
/// The next values of a sequence, whose name is the first parameter, as many as the second one
/// says: one value with the eight bytes of each, since a row for each takes more time than the
/// keys. The sequence is looked up once, not for each key.
inline constexpr const char* next_keys =
    "SELECT STRING_AGG(INT8SEND(NEXTVAL((SELECT CAST($1 AS regclass)))), '') "
    "FROM GENERATE_SERIES(1, $2)";

}  // namespace aside::sql::postgresql
