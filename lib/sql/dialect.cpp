#include "sql/dialect.hpp"

#include <algorithm>
#include <cstring>
#include <unordered_map>

#include "aside/error.hpp"
#include "schema/table.hpp"
#include "sql/alter.hpp"
#include "sql/spelling.hpp"
#include "sql/words.hpp"

namespace aside::sql {

void SqlWriter::literal(const SqlValue& value) { dialect->literal(sql, value); }

std::vector<std::size_t> placeholders_in(std::string_view sql, const Dialect& dialect) {
    std::vector<std::size_t> found;
    for (std::size_t at = 0; at < sql.size();) {
        const std::size_t behind = dialect.end_of_quoted(sql, at);
        if (behind == at && sql[at] == '?') found.push_back(at);
        at = behind == at ? at + 1 : behind;
    }
    return found;
}

void SqlWriter::raw(std::string_view text, std::span<const SqlValue> values) {
    if (numbers)
        for (const std::size_t place : placeholders_in(text, *dialect))
            places.push_back(sql.size() + place);
    sql += text;
    params.insert(params.end(), values.begin(), values.end());
}

namespace {

/// The text with numbered placeholders. `number_of` gives the number of the placeholder at a place.
template <class NumberOf>
std::string numbered(const SqlWriter& writer, NumberOf number_of) {
    std::string sql;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < writer.places.size(); ++i) {
        sql.append(writer.sql, begin, writer.places[i] - begin);
        sql += '$' + std::to_string(number_of(i));
        begin = writer.places[i] + 1;
    }
    return sql.append(writer.sql, begin);
}

/// Gives equal parameters one number. Otherwise an engine, which does not know their values, takes
/// the calculation in GROUP BY or DISTINCT ON for another one than that in the SELECT list.
BoundStatement shared(const SqlWriter& writer) {
    BoundStatement statement;
    std::unordered_multimap<std::string, std::size_t> places;  // by their text, in `params`
    statement.sql = numbered(writer, [&](std::size_t i) {
        const SqlValue& value = writer.params[i];
        const std::string text = value.to_string();
        const auto [begin, end] = places.equal_range(text);
        for (auto each = begin; each != end; ++each)
            if (statement.params[each->second] == value) return each->second + 1;
        places.emplace(text, statement.params.size());
        statement.params.push_back(value);
        return statement.params.size();
    });
    return statement;
}

}  // namespace

std::string text_of(SqlWriter&& writer) {
    if (!writer.numbers) return std::move(writer.sql);
    return numbered(writer, [](std::size_t i) { return i + 1; });
}

BoundStatement done(SqlWriter&& writer) {
    if (writer.numbers && writer.shares && writer.fields.empty()) return shared(writer);
    BoundStatement statement{.params = std::move(writer.params),
                             .fields = std::move(writer.fields)};
    statement.sql = text_of(std::move(writer));
    return statement;
}

std::string_view comparison_operator(detail::Lookup lookup) {
    switch (lookup) {
        case detail::Lookup::exact:
            return " = ";
        case detail::Lookup::not_equal:
            return " <> ";
        case detail::Lookup::gt:
            return " > ";
        case detail::Lookup::gte:
            return " >= ";
        case detail::Lookup::lt:
            return " < ";
        case detail::Lookup::lte:
            return " <= ";
        default:
            throw NotSupportedError("aside: a lookup that is no comparison has no operator");
    }
}

void direction(SqlWriter& writer, bool descending, detail::OrderTerm::Nulls nulls) {
    writer.sql += descending ? " DESC" : " ASC";
    if (nulls == detail::OrderTerm::Nulls::first) writer.sql += " NULLS FIRST";
    if (nulls == detail::OrderTerm::Nulls::last) writer.sql += " NULLS LAST";
}

detail::OrderTerm::Nulls opposite(detail::OrderTerm::Nulls nulls) {
    using Nulls = detail::OrderTerm::Nulls;
    if (nulls == Nulls::engine) return nulls;
    return nulls == Nulls::first ? Nulls::last : Nulls::first;
}

