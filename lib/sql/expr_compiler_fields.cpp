// The part of ExprCompiler that finds the kinds of expressions.
#include <algorithm>

#include "query/kinds.hpp"
#include "sql/expr_compiler.hpp"
#include "sql/select.hpp"

namespace aside::sql {

using detail::ExprKind;
using detail::FieldInfo;
using detail::FieldKind;

namespace {

/// Whether a subtree has a part of that kind outside of subqueries and windows, or a path to an
/// annotation of which `is` holds.
template <class IsAnnotation>
bool contains(const Node& node, ExprKind kind, const ExprCompiler& compiler, IsAnnotation is) {
    for (const Node* part = &node; part != &node + node.size;) {
        if (part->kind == kind) return true;
        if (part->kind == ExprKind::path) {
            const Meaning meaning = compiler.meaning_of(*part);
            if (meaning.annotation != nullptr && is(*meaning.annotation)) return true;
        }
        part += part->kind == ExprKind::window ? part->size : 1;
    }
    return false;
}

/// Whether values of either are numbers of a third field: not of integers, whose field may know
/// their choices, nor of literals.
bool are_widened(const FieldInfo& a, const FieldInfo& b) {
    const bool integers = a.type->kind == FieldKind::integer && b.type->kind == FieldKind::integer;
    return is_number(a.type->kind) && is_number(b.type->kind) && !integers &&
           !(is_decimal_literal(a) && is_decimal_literal(b));
}

/// Whether a node can stand by itself in a list of expressions: conditions and clauses cannot.
bool is_expression(ExprKind kind) {
    switch (kind) {
        case ExprKind::filter:
        case ExprKind::all_of:
        case ExprKind::any_of:
        case ExprKind::odd_of:
        case ExprKind::negation:
        case ExprKind::lookup:
        case ExprKind::when:
        case ExprKind::filter_clause:
        case ExprKind::partition:
        case ExprKind::ordering:
        case ExprKind::order_term:
        case ExprKind::frame:
            return false;
        default:
            return true;
    }
}

}  // namespace

bool ExprCompiler::of_groups(const Node& node) const {
    return contains(node, ExprKind::aggregate, *this,
                    [](const detail::Annotation& annotation) { return annotation.aggregate; });
}

bool ExprCompiler::of_windows(const Node& node) const {
    return contains(node, ExprKind::window, *this,
                    [](const detail::Annotation& annotation) { return annotation.window; });
}

void ExprCompiler::ungrouped(const Node& node, Ungrouped& found) const {
    if (const std::size_t select = select_of(node)) {
        for (const auto& [inner, outer] : tables_->select(select).tied) {
            found.columns.push_back(outer);
            if (tables_->are_on_one_node(inner, outer))
                found.columns.push_back(
                    {outer.table, (*tables_)[outer.table].model->distribution()});
        }
        return;
    }
    switch (node.kind) {
        case ExprKind::aggregate:
            return;
        case ExprKind::window:  // its function is computed of groups as of rows
            for (const Node& argument : children(children(node).front()))
                ungrouped(argument, found);
            for (const Node& part : children(node).rest()) ungrouped(part, found);
            return;
        case ExprKind::subquery:
        case ExprKind::exists:
            for (const Meaning& read : tables_->read_by_statement(node)) {
                if (read.annotation == nullptr)
                    found.columns.push_back(read.column);
                else
                    ungrouped(read.annotation->expr.front(), found);
            }
            return;
        default:
            break;
    }
    if (is_expression(node.kind)) {
        if (!of_groups(node) && !of_windows(node)) return found.expressions.push_back(&node);
        if (node.kind == ExprKind::path)
            return ungrouped(meaning_of(node).annotation->expr.front(), found);
    }
    for (const Node& part : children(node)) ungrouped(part, found);
}

const FieldInfo* ExprCompiler::field_of(const Meaning& meaning) const {
    const FieldInfo* field = meaning.annotation != nullptr
                                 ? field_of(meaning.annotation->expr.front())
                                 : meaning.column.field;
    if (field == nullptr && meaning.annotation != nullptr)
        field = field_of_type(meaning.annotation->type);
    if (meaning.ending.empty() || field == nullptr) return field;
    return read_ending(*field, meaning.ending).field;
}

const FieldInfo* ExprCompiler::field_of_arithmetic(const Node& node) const {
    const FieldInfo* left = field_of(children(node).front());
    const FieldInfo* right = field_of(children(node).rest().front());
    if (left == nullptr || right == nullptr) return left != nullptr ? left : right;
    return &arithmetic_field(static_cast<char>(node.op), *left, *right);
}

/// The field of a value that may be any of several. Of numbers it is the widest. Else it is that of
/// the first column among them, which knows its choices; a plain value tells less. A decimal
/// literal takes the places of the others.
const FieldInfo* ExprCompiler::field_of_alternatives(const Node& node) const {
    const FieldInfo* found = nullptr;
    bool of_value = false;
    for (const bool literals : {false, true})
        for (const Node& child : children(node)) {
            const Node& part =
                child.kind == ExprKind::when ? children(child).rest().front() : child;
            const FieldInfo* field = field_of(part);
            if (field == nullptr || is_decimal_literal(*field) != literals) continue;
            const bool is_value = part.kind == ExprKind::value;
            if (found != nullptr && are_widened(*found, *field))
                found = &arithmetic_field('+', *found, *field);
            else if (found == nullptr || (of_value && !is_value))
                found = field;
            else
                continue;
            of_value = is_value;
        }
    return found;
}

/// A field like an expression or, where it is NULL, like its default.
const FieldInfo* ExprCompiler::field_with_default(const Node& expression,
                                                  const Node* otherwise) const {
    const FieldInfo* field = field_of(expression);
    const FieldInfo* other = otherwise == nullptr ? nullptr : field_of(*otherwise);
    if (field == nullptr || other == nullptr || !are_widened(*field, *other)) return field;
    return &arithmetic_field('+', *field, *other);
}

const FieldInfo* ExprCompiler::field_of_aggregate(const Node& node) const {
    using detail::Aggregation;
    const FieldInfo* argument = field_of(children(node).front());
    const FieldInfo* either = field_with_default(children(node).front(), default_of(node));
    switch (static_cast<Aggregation>(node.op & ~detail::distinct_aggregation)) {
        case Aggregation::count:
            return &field_of_kind(FieldKind::integer);
        case Aggregation::avg:
            return argument != nullptr && argument->type->kind == FieldKind::integer
                       ? &field_of_kind(FieldKind::real)
                       : either;
        case Aggregation::sum:
        case Aggregation::min:
        case Aggregation::max:
            return either;
        case Aggregation::string_agg:
            return &field_of_kind(FieldKind::text);
        case Aggregation::json_agg:
            return &field_of_kind(FieldKind::json);
        case Aggregation::array:
            return nullptr;  // the type of the annotation says it
        default:
            return &field_of_kind(FieldKind::real);
    }
}

const FieldInfo* ExprCompiler::field_of(const Node& node) const {
    switch (node.kind) {
        case ExprKind::path:
            return field_of(meaning_of(node));
        case ExprKind::outer_path:
            return tables_ == nullptr ? nullptr
                                      : ExprCompiler(dialect_, tables_->around(node.op))
                                            .field_of(tables_->meaning(node));
        case ExprKind::value:
            return field_of_type(node.type);
        case ExprKind::arithmetic:
            return field_of_arithmetic(node);
        case ExprKind::aggregate:
            return field_of_aggregate(node);
        case ExprKind::window:
            return field_of(children(node).front());
        case ExprKind::subquery:
            return tables_ == nullptr ? nullptr : tables_->statement(node).field();
        case ExprKind::raw:
            return field_of_type(node.type);
        case ExprKind::function:
            if (node.type != nullptr) return field_of_type(node.type);
            return field_of_function(node);
        case ExprKind::choice:
            return field_of_alternatives(node);
        case ExprKind::star:
        case ExprKind::random:
            return nullptr;
        default:
            return &field_of_kind(FieldKind::boolean);
    }
}

bool ExprCompiler::has_forms(const Node& node) const {
    return has_kind(field_of(node), FieldKind::decimal) && is_calculated(node);
}

/// Whether a decimal was calculated, so that its two forms differ. An inner statement gives
/// numbers.
bool ExprCompiler::is_calculated(const Node& node) const {
    using detail::Aggregation;
    using detail::Function;
    switch (node.kind) {
        case ExprKind::arithmetic:
            return true;
        case ExprKind::aggregate: {
            const auto made = static_cast<Aggregation>(node.op & ~detail::distinct_aggregation);
            return made == Aggregation::sum || made == Aggregation::avg;
        }
        case ExprKind::function: {
            const auto called = static_cast<Function>(node.op);
            if (called == Function::round || called == Function::cast) return true;
            if (called != Function::coalesce && !is_of_window(called)) return false;
            break;
        }
        case ExprKind::path: {
            const Meaning meaning = meaning_of(node);
            return meaning.annotation != nullptr && meaning.ending.empty() &&
                   inner_columns_ == nullptr && is_calculated(meaning.annotation->expr.front());
        }
        case ExprKind::choice:
        case ExprKind::when:
        case ExprKind::window:
            break;
        default:
            return false;
    }
    for (const Node& part : children(node))
        if (is_calculated(part)) return true;
    return false;
}

const FieldInfo* ExprCompiler::field_of_function(const Node& node) const {
    const auto function = static_cast<detail::Function>(node.op);
    if (const auto kind = result_kind(function)) return &field_of_kind(*kind);
    if (is_of_search(function)) return nullptr;
    if (function == detail::Function::lag || function == detail::Function::lead) {
        const Nodes otherwise = children(node).rest().rest();
        return field_with_default(children(node).front(),
                                  otherwise.empty() ? nullptr : &otherwise.front());
    }
    return is_alternative(function) ? field_of_alternatives(node)
                                    : field_of(children(node).front());
}

}  // namespace aside::sql
