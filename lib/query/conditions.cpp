#include "query/conditions.hpp"

#include <algorithm>

#include "aside/error.hpp"

namespace aside::query {

using detail::ExprKind;
using detail::FieldInfo;
using detail::Lookup;

namespace {

const detail::ExprNode* next(const detail::ExprNode* node) { return node + node->size; }
const detail::ExprNode* first_child(const detail::ExprNode* node) { return node + 1; }

bool is_null_node(const detail::ExprNode& node) {
    return node.kind == ExprKind::value && node.value.is_null();
}
bool is_null_value(const detail::ExprNode* node) { return is_null_node(*node); }

bool matches_text(Lookup lookup) {
    return (lookup >= Lookup::iexact && lookup <= Lookup::iendswith) || lookup == Lookup::regex ||
           lookup == Lookup::iregex;
}

std::string_view comparison_operator(Lookup lookup) {
    switch (lookup) {
        case Lookup::not_equal:
            return " <> ";
        case Lookup::gt:
            return " > ";
        case Lookup::gte:
            return " >= ";
        case Lookup::lt:
            return " < ";
        case Lookup::lte:
            return " <= ";
        default:
            return " = ";
    }
}

}  // namespace

const FieldInfo* ExprCompiler::field_of(const Node* node) const {
    return node->kind == ExprKind::path ? &model_.at(node->path()) : nullptr;
}

bool ExprCompiler::nullable(const Node* node) const {
    for (const Node* part = node; part < next(node); ++part)
        if (part->kind == ExprKind::path && model_.at(part->path()).type->nullable) return true;
    return false;
}

ExprCompiler::Truth ExprCompiler::truth(const Node* begin, const Node* end) const {
    Truth all = Truth::always;
    for (const Node* node = begin; node != end; node = next(node)) {
        const Truth one = truth_of(node);
        if (one == Truth::never) return Truth::never;
        if (one == Truth::depends) all = Truth::depends;
    }
    return all;
}

ExprCompiler::Truth ExprCompiler::truth_of(const Node* node) const {
    const auto opposite = [](Truth truth) {
        return truth == Truth::always  ? Truth::never
               : truth == Truth::never ? Truth::always
                                       : Truth::depends;
    };
    switch (node->kind) {
        case ExprKind::all_of:
            return truth(first_child(node), next(node));
        case ExprKind::negation:
            return opposite(truth(first_child(node), next(node)));
        case ExprKind::any_of: {
            Truth any = Truth::never;
            for (const Node* child = first_child(node); child != next(node); child = next(child)) {
                const Truth one = truth_of(child);
                if (one == Truth::always) return Truth::always;
                if (one == Truth::depends) any = Truth::depends;
            }
            return any;
        }
        case ExprKind::lookup: {
            if (static_cast<Lookup>(node->op) != Lookup::in) return Truth::depends;
            for (const Node* value = next(first_child(node)); value != next(node);
                 value = next(value))
                if (!is_null_value(value)) return Truth::depends;
            return Truth::never;
        }
        default:
            return Truth::depends;
    }
}

void ExprCompiler::condition(SqlWriter& writer, const Node* node, bool negated) const {
    switch (node->kind) {
        case ExprKind::all_of:
            writer.sql += '(';
            conjunction(writer, first_child(node), next(node), negated);
            writer.sql += ')';
            break;
        case ExprKind::any_of:
            disjunction(writer, node, negated);
            break;
        case ExprKind::odd_of:
            parity(writer, node);
            break;
        case ExprKind::negation:
            negation(writer, node, negated);
            break;
        case ExprKind::lookup:
            lookup(writer, node, negated);
            break;
        default:
            expression(writer, node);
    }
}

void ExprCompiler::conjunction(SqlWriter& writer, const Node* begin, const Node* end,
                               bool negated) const {
    bool first = true;
    for (const Node* node = begin; node != end; node = next(node)) {
        if (truth_of(node) == Truth::always) continue;
        if (!first) writer.sql += " AND ";
        first = false;
        condition(writer, node, negated);
    }
}

void ExprCompiler::disjunction(SqlWriter& writer, const Node* node, bool negated) const {
    bool first = true;
    writer.sql += '(';
    for (const Node* child = first_child(node); child != next(node); child = next(child)) {
        if (truth_of(child) == Truth::never) continue;
        if (!first) writer.sql += " OR ";
        first = false;
        condition(writer, child, negated);
    }
    writer.sql += ')';
}

/// True where an odd number of the children is; NULL counts as false, so that the result never is
/// NULL.
void ExprCompiler::parity(SqlWriter& writer, const Node* node) const {
    writer.sql += "((";
    for (const Node* child = first_child(node); child != next(node); child = next(child)) {
        if (child != first_child(node)) writer.sql += " + ";
        const Truth constant = truth_of(child);
        if (constant != Truth::depends) {
            writer.sql += constant == Truth::always ? '1' : '0';
            continue;
        }
        writer.sql += "((";
        condition(writer, child, false);
        writer.sql += ") IS TRUE)";
    }
    writer.sql += ") % 2 = 1)";
}

void ExprCompiler::negation(SqlWriter& writer, const Node* node, bool negated) const {
    writer.sql += "NOT (";
    conjunction(writer, first_child(node), next(node), !negated);
    writer.sql += ')';
}

/// Under a NOT, a comparison that could be NULL is made to be false instead, so that NOT makes it
/// true: a row without a value is not equal to any value (Django's rule).
void ExprCompiler::lookup(SqlWriter& writer, const Node* node, bool negated) const {
    const auto op = static_cast<Lookup>(node->op);
    const Node* left = first_child(node);
    const Node* right = next(left);
    const bool compares_null = right != next(node) && op != Lookup::isnull && op != Lookup::in &&
                               std::any_of(right, next(node), is_null_node);
    const bool equality = op == Lookup::exact || op == Lookup::iexact || op == Lookup::not_equal;
    if (compares_null && !equality)
        throw ValidationError("NULL can be compared by exact, iexact and isnull only, not by " +
                              std::string(detail::lookup_names[node->op]));
    const bool null_test = op == Lookup::isnull || compares_null;
    if (null_test) {
        const bool wants_null =
            op == Lookup::isnull ? right->value != SqlValue(0) : op != Lookup::not_equal;
        operand(writer, left, nullptr);
        writer.sql += wants_null ? " IS NULL" : " IS NOT NULL";
        return;
    }
    bool right_nullable = false;
    for (const Node* value = right; value != next(node); value = next(value))
        right_nullable |= nullable(value);
    const bool can_be_null = nullable(left) || right_nullable;
    if (op == Lookup::not_equal && can_be_null) {
        Node equal = *node;
        equal.op = static_cast<unsigned char>(Lookup::exact);
        writer.sql += "NOT (";
        detail::Expr copy(node, next(node));
        copy.front() = equal;
        lookup(writer, copy.data(), !negated);
        writer.sql += ')';
        return;
    }
    const bool guarded = negated && can_be_null;
    if (guarded) writer.sql += '(';
    comparison(writer, op, left, next(node));
    if (!guarded) return;
    if (nullable(left)) {
        writer.sql += " AND ";
        operand(writer, left, nullptr);
        writer.sql += " IS NOT NULL";
    }
    for (const Node* value = right; value != next(node); value = next(value)) {
        if (!nullable(value)) continue;
        writer.sql += " AND ";
        operand(writer, value, nullptr);
        writer.sql += " IS NOT NULL";
    }
    writer.sql += ')';
}

void ExprCompiler::comparison(SqlWriter& writer, Lookup op, const Node* left,
                              const Node* end) const {
    const Node* right = next(left);
    if (op == Lookup::in) return membership(writer, left, end);
    const FieldInfo* beside = field_of(left);
    if (matches_text(op)) {
        Side sides[2];
        for (Side& side : sides) side.sql.inlines_values = writer.inlines_values;
        operand(sides[0].sql, left, nullptr);
        operand(sides[1].sql, right, nullptr);
        if (right->kind == ExprKind::value) sides[1].value = &right->value;
        return dialect_.match(writer, op, sides[0], sides[1]);
    }
    operand(writer, left, field_of(right));
    if (op == Lookup::range) {
        writer.sql += " BETWEEN ";
        operand(writer, right, beside);
        writer.sql += " AND ";
        operand(writer, next(right), beside);
        return;
    }
    writer.sql += comparison_operator(op);
    operand(writer, right, beside);
}

void ExprCompiler::membership(SqlWriter& writer, const Node* left, const Node* end) const {
    operand(writer, left, nullptr);
    writer.sql += " IN (";
    bool first = true;
    for (const Node* value = next(left); value != end; value = next(value)) {
        if (is_null_value(value)) continue;  // NULL equals nothing
        if (!first) writer.sql += ", ";
        first = false;
        operand(writer, value, field_of(left));
    }
    writer.sql += ')';
}

/// An expression; a plain value takes the form in which the field on the other side is stored.
void ExprCompiler::operand(SqlWriter& writer, const Node* node, const FieldInfo* beside) const {
    if (node->kind == ExprKind::value && beside != nullptr) {
        const bool in_range =
            beside->type->kind != detail::FieldKind::integer || beside->text_choices;
        // A comparison may go beyond what the field can hold; only its form matters.
        writer.param(in_range ? detail::stored_value(*beside, node->value) : node->value);
    } else {
        expression(writer, node);
    }
}

void ExprCompiler::expression(SqlWriter& writer, const Node* node) const {
    switch (node->kind) {
        case ExprKind::path:
            column(writer, model_.at(node->path()));
            break;
        case ExprKind::value:
            writer.param(node->value);
            break;
        case ExprKind::star:
            writer.sql += '*';
            break;
        case ExprKind::random:
            writer.sql += "RANDOM()";
            break;
        case ExprKind::arithmetic: {
            const Node* left = first_child(node);
            writer.sql += '(';
            expression(writer, left);
            writer.sql += ' ';
            writer.sql += static_cast<char>(node->op);
            writer.sql += ' ';
            expression(writer, next(left));
            writer.sql += ')';
            break;
        }
        case ExprKind::aggregate:
            aggregate(writer, node);
            break;
        default:
            condition(writer, node, false);
    }
}

void ExprCompiler::aggregate(SqlWriter& writer, const Node* node) const {
    const Node* argument = first_child(node);
    const Node* filter = next(argument);
    const FieldInfo* field = field_of(argument);
    // The mean of whole microseconds is to be whole microseconds again.
    const bool rounded =
        node->name == "AVG" && field != nullptr && field->type->kind == detail::FieldKind::duration;
    if (rounded) writer.sql += "CAST(ROUND(";
    writer.sql += node->name;
    writer.sql += node->op != 0 ? "(DISTINCT " : "(";
    expression(writer, argument);
    writer.sql += ')';
    if (filter != next(node)) {
        const Truth constant = truth(filter, next(node));
        writer.sql += " FILTER (WHERE ";
        if (constant == Truth::depends)
            conjunction(writer, filter, next(node), false);
        else
            writer.sql += constant == Truth::always ? "1" : "0";
        writer.sql += ')';
    }
    if (rounded) writer.sql += ") AS bigint)";
}

void ExprCompiler::column(SqlWriter& writer, const FieldInfo& field) const {
    if (qualified_ == Qualified::yes) {
        dialect_.quote(writer.sql, model_.table);
        writer.sql += '.';
    }
    dialect_.quote(writer.sql, field.column);
}

}  // namespace aside::query
