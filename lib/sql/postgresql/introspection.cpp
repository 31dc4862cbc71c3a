#include "sql/postgresql/introspection.hpp"

#include <algorithm>
#include <string_view>

#include "model/joined.hpp"
#include "sql/catalogue_rows.hpp"
#include "sql/postgresql/names.hpp"
#include "sql/postgresql/schema.hpp"
#include "sql/postgresql/values.hpp"

namespace aside::sql::postgresql {
namespace {

using schema::Action;
using schema::Column;
using schema::Deferrable;
using schema::ForeignKey;
using schema::Index;
using schema::Key;
using schema::KeyPart;
using schema::Table;

using Row = CatalogueRow;

/// The tables proper of a schema, `c`, whose name follows, or all of its tables; no part of another
/// table.
constexpr std::string_view proper_tables = "c.relkind IN ('r', 'p') AND ";
constexpr std::string_view all_tables = "c.relkind IN ('r', 'p', 'v', 'm', 'f') AND ";
constexpr std::string_view of_schema =
    "NOT c.relispartition AND c.relnamespace = (SELECT oid FROM "
    "pg_catalog.pg_namespace WHERE nspname = ";

constexpr std::string_view about_tables =
    "SELECT CAST(c.relname AS text), CAST(c.relkind AS text) FROM pg_catalog.pg_class AS c WHERE ";

constexpr std::string_view their_types = "pg_catalog.format_type(a.atttypid, a.atttypmod)";
/// Of a column of a domain, the type that the domain is of.
constexpr std::string_view their_base_types =
    "CASE WHEN t.typtype = 'd' THEN pg_catalog.format_type(t.typbasetype, t.typtypmod) "
    "ELSE pg_catalog.format_type(a.atttypid, a.atttypmod) END";
constexpr std::string_view about_columns =
    "SELECT CAST(c.relname AS text), CAST(a.attname AS text), ";
constexpr std::string_view about_columns_and_types =
    ", CAST(a.attnotnull AS integer), "
    "CAST(a.attidentity AS text), CAST(a.attgenerated AS text), "
    "pg_catalog.pg_get_expr(d.adbin, d.adrelid), CAST(l.collname AS text) "
    "FROM pg_catalog.pg_attribute AS a "
    "JOIN pg_catalog.pg_class AS c ON c.oid = a.attrelid "
    "JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid "
    "LEFT JOIN pg_catalog.pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum "
    "LEFT JOIN pg_catalog.pg_collation AS l "
    "ON l.oid = a.attcollation AND a.attcollation <> t.typcollation "
    "WHERE a.attnum > 0 AND NOT a.attisdropped AND ";

/// A row for each column of a constraint; one for a check.
constexpr std::string_view about_constraints =
    "SELECT CAST(c.relname AS text), CAST(n.oid AS bigint), CAST(n.conname AS text), "
    "CAST(n.contype AS text), CAST(a.attname AS text), CAST(f.relname AS text), "
    "CAST(o.attname AS text), CAST(n.confdeltype AS text), CAST(n.confupdtype AS text), "
    "CAST(n.condeferrable AS integer) + CAST(n.condeferred AS integer), "
    "pg_catalog.pg_get_expr(n.conbin, n.conrelid), "
    "CASE WHEN f.relnamespace = c.relnamespace THEN NULL "
    "WHEN s.nspname = CURRENT_SCHEMA() THEN '' ELSE CAST(s.nspname AS text) END, "
    "CAST(COALESCE(TO_JSONB(n.*) -> 'confdelsetcols' @> TO_JSONB(k.key), FALSE) AS integer) "
    "FROM pg_catalog.pg_constraint AS n "
    "JOIN pg_catalog.pg_class AS c ON c.oid = n.conrelid "
    "LEFT JOIN LATERAL UNNEST(n.conkey, n.confkey) WITH ORDINALITY AS k(key, other, place) "
    "ON n.contype <> 'c' "
    "LEFT JOIN pg_catalog.pg_attribute AS a ON a.attrelid = n.conrelid AND a.attnum = k.key "
    "LEFT JOIN pg_catalog.pg_class AS f ON f.oid = n.confrelid "
    "LEFT JOIN pg_catalog.pg_namespace AS s ON s.oid = f.relnamespace "
    "LEFT JOIN pg_catalog.pg_attribute AS o ON o.attrelid = n.confrelid AND o.attnum = k.other "
    "WHERE n.contype IN ('p', 'u', 'f', 'c') AND ";

/// A row for each part of an index that is there for no constraint.
constexpr std::string_view about_indexes =
    "SELECT CAST(c.relname AS text), CAST(i.relname AS text), CAST(x.indisunique AS integer), "
    "CASE WHEN x.indnatts = x.indnkeyatts AND (m.amname = 'btree' OR i.reloptions IS NULL) "
    "THEN NULL ELSE pg_catalog.pg_get_indexdef(x.indexrelid) END, "
    "pg_catalog.pg_get_expr(x.indpred, x.indrelid), CAST(a.attname AS text), "
    "pg_catalog.pg_get_indexdef(x.indexrelid, CAST(k.place AS integer), TRUE), "
    "CAST(x.indoption[k.place - 1] AS integer), CAST(o.opcname AS text), "
    "CAST(l.collname AS text), pg_catalog.pg_get_indexdef(x.indexrelid), "
    "NULLIF(CAST(m.amname AS text), 'btree') "
    "FROM pg_catalog.pg_index AS x "
    "JOIN pg_catalog.pg_class AS c ON c.oid = x.indrelid "
    "JOIN pg_catalog.pg_class AS i ON i.oid = x.indexrelid "
    "JOIN pg_catalog.pg_am AS m ON m.oid = i.relam "
    "CROSS JOIN LATERAL UNNEST(x.indkey) WITH ORDINALITY AS k(number, place) "
    "LEFT JOIN pg_catalog.pg_attribute AS a "
    "ON a.attrelid = x.indrelid AND a.attnum = k.number AND k.number > 0 "
    "LEFT JOIN pg_catalog.pg_opclass AS o ON o.oid = x.indclass[k.place - 1] AND NOT o.opcdefault "
    "LEFT JOIN pg_catalog.pg_collation AS l "
    "ON l.oid = x.indcollation[k.place - 1] AND l.oid <> COALESCE(a.attcollation, CAST("
    "CAST('pg_catalog.\"default\"' AS regcollation) AS oid)) "
    "WHERE NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint AS n "
    "WHERE n.conindid = x.indexrelid AND n.contype IN ('p', 'u', 'x')) AND ";

constexpr std::string_view about_triggers =
    "SELECT CAST(c.relname AS text), pg_catalog.pg_get_triggerdef(t.oid) "
    "FROM pg_catalog.pg_trigger AS t JOIN pg_catalog.pg_class AS c ON c.oid = t.tgrelid "
    "WHERE NOT t.tgisinternal AND ";

schema::TableKind kind_of(std::string_view letter) {
    if (letter == "v" || letter == "m") return schema::TableKind::view;
    return letter == "f" ? schema::TableKind::foreign : schema::TableKind::table;
}

Action action_of(std::string_view letter) {
    if (letter == "c") return Action::cascade;
    if (letter == "n") return Action::set_null;
    if (letter == "d") return Action::set_default;
    return letter == "r" ? Action::restrict : Action::no_action;
}

Column column_of(const Row& row) {
    Column column{.name = text(row, 1),
                  .type = type_of(text(row, 2)),
                  .nullable = integer(row, 3) == 0,
                  .collation = text(row, 7)};
    const std::string& expression = text(row, 6);
    const bool counts = expression.starts_with("nextval(");  // a `serial` column, as of old
    if (!text(row, 4).empty() || counts)
        column.identity = schema::Identity::by_default;
    else if (!text(row, 5).empty())
        column.generated = {.expression = expression, .stored = true};
    else
        column.default_value = default_of(expression, column.type);
    return column;
}

std::string joined(const std::vector<KeyPart>& parts) {
    std::vector<std::string> columns;
    columns.reserve(parts.size());
    for (const KeyPart& part : parts) columns.push_back(part.column);
    return model::joined(columns, "_");
}

/// Empties the name of a constraint if PostgreSQL would give it that name itself.
void leave_out_name(std::string& name, const Table& table, const std::string& columns,
                    std::string_view label) {
    if (is_given_name(name, table.name, columns, label)) name.clear();
}

std::size_t place_of(const Table& table, const std::string& column) {
    return static_cast<std::size_t>(std::ranges::find(table.columns, column, &Column::name) -
                                    table.columns.begin());
}

Deferrable deferrable_of(std::int64_t flags) {
    return flags == 0   ? Deferrable::no
           : flags == 1 ? Deferrable::initially_immediate
                        : Deferrable::initially_deferred;
}

/// The tables while they are put together of the answers.
class Database {
public:
    Database(std::string_view schema, const Answers& answers) {
        for (const Row& row : answers[0])
            tables_.push_back({.name = text(row, 0),
                               .schema = std::string(schema),
                               .kind = kind_of(text(row, 1))});
        std::ranges::sort(tables_, {}, &Table::name);
        for (const Row& row : answers[1])
            if (Table* table = find(row)) table->columns.push_back(column_of(row));
        for (const Row& row : answers[2])
            if (Table* table = find(row)) add_constraint(*table, row);
        for (const Row& row : answers[3])
            if (Table* table = find(row)) add_index(*table, row);
        if (answers.size() > 4)
            for (const Row& row : answers[4])
                if (Table* table = find(row)) table->triggers.push_back(text(row, 1));
        for (Table& table : tables_) complete(table);
    }

