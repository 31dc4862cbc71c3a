#include "query/select.hpp"

#include <algorithm>

#include "aside/error.hpp"

namespace aside::query {

using detail::ExprKind;
using detail::FieldInfo;
using detail::Grouping;
using detail::OrderTerm;
using detail::Query;

namespace {

bool is_random(const OrderColumn& term) {
    return term.expression != nullptr && term.expression->kind == ExprKind::random;
}

void direction(SqlWriter& writer, const OrderColumn& term, bool reversed) {
    writer.sql += term.descending != reversed ? " DESC" : " ASC";
    if (term.nulls == OrderTerm::Nulls::engine) return;
    writer.sql +=
        (term.nulls == OrderTerm::Nulls::first) != reversed ? " NULLS FIRST" : " NULLS LAST";
}

bool has_path(const Node& node) {
    return std::any_of(&node, &node + node.size, [](const Node& part) {
        return part.kind == ExprKind::path || part.kind == ExprKind::outer_path ||
               part.kind == ExprKind::raw || part.kind == ExprKind::subquery;
    });
}

}  // namespace

/// The SELECT list while it is put together, and what is in it.
struct SelectStatement::Columns {
    SqlWriter list{};
    std::size_t count = 0;
    std::vector<std::size_t> tables{};               ///< those of which all columns are in it
    std::vector<Column> single{};                    ///< other columns in it
    std::vector<const detail::Annotation*> named{};  ///< by their names
    /// What is computed, by its place in the list, from 1.
    std::vector<std::pair<const Node*, std::size_t>> computed{};

    [[nodiscard]] bool has(const Column& column) const {
        return std::ranges::count(tables, column.table) != 0 ||
               std::ranges::count(single, column) != 0;
    }
    void separate() {
        if (count++ > 0) list.sql += ", ";
    }
    void add_table(const Source& source, std::size_t table, const Dialect& dialect) {
        constexpr std::size_t usual_length = 32;
        const auto& fields = source.tables()[table].model->fields;
        list.sql.reserve(list.sql.size() + fields.size() * usual_length);
        for (const FieldInfo& field : fields) {
            separate();
            source.tables().write(list, {table, &field}, dialect);
        }
        tables.push_back(table);
    }
    void add_column(const Source& source, Column column) {
        separate();
        source.compiler().column(list, column);
        single.push_back(column);
    }
    void name(std::string_view name, const Dialect& dialect) {
        list.sql += " AS ";
        dialect.quote(list.sql, name);
    }
};

SelectStatement::SelectStatement(const Query& query, Gives gives, const Dialect& dialect,
                                 OuterPaths outer, const Tables* around)
    : query_(query),
      gives_(gives),
      dialect_(dialect),
      source_(query, dialect, outer, around) {
    for (const auto& other : query.others)
        parts_.push_back(std::make_unique<SelectStatement>(*other, Gives::rows, dialect, outer,
                                                           around));
    if (query.operation == detail::SetOperation::none && !query.raw) resolve();
}
SelectStatement::~SelectStatement() = default;

bool SelectStatement::derived() const {
    return query_.sliced() || query_.distinct || query_.grouping != Grouping::none ||
           query_.operation != detail::SetOperation::none || query_.raw;
}

/// Values may lead to several rows, so that they count where nothing of them is read, too.
void SelectStatement::resolve() {
    Resolver& resolver = source_.resolver();
    for (const detail::ValueTerm& value : query_.values) resolver.expression(value.expr.front());
    for (const detail::Expr& expr : query_.group_by) resolver.expression(expr.front());
    for (const detail::Expr& expr : query_.distinct_on) resolver.expression(expr.front());
    if (gives_ == Gives::rows) related_ = resolver.related(selected_relations(query_));
    if (gives_ == Gives::rows || query_.sliced() || gives_ == Gives::value)
        ordering_ = resolver.ordering(query_.ordering());
}

void SelectStatement::settle(unsigned depth) {
    source_.settle(depth);
    for (const auto& part : parts_) part->settle(depth);
}

const FieldInfo* SelectStatement::field() const {
    if (!parts_.empty()) return parts_.front()->field();
    if (query_.values.empty()) return &query_.model->key();
    return source_.compiler().field_of(query_.values.front().expr.front());
}

bool SelectStatement::may_give_null() const {
    if (!parts_.empty())
        return std::ranges::any_of(parts_, [](const auto& part) { return part->may_give_null(); });
    if (query_.values.empty()) return false;
    const Node& value = query_.values.front().expr.front();
    if (value.kind != ExprKind::path) return true;
    const Meaning meaning = source_.compiler().meaning_of(value);
    return meaning.annotation != nullptr || !meaning.ending.empty() ||
           source_.tables().nullable(meaning.column);
}

void SelectStatement::column(Columns& columns, const Node& expression) const {
    const Meaning meaning = expression.kind == ExprKind::path
                                ? source_.compiler().meaning_of(expression)
                                : Meaning();
    const bool is_column = expression.kind == ExprKind::path && meaning.annotation == nullptr &&
                           meaning.ending.empty();
    if (is_column) return columns.add_column(source_, meaning.column);
    columns.separate();
    source_.compiler().expression(columns.list, expression);
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
            if (!query_.values.empty()) break;
            [[fallthrough]];
        case Gives::key:
            return columns.add_column(source_, {0, &query_.model->key()});
        case Gives::rows:
            break;
    }
    if (query_.owners && query_.owners->tells_owner && gives_ == Gives::rows)
        columns.add_column(source_, source_.owner());
    for (const detail::ValueTerm& value : query_.values) column(columns, value.expr.front());
    if (!query_.values.empty()) return;
    columns.add_table(source_, 0, dialect_);
    for (const detail::Annotation& annotation : query_.annotations) {
        if (!annotation.selected) continue;
        columns.separate();
        source_.compiler().expression(columns.list, annotation.expr.front());
        columns.computed.emplace_back(&annotation.expr.front(), columns.count);
        columns.name(annotation.name, dialect_);
        columns.named.push_back(&annotation);
    }
    for (const std::size_t table : related_) columns.add_table(source_, table, dialect_);
}

