#pragma once
// Expressions and conditions as SQL.
#include <vector>

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
    void conditions(SqlWriter& writer, const std::vector<const Node*>& nodes) const;
    void expression(SqlWriter& writer, const Node& node) const;
    /// The same beside a field, in whose form values are written.
    void operand(SqlWriter& writer, const Node& node, const detail::FieldInfo* beside) const;
    void column(SqlWriter& writer, Column column) const;
    /// What a path stands for.
    void meaning(SqlWriter& writer, const Meaning& meaning) const;
    /// From now on writes for a statement over an inner one, whose columns of joined tables and
    /// annotations go by names of their own; they are collected there.
    void read_from_inner(std::vector<Meaning>& columns) { inner_columns_ = &columns; }

    /// Whether it is computed of many rows, directly or by an annotation's name.
    [[nodiscard]] bool of_groups(const Node& node) const;
    [[nodiscard]] bool of_windows(const Node& node) const;
    /// The columns that it reads outside of aggregates, by paths that are no annotations.
    [[nodiscard]] std::vector<Meaning> plain_columns(const Node& node) const;
    [[nodiscard]] Meaning meaning_of(const Node& path) const;
    /// A field that has such values, where that is known: in whose form others are compared to them.
    [[nodiscard]] const detail::FieldInfo* field_of(const Node& node) const;

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
    void truth_value(SqlWriter& writer, const Node& node) const;
    void arithmetic(SqlWriter& writer, const Node& node) const;
    void function(SqlWriter& writer, const Node& node) const;
    void choice(SqlWriter& writer, const Node& node, const detail::FieldInfo* beside) const;
    void when(SqlWriter& writer, const Node& node, const detail::FieldInfo* field) const;
    void aggregate(SqlWriter& writer, const Node& node) const;
    void aggregate_call(SqlWriter& writer, const Node& node) const;
    void aggregate_default(SqlWriter& writer, const Node& node) const;
    [[nodiscard]] static bool has_default(const Node& aggregate);
    void window(SqlWriter& writer, const Node& node) const;
    void window_part(SqlWriter& writer, const Node& part) const;
    void raw(SqlWriter& writer, const Node& node) const;
    void statement(SqlWriter& writer, const Node& node) const;
    void outer_path(SqlWriter& writer, const Node& node) const;
    void ended(SqlWriter& writer, SqlWriter&& base, const detail::FieldInfo* field,
               std::string_view ending) const;
    void inner_column(SqlWriter& writer, const Meaning& meaning) const;
    [[nodiscard]] SqlWriter part(const SqlWriter& of) const;
    [[nodiscard]] Operand argument(const SqlWriter& of, const Node& node) const;
    [[nodiscard]] const detail::FieldInfo* field_of(const Meaning& meaning) const;
    [[nodiscard]] const detail::FieldInfo* field_of_arithmetic(const Node& node) const;
    [[nodiscard]] const detail::FieldInfo* field_of_aggregate(const Node& node) const;
    [[nodiscard]] std::size_t select_of(const Node& node) const;
    [[nodiscard]] bool nullable(const Node& node) const;
    [[nodiscard]] bool unforeseeable(const Node& lookup) const;

    const Dialect& dialect_;
    const detail::ModelInfo& model_;
    const Tables* tables_ = nullptr;
    Qualified qualified_ = Qualified::yes;
    std::vector<Meaning>* inner_columns_ = nullptr;
};

}  // namespace aside::query