void Dialect::quote_table(std::string& sql, std::string_view schema, std::string_view table) const {
    if (!schema.empty()) {
        quote(sql, schema);
        sql += '.';
    }
    quote(sql, table);
}

void Dialect::quote_table(std::string& sql, const detail::ModelInfo& model) const {
    quote_table(sql, model.schema, model.table);
}

void Dialect::index_on(std::string& sql, std::string_view index, const schema::Table& table) const {
    quote(sql, index);
    sql += " ON ";
    quote_table(sql, table.schema, table.name);
}

void Dialect::referenced_table(std::string& sql, const schema::Table&,
                               const schema::ForeignKey& key) const {
    quote_table(sql, key.schema, key.table);
}

// The index behind the ending, or the end of the text.
std::size_t Dialect::end_of(std::string_view sql, std::size_t from, std::string_view ending) {
    const std::size_t end = sql.find(ending, from);
    return end == sql.npos ? sql.size() : end + ending.size();
}

// A doubled quote ends one and begins the next.
std::size_t Dialect::end_of_quoted(std::string_view sql, std::size_t at) const {
    const std::string_view rest = sql.substr(at);
    if (rest.starts_with("--")) return end_of(sql, at + 2, "\n");
    if (rest.starts_with("/*")) return end_of(sql, at + 2, "*/");
    if (rest.starts_with('\'')) return end_of(sql, at + 1, "'");
    if (rest.starts_with('"')) return end_of(sql, at + 1, "\"");
    return at;
}

std::size_t Dialect::end_of_statement(std::string_view sql, std::size_t at) const {
    Words words(sql, at, *this);
    for (std::string word = words.next(); !word.empty() && word != ";";) word = words.next();
    return words.place();
}

const Migrating& Dialect::migrating() const { throw_unsupported("migrations in this library", {}); }

std::vector<AlterationPart> Dialect::alter(std::span<const TableAlteration>,
                                           std::span<const TableAlteration>) const {
    throw_unsupported("migrations", "migrations");
}

/// Throws for a name that is too long. Engines with a limit cut longer names short without a word,
/// and then take one for another.
void Dialect::require_identifier(std::string_view identifier) const {
    const std::size_t most = limits().identifier_bytes;
    if (most == 0 || identifier.size() <= most) return;
    throw NotSupportedError("aside: " + std::string(vendor()) + " takes names of at most " +
                            std::to_string(most) + " bytes, and this one has " +
                            std::to_string(identifier.size()) + ": \"" + std::string(identifier) +
                            "\"");
}

void Dialect::quote(std::string& sql, std::string_view identifier) const {
    constexpr std::size_t always_taken = 30;
    if (identifier.size() > always_taken) require_identifier(identifier);
    const std::size_t begin = sql.size() + 1;
    sql.append(identifier.size() + 2, '"');
    std::memcpy(sql.data() + begin, identifier.data(), identifier.size());
    if (identifier.find('"') == identifier.npos) return;
    for (std::size_t quote = sql.find('"', begin); quote + 1 < sql.size();
         quote = sql.find('"', quote + 2))
        sql.insert(quote, 1, '"');
}

std::string Dialect::quoted(std::string_view identifier) const {
    std::string sql;
    quote(sql, identifier);
    return sql;
}

std::string Dialect::defer_constraints() const { return "SET CONSTRAINTS ALL DEFERRED"; }

std::string Dialect::reset_sequence(const detail::ModelInfo&) const { return {}; }

std::vector<std::string> Dialect::empty_tables(std::span<const schema::Table> tables) const {
    std::vector<std::string> statements;
    for (const schema::Table& table : tables) {
        std::string& sql = statements.emplace_back("DELETE FROM ");
        quote_table(sql, table.schema, table.name);
    }
    return statements;
}

std::string Dialect::savepoint(int number) const {
    return "SAVEPOINT aside_" + std::to_string(number);
}

std::string Dialect::release(int number) const { return "RELEASE aside_" + std::to_string(number); }

std::string Dialect::roll_back_to(int number) const {
    return "ROLLBACK TO aside_" + std::to_string(number);
}

std::string_view Dialect::pattern_operator_class(const schema::Column&) const { return {}; }

std::string Dialect::column_check(const schema::Column&) const { return {}; }

