#include "query/one_row.hpp"

#include "model/uniqueness.hpp"

namespace aside::query {

using namespace detail;

namespace {

bool is_unique(const ModelInfo& model, std::string_view path) {
    const FieldInfo* field = model.find(path);
    return field != nullptr && model::is_unique(model, *field);
}

/// Whether one of the conditions from `first` to `last`, all of which have to hold, is the equality
/// of a unique column and a value.
bool pins_one_row(const ModelInfo& model, const ExprNode* first, const ExprNode* last) {
    for (const ExprNode* node = first; node < last; node += node->size) {
        const bool nested = node->kind == ExprKind::filter || node->kind == ExprKind::all_of;
        if (nested && pins_one_row(model, node + 1, node + node->size)) return true;
        const bool equality =
            node->kind == ExprKind::lookup && node->op == static_cast<unsigned char>(Lookup::exact);
        // A unique column may be NULL in many rows.
        if (equality && node[1].kind == ExprKind::path && node[2].kind == ExprKind::value &&
            !node[2].value.is_null() && is_unique(model, node[1].path()))
            return true;
    }
    return false;
}

bool is_of_one_row(const Query& query) {
    const bool plain = query.annotations.empty() && query.operation == SetOperation::none &&
                       !query.owners && !query.raw;
    const ExprNode* first = query.where.data();
    const ExprNode* const last = first + query.where.size();
    if (first != last && first->kind == ExprKind::filter) ++first;
    // Further conditions may join tables, and so have several rows each.
    return plain && first != last && first->kind == ExprKind::lookup &&
           first + first->size == last && pins_one_row(*query.model, first, last);
}

}  // namespace

void limit_for_only_row(Query& query) {
    if (!is_of_one_row(query)) limit_to(query, 2);
}

bool pins_one_row(const Query& query) {
    const Expr& where = query.where;
    return pins_one_row(*query.model, where.data(), where.data() + where.size());
}

}  // namespace aside::query
