// The part of ExprCompiler that knows JSON from other values.
#include "query/kinds.hpp"
#include "query/null_test.hpp"
#include "sql/expr_compiler.hpp"

namespace aside::sql {

using detail::ExprKind;
using detail::FieldInfo;
using detail::FieldKind;
using detail::Lookup;

bool ExprCompiler::is_json(const Node& node) const {
    const FieldInfo* field = field_of(node);
    return field != nullptr && field->type->kind == FieldKind::json;
}

/// Whether an expression is the value at a key of JSON, also by an annotation's name.
bool ExprCompiler::is_json_key(const Node& node) const {
    if (node.kind != ExprKind::path || !is_json(node)) return false;
    const Meaning meaning = meaning_of(node);
    if (!meaning.ending.empty()) return true;
    return meaning.annotation != nullptr && is_json_key(meaning.annotation->expr.front());
}

NullTest ExprCompiler::null_test(const Node& lookup) const {
    const NullTest test = query::null_test(lookup);
    const bool compares_null =
        test == NullTest::is_null && positive_lookup(lookup) == Lookup::exact;
    return compares_null && is_json_key(children(lookup).front()) ? NullTest::none : test;
}

JsonPath ExprCompiler::json_path(const SqlWriter& of, const Node& node) const {
    if (node.kind == ExprKind::path) return ended(of, meaning_of(node));
    JsonPath whole{.json = of.part()};
    expression(whole.json, node);
    return whole;
}

Operand ExprCompiler::scalar_argument(const SqlWriter& of, const Node& node,
                                      DecimalForm form) const {
    if (node.kind == ExprKind::value || !is_json(node)) return argument(of, node, form);
    Operand operand{.sql = of.part(), .field = field_of(node)};
    dialect_.json_path(operand.sql, json_path(of, node), JsonForm::scalar);
    return operand;
}

void ExprCompiler::order_key(SqlWriter& writer, const Node& node) const {
    if (node.kind != ExprKind::value && is_json(node))
        return dialect_.json_path(writer, json_path(writer, node), JsonForm::order);
    if (!has_forms(node)) return writer.append(argument(writer, node).sql);
    dialect_.decimal_key(writer, argument(writer, node, DecimalForm::exact).sql);
}

/// A lookup of JSON, but for those that match text.
void ExprCompiler::json_operation(SqlWriter& writer, const Node& node, Lookup lookup) const {
    const Nodes sides = children(node);
    std::vector<Operand> right;
    for (const Node& value : sides.rest()) {
        if (lookup == Lookup::in && value.kind == ExprKind::value && value.value.is_null())
            continue;  // as for every other field
        right.push_back(argument(writer, value));
        right.back().rows = lookup == Lookup::in && value.kind == ExprKind::subquery;
    }
    dialect_.json_lookup(writer, lookup, json_path(writer, sides.front()), right);
}

/// An expression that is NULL if a side has no value. A key that is not there is no missing value:
/// then a lookup is neither true nor false, as in Django.
void ExprCompiler::presence(SqlWriter& writer, const Node& side) const {
    if (side.kind == ExprKind::path && is_json(side))
        if (const Meaning meaning = meaning_of(side); meaning.annotation == nullptr)
            return column(writer, meaning.column);
    operand(writer, side, nullptr, DecimalForm::exact);
}

}  // namespace aside::sql