/// Distinct rows differ in what they are ordered by, too: an ordering is of the rows selected.
void SelectStatement::ordering_columns(Columns& columns) const {
    int number = 0;
    for (const OrderColumn& term : ordering_) {
        const bool there = term.expression == nullptr && columns.has(term.column);
        if (there || is_random(term)) continue;
        SqlWriter sql;
        order_term(sql, term, columns);
        if (sql.sql.find('.') == std::string::npos && sql.params.empty()) continue;
        columns.separate();
        columns.list.append(sql);
        columns.list.sql += " AS \"__order" + std::to_string(++number) + '"';
    }
}

void SelectStatement::order_term(SqlWriter& writer, const OrderColumn& term,
                                 const Columns& columns) const {
    if (term.expression == nullptr) return source_.compiler().column(writer, term.column);
    if (term.expression->kind == ExprKind::path) {
        const Meaning meaning = source_.compiler().meaning_of(*term.expression);
        if (meaning.annotation != nullptr && meaning.ending.empty() &&
            std::ranges::count(columns.named, meaning.annotation) != 0)
            return dialect_.quote(writer.sql, meaning.annotation->name);
    }
    source_.compiler().expression(writer, *term.expression);
}

void SelectStatement::order_by(SqlWriter& writer, const Columns& columns) const {
    for (const OrderColumn& term : ordering_) {
        writer.sql += &term == &ordering_.front() ? " ORDER BY " : ", ";
        order_term(writer, term, columns);
        if (!is_random(term)) direction(writer, term, query_.reversed);
    }
}

/// What rows are grouped by, and whatever else is read of a group: where they are grouped by the
/// key, columns of the same table follow from it.
void SelectStatement::group_by(SqlWriter& writer, const Columns& columns) const {
    if (query_.grouping == Grouping::none) return;
    std::vector<std::string> written;
    const auto add = [&](SqlWriter&& sql) {
        if (std::ranges::count(written, sql.sql) != 0) return;
        writer.sql += written.empty() ? " GROUP BY " : ", ";
        writer.append(sql);
        written.push_back(std::move(sql.sql));
    };
    const auto add_column = [&](Column column) {
        if (query_.grouping == Grouping::key && column.table == 0 && !written.empty()) return;
        SqlWriter sql;
        source_.compiler().column(sql, column);
        add(std::move(sql));
    };
    const auto add_expression = [&](const Node& node) {
        if (source_.compiler().of_groups(node) || source_.compiler().of_windows(node)) return;
        if (node.kind == ExprKind::path) {
            const Meaning meaning = source_.compiler().meaning_of(node);
            if (meaning.annotation == nullptr && meaning.ending.empty())
                return add_column(meaning.column);
        }
        const auto place = std::ranges::find(columns.computed, &node, [](auto& c) { return c.first; });
        SqlWriter sql;
        if (place != columns.computed.end())
            sql.sql = std::to_string(place->second);
        else
            source_.compiler().expression(sql, node);
        add(std::move(sql));
    };
    if (query_.grouping == Grouping::key) add_column({0, &query_.model->key()});
    for (const std::size_t table : related_)
        add_column({table, &source_.tables()[table].model->key()});
    for (const auto& [node, place] : columns.computed)
        if (has_path(*node)) add_expression(*node);
    for (const detail::Expr& expr : query_.group_by)
        if (has_path(expr.front()) && !selected(expr.front(), columns)) add_expression(expr.front());
    for (const Column& column : columns.single) add_column(column);
    for (const OrderColumn& term : ordering_) {
        if (is_random(term)) continue;
        if (term.expression == nullptr)
            add_column(term.column);
        else if (!selected(*term.expression, columns))
            add_expression(*term.expression);
    }
    for (const Node* condition : source_.conditions_of_groups())
        for (const Meaning& read : source_.compiler().plain_columns(*condition))
            add_column(read.column);
}

