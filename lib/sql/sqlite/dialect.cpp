#include "sql/sqlite/dialect.hpp"

#include <algorithm>

#include "aside/error.hpp"
#include "sql/spelling.hpp"
#include "sql/sqlite/allowed_texts.hpp"
#include "sql/sqlite/alter.hpp"
#include "sql/sqlite/arithmetic.hpp"
#include "sql/sqlite/calls.hpp"
#include "sql/sqlite/collections.hpp"
#include "sql/sqlite/fit.hpp"
#include "sql/sqlite/introspection.hpp"
#include "sql/sqlite/json.hpp"
#include "sql/sqlite/migrating.hpp"
#include "sql/sqlite/own_functions.hpp"
#include "sql/sqlite/schema.hpp"
#include "sql/sqlite/statements.hpp"
#include "sql/sqlite/storage.hpp"
#include "sql/sqlite/tokens.hpp"

namespace aside::sql::sqlite {
namespace {

using detail::Lookup;

/// The text as a GLOB pattern that matches only itself.
std::string escape_glob(std::string_view text) {
    std::string pattern;
    for (const char c : text) {
        if (c == '*' || c == '?' || c == '[')
            pattern += std::string("[") + c + ']';
        else
            pattern += c;
    }
    return pattern;
}

/// `INSTR(left, right) relation`. INSTR compares all bytes of both, but LIKE and GLOB stop at a NUL
/// character.
void instr(SqlWriter& writer, const SqlWriter& left, const SqlWriter& right,
           std::string_view relation) {
    write_call(writer, "INSTR", {&left, &right});
    writer.sql += relation;
}

/// Compares the last bytes: SUBSTR of text counts characters only up to the first NUL.
void ends_with(SqlWriter& writer, const SqlWriter& left, const Operand& right) {
    SqlWriter bytes = writer.part();
    cast(bytes, right.sql, "BLOB");
    SqlWriter whole = writer.part();
    cast(whole, left, "BLOB");
    // The part of an empty value is NULL for SQLite, so that lengths are compared first.
    writer.sql += "(LENGTH(";
    writer.append(whole);
    writer.sql += ") >= LENGTH(";
    writer.append(bytes);
    writer.sql += ") AND (LENGTH(";
    writer.append(bytes);
    writer.sql += ") = 0 OR SUBSTR(";
    writer.append(whole);
    writer.sql += ", -LENGTH(";
    writer.append(bytes);
    writer.sql += ")) = ";
    writer.append(bytes);
    writer.sql += ')';
    writer.sql += ')';
}

Operand lowered(const Operand& side) {
    Operand lower{.sql = side.sql.part()};
    write_call(lower.sql, "LOWER", {&side.sql});
    return lower;
}

Lookup case_sensitive(Lookup lookup) {
    switch (lookup) {
        case Lookup::iexact:
            return Lookup::exact;
        case Lookup::icontains:
            return Lookup::contains;
        case Lookup::istartswith:
            return Lookup::startswith;
        case Lookup::iendswith:
            return Lookup::endswith;
        default:
            return lookup;
    }
}

/// A statement of more rows or parameters is slower to prepare than it saves in executions.
///
/// Each row of an UPDATE is looked for among its WHENs, and SQLite compiles them in square time.
/// 10,000 rows, 2 fields, SQLite 3.40 in memory, milliseconds of CPU, the statement compiled before
/// (a prepared UPDATE a row: 6.2):
///
///     rows a statement     1   10   20   50   100   200   500   1000
///                        8.7  6.8  6.3  6.6  12.2  16.7  22.4    350
///
/// The last is longer than `StatementCache::longest_kept`.
///
/// `keys_to_find` is far below SQLite's 32,766 parameters, and beyond it a statement a chunk costs
/// nothing that could be measured. A list of more than `values_in_list` is one JSON array.
constexpr Limits limits_of_sqlite{.rows_to_update = 50,
                                  .parameters_to_insert = 2000,
                                  .pairs_to_insert = 1000,
                                  .keys_to_find = 10'000,
                                  .values_in_list = 1000,
                                  .owners_in_list = 10'000};

class SqliteDialect final : public Dialect {
public:
    SqliteDialect(const Features& features, const Limits& limits)
        : features_(features), limits_(limits) {}

    [[nodiscard]] std::string_view vendor() const override { return "sqlite"; }
    [[nodiscard]] const Features& features() const override { return features_; }
    [[nodiscard]] const Limits& limits() const override { return limits_; }
    /// The BEGIN of a transaction; all of SQLite's are serializable. One that is going to write
    /// says so at once: it would fail if another connection had written since it began to read.
    [[nodiscard]] std::string begin(const BeginOptions& options) const override {
        return options.read_only ? "BEGIN" : "BEGIN IMMEDIATE";
    }
    [[nodiscard]] const Migrating& migrating() const override { return sqlite::migrating(); }
    [[nodiscard]] std::size_t end_of_quoted(std::string_view sql, std::size_t at) const override {
        if (sql[at] == '`') return end_of(sql, at + 1, "`");
        if (sql[at] == '[') return end_of(sql, at + 1, "]");
        return Dialect::end_of_quoted(sql, at);
    }
    [[nodiscard]] std::size_t end_of_statement(std::string_view sql,
                                               std::size_t at) const override {
        return sqlite::end_of_statement(sql, at, *this);
    }
    void literal(std::string& sql, const SqlValue& value) const override {
        sql += stored(value).to_string();
    }

    void require_stored(const detail::FieldInfo&, const SqlValue& value) const override {
        (void)stored(value);
    }

    /// Writes a lookup of text. LOWER folds case as LIKE does, of ASCII only.
    void match(SqlWriter& writer, Lookup lookup, const Operand& left,
               const Operand& right) const override {
        const Lookup sensitive = case_sensitive(lookup);
        if (sensitive != lookup)
            return match_text(writer, sensitive, lowered(left), lowered(right));
        match_text(writer, lookup, left, right);
    }
    void arithmetic(SqlWriter& writer, char op, const Operand& left, const Operand& right,
                    const detail::FieldInfo* result, DecimalForm form) const override {
        if (!sqlite::arithmetic(writer, op, left, right, result, form))
            Dialect::arithmetic(writer, op, left, right, result, form);
    }
    void function(SqlWriter& writer, detail::Function function, std::span<const Operand> arguments,
                  const detail::FieldType* type, DecimalForm form) const override {
        if (sqlite::call(writer, function, arguments, type, form)) return;
        require_function(writer, is_part_of_moment(function) ? "DATE_PART"
                                 : truncates(function)       ? "DATE_TRUNC"
                                                             : function_name(function));
        Dialect::function(writer, function, arguments, type, form);
    }
    void stored_decimal(SqlWriter& writer, const SqlWriter& column, int places,
                        DecimalForm form) const override {
        open_call(writer, rounding_function(writer, form));
        writer.append(column);
        writer.sql += ", " + std::to_string(places) + ')';
    }
    /// Writes the key as bytes: no number of SQLite's has as many digits.
    void decimal_key(SqlWriter& writer, const SqlWriter& number) const override {
        if (in_definition(writer)) return writer.append(number);
        open_call(writer, "DECIMAL_KEY");
        writer.append(number);
        writer.sql += ')';
    }
    void aggregate(SqlWriter& writer, const AggregateCall& call) const override {
        if (sqlite::aggregate(writer, call.aggregation, call.distinct, call.argument) ||
            collection(writer, call))
            return;
        require_function(writer, aggregate_name(call.aggregation));
        Dialect::aggregate(writer, call);
    }
    void aggregated(SqlWriter& writer, detail::Aggregation aggregation,
                    const detail::FieldInfo* field, const SqlWriter& call,
                    DecimalForm form) const override {
        sqlite::aggregated(writer, aggregation, field, call, form);
    }
    void assigned(SqlWriter& writer, const detail::FieldInfo& column,
                  const detail::FieldInfo* field, const SqlWriter& value,
                  bool operation) const override {
        sqlite::assigned(writer, column, field, value, operation);
    }
    void returned_key(std::string& sql, const detail::FieldInfo& key) const override {
        if (!features_.own_functions) return quote(sql, key.column);
        sql += "IFNULL(";
        quote(sql, key.column);
        sql += ", NO_KEY())";
    }
    void json_path(SqlWriter& writer, const JsonPath& path, JsonForm form) const override {
        sqlite::json_path(writer, path, form);
    }
    void json_lookup(SqlWriter& writer, Lookup lookup, const JsonPath& left,
                     std::span<const Operand> right) const override {
        sqlite::json_lookup(writer, lookup, left, right);
    }
    bool list(SqlWriter& writer, const std::vector<SqlValue>& values,
              bool /*negated*/) const override {
        return sqlite::list(writer, values);
    }
    [[nodiscard]] std::vector<AlterationPart> alter(
        std::span<const TableAlteration> up, std::span<const TableAlteration> down) const override {
        return sqlite::alter(up, down);
    }
    [[nodiscard]] std::string defer_constraints() const override {
        return "PRAGMA defer_foreign_keys = ON";
    }
    [[nodiscard]] std::vector<std::string> empty_tables(
        std::span<const schema::Table> tables) const override {
        std::vector<std::string> statements = Dialect::empty_tables(tables);
        for (std::string& counters : empty_counters(*this, tables))
            statements.push_back(std::move(counters));
        return statements;
    }
    [[nodiscard]] std::string column_type(const schema::Column& column) const override {
        return sqlite::column_type(column);
    }
    [[nodiscard]] std::string_view identity(const schema::Column& column) const override {
        return column.identity == schema::Identity::by_default ? " AUTOINCREMENT" : "";
    }
    [[nodiscard]] std::string column_check(const schema::Column& column) const override {
        return sqlite::column_check(column);
    }
    [[nodiscard]] std::string table_options(const schema::Table& table) const override {
        return sqlite::table_options(table);
    }
    [[nodiscard]] schema::Table read_back(schema::Table table) const override {
        return sqlite::read_back(std::move(table));
    }
    /// An index lies in the database of its table.
    void index_on(std::string& sql, std::string_view index,
                  const schema::Table& table) const override {
        quote_table(sql, table.schema, index);
        sql += " ON ";
        quote(sql, table.name);
    }
    void referenced_table(std::string& sql, const schema::Table& table,
                          const schema::ForeignKey& key) const override {
        if (key.schema != table.schema)
            throw NotSupportedError(
                "aside: SQLite has no foreign keys between attached databases: \"" +
                table.full_name() + "\" cannot name \"" +
                (key.schema.empty() ? "main" : key.schema) + '.' + key.table + '"');
        if (!key.sets.empty())
            throw NotSupportedError(
                "aside: SQLite has no ON DELETE SET NULL of some columns of a foreign key: \"" +
                table.full_name() + '"');
        quote(sql, key.table);
    }
    [[nodiscard]] std::vector<std::string> questions_about_tables(
        std::string_view schema, const Answers& answers, ReadTables wanted) const override {
        return sqlite::questions_about_tables(schema, answers, wanted);
    }
    [[nodiscard]] std::vector<schema::Table> tables_in(std::string_view schema,
                                                       const Answers& answers,
                                                       ReadTables wanted) const override {
        return sqlite::tables_in(schema, answers, wanted);
    }
    [[nodiscard]] bool same_name(std::string_view a, std::string_view b) const override {
        return sqlite::same_name(a, b);
    }
    [[nodiscard]] std::string_view hidden_row_number(const schema::Table& table) const override {
        return sqlite::hidden_row_number(table);
    }
    [[nodiscard]] std::optional<detail::FieldKind> kept_kind(
        const schema::Column& column) const override {
        return sqlite::kept_kind(column);
    }
    [[nodiscard]] std::optional<AllowedTexts> allowed_texts(
        std::string_view condition) const override {
        return sqlite::allowed_texts(condition);
    }
    [[nodiscard]] Fit fit(const schema::Column& wanted,
                          const schema::Column& found) const override {
        return sqlite::fit(wanted, found);
    }

    /// Writes OFFSET behind a LIMIT, without which SQLite takes none; a negative LIMIT is none.
    void limit(SqlWriter& writer, std::int64_t offset,
               std::optional<std::int64_t> limit) const override {
        Dialect::limit(writer, offset, offset != 0 && !limit ? -1 : limit);
    }
    [[nodiscard]] std::string explain_prefix(const ExplainOptions& options) const override {
        const std::pair<const char*, bool> missing[] = {{"analyze", options.analyze},
                                                        {"verbose", options.verbose.has_value()},
                                                        {"costs", options.costs.has_value()},
                                                        {"settings", options.settings.has_value()},
                                                        {"buffers", options.buffers.has_value()},
                                                        {"wal", options.wal.has_value()},
                                                        {"timing", options.timing.has_value()},
                                                        {"summary", options.summary.has_value()}};
        for (const auto& [option, set] : missing)
            if (set) throw_unsupported(std::string(option) + " in explain", {});
        if (!options.format.empty())
            throw_unsupported("format \"" + std::string(options.format) + "\" in explain", {});
        return "EXPLAIN QUERY PLAN ";
    }

private:
    const Features features_;
    const Limits limits_;

    static void match_text(SqlWriter& writer, Lookup lookup, const Operand& left,
                           const Operand& right) {
        switch (lookup) {
            case Lookup::exact:
                writer.append(left.sql);
                writer.sql += " = ";
                writer.append(right.sql);
                break;
            case Lookup::contains:
                instr(writer, left.sql, right.sql, " > 0");
                break;
            case Lookup::startswith:
                starts_with(writer, left, right);
                break;
            case Lookup::endswith:
                ends_with(writer, left.sql, right);
                break;
            case Lookup::regex:
            case Lookup::iregex:
                require_function(writer, "REGEXP");
                writer.append(left.sql);
                writer.sql += lookup == Lookup::iregex ? " REGEXP '(?i)' || " : " REGEXP ";
                writer.append(right.sql);
                break;
            default:
                throw NotSupportedError("aside: not a lookup of text");
        }
    }
    /// GLOB with a fixed beginning uses an index; it cannot express a NUL character, nor take an
    /// expression.
    static void starts_with(SqlWriter& writer, const Operand& left, const Operand& right) {
        const std::string* text = right.value == nullptr ? nullptr : right.value->text();
        if (text == nullptr || text->find('\0') != text->npos)
            return instr(writer, left.sql, right.sql, " = 1");
        writer.append(left.sql);
        writer.sql += " GLOB ";
        writer.param(escape_glob(*text) + '*');
    }
};

}  // namespace

Features features_of_sqlite() {
    return {.own_functions = true,
            .calculates_with_names = true,
            .orders_distinct_freely = true,
            .text_of_any_bytes = true,
            .one_writer = true,
            .interleaves_statements = true,
            .keeps_json_text = true,
            .keeps_expressions = true,
            .references_ahead = true,
            .loose_types = true,
            .counts_cascades = true,
            .deferrable_constraints = true,
            .transactional_ddl = true,
            .ordered_keys = true};
}

const Dialect& dialect() {
    static const Dialect& instance =
        *make_dialect(features_of_sqlite(), limits_of_sqlite).release();
    return instance;
}

std::unique_ptr<const Dialect> make_dialect(const Features& features, const Limits& limits) {
    return std::make_unique<const SqliteDialect>(features, limits);
}

}  // namespace aside::sql::sqlite
