#pragma once
// Expressions and conditions as SQL.
#include "aside/detail/query.hpp"
#include "query/dialect.hpp"

namespace aside::query {

/// Writes the expressions of one model; `Qualified::no` leaves the table's name out.
class ExprCompiler {
public:
    enum class Qualified : bool { no, yes };

    ExprCompiler(const Dialect& dialect, const detail::ModelInfo& model,
                 Qualified qualified = Qualified::yes)
        : dialect_(dialect), model_(model), qualified_(qualified) {}

    /// Whether conditions hold for all rows or for none, whatever is in the table.
    enum class Truth : unsigned char { depends, always, never };
    /// Of the AND of all subtrees from `begin` to `end`.
    [[nodiscard]] Truth truth(const detail::ExprNode* begin, const detail::ExprNode* end) const;
    /// The AND of all subtrees; only for conditions that depend on the row.
    void conditions(SqlWriter& writer, const detail::ExprNode* begin,
                    const detail::ExprNode* end) const {
        conjunction(writer, begin, end, false);
    }
    void expression(SqlWriter& writer, const detail::ExprNode* node) const;
    void column(SqlWriter& writer, const detail::FieldInfo& field) const;

private:
    using Node = detail::ExprNode;

    [[nodiscard]] Truth truth_of(const Node* node) const;
    void condition(SqlWriter& writer, const Node* node, bool negated) const;
    void conjunction(SqlWriter& writer, const Node* begin, const Node* end, bool negated) const;
    void disjunction(SqlWriter& writer, const Node* node, bool negated) const;
    void parity(SqlWriter& writer, const Node* node) const;
    void negation(SqlWriter& writer, const Node* node, bool negated) const;
    void lookup(SqlWriter& writer, const Node* node, bool negated) const;
    void comparison(SqlWriter& writer, detail::Lookup lookup, const Node* left,
                    const Node* end) const;
    void membership(SqlWriter& writer, const Node* left, const Node* end) const;
    void operand(SqlWriter& writer, const Node* node, const detail::FieldInfo* beside) const;
    void aggregate(SqlWriter& writer, const Node* node) const;
    [[nodiscard]] const detail::FieldInfo* field_of(const Node* node) const;
    [[nodiscard]] bool nullable(const Node* node) const;

    const Dialect& dialect_;
    const detail::ModelInfo& model_;
    Qualified qualified_;
};

}  // namespace aside::query
