#include "query/result_field.hpp"

#include "query/nodes.hpp"
#include "query/paths.hpp"

namespace aside::query {

using detail::Annotation;
using detail::ExprKind;
using detail::ExprNode;
using detail::FieldInfo;
using detail::FieldType;
using detail::Query;

namespace {

/// The column whose values an expression gives; nullptr if it gives others.
const FieldInfo* passed_on(const Query& query, const ExprNode& node) {
    switch (node.kind) {
        case ExprKind::path: {
            if (const Annotation* named = query.find_annotation(node.path()))
                return passed_on(query, named->expr.front());
            if (query.find_annotation(node.path().substr(0, node.path().find("__"))))
                return nullptr;
            const Path path = follow_all(*query.model, node.path());
            return path.rest.empty() ? reading(path).field : nullptr;
        }
        case ExprKind::subquery:
            return node.query->values.empty()
                       ? &node.query->model->key()
                       : passed_on(*node.query, node.query->values.front().expr.front());
        case ExprKind::aggregate:
        case ExprKind::window:
        case ExprKind::function:
        case ExprKind::choice:
        case ExprKind::when:
            for (const ExprNode& child : children(node))
                if (const FieldInfo* field = passed_on(query, child)) return field;
            return nullptr;
        default:
            return nullptr;
    }
}

}  // namespace

FieldInfo result_field(const Query& query, const ExprNode& expression, const FieldType* type) {
    FieldInfo field;
    if (type->enumeration)
        if (const FieldInfo* column = passed_on(query, expression)) field = *column;
    if (const FieldInfo* column =
            expression.kind == ExprKind::path ? passed_on(query, expression) : nullptr)
        field = *column;
    if (field.name.empty()) field.name = "expression";
    field.type = type;
    field.text_choices = field.text_choices && type->enumeration;
    return field;
}

}  // namespace aside::query