std::string Dialect::table_options(const schema::Table& table) const {
    if (!table.strict && !table.without_rowid) return {};
    throw_unsupported(std::string(table.strict ? "STRICT" : "WITHOUT ROWID") +
                          ", which the table \"" + table.name + "\" is to be",
                      {});
}

schema::Table Dialect::read_back(schema::Table table) const { return table; }

void Dialect::returned_key(std::string& sql, const detail::FieldInfo& key) const {
    quote(sql, key.column);
}

bool Dialect::list(SqlWriter&, const std::vector<SqlValue>&, bool) const { return false; }

void Dialect::unnest(SqlWriter&, std::span<const detail::FieldInfo* const>) const {
    throw_unsupported("arrays", "arrays");
}

std::string Dialect::copy(const detail::ModelInfo&,
                          std::span<const detail::FieldInfo* const>) const {
    throw_unsupported("COPY", {});
}

std::string_view Dialect::row_lock_kind(bool no_key) const {
    if (no_key) throw_unsupported("locks of rows that leave out their keys", {});
    return "FOR UPDATE";
}

std::string Dialect::row_lock(const detail::RowLock& lock,
                              std::span<const std::string> tables) const {
    std::string sql = ' ' + std::string(row_lock_kind(lock.no_key));
    for (const std::string& table : tables)
        sql += (&table == &tables.front() ? " OF " : ", ") + table;
    if (lock.nowait) sql += " NOWAIT";
    if (lock.skip_locked) sql += " SKIP LOCKED";
    return sql;
}

BoundStatement Dialect::advisory_lock(std::int64_t, bool, bool) const {
    throw_unsupported("locks of keys that a program gives", "advisory_locks");
}

BoundStatement Dialect::notify(std::string_view, std::string_view) const {
    throw_unsupported("notifications between programs", "notifications");
}

std::string Dialect::listen(std::string_view, bool) const {
    throw_unsupported("notifications between programs", "notifications");
}

void Dialect::limit(SqlWriter& writer, std::int64_t offset,
                    std::optional<std::int64_t> limit) const {
    if (limit) {
        writer.sql += " LIMIT ";
        writer.constant(*limit);
    }
    if (offset != 0) {
        writer.sql += " OFFSET ";
        writer.constant(offset);
    }
}

void Dialect::arithmetic(SqlWriter& writer, char op, const Operand& left, const Operand& right,
                         const detail::FieldInfo*, DecimalForm) const {
    operation(writer, left.sql, op, right.sql);
}

void Dialect::as_array(SqlWriter&, const SqlWriter&, const detail::FieldInfo&) const {
    throw_unsupported("arrays", "arrays");
}
void Dialect::array_lookup(SqlWriter&, detail::Lookup, const SqlWriter&, const SqlWriter&) const {
    throw_unsupported("arrays", "arrays");
}
void Dialect::array_part(SqlWriter&, const SqlWriter&, const detail::ArrayPart&) const {
    throw_unsupported("arrays", "arrays");
}
void Dialect::search_match(SqlWriter&, const SqlWriter&, const SqlWriter&) const {
    throw_unsupported("full-text search", "full_text_search");
}
void Dialect::search_text(SqlWriter&, const SqlWriter&) const {
    throw_unsupported("full-text search", "full_text_search");
}
void Dialect::trigram_match(SqlWriter&, const SqlWriter&, const SqlWriter&) const {
    throw_unsupported("likeness by trigrams", "trigrams");
}

void Dialect::throw_unsupported(std::string_view what, std::string_view flag) const {
    std::string message = "aside: " + std::string(vendor()) + " has no " + std::string(what);
    if (!flag.empty()) message += ": ask features()." + std::string(flag) + " first";
    throw NotSupportedError(message);
}

void Dialect::require_arrays(const detail::ModelInfo& model) const {
    if (model.array == nullptr || features().arrays) return;
    throw NotSupportedError("aside: " + model.array->full_name() + " is a std::vector, and " +
                            std::string(vendor()) +
                            " has no arrays (features().arrays): make it an aside::Json, or a "
                            "model of its own with a ForeignKey");
}

}  // namespace aside::sql
