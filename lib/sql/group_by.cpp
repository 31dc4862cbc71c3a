// The GROUP BY clause of SelectStatement.
#include <algorithm>
#include <string>

#include "sql/select_columns.hpp"

namespace aside::sql {

using detail::ExprKind;
using detail::Grouping;

namespace {

/// Whether an expression reads a column of a row: rows are not grouped by a constant.
bool reads_row(const Node& node) {
    return std::any_of(&node, &node + node.size, [](const Node& part) {
        return part.kind == ExprKind::path || part.kind == ExprKind::outer_path ||
               part.kind == ExprKind::raw || part.kind == ExprKind::subquery;
    });
}

}  // namespace

/// The clause while it is put together; nothing stands in it twice.
class SelectStatement::Groups {
public:
    Groups(const SelectStatement& select, const Columns& columns, SqlWriter& writer)
        : select_(select),
          compiler_(select.table_expression_.compiler()),
          columns_(columns),
          writer_(writer) {}

    /// Adds a column. Columns of a table follow from its key: if rows are grouped by the key, they
    /// need not be added.
    void add(Column column) {
        if (select_.query_.grouping == Grouping::key && column.table == 0 && !written_.empty())
            return;
        SqlWriter sql(*writer_.dialect);
        compiler_.column(sql, column);
        if (is_new(sql)) write(sql, 0);
    }
    void add(const Node& expression) {
        if (compiler_.of_groups(expression) || compiler_.of_windows(expression)) {
            ExprCompiler::Ungrouped read;
            compiler_.ungrouped(expression, read);
            return add(read);
        }
        if (expression.kind == ExprKind::path) {
            const Meaning meaning = compiler_.meaning_of(expression);
            if (meaning.annotation == nullptr && meaning.ending.empty()) return add(meaning.column);
        }
        SqlWriter sql(*writer_.dialect);
        compiler_.expression(sql, expression, DecimalForm::exact);
        if (is_new(sql)) write(sql, place_of(expression));
    }
    void add(const ExprCompiler::Ungrouped& read) {
        for (const Node* expression : read.expressions)
            if (reads_row(*expression)) add(*expression);
        for (const Column column : read.columns) add(column);
    }

private:
    /// The place of an expression in the SELECT list, from 1; 0 if it has none.
    [[nodiscard]] std::size_t place_of(const Node& expression) const {
        for (const auto& [computed, place] : columns_.computed)
            if (computed == &expression) return place;
        return 0;
    }
    [[nodiscard]] bool is_new(const SqlWriter& sql) {
        std::string text = sql.sql;
        for (const SqlValue& value : sql.params) text += '\n' + value.to_string();
        if (std::ranges::count(written_, text) != 0) return false;
        written_.push_back(std::move(text));
        return true;
    }
    void write(const SqlWriter& sql, std::size_t place) {
        writer_.sql += written_.size() == 1 ? " GROUP BY " : ", ";
        if (place == 0)
            writer_.append(sql);
        else
            writer_.sql += std::to_string(place);
    }

    const SelectStatement& select_;
    const ExprCompiler& compiler_;
    const Columns& columns_;
    SqlWriter& writer_;
    std::vector<std::string> written_{};  ///< with their parameters
};

/// The columns that rows are grouped by, and all else that is read of a group. Counting the groups
/// uses these columns, too.
void SelectStatement::group_by(SqlWriter& writer, const Columns& columns) const {
    if (query_.grouping == Grouping::none) return;
    Groups groups(*this, columns, writer);
    if (query_.grouping == Grouping::key) groups.add(Column{0, &query_.model->key()});
    for (const std::size_t table : related_)
        groups.add(Column{table, &table_expression_.tables()[table].model->key()});
    for (const auto& [node, place] : columns.computed)
        if (reads_row(*node)) groups.add(*node);
    for (const detail::Expr& expr : query_.group_by)
        if (reads_row(expr.front()) && !selected(expr.front(), columns)) groups.add(expr.front());
    for (const Column& column : columns.single) groups.add(column);
    if (gives_ != Gives::rows) {
        for (const detail::ValueTerm& value : query_.values)
            if (reads_row(value.expr.front())) groups.add(value.expr.front());
        for (const detail::Annotation& annotation : query_.annotations)
            if (annotation.selected && query_.values.empty() && reads_row(annotation.expr.front()))
                groups.add(annotation.expr.front());
    }
    for (const OrderColumn& term : ordering_) {
        if (is_random(term)) continue;
        if (term.expression == nullptr)
            groups.add(term.column);
        else if (!selected(*term.expression, columns))
            groups.add(*term.expression);
    }
    ExprCompiler::Ungrouped read;
    for (const Node* condition : table_expression_.conditions_of_groups())
        table_expression_.compiler().ungrouped(*condition, read);
    groups.add(read);
}

}  // namespace aside::sql
