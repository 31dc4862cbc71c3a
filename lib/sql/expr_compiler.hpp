#pragma once
// Expressions and conditions as SQL.
#include <optional>
#include <vector>

#include "aside/detail/query.hpp"
#include "query/null_test.hpp"
#include "sql/tables.hpp"

namespace aside::sql {

/// The name by which an inner statement gives a column of a joined table to the one around it.
[[nodiscard]] std::string column_name(std::size_t index);

/// Conditions that do not lie behind one another.
using Conditions = SmallVector<const Node*, 4>;

/// The place of NULL that an `order_term`'s flags say.
[[nodiscard]] detail::OrderTerm::Nulls nulls_of(unsigned char flags);

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

    /// Writes the AND of all subtrees. Only for conditions that depend on the row.
    void conditions(SqlWriter& writer, const Node* begin, const Node* end) const {
        conditions(writer, Nodes(begin, end));
    }
    void conditions(SqlWriter& writer, Nodes nodes) const { conjunction(writer, nodes, false); }
    void conditions(SqlWriter& writer, const Conditions& nodes) const;
    void expression(SqlWriter& writer, const Node& node,
                    DecimalForm form = DecimalForm::number) const;
    /// Writes an expression in the form in which rows are ordered by it.
    void order_key(SqlWriter& writer, const Node& node) const;
    /// Writes an operand that stands beside a field, with values in that field's form.
    void operand(SqlWriter& writer, const Node& node, const detail::FieldInfo* beside,
                 DecimalForm form = DecimalForm::number) const;
    /// Writes what is assigned to a column, as `Dialect::assigned` takes it.
    void new_value(SqlWriter& writer, const Node& node, const detail::FieldInfo& column) const;
    void column(SqlWriter& writer, Column column) const;
    /// Writes the column or expression that a path stands for.
    void meaning(SqlWriter& writer, const Meaning& meaning) const;
    /// From here on writes for a statement over an inner one. If the inner rows are objects, they
    /// have the columns of the model's table. Everything else that is read of them has a name that
    /// is made for it, and is collected in `columns`.
    void read_from_inner(std::vector<Meaning>& columns, bool of_objects) {
        inner_columns_ = &columns;
        inner_objects_ = of_objects;
    }

