#pragma once
#include <optional>
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
struct ForeignKey;
struct Table;

}  // namespace aside::schema

namespace aside::sql {

class Dialect;
class Migrating;
struct AlterationPart;
struct TableAlteration;

/// How the values of one column fit into another.
struct Fit {
    enum class Degree : unsigned char {
        well,
        loosely,  ///< they are kept, but the two are not meant alike
        badly     ///< some are refused, changed or cannot be read
    };
    Degree degree = Degree::well;
    std::string why{};  ///< behind the types of both, which are named before it
};

/// The only texts that a column may hold.
struct AllowedTexts {
    std::string column{};
    std::vector<std::string> texts{};
    bool json = false;  ///< instead of those: all that is JSON
};

/// A statement, or a part of one, while it is written for a dialect, which outlives it.
struct SqlWriter {
    explicit SqlWriter(const Dialect& of, std::string_view begin = {});

    const Dialect* dialect = nullptr;
    std::string sql{};
    std::vector<SqlValue> params{};
    bool numbers = false;  ///< the dialect's placeholders have numbers
    /// The engine takes no untyped NULL as a parameter, so NULL stands in the text.
    bool types = false;
    /// If `numbers`: the index in `sql` of each placeholder, written as `?`.
    std::vector<std::size_t> places{};
    bool shares = false;          ///< equal parameters get one number, if `numbers`
    bool inlines_values = false;  ///< writes values into the text: DDL has no parameters
    bool keeps_origins = false;
    std::vector<Origin> origins{};  ///< the origin of each parameter, if `keeps_origins`
    /// As `BoundStatement::fields`.
    std::vector<std::pair<std::size_t, const detail::FieldInfo*>> fields{};

