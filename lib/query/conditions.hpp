#pragma once
// Expressions and conditions as SQL.
#include "aside/detail/query.hpp"
#include "query/tables.hpp"

namespace aside::query {

/// The name by which an inner statement gives a column of a joined table to the one around it.
[[nodiscard]] std::string column_name(std::size_t index);

/// Writes expressions, whose paths `Tables` has settled; or, without tables, those that read only
/// the model's own columns.
class ExprCompiler {
public:
    /// `Qualified::no` leaves the table's name out.
    enum class Qualified : bool { no, yes };

    ExprCompiler(const Dialect& dialect, const Tables& tables)
        : dialect_(dialect), model_(tables.model()), tables_(&tables) {}
    ExprCompiler(const Dialect& dialect, const detail::ModelInfo& model,
                 Qualified qualified = Qualified::yes)
        : dialect_(dialect), model_(model), qualified_(qualified) {}

    /// The AND of all subtrees; only for conditions that depend on the row.
    void conditions(SqlWriter& writer, const Node* begin, const Node* end) const {
        conditions(writer, Nodes(begin, end));
    }
    void conditions(SqlWriter& writer, Nodes nodes) const { conjunction(writer, nodes, false); }
    void expression(SqlWriter& writer, const Node& node) const;
    void column(SqlWriter& writer, Column column) const;
    /// From now on writes for a statement over an inner one, whose columns of joined tables go by
    /// names of their own; they are collected there.
    void read_from_inner(std::vector<Column>& joined) { inner_columns_ = &joined; }

private:
    void condition(SqlWriter& writer, const Node& node, bool negated) const;
    void connected(SqlWriter& writer, const Node& node, bool negated) const;
    void conjunction(SqlWriter& writer, Nodes nodes, bool negated) const;
    void append(SqlWriter& writer, Nodes nodes, bool negated, bool& first) const;
    void disjunction(SqlWriter& writer, Nodes nodes, bool negated) const;
    void parity(SqlWriter& writer, Nodes nodes) const;
    void exists(SqlWriter& writer, const Node& node, std::size_t select) const;
    void lookup(SqlWriter& writer, const Node& node, bool negated) const;
    void comparison(SqlWriter& writer, const Node& node, bool negated) const;
    void operation(SqlWriter& writer, const Node& node, detail::Lookup lookup) const;
    void match(SqlWriter& writer, const Node& node, detail::Lookup lookup) const;
    void membership(SqlWriter& writer, const Node& node) const;
    void operand(SqlWriter& writer, const Node& node, const detail::FieldInfo* beside) const;
    void arithmetic(SqlWriter& writer, const Node& node) const;
    void aggregate(SqlWriter& writer, const Node& node) const;
    void inner_column(SqlWriter& writer, Column column) const;
    [[nodiscard]] std::size_t select_of(const Node& node) const;
    [[nodiscard]] Column column_of(const Node& path) const;
    [[nodiscard]] const detail::FieldInfo* field_of(const Node& node) const;
    [[nodiscard]] bool nullable(const Node& node) const;

    const Dialect& dialect_;
    const detail::ModelInfo& model_;
    const Tables* tables_ = nullptr;
    Qualified qualified_ = Qualified::yes;
    std::vector<Column>* inner_columns_ = nullptr;
};

}  // namespace aside::query