/// Whether what an expression stands for is in the SELECT list by its name.
bool SelectStatement::selected(const Node& expression, const Columns& columns) const {
    if (expression.kind != ExprKind::path) return false;
    const Meaning meaning = source_.compiler().meaning_of(expression);
    return meaning.annotation != nullptr && meaning.ending.empty() &&
           std::ranges::count(columns.named, meaning.annotation) != 0;
}

void SelectStatement::write(SqlWriter& writer, const InnerColumns& more) const {
    Columns list;
    columns(list);
    for (std::size_t i = 0; i < more.size(); ++i) {
        list.separate();
        source_.compiler().meaning(list.list, more[i]);
        list.name(column_name(i), dialect_);
        if (more[i].annotation == nullptr) list.single.push_back(more[i].column);
    }
    write(writer, std::move(list));
}

void SelectStatement::write(SqlWriter& writer, const InnerExpressions& more) const {
    Columns list;
    columns(list);
    for (std::size_t i = 0; i < more.size(); ++i) {
        list.separate();
        source_.compiler().operand(list.list, *more[i].node, more[i].field);
        list.computed.emplace_back(more[i].node, list.count);
        list.name(column_name(i), dialect_);
    }
    write(writer, std::move(list));
}

/// One clause a line: a new member of Query does not compile here until somebody has decided what
/// SQL it makes. What is prefetched, and how, is no matter of this statement.
void SelectStatement::write(SqlWriter& writer, Columns&& list) const {
    const auto& [model, alias, conditions, own_order, default_order, reversed, distinct, none,
                 offset, limit, owners, related, prefetched, fetch_mode, values, annotations,
                 grouping, grouped_by, operation, others, raw, lock, distinct_on] = query_;
    const bool of_table = !raw && operation == detail::SetOperation::none;
    if (!of_table && gives_ == Gives::value && values.empty()) return key_of_rows(writer);
    if (raw) return this->raw(writer);
    if (operation != detail::SetOperation::none) return combined(writer);
    if (distinct) ordering_columns(list);
    constexpr std::size_t usual_length = 256;
    writer.sql.reserve(writer.sql.size() + list.list.sql.size() + usual_length);
    writer.sql += distinct ? "SELECT DISTINCT " : "SELECT ";
    if (!distinct_on.empty()) this->distinct_on(writer);
    writer.append(list.list);
    source_.from(writer);
    source_.conditions(writer, " WHERE ");
    group_by(writer, list);
    source_.having(writer);
    order_by(writer, list);
    dialect_.limit(writer, offset, limit);
    if (lock) writer.sql += dialect_.row_lock(*lock);
}

void SelectStatement::raw(SqlWriter& writer) const {
    writer.sql += query_.raw->sql;
    for (const SqlValue& value : query_.raw->params) writer.params.push_back(value);
}

/// Of rows that are not just those of a table, which have all columns, the key.
void SelectStatement::key_of_rows(SqlWriter& writer) const {
    std::string_view key = query_.model->key().column;
    if (query_.raw)
        for (const auto& [name, column] : query_.raw->translations)
            if (name == query_.model->key().name) key = column;
    writer.sql += "SELECT ";
    dialect_.quote(writer.sql, key);
    writer.sql += " FROM (";
    if (query_.raw)
        raw(writer);
    else
        combined(writer);
    writer.sql += ") AS ";
    dialect_.quote(writer.sql, "__rows");
}

/// DISTINCT ON, which goes before the columns.
void SelectStatement::distinct_on(SqlWriter& writer) const {
    if (!dialect_.distinct_on())
        throw NotSupportedError("aside: " + std::string(dialect_.vendor()) +
                                " has no DISTINCT over some of the columns");
    writer.sql += "ON (";
    for (const detail::Expr& expr : query_.distinct_on) {
        if (&expr != &query_.distinct_on.front()) writer.sql += ", ";
        source_.compiler().expression(writer, expr.front());
    }
    writer.sql += ") ";
}

}  // namespace aside::query
