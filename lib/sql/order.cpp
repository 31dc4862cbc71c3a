// Orderings, and those of other models that they stand for.
#include <algorithm>

#include "aside/error.hpp"
#include "sql/resolver.hpp"

namespace aside::sql {

using detail::ModelInfo;
using detail::OrderTerm;

struct Resolver::Expansion {
    std::size_t root = 0;  ///< the table of the ordering's model
    bool descending = false;
    OrderTerm::Nulls nulls = OrderTerm::Nulls::engine;
    std::vector<const ModelInfo*> models{};  ///< the models whose orderings led here
};

namespace {

/// Whether a path stands for the ordering of a model: `box` stands for that of boxes, `box_id` and
/// `pk` do not.
bool stands_for_an_ordering(const Path& path) {
    return path.relation != nullptr && path.last == path.relation->name &&
           !path.model->ordering.empty();
}

}  // namespace

std::vector<OrderColumn> Resolver::ordering(const std::vector<OrderTerm>& terms) {
    std::vector<OrderColumn> columns;
    for (const OrderTerm& term : terms) order(term, {}, columns);
    return columns;
}

void Resolver::order(const OrderTerm& term, const Expansion& expansion,
                     std::vector<OrderColumn>& columns) {
    OrderColumn column{.descending = term.descending != expansion.descending,
                       .nulls = expansion.descending ? opposite(term.nulls) : term.nulls};
    if (term.nulls == OrderTerm::Nulls::engine) column.nulls = expansion.nulls;
    Scope scope{.root = expansion.root, .takes_any_join = true, .splits = false};
    const Node& node = term.expr.front();
    if (node.kind != detail::ExprKind::path || ends_in_transform(node, scope.root)) {
        // A model's ordering may come in several times, and mean other tables each time.
        column.expression = expansion.models.empty() ? &node : &own_copy(term.expr);
        (void)operand(*column.expression, scope);
        return columns.push_back(column);
    }
    const ModelInfo& model = *tables_[scope.root].model;
    if (const detail::FieldInfo* own = plain_column(model, node.path())) {
        column.column = {scope.root, own};
        tables_.read(scope.root);
        return columns.push_back(column);
    }
    const Path path = follow_all(model, node.path());
    const TableSet walked = walk(path, scope);
    if (!stands_for_an_ordering(path)) {
        const Reading read = reading(path);
        column.column = {read.steps == 0 ? scope.root : walked[read.steps - 1], read.field};
        tables_.read(column.column.table);
        return columns.push_back(column);
    }
    Expansion inner{walked.back(), column.descending, column.nulls, expansion.models};
    if (std::ranges::find(inner.models, path.model) != inner.models.end())
        throw FieldError("the ordering of " + std::string(path.model->type_name) +
                         " leads back to itself by way of \"" + std::string(node.path()) + '"');
    inner.models.push_back(path.model);
    for (const OrderTerm& part : path.model->ordering) order(part, inner, columns);
}

/// Whether a path is more than a column: an annotation, or something computed of a column.
bool Resolver::ends_in_transform(const Node& path, std::size_t root) const {
    if (root == 0 && annotation_of(path) != nullptr) return true;
    const ModelInfo& model = *tables_[root].model;
    return plain_column(model, path.path()) == nullptr &&
           !follow_all(model, path.path()).rest.empty();
}

const Node& Resolver::own_copy(const detail::Expr& expr) {
    return copies_.emplace_front(expr).front();
}

}  // namespace aside::sql
