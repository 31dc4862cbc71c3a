// The part of ExprCompiler that writes aggregates.
#include "aside/error.hpp"
#include "query/truth.hpp"
#include "sql/expr_compiler.hpp"
#include "sql/places.hpp"

namespace aside::sql {

using detail::Aggregation;
using detail::ExprKind;
using detail::FieldInfo;

namespace {

Aggregation aggregation_of(const Node& node) {
    return static_cast<Aggregation>(node.op & ~detail::distinct_aggregation);
}

/// Whether its values are of another kind than what they are put together of.
bool has_own_kind(Aggregation aggregation) {
    return aggregation == Aggregation::string_agg || aggregation == Aggregation::json_agg;
}

/// Of equal values there is one, which has no place in another order.
void require_own_order(const AggregateCall& call) {
    for (const OrderKey& key : call.order)
        if (key.sql.sql != call.argument.sql.sql || key.sql.params != call.argument.sql.params)
            throw FieldError(
                "aside: distinct values can be put together in their own order only: leave "
                "distinct() out, or order by the aggregate's argument alone");
}

}  // namespace

/// The value that an aggregate gives instead of NULL; nullptr if none was given.
const Node* ExprCompiler::default_of(const Node& aggregate) {
    for (const Node& child : children(aggregate).rest())
        if (child.kind != ExprKind::filter_clause && child.kind != ExprKind::ordering)
            return &child;
    return nullptr;
}

void ExprCompiler::aggregate(SqlWriter& writer, const Node& node, DecimalForm form) const {
    SqlWriter call = writer.part();
    aggregate_call(call, node);
    aggregate_result(writer, node, call, form);
}

/// Writes the result of an aggregate in the form in which its field is stored, or the default in
/// place of NULL.
void ExprCompiler::aggregate_result(SqlWriter& writer, const Node& node, const SqlWriter& call,
                                    DecimalForm form) const {
    const Aggregation aggregation = aggregation_of(node);
    const Node* otherwise = default_of(node);
    const FieldInfo* field = field_of(children(node).front());
    if (otherwise == nullptr) return dialect_.aggregated(writer, aggregation, field, call, form);
    require_room(*otherwise, field_of(node));
    writer.sql += "COALESCE(";
    dialect_.aggregated(writer, aggregation, field, call, form);
    writer.sql += ", ";
    if (aggregation == Aggregation::array && field != nullptr) {
        SqlWriter array = writer.part();
        operand(array, *otherwise, nullptr, form);
        dialect_.as_array(writer, array, *field);
    } else {
        operand(writer, *otherwise, has_own_kind(aggregation) ? field_of(node) : field, form);
    }
    writer.sql += ')';
}

void ExprCompiler::aggregate_call(SqlWriter& writer, const Node& node) const {
    const Aggregation aggregation = aggregation_of(node);
    const bool exact = aggregation == Aggregation::sum || aggregation == Aggregation::avg ||
                       aggregation == Aggregation::count;
    if (aggregation == Aggregation::array && !dialect_.features().arrays)
        dialect_.throw_unsupported("arrays", "arrays");
    require_room_as(children(node).front(), children(node).front());
    const Operand of =
        argument(writer, children(node).front(), exact ? DecimalForm::exact : DecimalForm::number);
    const std::vector<OrderKey> order = order_keys(writer, node);
    const AggregateCall call{aggregation, (node.op & detail::distinct_aggregation) != 0, of,
                             node.value.is_null() ? nullptr : &node.value, order};
    if (call.distinct) require_own_order(call);
    dialect_.aggregate(writer, call);
    for (const Node& child : children(node).rest()) {
        if (child.kind != ExprKind::filter_clause) continue;
        const Truth constant = truth(children(child));
        writer.sql += " FILTER (WHERE ";
        if (constant == Truth::depends)
            conjunction(writer, children(child), false);
        else
            writer.sql += constant == Truth::always ? "1 = 1" : "1 = 0";
        writer.sql += ')';
    }
}

std::vector<OrderKey> ExprCompiler::order_keys(const SqlWriter& of, const Node& aggregate) const {
    std::vector<OrderKey> keys;
    for (const Node& part : children(aggregate).rest()) {
        if (part.kind != ExprKind::ordering) continue;
        for (const Node& term : children(part)) {
            keys.push_back({.sql = of.part(),
                            .descending = (term.op & detail::descending_flag) != 0,
                            .nulls = nulls_of(term.op)});
            order_key(keys.back().sql, children(term).front());
        }
    }
    return keys;
}

}  // namespace aside::sql