    /// Whether an expression is computed of many rows, directly or by an annotation's name.
    [[nodiscard]] bool of_groups(const Node& node) const;
    [[nodiscard]] bool of_windows(const Node& node) const;
    /// Whether the result of an expression is JSON.
    [[nodiscard]] bool is_json(const Node& node) const;
    /// The test for NULL that a lookup makes, as `query::null_test` tells it of lookups of which
    /// only the node is known. NULL that is compared to the value at a key is JSON's null.
    [[nodiscard]] NullTest null_test(const Node& lookup) const;
    /// What an expression computed of groups reads of rows beside its aggregates: the largest
    /// expressions without an aggregate or a window, and the columns that an EXISTS is tied to.
    struct Ungrouped {
        std::vector<const Node*> expressions{};
        std::vector<Column> columns{};
    };
    void ungrouped(const Node& node, Ungrouped& found) const;
    [[nodiscard]] Meaning meaning_of(const Node& path) const;
    /// Whether an expression is a decimal whose two forms differ, as one that was calculated.
    [[nodiscard]] bool has_forms(const Node& node) const;
    /// Throws `DataError` for a decimal literal with more places than values of `read_as` have.
    void require_room_as(const Node& read_as, const Node& literal) const;
    /// A field that has such values, nullptr if none is known: values beside the expression take
    /// its form.
    [[nodiscard]] const detail::FieldInfo* field_of(const Node& node) const;

private:
    void condition(SqlWriter& writer, const Node& node, bool negated) const;
    void connected(SqlWriter& writer, const Node& node, bool negated) const;
    void conjunction(SqlWriter& writer, Nodes nodes, bool negated) const;
    void collect(Conditions& all, Nodes nodes) const;
    void joined(SqlWriter& writer, const Conditions& conditions, std::string_view word,
                bool negated) const;
    void disjunction(SqlWriter& writer, Nodes nodes, bool negated) const;
    void parity(SqlWriter& writer, Nodes nodes) const;
    void odd(SqlWriter& writer, std::span<const Node* const> conditions) const;
    void exists(SqlWriter& writer, const Node& node, std::size_t select) const;
    void lookup(SqlWriter& writer, const Node& node, bool negated) const;
    void comparison(SqlWriter& writer, const Node& node, bool negated) const;
    void operation(SqlWriter& writer, const Node& node, detail::Lookup lookup) const;
    /// A date whose year is compared.
    struct Dated {
        SqlWriter sql;
        detail::FieldKind kind{};
        bool iso = false;
    };
    [[nodiscard]] std::optional<Dated> dated(const SqlWriter& of, const Node& node) const;
    [[nodiscard]] bool year_operation(SqlWriter& writer, const Node& node,
                                      detail::Lookup lookup) const;
    void match(SqlWriter& writer, const Node& node, detail::Lookup lookup) const;
    void json_operation(SqlWriter& writer, const Node& node, detail::Lookup lookup) const;
    void presence(SqlWriter& writer, const Node& side) const;
    void membership(SqlWriter& writer, const Node& node) const;
    void truth_value(SqlWriter& writer, const Node& node) const;
    void compared(SqlWriter& writer, const Node& node, const detail::FieldInfo* beside,
                  bool by_key) const;
    void arithmetic(SqlWriter& writer, const Node& node, DecimalForm form) const;
    void path(SqlWriter& writer, const Node& node, DecimalForm form) const;
    void function(SqlWriter& writer, const Node& node, DecimalForm form) const;
    void choice(SqlWriter& writer, const Node& node, const detail::FieldInfo* beside,
                DecimalForm form) const;
    void when(SqlWriter& writer, const Node& node, const detail::FieldInfo* field,
              DecimalForm form) const;
    void aggregate(SqlWriter& writer, const Node& node, DecimalForm form) const;
    void aggregate_call(SqlWriter& writer, const Node& node) const;
    [[nodiscard]] std::vector<OrderKey> order_keys(const SqlWriter& of,
                                                   const Node& aggregate) const;
    void aggregate_result(SqlWriter& writer, const Node& node, const SqlWriter& call,
                          DecimalForm form) const;
    [[nodiscard]] static const Node* default_of(const Node& aggregate);
    void window(SqlWriter& writer, const Node& node, DecimalForm form) const;
    void over(SqlWriter& writer, Nodes parts) const;
    void window_part(SqlWriter& writer, const Node& part, bool by_distance) const;
    void raw(SqlWriter& writer, const Node& node) const;
    void statement(SqlWriter& writer, const Node& node) const;
    void outer_path(SqlWriter& writer, const Node& node) const;
    void inner_column(SqlWriter& writer, const Meaning& meaning) const;
    [[nodiscard]] Operand argument(const SqlWriter& of, const Node& node,
                                   DecimalForm form = DecimalForm::number) const;
    [[nodiscard]] Operand scalar_argument(const SqlWriter& of, const Node& node,
                                          DecimalForm form = DecimalForm::number) const;
    [[nodiscard]] Operand decimal_operand(const SqlWriter& of, const Node& node,
                                          DecimalForm form) const;
    [[nodiscard]] JsonPath json_path(const SqlWriter& of, const Node& node) const;
    [[nodiscard]] JsonPath ended(const SqlWriter& of, const Meaning& meaning) const;
    [[nodiscard]] bool is_json_key(const Node& node) const;
    [[nodiscard]] DecimalForm form_of_argument(const Node& function, const Node& argument,
                                               DecimalForm form) const;
    [[nodiscard]] bool is_calculated(const Node& node) const;
    [[nodiscard]] bool are_compared_by_key(Nodes sides) const;
    [[nodiscard]] const detail::FieldInfo* field_of(const Meaning& meaning) const;
    [[nodiscard]] const detail::FieldInfo* field_of_arithmetic(const Node& node) const;
    [[nodiscard]] const detail::FieldInfo* field_of_alternatives(const Node& node) const;
    [[nodiscard]] const detail::FieldInfo* field_of_function(const Node& node) const;
    [[nodiscard]] const detail::FieldInfo* field_of_aggregate(const Node& node) const;
    [[nodiscard]] const detail::FieldInfo* field_with_default(const Node& expression,
                                                              const Node* otherwise) const;
    [[nodiscard]] std::size_t select_of(const Node& node) const;
    [[nodiscard]] bool nullable(const Node& node) const;
    [[nodiscard]] bool unforeseeable(const Node& lookup) const;

    const Dialect& dialect_;
    const detail::ModelInfo& model_;
    const Tables* tables_ = nullptr;
    Qualified qualified_ = Qualified::yes;
    std::vector<Meaning>* inner_columns_ = nullptr;
    bool inner_objects_ = false;
};

}  // namespace aside::sql
