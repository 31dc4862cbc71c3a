// The part of ExprCompiler that writes conditions.
#include <algorithm>

#include "aside/error.hpp"
#include "query/kinds.hpp"
#include "query/null_test.hpp"
#include "query/truth.hpp"
#include "sql/balanced.hpp"
#include "sql/expr_compiler.hpp"
#include "sql/select.hpp"

namespace aside::sql {

using detail::ExprKind;
using detail::FieldInfo;
using detail::Lookup;

std::size_t ExprCompiler::select_of(const Node& node) const {
    return tables_ == nullptr ? 0 : tables_->select_of(node);
}

void ExprCompiler::condition(SqlWriter& writer, const Node& node, bool negated) const {
    const std::size_t select = select_of(node);
    if (select == 0) return connected(writer, node, negated);
    const bool unequal = node.kind == ExprKind::lookup && is_not_equal(node);
    if (unequal) writer.sql += "NOT (";
    exists(writer, node, select);
    if (unequal) writer.sql += ')';
}

void ExprCompiler::connected(SqlWriter& writer, const Node& node, bool negated) const {
    switch (node.kind) {
        case ExprKind::filter:
            if (children(node).rest().empty())
                return condition(writer, children(node).front(), negated);
            [[fallthrough]];
        case ExprKind::all_of:
            writer.sql += '(';
            conjunction(writer, children(node), negated);
            writer.sql += ')';
            break;
        case ExprKind::any_of:
            disjunction(writer, children(node), negated);
            break;
        case ExprKind::odd_of:
            parity(writer, children(node));
            break;
        case ExprKind::negation:
            writer.sql += "NOT (";
            conjunction(writer, children(node), !negated);
            writer.sql += ')';
            break;
        case ExprKind::lookup:
            lookup(writer, node, negated);
            break;
        default:
            expression(writer, node);
    }
}

void ExprCompiler::conditions(SqlWriter& writer, const Conditions& nodes) const {
    Conditions all;
    for (const Node* node : nodes) collect(all, {node, node + node->size});
    joined(writer, all, " AND ", false);
}

void ExprCompiler::conjunction(SqlWriter& writer, Nodes nodes, bool negated) const {
    Conditions all;
    collect(all, nodes);
    joined(writer, all, " AND ", negated);
}

/// The conditions of filter calls stand side by side, without parentheses.
void ExprCompiler::collect(Conditions& all, Nodes nodes) const {
    for (const Node& node : nodes) {
        if (node.kind == ExprKind::filter && select_of(node) == 0)
            collect(all, children(node));
        else if (truth(node) != Truth::always)
            all.push_back(&node);
    }
}

void ExprCompiler::joined(SqlWriter& writer, const Conditions& conditions, std::string_view word,
                          bool negated) const {
    write_balanced(writer, 0, conditions.size(), word,
                   [&](std::size_t i) { condition(writer, *conditions[i], negated); });
}

void ExprCompiler::disjunction(SqlWriter& writer, Nodes nodes, bool negated) const {
    Conditions possible;
    for (const Node& node : nodes)
        if (truth(node) != Truth::never) possible.push_back(&node);
    writer.sql += '(';
    joined(writer, possible, " OR ", negated);
    writer.sql += ')';
}

/// Writes whether an odd number of the operands is true. NULL counts as false, so that the result
/// is never NULL.
void ExprCompiler::parity(SqlWriter& writer, Nodes nodes) const {
    Conditions all;
    for (const Node& node : nodes) all.push_back(&node);
    odd(writer, all);
}

/// Writes an exclusive or of halves, `a <> b`. Only SQLite adds truth values up, and `a <> b <> c`
/// is no expression on some engines.
void ExprCompiler::odd(SqlWriter& writer, std::span<const Node* const> conditions) const {
    if (conditions.size() > 1) {
        const std::size_t half = conditions.size() / 2;
        writer.sql += '(';
        odd(writer, conditions.first(half));
        writer.sql += " <> ";
        odd(writer, conditions.subspan(half));
        writer.sql += ')';
        return;
    }
    const Node& only = *conditions.front();
    if (const Truth constant = truth(only); constant != Truth::depends) {
        writer.sql += constant == Truth::always ? "(1 = 1)" : "(1 = 0)";
        return;
    }
    writer.sql += "((";
    condition(writer, only, false);
    writer.sql += ") IS TRUE)";
}

void ExprCompiler::exists(SqlWriter& writer, const Node& node, std::size_t select) const {
    writer.sql += "EXISTS (SELECT 1";
    tables_->from(writer, select, dialect_);
    writer.sql += " WHERE ";
    for (const auto& [inner, outer] : tables_->select(select).tied) {
        column(writer, inner);
        writer.sql += " = ";
        column(writer, outer);
        tables_->same_node(writer, inner, outer, dialect_);
        writer.sql += " AND ";
    }
    if (node.kind == ExprKind::lookup)
        comparison(writer, node, false);
    else if (node.kind == ExprKind::filter || node.kind == ExprKind::all_of)
        conjunction(writer, children(node), false);
    else
        connected(writer, node, false);
    writer.sql += ')';
}

void ExprCompiler::lookup(SqlWriter& writer, const Node& node, bool negated) const {
    if (!is_not_equal(node)) return comparison(writer, node, negated);
    const Nodes sides = children(node);
    if (null_test(node) == NullTest::is_null) {
        operand(writer, sides.front(), nullptr, DecimalForm::exact);
        writer.sql += " IS NOT NULL";
    } else if (nullable(node) || unforeseeable(node) || is_json(sides.front())) {
        writer.sql += "NOT (";
        comparison(writer, node, !negated);
        writer.sql += ')';
    } else {
        operation(writer, node, Lookup::not_equal);
    }
}

/// Whether only the engine knows if a lookup is NULL: a statement that may give NULL or no row, a
/// field of another one, SQL of the user's.
bool ExprCompiler::unforeseeable(const Node& lookup) const {
    const bool membership = positive_lookup(lookup) == Lookup::in;
    return std::any_of(&lookup, &lookup + lookup.size, [&](const Node& part) {
        if (part.kind == ExprKind::subquery)
            return !membership || tables_ == nullptr || tables_->statement(part).may_give_null();
        return part.kind == ExprKind::outer_path || part.kind == ExprKind::raw;
    });
}

/// A lookup, `!=` taken as `exact`. Under a NOT, one that could be NULL is made to be false
/// instead, so that NOT makes it true. A row without a value is not equal to any value (Django's
/// rule).
void ExprCompiler::comparison(SqlWriter& writer, const Node& node, bool negated) const {
    const Nodes sides = children(node);
    if (const NullTest test = null_test(node); test != NullTest::none) {
        operand(writer, sides.front(), nullptr, DecimalForm::exact);
        writer.sql += test == NullTest::is_null ? " IS NULL" : " IS NOT NULL";
        return;
    }
    if (negated && unforeseeable(node)) {
        writer.sql += "((";
        operation(writer, node, positive_lookup(node), negated);
        writer.sql += ") IS TRUE)";
        return;
    }
    const bool guarded = negated && nullable(node);
    if (guarded) writer.sql += '(';
    operation(writer, node, positive_lookup(node), negated);
    if (!guarded) return;
    for (const Node& side : sides) {
        if (!nullable(side)) continue;
        writer.sql += " AND ";
        presence(writer, side);
        writer.sql += " IS NOT NULL";
    }
    writer.sql += ')';
}

void ExprCompiler::operation(SqlWriter& writer, const Node& node, Lookup lookup,
                             bool negated) const {
    const Nodes sides = children(node);
    const Node& left = sides.front();
    const bool contains_json = lookup == Lookup::contains && is_json(sides.rest().front());
    if ((contains_json || !matches_text(lookup)) && is_json(left))
        return json_operation(writer, node, lookup);
    if (asks_for_keys(lookup))
        throw FieldError("aside: " + std::string(detail::lookup_names[node.op]) +
                         " is a lookup of JSON");
    if (lookup == Lookup::in) return membership(writer, node, negated);
    if (year_operation(writer, node, lookup)) return;
    const FieldInfo* of_left = field_of(left);
    const bool may_be_vector = of_left == nullptr || has_kind(of_left, detail::FieldKind::text);
    const bool of_search = lookup == Lookup::exact && may_be_vector && is_search_vector(left);
    if (searches_text(lookup) || of_search) return search_operation(writer, node, lookup);
    if (compares_arrays(lookup) ||
        (matches_text(lookup) && has_kind(of_left, detail::FieldKind::array)))
        return array_operation(writer, node, lookup, of_left);
    if (matches_text(lookup)) return match(writer, node, lookup);
    const Node& right = sides.rest().front();
    const FieldInfo* of_right = field_of(right);
    const bool of_decimals = has_kind(of_left, detail::FieldKind::decimal) ||
                             has_kind(of_right, detail::FieldKind::decimal);
    const bool by_key = of_decimals && are_compared_by_key(sides);
    compared(writer, left, of_right, by_key);
    writer.sql += lookup == Lookup::range ? " BETWEEN " : comparison_operator(lookup);
    compared(writer, right, of_left, by_key);
    if (lookup != Lookup::range) return;
    writer.sql += " AND ";
    compared(writer, sides.rest().rest().front(), of_left, by_key);
}

/// Whether exact numbers are compared by their keys: if one of them is calculated, and so may have
/// more digits than a column stores.
bool ExprCompiler::are_compared_by_key(Nodes sides) const {
    bool calculated = false;
    for (const Node& side : sides) calculated = calculated || is_calculated(side);
    if (!calculated) return false;
    bool has_digits = false;
    for (const Node& side : sides) {
        const FieldInfo* field = field_of(side);
        if (field == nullptr) return false;
        const auto kind = field->type->kind;
        if (kind != detail::FieldKind::decimal && kind != detail::FieldKind::integer) return false;
        has_digits = has_digits || has_forms(side);
    }
    return has_digits;
}

void ExprCompiler::compared(SqlWriter& writer, const Node& node, const FieldInfo* beside,
                            bool by_key) const {
    if (!by_key) return operand(writer, node, beside);
    if (node.kind != ExprKind::value)
        return dialect_.decimal_key(writer, decimal_operand(writer, node, DecimalForm::exact).sql);
    SqlWriter number = writer.part();
    operand(number, node, beside, DecimalForm::exact);
    dialect_.decimal_key(writer, number);
}

void ExprCompiler::match(SqlWriter& writer, const Node& node, Lookup lookup) const {
    const Node& left = children(node).front();
    const Node& right = children(node).rest().front();
    dialect_.match(writer, lookup, scalar_argument(writer, left), scalar_argument(writer, right));
}

void ExprCompiler::membership(SqlWriter& writer, const Node& node, bool negated) const {
    const Nodes sides = children(node);
    operand(writer, sides.front(), nullptr);
    if (sides.rest().front().kind == ExprKind::subquery) {
        writer.sql += " IN ";
        return statement(writer, sides.rest().front());
    }
    SqlWriter list = writer.part();
    std::size_t size = 0;
    bool plain = true;
    for (const Node& value : sides.rest()) {
        if (value.kind == ExprKind::value && value.value.is_null())
            continue;  // NULL equals nothing
        if (size++ > 0) list.sql += ", ";
        operand(list, value, field_of(sides.front()));
        plain = plain && value.kind == ExprKind::value;
    }
    if (plain && size > dialect_.limits().values_in_list &&
        dialect_.list(writer, list.params, negated))
        return;
    writer.sql += " IN (";
    writer.append(list);
    writer.sql += ')';
}

}  // namespace aside::sql
