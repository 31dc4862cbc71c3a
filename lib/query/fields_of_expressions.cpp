// The part of ExprCompiler that knows of what kind expressions are.
#include <algorithm>

#include "query/conditions.hpp"
#include "query/kinds.hpp"
#include "query/select.hpp"

namespace aside::query {

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

const FieldInfo* field_of_type(const detail::FieldType* type) {
    return type == nullptr ? nullptr : &field_of_kind(type->kind);
}

bool is_temporal(FieldKind kind) {
    return kind == FieldKind::date || kind == FieldKind::date_time || kind == FieldKind::time;
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

std::vector<Meaning> ExprCompiler::plain_columns(const Node& node) const {
    std::vector<Meaning> columns;
    const auto add = [&](const Meaning& meaning) {
        if (meaning.annotation == nullptr) return columns.push_back(meaning);
        if (meaning.annotation->aggregate) return;
        for (const Meaning& read : plain_columns(meaning.annotation->expr.front()))
            columns.push_back(read);
    };
    for (const Node* part = &node; part != &node + node.size;) {
        if (part->kind == ExprKind::path) add(meaning_of(*part));
        if (part->kind == ExprKind::subquery || part->kind == ExprKind::exists)
            for (const Meaning& read : tables_->read_by_statement(*part)) add(read);
        part += part->kind == ExprKind::aggregate || part->kind == ExprKind::window ? part->size : 1;
    }
    return columns;
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

/// Of two kinds the wider: a moment and a duration give a moment, two moments a duration.
const FieldInfo* ExprCompiler::field_of_arithmetic(const Node& node) const {
    const FieldInfo* left = field_of(children(node).front());
    const FieldInfo* right = field_of(children(node).rest().front());
    if (left == nullptr || right == nullptr) return left != nullptr ? left : right;
    const FieldKind a = left->type->kind;
    const FieldKind b = right->type->kind;
    if (is_temporal(a) && is_temporal(b)) return &field_of_kind(FieldKind::duration);
    if (is_temporal(a) || is_temporal(b)) {
        const FieldKind moment = is_temporal(a) ? a : b;
        return &field_of_kind(moment == FieldKind::date ? FieldKind::date_time : moment);
    }
    for (const FieldKind kind : {FieldKind::duration, FieldKind::real, FieldKind::decimal})
        if (a == kind || b == kind) return &field_of_kind(kind);
    return &field_of_kind(a);
}

const FieldInfo* ExprCompiler::field_of_aggregate(const Node& node) const {
    using detail::Aggregation;
    const FieldInfo* argument = field_of(children(node).front());
    switch (static_cast<Aggregation>(node.op & ~detail::distinct_aggregation)) {
        case Aggregation::count:
            return &field_of_kind(FieldKind::integer);
        case Aggregation::avg:
            return argument != nullptr && argument->type->kind == FieldKind::integer
                       ? &field_of_kind(FieldKind::real)
                       : argument;
        case Aggregation::sum:
        case Aggregation::min:
        case Aggregation::max:
            return argument;
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
            if (const auto kind = result_kind(static_cast<detail::Function>(node.op)))
                return &field_of_kind(*kind);
            break;
        case ExprKind::choice:
            break;
        case ExprKind::star:
        case ExprKind::random:
            return nullptr;
        default:
            return &field_of_kind(FieldKind::boolean);
    }
    // The first that is more than a value tells most: a column knows its choices.
    const FieldInfo* found = nullptr;
    for (const Node& child : children(node)) {
        const Node& part = child.kind == ExprKind::when ? children(child).rest().front() : child;
        const FieldInfo* field = field_of(part);
        if (field == nullptr) continue;
        if (part.kind != ExprKind::value) return field;
        if (found == nullptr) found = field;
    }
    return found;
}

}  // namespace aside::query
