#include "sql/sqlite/dialect.hpp"

#include <algorithm>

#include "aside/error.hpp"
#include "sql/sqlite/arithmetic.hpp"
#include "sql/sqlite/calls.hpp"
#include "sql/sqlite/json.hpp"
#include "sql/sqlite/schema.hpp"

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

void call(SqlWriter& writer, std::string_view function, const SqlWriter& argument) {
    writer.sql += function;
    writer.sql += '(';
    writer.append(argument);
    writer.sql += ')';
}

/// `INSTR(left, right) relation`. INSTR compares all bytes of both, where LIKE and GLOB stop at a
/// NUL character.
void instr(SqlWriter& writer, const SqlWriter& left, const SqlWriter& right,
           std::string_view relation) {
    writer.sql += "INSTR(";
    writer.append(left);
    writer.sql += ", ";
    writer.append(right);
    writer.sql += ')';
    writer.sql += relation;
}

/// Compares the last bytes: SUBSTR of text counts characters only up to the first NUL.
void ends_with(SqlWriter& writer, const SqlWriter& left, const Operand& right) {
    SqlWriter bytes{.inlines_values = writer.inlines_values};
    bytes.sql += "CAST(";
    bytes.append(right.sql);
    bytes.sql += " AS BLOB)";
    SqlWriter whole{.inlines_values = writer.inlines_values};
    whole.sql += "CAST(";
    whole.append(left);
    whole.sql += " AS BLOB)";
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
    Operand lower;
    lower.sql.inlines_values = side.sql.inlines_values;
    call(lower.sql, "LOWER", side.sql);
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

class SqliteDialect final : public Dialect {
public:
    [[nodiscard]] std::string_view vendor() const override { return "sqlite"; }

    /// Case is folded by LOWER, which knows ASCII only, as LIKE does.
    void match(SqlWriter& writer, Lookup lookup, const Operand& left,
               const Operand& right) const override {
        const Lookup sensitive = case_sensitive(lookup);
        if (sensitive != lookup)
            return match_text(writer, sensitive, lowered(left), lowered(right));
        match_text(writer, lookup, left, right);
    }
    void arithmetic(SqlWriter& writer, char op, const Operand& left, const Operand& right,
                    const detail::FieldInfo* result) const override {
        if (!sqlite::arithmetic(writer, op, left, right, result))
            Dialect::arithmetic(writer, op, left, right, result);
    }
    void function(SqlWriter& writer, detail::Function function, std::span<const Operand> arguments,
                  const detail::FieldType* type) const override {
        if (!sqlite::call(writer, function, arguments, type))
            Dialect::function(writer, function, arguments, type);
    }
    void aggregate(SqlWriter& writer, detail::Aggregation aggregation, bool distinct,
                   const Operand& argument) const override {
        if (!sqlite::aggregate(writer, aggregation, distinct, argument))
            Dialect::aggregate(writer, aggregation, distinct, argument);
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
    bool list(SqlWriter& writer, const std::vector<SqlValue>& values) const override {
        return sqlite::list(writer, values);
    }
    /// The whole database is locked by whoever writes.
    [[nodiscard]] std::string row_lock(const detail::RowLock&) const override { return {}; }
    [[nodiscard]] std::string column_type(const detail::FieldInfo& field) const override {
        return sqlite::column_type(field);
    }
    [[nodiscard]] std::string_view automatic_key() const override { return " AUTOINCREMENT"; }
    [[nodiscard]] std::string column_check(const detail::FieldInfo& field) const override {
        return sqlite::column_check(field);
    }

    /// OFFSET exists only behind a LIMIT; a negative one is none.
    void limit(SqlWriter& writer, std::int64_t offset,
               std::optional<std::int64_t> limit) const override {
        Dialect::limit(writer, offset, offset != 0 && !limit ? -1 : limit);
    }
    [[nodiscard]] std::string explain_prefix(const ExplainOptions& options) const override {
        if (options.analyze) throw NotSupportedError("aside: SQLite's explain has no analyze");
        if (!options.format.empty())
            throw NotSupportedError("aside: SQLite's explain has no format \"" +
                                    std::string(options.format) + '"');
        return "EXPLAIN QUERY PLAN ";
    }

private:
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

const Dialect& dialect() {
    static const SqliteDialect& instance = *new SqliteDialect;
    return instance;
}

}  // namespace aside::sql::sqlite
