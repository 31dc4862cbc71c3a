#pragma once
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "aside/atomic_options.hpp"
#include "aside/detail/query.hpp"
#include "aside/options.hpp"
#include "sql/bound_statement.hpp"
#include "sql/features.hpp"
#include "sql/introspection.hpp"

namespace aside::schema {

struct Column;
struct Table;

}  // namespace aside::schema

namespace aside::sql {

class Dialect;

/// A statement, or a part of one, while it is written for a dialect, which outlives it.
struct SqlWriter {
    explicit SqlWriter(const Dialect& of, std::string_view begin = {});

    const Dialect* dialect = nullptr;
    std::string sql{};
    std::vector<SqlValue> params{};
    bool numbers = false;               ///< the dialect's placeholders have numbers
    bool types = false;                 ///< a parameter is of one type, which NULL has not
    std::vector<std::size_t> places{};  ///< if so, of the placeholders in `sql`, each a `?` there
    bool shares = false;                ///< equal parameters are one, if they have numbers
    bool inlines_values = false;        ///< writes values into the text: DDL has no parameters
    bool keeps_origins = false;
    std::vector<Origin> origins{};  ///< of the parameters, if they are kept
    std::vector<std::pair<std::size_t, const detail::FieldInfo*>>
        fields{};  ///< `BoundStatement::fields`

    /// An empty one like it, for a part that is written apart.
    [[nodiscard]] SqlWriter part() const {
        SqlWriter other;
        other.dialect = dialect;
        other.numbers = numbers;
        other.types = types;
        other.inlines_values = inlines_values;
        other.keeps_origins = keeps_origins;
        return other;
    }
    void param(const SqlValue& value, const Origin& origin = {}) {
        if (inlines_values || (types && value.is_null())) return literal(value);
        placeholder();
        params.push_back(value);
        if (keeps_origins) origins.push_back(origin);
    }
    /// Where a parameter goes that is bound by other means.
    void placeholder() {
        if (numbers) places.push_back(sql.size());
        sql += '?';
    }
    /// A value as a part of the text.
    void literal(const SqlValue& value);
    /// SQL that the user wrote, with its parameters; as many as it has placeholders.
    void raw(std::string_view text, std::span<const SqlValue> values);
    /// A value that queries of the same shape have in common.
    void constant(const SqlValue& value) { param(value, {.constant = true}); }
    /// A parameter that is a field itself.
    void field(const detail::FieldInfo& field) {
        fields.emplace_back(params.size(), &field);
        constant(field.full_name());
    }
    /// Text and parameters that were written apart.
    void append(const SqlWriter& part) {
        for (const std::size_t place : part.places) places.push_back(sql.size() + place);
        shares = shares || part.shares;
        sql += part.sql;
        for (const auto& [parameter, field] : part.fields)
            fields.emplace_back(params.size() + parameter, field);
        params.insert(params.end(), part.params.begin(), part.params.end());
        origins.insert(origins.end(), part.origins.begin(), part.origins.end());
    }

private:
    SqlWriter() = default;
};

/// Where the `?` stand in SQL that the user wrote, outside of quotes and comments.
[[nodiscard]] std::vector<std::size_t> placeholders_in(std::string_view sql,
                                                       const Dialect& dialect);
/// The text, with placeholders as the dialect spells them.
[[nodiscard]] std::string text_of(SqlWriter&& writer);
[[nodiscard]] BoundStatement done(SqlWriter&& writer);

/// The SQL operator of exact, ne, gt, gte, lt or lte, with a space on both sides.
[[nodiscard]] std::string_view comparison_operator(detail::Lookup lookup);
/// Writes ASC or DESC, and the place of NULL.
void direction(SqlWriter& writer, bool descending, detail::OrderTerm::Nulls nulls);
/// The place for NULL in an ordering the other way round.
[[nodiscard]] detail::OrderTerm::Nulls opposite(detail::OrderTerm::Nulls nulls);

/// One side of an operator or lookup, or an argument of a function.
struct Operand {
    SqlWriter sql;
    const SqlValue* value = nullptr;           ///< if it is a plain value
    const detail::FieldInfo* field = nullptr;  ///< a field that has such values, if known
    bool rows = false;                         ///< a statement's rows, for `in`
    /// Whether its values are known to be of that kind.
    [[nodiscard]] bool is(detail::FieldKind kind) const {
        return field != nullptr && field->type->kind == kind;
    }
};

/// The part at some keys and indexes of a JSON value; without any, the value itself.
struct JsonPath {
    SqlWriter json;
    std::vector<std::string_view> keys{};
};
enum class JsonForm : unsigned char {
    json,    ///< JSON
    scalar,  ///< text or a number if the JSON is such, else something to match
    order    ///< what rows are ordered by: numbers before text
};

/// The form in which an expression over decimals is written.
enum class DecimalForm : unsigned char {
    exact,  ///< with all digits, for a row that is read and for what takes any digits
    number  ///< as a column stores it: the statement fails rather than lose digits
};

/// How a transaction begins.
struct BeginOptions {
    bool read_only = false;  ///< a snapshot to read from; else the right to write
    Isolation isolation = Isolation::engine;
};

/// The engine's spelling of SQL that engines spell differently. Stateless, so any thread may use
/// it. The base class writes the SQL standard's spelling, and a dialect overrides the parts that
/// differ.
class Dialect {
public:
    virtual ~Dialect() = default;

