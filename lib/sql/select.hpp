#pragma once
// The SELECT of a query.
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sql/selected_relations.hpp"
#include "sql/table_expression.hpp"

namespace aside::sql {

/// The name of an inner statement whose columns are never named by their table.
inline constexpr std::string_view rows_name = "__rows";

/// The columns that a statement around reads of an inner one, by names that are made for that.
using InnerColumns = std::vector<Meaning>;
struct InnerExpression {
    const Node* node = nullptr;
    const detail::FieldInfo* field = nullptr;  ///< values are written in its form
};
using InnerExpressions = std::vector<InnerExpression>;

/// One SELECT, a statement of its own or part of another. All that it reads is resolved when it is
/// made, then `settle` decides on joins and names, then it is written.
class SelectStatement {
public:
    enum class Gives : unsigned char {
        rows,    ///< the columns of the query's row
        own,     ///< the columns of the query's row, without those of objects read along
        key,     ///< the model's key
        value,   ///< the one column of the query's rows or, of objects, the key
        nothing  ///< only whether there are rows, and how many
    };

    SelectStatement(const detail::Query& query, Gives gives, const Dialect& dialect,
                    const OuterPaths* outer = nullptr, const Tables* around = nullptr);
    SelectStatement(const SelectStatement&) = delete;
    SelectStatement& operator=(const SelectStatement&) = delete;
    ~SelectStatement();

    [[nodiscard]] TableExpression& table_expression() { return table_expression_; }
    [[nodiscard]] const TableExpression& table_expression() const { return table_expression_; }
    [[nodiscard]] const detail::Query& query() const { return query_; }
    /// Whether the rows are anything but the rows of a table that pass some conditions.
    [[nodiscard]] bool derived() const;
    /// Whether the statement reads tables itself. It does not if other statements make its rows.
    [[nodiscard]] bool reads_tables() const;
    void settle(unsigned depth = 0);
    /// Whether rows are objects, with all columns of the model.
    [[nodiscard]] bool gives_objects() const {
        return (gives_ == Gives::rows || gives_ == Gives::own) && query_.values.empty();
    }
    /// Called for a statement that is written into another one's FROM.
    void be_inner() {
        inner_ = true;
        give_numbers();
    }
    /// `more`: further columns, by the names that `column_name` gives.
    void write(SqlWriter& writer, const InnerColumns& more = {}) const;
    void write(SqlWriter& writer, const InnerExpressions& more) const;
    /// Writes only the columns of the rows, for the RETURNING of a statement that changes them.
    /// Throws `NotSupportedError` if one is another table's.
    void write_columns(SqlWriter& writer) const;
    /// A field like the one column of `value`; nullptr if none is known.
    [[nodiscard]] const detail::FieldInfo* field() const;
    /// Whether the one column of `value` may be NULL. To be called after `settle`.
    [[nodiscard]] bool may_give_null() const;

private:
    struct Columns;
    class Groups;

    void resolve();
    void give_numbers();
    void columns(Columns& columns) const;
    void write(SqlWriter& writer, Columns&& list) const;
    void column(Columns& columns, const Node& expression) const;
    void ordering_columns(Columns& columns) const;
    void group_by(SqlWriter& writer, const Columns& columns) const;
    void order_by(SqlWriter& writer, const Columns& columns) const;
    void order_term(SqlWriter& writer, const OrderColumn& term, const Columns& columns) const;
    /// The name of a column that rows are only ordered by.
    [[nodiscard]] static std::string order_name(std::size_t number);
    [[nodiscard]] bool is_named(const Node& expression, const Columns& columns) const;
    [[nodiscard]] bool selected(const Node& expression, const Columns& columns) const;
    [[nodiscard]] bool has_form(const Node& expression) const;
    void require_selected(const Columns& columns, const InnerColumns& more) const;
    [[nodiscard]] bool shuffles_distinct_rows() const;
    void shuffle(SqlWriter& writer) const;
    void given(SqlWriter& writer, const InnerColumns& more = {}) const;
    void inner_name(SqlWriter& writer) const;
    [[nodiscard]] bool slices_each_owner() const;
    [[nodiscard]] SqlWriter number_rows(Columns& columns) const;
    void slice_each_owner(SqlWriter& writer) const;
    void raw(SqlWriter& writer) const;
    void distinct_on(SqlWriter& writer) const;
    [[nodiscard]] std::vector<std::string> locked_tables() const;
    [[nodiscard]] std::size_t row_table(std::string_view row) const;
    void require_lockable(std::size_t table) const;
    void combined(SqlWriter& writer) const;
    void part(SqlWriter& writer, const SelectStatement& part) const;
    [[nodiscard]] const SelectStatement& first_part() const;
    void asked_columns(SqlWriter& writer) const;

    const detail::Query& query_;
    const Gives gives_;
    const Dialect& dialect_;
    TableExpression table_expression_;
    DecimalForm form_;
    bool inner_ = false;
    std::vector<std::size_t> related_{};
    std::vector<OrderColumn> ordering_{};
    std::vector<std::unique_ptr<SelectStatement>> parts_{};  ///< of a set operation
};

}  // namespace aside::sql