    std::vector<Table> all() { return std::move(tables_); }

private:
    /// They are in the order of their names.
    Table* find(const Row& row) {
        const auto found = std::ranges::lower_bound(tables_, text(row, 0), {}, &Table::name);
        return found == tables_.end() || found->name != text(row, 0) ? nullptr : &*found;
    }
    /// Rows of one constraint stand one behind the other.
    void add_constraint(Table& table, const Row& row) {
        const bool begins = integer(row, 1) != latest_;
        latest_ = integer(row, 1);
        const std::string& type = text(row, 3);
        if (type == "c") {
            table.checks.push_back({.name = text(row, 2), .condition = text(row, 10)});
        } else if (type == "f") {
            add_foreign_key(table, row, begins);
        } else if (type == "p") {
            if (begins) table.primary_key = Key{.name = text(row, 2)};
            table.primary_key->parts.push_back({.column = text(row, 4)});
        } else {
            if (begins) table.unique.push_back({.name = text(row, 2)});
            table.unique.back().parts.push_back({.column = text(row, 4)});
        }
    }
    static void add_foreign_key(Table& table, const Row& row, bool begins) {
        if (begins)
            table.foreign_keys.push_back(
                {.name = text(row, 2),
                 .schema = row[11].is_null() ? table.schema : text(row, 11),
                 .table = text(row, 5),
                 .on_delete = action_of(text(row, 7)),
                 .on_update = action_of(text(row, 8)),
                 .deferrable = deferrable_of(integer(row, 9))});
        table.foreign_keys.back().columns.push_back(text(row, 4));
        table.foreign_keys.back().to.push_back(text(row, 6));
        if (integer(row, 12) != 0) table.foreign_keys.back().sets.push_back(text(row, 4));
    }
    /// Adds an index. If not all of it is understood, its text is kept.
    static void add_index(Table& table, const Row& row) {
        constexpr std::int64_t descending = 1;
        constexpr std::int64_t nulls_first = 2;
        const bool begins = table.indexes.empty() || table.indexes.back().name != text(row, 1);
        if (begins)
            table.indexes.push_back({.name = text(row, 1),
                                     .unique = integer(row, 2) != 0,
                                     .method = text(row, 11),
                                     .condition = text(row, 4),
                                     .definition = text(row, 3)});
        Index& index = table.indexes.back();
        const std::int64_t order = integer(row, 7);
        const bool is_usual = order == 0 || order == (descending | nulls_first);
        if (!is_usual) index.definition = text(row, 10);
        const bool is_column = !row[5].is_null();
        index.parts.push_back({.column = text(row, 5),
                               .expression = is_column ? std::string() : text(row, 6),
                               .descending = (order & descending) != 0,
                               .collation = text(row, 9),
                               .operator_class = text(row, 8)});
    }
    static void complete(Table& table) {
        if (table.primary_key) leave_out_name(table.primary_key->name, table, {}, "pkey");
        for (Key& key : table.unique) leave_out_name(key.name, table, joined(key.parts), "key");
        for (ForeignKey& key : table.foreign_keys)
            leave_out_name(key.name, table, model::joined(key.columns, "_"), "fkey");
        std::ranges::stable_sort(table.foreign_keys, {}, [&](const ForeignKey& key) {
            return place_of(table, key.columns.front());
        });
    }

    std::vector<Table> tables_{};
    std::int64_t latest_ = 0;  ///< the number of the constraint that the row before was of
};

}  // namespace

std::vector<std::string> questions_about_tables(std::string_view schema, const Answers& answers,
                                                ReadTables wanted) {
    if (!answers.empty()) return {};
    const bool all = wanted == ReadTables::everything;
    std::string of(all ? all_tables : proper_tables);
    of += of_schema;
    if (schema.empty())
        of += "CURRENT_SCHEMA()";
    else
        quote_text(of, schema);
    of += ')';
    std::vector<std::string> questions{
        std::string(about_tables) + of,
        std::string(about_columns) + std::string(all ? their_base_types : their_types) +
            std::string(about_columns_and_types) + of + " ORDER BY c.oid, a.attnum",
        std::string(about_constraints) + of + " ORDER BY n.oid, k.place",
        std::string(about_indexes) + of + " ORDER BY c.oid, x.indexrelid, k.place"};
    if (all) questions.push_back(std::string(about_triggers) + of + " ORDER BY t.tgname, c.oid");
    return questions;
}

std::vector<Table> tables_in(std::string_view schema, const Answers& answers, ReadTables) {
    return Database(schema, answers).all();
}

}  // namespace aside::sql::postgresql
