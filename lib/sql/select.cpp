#include "sql/select.hpp"

#include <algorithm>

#include "aside/error.hpp"
#include "sql/places.hpp"
#include "sql/select_columns.hpp"

namespace aside::sql {

using detail::ExprKind;
using detail::FieldInfo;
using detail::Grouping;
using detail::Query;

SelectStatement::SelectStatement(const Query& query, Gives gives, const Dialect& dialect,
                                 const OuterPaths* outer, const Tables* around)
    : query_(query),
      gives_(gives),
      dialect_(dialect),
      table_expression_(query, dialect, outer, around),
      form_(gives == Gives::rows ? DecimalForm::exact : DecimalForm::number) {
    dialect.require_arrays(*query.model);
    for (const auto& other : query.others)
        parts_.push_back(
            std::make_unique<SelectStatement>(*other, Gives::rows, dialect, outer, around));
    if (!parts_.empty() && (gives != Gives::rows || !query.order.empty())) give_numbers();
    if (reads_tables()) resolve();
}
SelectStatement::~SelectStatement() = default;

bool SelectStatement::reads_tables() const {
    return query_.operation == detail::SetOperation::none && !query_.raw;
}

bool SelectStatement::derived() const {
    return query_.sliced() || query_.distinct || query_.grouping != Grouping::none ||
           !reads_tables();
}

/// Puts all paths that the statement reads into its tables. Values count also if none of their
/// columns is read: a path to several rows makes several rows of one.
void SelectStatement::resolve() {
    Resolver& resolver = table_expression_.resolver();
    for (const detail::Expr& expr : query_.distinct_on) resolver.expression(expr.front());
    if (gives_ == Gives::rows) related_ = resolver.related(selected_relations(query_));
    const bool in_order = gives_ == Gives::rows || gives_ == Gives::value || query_.sliced() ||
                          !query_.distinct_on.empty();
    if (in_order) ordering_ = resolver.ordering(query_.ordering());
}

/// Has decimals written as numbers, as a column stores them, here and in the parts of a set
/// operation. For rows that are only read they are written exactly.
void SelectStatement::give_numbers() {
    form_ = DecimalForm::number;
    for (const auto& part : parts_) part->give_numbers();
}

void SelectStatement::settle(unsigned depth) {
    table_expression_.settle(depth);
    for (const auto& part : parts_) part->settle(depth);
}

const FieldInfo* SelectStatement::field() const {
    if (!parts_.empty()) return parts_.front()->field();
    if (query_.values.empty()) return &query_.model->key();
    return table_expression_.compiler().field_of(query_.values.front().expr.front());
}

bool SelectStatement::may_give_null() const {
    if (!parts_.empty())
        return std::ranges::any_of(parts_, [](const auto& part) { return part->may_give_null(); });
    if (query_.values.empty()) return false;
    const Node& value = query_.values.front().expr.front();
    if (value.kind != ExprKind::path) return true;
    const Meaning meaning = table_expression_.compiler().meaning_of(value);
    return meaning.annotation != nullptr || !meaning.ending.empty() ||
           table_expression_.tables().nullable(meaning.column);
}

/// What is searched in is read as text.
void SelectStatement::selected(SqlWriter& list, const Node& expression) const {
    const ExprCompiler& compiler = table_expression_.compiler();
    if (gives_ != Gives::rows || !compiler.is_search_vector(expression))
        return compiler.expression(list, expression, form_);
    SqlWriter vector = list.part();
    compiler.expression(vector, expression, form_);
    dialect_.search_text(list, vector);
}

void SelectStatement::column(Columns& columns, const Node& expression) const {
    const Meaning meaning = expression.kind == ExprKind::path
                                ? table_expression_.compiler().meaning_of(expression)
                                : Meaning();
    const bool is_column = expression.kind == ExprKind::path && meaning.annotation == nullptr &&
                           meaning.ending.empty();
    if (is_column) return columns.add_column(table_expression_, meaning.column);
    columns.separate();
    table_expression_.compiler().require_room_as(expression, expression);
    selected(columns.list, expression);
    columns.computed.emplace_back(&expression, columns.count);
    if (meaning.annotation == nullptr || !meaning.ending.empty()) return;
    columns.name(meaning.annotation->name, dialect_);
    columns.named.push_back(meaning.annotation);
}

void SelectStatement::columns(Columns& columns) const {
    switch (gives_) {
        case Gives::nothing:
            if (query_.distinct) break;
            columns.separate();
            columns.list.sql += '1';
            return;
        case Gives::value:
            if (!query_.values.empty() && !query_.loads_columns()) break;
            [[fallthrough]];
        case Gives::key:
            return columns.add_column(table_expression_, {0, &query_.model->key()});
        case Gives::rows:
        case Gives::own:
            break;
    }
    if (query_.owners && query_.owners->tells_owner && gives_ == Gives::rows)
        columns.add_column(table_expression_, table_expression_.owner());
    for (const detail::ValueTerm& value : query_.values) column(columns, value.expr.front());
    if (!query_.values.empty()) return;
    columns.add_table(table_expression_, 0, dialect_);
    for (const detail::Annotation* annotation : selected_annotations(query_)) {
        columns.separate();
        const Node& expression = annotation->expr.front();
        table_expression_.compiler().require_room_as(expression, expression);
        selected(columns.list, expression);
        columns.computed.emplace_back(&annotation->expr.front(), columns.count);
        columns.name(annotation->name, dialect_);
        columns.named.push_back(annotation);
    }
    for (const std::size_t table : related_) columns.add_table(table_expression_, table, dialect_);
}

/// Adds the columns of the ordering to the SELECT list. Distinct rows can only be ordered by
/// columns that are selected, which so tell rows apart, too.
void SelectStatement::ordering_columns(Columns& columns) const {
    std::size_t number = 0;
    for (const OrderColumn& term : ordering_) {
        const bool there = term.expression == nullptr ? columns.has(term.column)
                                                      : is_named(*term.expression, columns);
        if (there || is_random(term)) continue;
        columns.separate();
        order_term(columns.list, term, columns);
        columns.name(order_name(++number), dialect_);
    }
}

/// Whether distinct rows are put into a random order, for which a statement around them is needed.
bool SelectStatement::shuffles_distinct_rows() const {
    return query_.distinct && query_.distinct_on.empty() && !ordering_.empty() &&
           is_random(ordering_.front()) && !dialect_.features().orders_distinct_freely;
}

void SelectStatement::shuffle(SqlWriter& writer) const {
    inner_name(writer);
    writer.sql += " ORDER BY RANDOM()";
}

void SelectStatement::order_term(SqlWriter& writer, const OrderColumn& term,
                                 const Columns& columns) const {
    if (term.expression == nullptr) return table_expression_.compiler().column(writer, term.column);
    if (!is_named(*term.expression, columns))
        return table_expression_.compiler().order_key(writer, *term.expression);
    JsonPath name{.json = writer.part()};
    dialect_.quote(name.json.sql,
                   table_expression_.compiler().meaning_of(*term.expression).annotation->name);
    if (!table_expression_.compiler().is_json(*term.expression)) return writer.append(name.json);
    dialect_.json_path(writer, name, JsonForm::order);
}

void SelectStatement::order_by(SqlWriter& writer, const Columns& columns) const {
    for (const OrderColumn& term : ordering_) {
        writer.sql += &term == &ordering_.front() ? " ORDER BY " : ", ";
        order_term(writer, term, columns);
        if (is_random(term)) continue;
        direction(writer, term.descending != query_.reversed,
                  query_.reversed ? opposite(term.nulls) : term.nulls);
    }
}

std::string SelectStatement::order_name(std::size_t number) {
    return "__order" + std::to_string(number);
}

/// Whether an expression is in the SELECT list by a name, and in the form that rows are ordered by.
bool SelectStatement::is_named(const Node& expression, const Columns& columns) const {
    const ExprCompiler& compiler = table_expression_.compiler();
    if (!selected(expression, columns) || compiler.has_forms(expression)) return false;
    return dialect_.features().calculates_with_names || !compiler.is_json(expression);
}

/// Whether an expression's value is in the SELECT list by its name.
bool SelectStatement::selected(const Node& expression, const Columns& columns) const {
    if (expression.kind != ExprKind::path) return false;
    const Meaning meaning = table_expression_.compiler().meaning_of(expression);
    return meaning.annotation != nullptr && meaning.ending.empty() &&
           std::ranges::count(columns.named, meaning.annotation) != 0;
}

/// Throws for a term of the ordering that is not among the distinct values: adding its column would
/// make other rows differ.
void SelectStatement::require_selected(const Columns& columns, const InnerColumns& more) const {
    if (!query_.distinct || query_.values.empty()) return;
    for (const Meaning& meaning : more) {
        const bool there = meaning.annotation != nullptr
                               ? std::ranges::count(columns.named, meaning.annotation) != 0
                               : columns.has(meaning.column);
        if (there) continue;
        const std::string_view name =
            meaning.annotation != nullptr ? meaning.annotation->name : meaning.column.field->name;
        throw NotSupportedError(
            "aside: aggregate() of distinct() values can be of these values only, and \"" +
            std::string(name) +
            "\" is none of them: add it to values(), or aggregate all rows "
            "with .distinct(), as in Count(\"name\"_f).distinct()");
    }
}

void SelectStatement::write(SqlWriter& writer, const InnerColumns& more) const {
    if (!reads_tables()) return given(writer, more);
    Columns list(dialect_);
    columns(list);
    require_selected(list, more);
    for (std::size_t i = 0; i < more.size(); ++i) {
        list.separate();
        table_expression_.compiler().meaning(list.list, more[i]);
        list.name(column_name(i), dialect_);
        if (more[i].annotation == nullptr) list.single.push_back(more[i].column);
    }
    write(writer, std::move(list));
}

void SelectStatement::write(SqlWriter& writer, const InnerExpressions& more) const {
    Columns list(dialect_);
    columns(list);
    for (std::size_t i = 0; i < more.size(); ++i) {
        list.separate();
        table_expression_.compiler().new_value(list.list, *more[i].node, *more[i].field);
        list.computed.emplace_back(more[i].node, list.count);
        list.name(column_name(i), dialect_);
    }
    write(writer, std::move(list));
}

void SelectStatement::write_columns(SqlWriter& writer) const {
    if (table_expression_.tables().joined())
        throw NotSupportedError(
            "aside: a change gives columns of the rows that it changes, and these need those of " +
            std::string("other tables: read them afterwards, by the keys"));
    Columns list(dialect_);
    columns(list);
    writer.append(list.list);
}

/// One clause a line: a new member of Query does not compile here until its SQL is decided. The
/// relations that are prefetched, and how, do not concern this statement.
void SelectStatement::write(SqlWriter& writer, Columns&& list) const {
    const auto& [model, place, conditions, own_order, default_order, reversed, distinct, none,
                 offset, limit, owners, related, prefetched, fetch_mode, values, annotations,
                 grouping, grouped_by, grouped_after, operation, others, raw, lock, distinct_on] =
        query_;
    if (raw || operation != detail::SetOperation::none) return given(writer);
    const bool of_each = slices_each_owner();
    SqlWriter numbers(dialect_);
    if (of_each)
        numbers = number_rows(list);
    else if (distinct && distinct_on.empty())
        ordering_columns(list);
    constexpr std::size_t usual_length = 256;
    if (writer.params.empty())
        writer.params.reserve(std::ranges::count(conditions, ExprKind::value, &Node::kind));
    writer.sql.reserve(writer.sql.size() + list.list.sql.size() + usual_length);
    writer.append(numbers);
    writer.shares = writer.shares || distinct || grouping != Grouping::none;
    const bool shuffled = shuffles_distinct_rows();
    if (shuffled) writer.sql += "SELECT * FROM (";
    writer.sql += distinct ? "SELECT DISTINCT " : "SELECT ";
    if (!distinct_on.empty()) this->distinct_on(writer);
    writer.append(list.list);
    table_expression_.from(writer);
    table_expression_.conditions(writer, " WHERE ");
    group_by(writer, list);
    table_expression_.having(writer);
    if (of_each) return slice_each_owner(writer);
    shuffled ? shuffle(writer) : order_by(writer, list);
    dialect_.limit(writer, offset, limit);
    if (lock && gives_ == Gives::rows && dialect_.features().row_locks)
        writer.sql += dialect_.row_lock(*lock, locked_tables());
}

/// Writes a SELECT of rows that other statements make. If the rows are objects, their one value is
/// the key; if there are `more`, the rows have further columns by names.
void SelectStatement::given(SqlWriter& writer, const InnerColumns& more) const {
    SqlWriter columns(dialect_);
    if (!more.empty()) {
        columns.sql = "*";
        for (std::size_t i = 0; i < more.size(); ++i) {
            columns.sql += ", ";
            const auto* annotation = more[i].annotation;
            dialect_.quote(columns.sql,
                           annotation != nullptr ? annotation->name : more[i].column.field->column);
            columns.sql += " AS ";
            dialect_.quote(columns.sql, column_name(i));
        }
    } else if (gives_ == Gives::value && query_.raw) {
        dialect_.quote(columns.sql, query_.raw->column_of(query_.model->key()));
    } else if (gives_ == Gives::value) {
        asked_columns(columns);
    }
    const bool whole = columns.sql.empty() || columns.sql == "*";
    if (!whole) {
        writer.sql += "SELECT ";
        writer.append(columns);
        writer.sql += " FROM (";
    }
    query_.raw ? raw(writer) : combined(writer);
    if (!whole) inner_name(writer);
}

void SelectStatement::inner_name(SqlWriter& writer) const {
    writer.sql += ") AS ";
    dialect_.quote(writer.sql, rows_name);
}

/// Writes SQL of the user's: as it is if it stands alone; else without the semicolon at its end,
/// which would end the statement around it.
void SelectStatement::raw(SqlWriter& writer) const {
    const detail::RawSql& raw = *query_.raw;
    const bool alone = gives_ == Gives::rows && !inner_ && !query_.sliced();
    if (query_.sliced()) writer.sql += "SELECT * FROM (";
    writer.raw(alone ? raw.sql : raw.inner_sql(), raw.params);
    if (query_.sliced()) inner_name(writer);
    dialect_.limit(writer, query_.offset, query_.limit);
}

/// Writes DISTINCT ON, which stands before the columns.
void SelectStatement::distinct_on(SqlWriter& writer) const {
    if (!dialect_.features().distinct_on)
        dialect_.throw_unsupported(
            "DISTINCT over some of the columns: use distinct() for whole rows, or "
            "values(...).distinct() for rows of those columns",
            {});
    writer.sql += "ON (";
    for (const detail::Expr& expr : query_.distinct_on) {
        if (&expr != &query_.distinct_on.front()) writer.sql += ", ";
        table_expression_.compiler().expression(writer, expr.front());
    }
    writer.sql += ") ";
}

}  // namespace aside::sql