    /// The engine's name.
    [[nodiscard]] virtual std::string_view vendor() const = 0;
    [[nodiscard]] virtual const Features& features() const = 0;
    [[nodiscard]] virtual const Limits& limits() const = 0;
    /// What begins a transaction.
    [[nodiscard]] virtual std::string begin(const BeginOptions& options) const = 0;
    /// What begins, ends and undoes a savepoint; the first one of a transaction has the number 1.
    [[nodiscard]] virtual std::string savepoint(int number) const;
    [[nodiscard]] virtual std::string release(int number) const;
    [[nodiscard]] virtual std::string roll_back_to(int number) const;
    /// A value in the text of a statement that has no parameters.
    virtual void literal(std::string& sql, const SqlValue& value) const = 0;
    /// Where text in quotes, or a comment, ends that begins at that place in SQL that the user wrote:
    /// behind its last character. The place itself if none begins there.
    [[nodiscard]] virtual std::size_t end_of_quoted(std::string_view sql, std::size_t at) const;
    /// Throws `Unstorable` for a value of which the engine's column would keep only a part.
    virtual void require_stored(const SqlValue& value) const;
    /// `"name"`, with quotes inside of it doubled. Throws `NotSupportedError` for a name that is longer
    /// than the engine takes.
    virtual void quote(std::string& sql, std::string_view identifier) const;
    /// A lookup that matches text: contains, startswith, endswith, their case-insensitive forms,
    /// and regular expressions.
    virtual void match(SqlWriter& writer, detail::Lookup lookup, const Operand& left,
                       const Operand& right) const = 0;
    /// Writes `left op right`; `result` is a field that has such values, if known. Operands of an
    /// operation that gives a decimal are exact.
    virtual void arithmetic(SqlWriter& writer, char op, const Operand& left, const Operand& right,
                            const detail::FieldInfo* result, DecimalForm form) const;
    /// Writes a call; `type` is the result's if the user named it, as for CAST. Arguments are exact
    /// that are rounded, or cast to text.
    virtual void function(SqlWriter& writer, detail::Function function,
                          std::span<const Operand> arguments, const detail::FieldType* type,
                          DecimalForm form) const;
    /// Writes the decimal of so many places that a column stores, for a calculation that wants it in
    /// that form.
    virtual void stored_decimal(SqlWriter& writer, const SqlWriter& column, int places,
                                DecimalForm form) const;
    /// Writes what decimals are compared and ordered by, of a decimal or integer that is exact.
    virtual void decimal_key(SqlWriter& writer, const SqlWriter& number) const;
    /// An aggregate's call without its FILTER and OVER.
    virtual void aggregate(SqlWriter& writer, detail::Aggregation aggregation, bool distinct,
                           const Operand& argument) const;
    /// Writes an aggregate's whole call, FILTER and OVER included, in the form in which `field`,
    /// its argument's if that is known, is stored.
    virtual void aggregated(SqlWriter& writer, detail::Aggregation aggregation,
                            const detail::FieldInfo* field, const SqlWriter& call,
                            DecimalForm form) const;
    /// Writes an expression in the form in which a column stores it, or an error that names the
    /// column's field if the field could not read it back. `field` is the value's own, if known;
    /// `operation` says that an operator of arithmetic gives it. A decimal that has more places than
    /// the column, or of which nothing is known, is exact, others are numbers.
    virtual void assigned(SqlWriter& writer, const detail::FieldInfo& column,
                          const detail::FieldInfo* field, const SqlWriter& value,
                          bool operation) const;
    /// The key of a row in RETURNING: an error instead of NULL, so that no row is left without one.
    virtual void returned_key(std::string& sql, const detail::FieldInfo& key) const;
    /// Writes the part at a path, NULL if there is nothing.
    virtual void json_path(SqlWriter& writer, const JsonPath& path, JsonForm form) const = 0;
    /// Writes `left lookup right...` of values, not of their spelling, for exact, in, comparisons,
    /// contains with JSON, and lookups of keys. NULL if there is nothing on the left, except for
    /// lookups of keys.
    virtual void json_lookup(SqlWriter& writer, detail::Lookup lookup, const JsonPath& left,
                             std::span<const Operand> right) const = 0;
    /// Writes that the expression before is one of these values, which are passed as one parameter:
    /// ` IN (...)` or the like. `negated`: it stands under a NOT. Writes nothing and gives false if the
    /// engine cannot do that with these.
    virtual bool list(SqlWriter& writer, const std::vector<SqlValue>& values, bool negated) const;
    /// Writes a table whose columns are parameters, for each of these fields an array of its values. Only
    /// where `Limits::rows_in_arrays` is set.
    virtual void unnest(SqlWriter& writer, std::span<const detail::FieldInfo* const> fields) const;
    /// The statement that takes rows of these fields from the program. Only where
    /// `Limits::rows_to_copy` is set.
    [[nodiscard]] virtual std::string copy(const detail::ModelInfo& model,
                                           std::span<const detail::FieldInfo* const> fields) const;
    /// The text behind a SELECT whose rows are to be locked, if the engine has row locks.
    [[nodiscard]] virtual std::string row_lock(const detail::RowLock& lock) const;
    /// The type in CREATE TABLE, such as `varchar(30)`.
    [[nodiscard]] virtual std::string column_type(const schema::Column& column) const = 0;
    /// The operator class of a second index over a column that is looked up by its beginning, where
    /// the usual one does not serve that; empty where it does.
    [[nodiscard]] virtual std::string_view pattern_operator_class(
        const schema::Column& column) const;
    /// The text behind a column, and behind what makes it the key, by which the database gives it.
    [[nodiscard]] virtual std::string_view identity(const schema::Column& column) const = 0;
    /// A condition that goes with the column's type, or nothing.
    [[nodiscard]] virtual std::string column_check(const schema::Column& column) const;
    /// The text behind the parenthesis of CREATE TABLE. Throws `NotSupportedError` for options that the
    /// engine does not have.
    [[nodiscard]] virtual std::string table_options(const schema::Table& table) const;
    /// The table as it is read from a database in which it was made: without what the engine does not
    /// keep.
    [[nodiscard]] virtual schema::Table read_back(schema::Table table) const;
    /// What is to be asked to know the tables of a database, after these answers: statements without
    /// parameters, whose answers go behind them; nothing at the end. All of them see one state of it.
    [[nodiscard]] virtual std::vector<std::string> questions_about_tables(
        const Answers& answers) const = 0;
    /// The tables that all answers tell of, in the order of their names.
    [[nodiscard]] virtual std::vector<schema::Table> tables_in(const Answers& answers) const = 0;
    /// LIMIT and OFFSET of a slice.
    virtual void limit(SqlWriter& writer, std::int64_t offset,
                       std::optional<std::int64_t> limit) const;
    /// The text before a statement to explain it. Throws `NotSupportedError` for options that the
    /// engine does not have.
    [[nodiscard]] virtual std::string explain_prefix(const ExplainOptions& options) const = 0;
    /// The usual name of a function; of a part of a date the part's.
    [[nodiscard]] static std::string_view function_name(detail::Function function);
    [[nodiscard]] static std::string_view aggregate_name(detail::Aggregation aggregation);

protected:
    void require_identifier(std::string_view identifier) const;
    /// Behind the next such ending from there on, or the end of the text.
    [[nodiscard]] static std::size_t end_of(std::string_view sql, std::size_t from,
                                            std::string_view ending);
    static void call(SqlWriter& writer, std::string_view name, std::span<const Operand> arguments);
    static void cast(SqlWriter& writer, const Operand& value, std::string_view type);
    static void date_function(SqlWriter& writer, std::string_view function, std::string_view part,
                              const Operand& moment);
};

inline SqlWriter::SqlWriter(const Dialect& of, std::string_view begin)
    : dialect(&of),
      sql(begin),
      numbers(of.features().numbers_placeholders),
      types(of.features().typed_parameters) {}

}  // namespace aside::sql