    /// An empty writer with these settings, for a part that is written apart.
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
    /// Writes a placeholder, whose parameter the caller binds itself.
    void placeholder() {
        if (numbers) places.push_back(sql.size());
        sql += '?';
    }
    /// Writes a value into the text.
    void literal(const SqlValue& value);
    /// Writes SQL of the user's, which has as many placeholders as there are values.
    void raw(std::string_view text, std::span<const SqlValue> values);
    /// Writes a parameter that has one value in all queries of a shape.
    void constant(const SqlValue& value) { param(value, {.constant = true}); }
    /// Writes a parameter that is a field, for a function of the dialect's that needs to know it.
    void field(const detail::FieldInfo& field) {
        fields.emplace_back(params.size(), &field);
        constant(field.full_name());
    }
    /// Appends a part that was written apart, with its parameters.
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

/// The indexes of the `?` in SQL of the user's, outside of quotes and comments.
[[nodiscard]] std::vector<std::size_t> placeholders_in(std::string_view sql,
                                                       const Dialect& dialect);
/// The text, with placeholders as the dialect spells them.
[[nodiscard]] std::string text_of(SqlWriter&& writer);
[[nodiscard]] BoundStatement done(SqlWriter&& writer);

/// The SQL operator of exact, ne, gt, gte, lt or lte, with a space on both sides.
[[nodiscard]] std::string_view comparison_operator(detail::Lookup lookup);
/// Writes ASC or DESC, and the place of NULL.
void direction(SqlWriter& writer, bool descending, detail::OrderTerm::Nulls nulls);
/// The place of NULL in the opposite ordering.
[[nodiscard]] detail::OrderTerm::Nulls opposite(detail::OrderTerm::Nulls nulls);

/// One side of an operator or lookup, or an argument of a function.
struct Operand {
    SqlWriter sql;
    const SqlValue* value = nullptr;  ///< the plain value that the operand is; else nullptr
    /// A field that has such values; nullptr if none is known.
    const detail::FieldInfo* field = nullptr;
    bool rows = false;  ///< the operand is a statement, the rows of an `in`
    /// Whether the operand's values are known to be of that kind.
    [[nodiscard]] bool is(detail::FieldKind kind) const {
        return field != nullptr && field->type->kind == kind;
    }
};

/// The part of a JSON value at a path of keys and indexes; without any, the value itself.
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

/// An expression that rows are ordered by.
struct OrderKey {
    SqlWriter sql;
    bool descending = false;
    detail::OrderTerm::Nulls nulls = detail::OrderTerm::Nulls::engine;
};
/// The call of an aggregate.
struct AggregateCall {
    detail::Aggregation aggregation{};
    bool distinct = false;
    const Operand& argument;
    const SqlValue* delimiter = nullptr;   ///< of `string_agg`
    std::span<const OrderKey> order = {};  ///< of the values that are put together
};

/// How a transaction begins.
struct BeginOptions {
    bool read_only = false;  ///< reads a snapshot and may not write; else may write
    Isolation isolation = Isolation::engine;
    bool deferrable = false;  ///< waits for a snapshot that no other transaction can spoil
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
    /// The statement that begins a transaction.
    [[nodiscard]] virtual std::string begin(const BeginOptions& options) const = 0;
    /// The statements that begin, release and undo a savepoint. The first savepoint of a
    /// transaction has the number 1.
    [[nodiscard]] virtual std::string savepoint(int number) const;
    [[nodiscard]] virtual std::string release(int number) const;
    [[nodiscard]] virtual std::string roll_back_to(int number) const;
    /// The statement that has foreign keys checked at the end of the transaction, as far as the
    /// engine can put that off.
    [[nodiscard]] virtual std::string defer_constraints() const;
    /// The statement that has the database give only keys that are larger than all in the model's
    /// table; empty if it does so by itself.
    [[nodiscard]] virtual std::string reset_sequence(const detail::ModelInfo& model) const;
    /// The statements that remove all rows of these tables, and have the database count their keys
    /// from the beginning.
    [[nodiscard]] virtual std::vector<std::string> empty_tables(
        std::span<const schema::Table> tables) const;
    /// Appends a value to the text of a statement that has no parameters.
    virtual void literal(std::string& sql, const SqlValue& value) const = 0;
    /// The index behind the text in quotes, or the comment, that begins at that place in SQL of the
    /// user's; the place itself if none begins there.
    [[nodiscard]] virtual std::size_t end_of_quoted(std::string_view sql, std::size_t at) const;
    /// The index behind the semicolon that ends the statement which begins at that place, in SQL of
    /// the user's; the end of the text if none does.
    [[nodiscard]] virtual std::size_t end_of_statement(std::string_view sql, std::size_t at) const;
    /// Throws `Unstorable` for a value of which the field's column would keep only a part.
    virtual void require_stored(const detail::FieldInfo& field, const SqlValue& value) const;
    /// Appends `"name"`, with quotes inside of it doubled. Throws `NotSupportedError` for a name
    /// that is longer than the engine takes.
    virtual void quote(std::string& sql, std::string_view identifier) const;
    /// What `quote` appends.
    [[nodiscard]] std::string quoted(std::string_view identifier) const;
    /// Appends the name of a table; that of its schema and a point stand in front of it, if it has
    /// one.
    void quote_table(std::string& sql, std::string_view schema, std::string_view table) const;
    /// Appends the name of a model's table, as it is spelled where the table is declared. Its
    /// columns stand behind the table's own name.
    void quote_table(std::string& sql, const detail::ModelInfo& model) const;
    /// Appends the name of an index and the table that it is on, as CREATE INDEX has them.
    virtual void index_on(std::string& sql, std::string_view index,
                          const schema::Table& table) const;
    /// Appends the table that a foreign key of `table` names. Throws `NotSupportedError` if the
    /// engine has no foreign keys between schemas.
    virtual void referenced_table(std::string& sql, const schema::Table& table,
                                  const schema::ForeignKey& key) const;
    /// Writes a lookup that matches text: contains, startswith, endswith, their case-insensitive
    /// forms, and regular expressions.
    virtual void match(SqlWriter& writer, detail::Lookup lookup, const Operand& left,
                       const Operand& right) const = 0;
    /// Writes `left op right`. `result` is a field that has such values, if known. If the result is
    /// a decimal, both operands have all their digits.
    virtual void arithmetic(SqlWriter& writer, char op, const Operand& left, const Operand& right,
                            const detail::FieldInfo* result, DecimalForm form) const;
    /// Writes the call of a function. `type` is the result's if the user named it, as for CAST.
    /// Arguments that are rounded or made text have all their digits.
    virtual void function(SqlWriter& writer, detail::Function function,
                          std::span<const Operand> arguments, const detail::FieldType* type,
                          DecimalForm form) const;
    /// Writes a column that stores decimals of so many places, in the form that a calculation
    /// wants.
    virtual void stored_decimal(SqlWriter& writer, const SqlWriter& column, int places,
                                DecimalForm form) const;
    /// Writes the key by which an exact decimal or integer is compared and ordered.
    virtual void decimal_key(SqlWriter& writer, const SqlWriter& number) const;
    /// Writes the call of an aggregate without its FILTER and OVER.
    virtual void aggregate(SqlWriter& writer, const AggregateCall& call) const;
    /// Writes the whole call of an aggregate, FILTER and OVER included, in the form in which
    /// `field` is stored: that of the aggregate's argument, if it is known.
    virtual void aggregated(SqlWriter& writer, detail::Aggregation aggregation,
                            const detail::FieldInfo* field, const SqlWriter& call,
                            DecimalForm form) const;
    /// Writes an expression in the form in which a column stores it. If the engine can tell, a
    /// value that the column's field could not read back is an error that names the field. `field`
    /// is the expression's own, if known; `operation` says that the expression is an operator of
    /// arithmetic.
    ///
    /// A decimal is given in the exact form if it has more places than the column, or if nothing is
    /// known of it; others are numbers (`DecimalForm`).
    virtual void assigned(SqlWriter& writer, const detail::FieldInfo& column,
                          const detail::FieldInfo* field, const SqlWriter& value,
                          bool operation) const;
    /// Writes the key of a row in RETURNING. Where the engine could give NULL, the statement fails,
    /// so that no object is left without a key.
    virtual void returned_key(std::string& sql, const detail::FieldInfo& key) const;
    /// Writes the part of JSON at a path; it is NULL if there is nothing.
    virtual void json_path(SqlWriter& writer, const JsonPath& path, JsonForm form) const = 0;
    /// Writes a lookup of JSON, which compares values and not their spelling: exact, in,
    /// comparisons, contains with JSON, and lookups of keys. If there is nothing on the left,
    /// lookups of keys give false and the others NULL.
    virtual void json_lookup(SqlWriter& writer, detail::Lookup lookup, const JsonPath& left,
                             std::span<const Operand> right) const = 0;
    /// Writes a value as an array of the type of a field or, if `of` is no array, with elements of
    /// the type of `of`. Throws `NotSupportedError`, as the next two do, where the engine has no
    /// arrays.
    virtual void as_array(SqlWriter& writer, const SqlWriter& value,
                          const detail::FieldInfo& of) const;
    /// Writes `left lookup right` of arrays, for contains and what `compares_arrays` names.
    virtual void array_lookup(SqlWriter& writer, detail::Lookup lookup, const SqlWriter& left,
                              const SqlWriter& right) const;
    /// Writes an element of an array, NULL if it has none there, or a slice.
    virtual void array_part(SqlWriter& writer, const SqlWriter& array,
                            const detail::ArrayPart& part) const;
    /// Writes whether a query finds its words in a search vector. Throws `NotSupportedError`, as
    /// the next one does, where the engine has no full-text search.
    virtual void search_match(SqlWriter& writer, const SqlWriter& vector,
                              const SqlWriter& query) const;
    /// Writes a search vector as text.
    virtual void search_text(SqlWriter& writer, const SqlWriter& vector) const;
    /// Writes whether one text resembles another, by trigrams.
    virtual void trigram_match(SqlWriter& writer, const SqlWriter& left,
                               const SqlWriter& right) const;
    /// Writes ` IN (...)` or the like behind an expression, of values that are passed as one
    /// parameter; `negated` if that stands under a NOT. Writes nothing and gives false if the
    /// engine cannot pass these.
    virtual bool list(SqlWriter& writer, const std::vector<SqlValue>& values, bool negated) const;
    /// Writes a table whose columns are parameters, for each of these fields an array of its
    /// values. Only where `Limits::rows_in_arrays` is set.
    virtual void unnest(SqlWriter& writer, std::span<const detail::FieldInfo* const> fields) const;
    /// The statement that takes rows of these fields from the program. Only where
    /// `Limits::rows_to_copy` is set.
    [[nodiscard]] virtual std::string copy(const detail::ModelInfo& model,
                                           std::span<const detail::FieldInfo* const> fields) const;
    /// The text that follows a SELECT whose rows are to be locked: the rows of these tables, by
    /// their names in the statement, or of all if there are none. Throws `NotSupportedError` for a
    /// lock that the engine does not have.
    [[nodiscard]] std::string row_lock(const detail::RowLock& lock,
                                       std::span<const std::string> tables) const;
    /// The statement that locks a key until the transaction ends. One that waits gives nothing; one
    /// that does not gives whether the key is locked now. Throws `NotSupportedError` if the engine
    /// has no such locks.
    [[nodiscard]] virtual BoundStatement advisory_lock(std::int64_t key, bool shared,
                                                       bool waits) const;
    /// The statement that sends a notification. Throws `NotSupportedError` if the engine has none,
    /// `DataError` for a channel or a payload that it does not take.
    [[nodiscard]] virtual BoundStatement notify(std::string_view channel,
                                                std::string_view payload) const;
    /// The statement by which a connection begins or ends to listen to a channel. Throws as `notify`.
    [[nodiscard]] virtual std::string listen(std::string_view channel, bool begins) const;
    /// The type in CREATE TABLE, such as `varchar(30)`.
    [[nodiscard]] virtual std::string column_type(const schema::Column& column) const = 0;
    /// The operator class of the further index over a column of text that serves lookups of its
    /// beginning; empty if the usual index serves them.
    [[nodiscard]] virtual std::string_view pattern_operator_class(
        const schema::Column& column) const;
    /// The text that follows a column, or its PRIMARY KEY, and has the database give its values.
    [[nodiscard]] virtual std::string_view identity(const schema::Column& column) const = 0;
    /// The condition that every column of that type has to meet; empty if there is none.
    [[nodiscard]] virtual std::string column_check(const schema::Column& column) const;
    /// The text that follows the parenthesis of CREATE TABLE. Throws `NotSupportedError` for
    /// options that the engine does not have.
    [[nodiscard]] virtual std::string table_options(const schema::Table& table) const;
    /// The table as the database that it was created in describes it: without what the engine does
    /// not keep.
    [[nodiscard]] virtual schema::Table read_back(schema::Table table) const;
    /// How the engine takes changes of its tables. Throws `NotSupportedError` if that is not known.
    [[nodiscard]] virtual const Migrating& migrating() const;
    /// The statements that make tables into others, and those that undo it, in parts that follow
    /// each other; the first does all that may be done together. Throws `NotSupportedError` if the
    /// engine cannot.
    [[nodiscard]] virtual std::vector<AlterationPart> alter(
        std::span<const TableAlteration> up, std::span<const TableAlteration> down) const;
    /// The next statements to ask about the tables of a schema, given the answers so far; none when
    /// all is known. An empty schema is the one in which tables are created that name none. They
    /// have no parameters. The caller appends their answers to `answers`, and asks all of them of
    /// one state of the database.
    [[nodiscard]] virtual std::vector<std::string> questions_about_tables(
        std::string_view schema, const Answers& answers, ReadTables wanted) const = 0;
    /// The tables of that schema, in the order of their names, from the answers to all questions. A
    /// question about a view whose tables are gone has no rows for an answer, and the view is left
    /// out.
    [[nodiscard]] virtual std::vector<schema::Table> tables_in(std::string_view schema,
                                                               const Answers& answers,
                                                               ReadTables wanted) const = 0;
    /// Writes LIMIT and OFFSET of a slice.
    virtual void limit(SqlWriter& writer, std::int64_t offset,
                       std::optional<std::int64_t> limit) const;
    /// The text that precedes a statement to explain it. Throws `NotSupportedError` for options
    /// that the engine does not have.
    [[nodiscard]] virtual std::string explain_prefix(const ExplainOptions& options) const = 0;
    /// Whether two names of tables or columns mean the same one.
    [[nodiscard]] virtual bool same_name(std::string_view a, std::string_view b) const {
        return a == b;
    }
    /// The name of a whole number that each row of the table has beside its columns, and by which
    /// the row is found; empty if there is none.
    [[nodiscard]] virtual std::string_view hidden_row_number(const schema::Table&) const {
        return {};
    }
    /// The kind of values that a column keeps as they are, where its type is of no known kind;
    /// nothing if there is none.
    [[nodiscard]] virtual std::optional<detail::FieldKind> kept_kind(const schema::Column&) const {
        return std::nullopt;
    }
    /// The column and the texts of a condition that allows no others: `status IN ('new', 'done')`,
    /// or JSON. Nothing for other conditions.
    [[nodiscard]] virtual std::optional<AllowedTexts> allowed_texts(std::string_view) const {
        return std::nullopt;
    }
    /// How the values of a model's column, as `read_back` gives it, fit into one of a database.
    [[nodiscard]] virtual Fit fit(const schema::Column&, const schema::Column&) const { return {}; }
    /// Throws `NotSupportedError`, which names what the engine lacks and the flag that tells.
    [[noreturn]] void throw_unsupported(std::string_view what, std::string_view flag) const;
    /// Throws `NotSupportedError`, which names the field, if a model has an array and the engine
    /// has none.
    void require_arrays(const detail::ModelInfo& model) const;
    /// The name by which most engines know a function; of a function that gives a part of a date,
    /// the name of the part.
    [[nodiscard]] static std::string_view function_name(detail::Function function);
    [[nodiscard]] static std::string_view aggregate_name(detail::Aggregation aggregation);

protected:
    /// The words that begin a lock of rows. Throws `NotSupportedError` for a kind that the engine does not have.
    [[nodiscard]] virtual std::string_view row_lock_kind(bool no_key) const;
    void require_identifier(std::string_view identifier) const;
    /// The index behind the next `ending` from `from` on, or the end of the text.
    [[nodiscard]] static std::size_t end_of(std::string_view sql, std::size_t from,
                                            std::string_view ending);
};

/// `Dialect::require_stored`, with a `DataError` that names the field.
void require_stored(const Dialect& dialect, const detail::FieldInfo& field, const SqlValue& value);

inline SqlWriter::SqlWriter(const Dialect& of, std::string_view begin)
    : dialect(&of),
      sql(begin),
      numbers(of.features().numbers_placeholders),
      types(of.features().typed_parameters) {}

}  // namespace aside::sql
