// Paths whose text came at run time: looked up where they are taken, with the values that they are
// compared to.
#include "aside/detail/query.hpp"
#include "aside/error.hpp"
#include "query/paths.hpp"

namespace aside::detail {
namespace {

/// What a path names, and the lookup that it ends in, which is cut off.
struct Named {
    const FieldInfo* field = nullptr;
    std::optional<Lookup> lookup{};
};
Named split_lookup(const ModelInfo& model, ExprNode& node) {
    const std::string text(node.path());
    const query::Path path = query::follow(model, text);
    const FieldInfo* field = query::reading(path).field;
    if (path.whole) return {field};
    const int lookup = find_lookup(path.rest);
    if (lookup < 0 || field == nullptr) query::throw_unknown_segment(path);
    node.value = text.substr(0, text.size() - path.rest.size() - 2);
    return {field, static_cast<Lookup>(lookup)};
}

SqlValue parsed_truth(const SqlValue& value) {
    const std::string* text = value.text();
    if (text == nullptr) return value;
    if (*text == "true" || *text == "True" || *text == "1") return 1;
    if (*text == "false" || *text == "False" || *text == "0") return 0;
    throw ValidationError("isnull takes true or false, not \"" + *text + '"');
}

bool compares_text(Lookup lookup) {
    return (lookup >= Lookup::iexact && lookup <= Lookup::iendswith) || lookup == Lookup::regex ||
           lookup == Lookup::iregex;
}

/// Throws `FieldError` where a lookup has not as many values as it takes.
void require_values(const FieldInfo& field, Lookup lookup, std::size_t values) {
    if (lookup == Lookup::in) return;
    const std::size_t wanted = lookup == Lookup::range ? 2 : 1;
    if (values != wanted)
        throw FieldError(field.full_name() + ": the lookup " +
                         std::string(lookup_names[static_cast<int>(lookup)]) +
                         (wanted == 1 ? " takes one value" : " takes two values") + ", not " +
                         std::to_string(values));
}

void resolve_lookup(const ModelInfo& model, ExprNode* node) {
    ExprNode* left = node + 1;
    if (left->kind != ExprKind::path || !left->at_run_time()) return;
    const std::string whole(left->path());
    const Named named = split_lookup(model, *left);
    if (named.lookup) {
        if (static_cast<Lookup>(node->op) != Lookup::exact)
            throw FieldError("\"" + whole + "\" ends in a lookup already, and another follows it");
        node->op = static_cast<unsigned char>(*named.lookup);
    }
    const FieldInfo& field = *named.field;
    const auto lookup = static_cast<Lookup>(node->op);
    std::size_t values = 0;
    for (const ExprNode* right = left + 1; right < node + node->size; right += right->size)
        ++values;
    require_values(field, lookup, values);
    for (ExprNode* right = left + 1; right < node + node->size; right += right->size) {
        if (right->kind != ExprKind::value || right->value.is_null() || compares_text(lookup))
            continue;
        right->value = lookup == Lookup::isnull ? parsed_truth(right->value)
                                                : parsed_value(field, right->value);
    }
}

}  // namespace

void resolve_run_time_conditions(const ModelInfo& model, Expr& expr, std::size_t begin) {
    for (std::size_t i = begin; i < expr.size(); ++i) {
        if (expr[i].kind == ExprKind::lookup) resolve_lookup(model, &expr[i]);
        if (expr[i].at_run_time()) (void)query::follow_all(model, expr[i].path());
    }
}

void resolve_assignments(const ModelInfo& model, std::vector<Assignment>& assignments) {
    for (Assignment& assignment : assignments) {
        const bool at_run_time = assignment.name.data() == nullptr;
        const FieldInfo& field = model.at(at_run_time ? assignment.run_time_name : assignment.name);
        assignment.name = field.name;
        resolve_run_time_conditions(model, assignment.value, 0);
        ExprNode& given = assignment.value.front();
        if (at_run_time && given.kind == ExprKind::value)
            given.value = parsed_value(field, given.value);
    }
}

void resolve_run_time_order(const ModelInfo& model, OrderTerm& term) {
    for (const ExprNode& node : term.expr)
        if (node.at_run_time()) (void)query::follow_all(model, node.path());
}

}  // namespace aside::detail
