// Paths whose text came at run time: looked up when a method takes them, with the values that they
// are compared to.
#include <algorithm>

#include "aside/detail/field_type.hpp"
#include "aside/detail/operands.hpp"
#include "aside/detail/query.hpp"
#include "aside/error.hpp"
#include "model/shown.hpp"
#include "query/kinds.hpp"
#include "query/paths.hpp"

namespace aside::query {

using namespace detail;

namespace {

/// The target of a path, and the lookup that it ends in, which is cut off.
struct Named {
    const FieldInfo* field = nullptr;
    std::optional<Lookup> lookup{};
    bool of_json = false;  ///< the path ends on a key of JSON, and not on a column
};
Named split_lookup(const Query& query, ExprNode& node) {
    const std::string text(node.path());
    const std::size_t head = text.find("__");
    query::Path path;
    const FieldInfo* column = nullptr;
    if (const Annotation* annotation = query.find_annotation(text.substr(0, head))) {
        column = query::field_of_type(annotation->type);
        path.field = column;
        path.whole = head == text.npos;
        if (!path.whole) path.rest = std::string_view(text).substr(head + 2);
    } else {
        path = query::follow(*query.model, text);
        column = query::reading(path).field;
    }
    const bool json = column != nullptr && column->type->kind == FieldKind::json;
    if (path.whole) return {column, {}, json && query.find_annotation(text) != nullptr};
    if (path.rest.empty()) query::throw_unknown_segment(path);
    const query::Ending ending = path.relation != nullptr || column == nullptr
                                     ? query::Ending{.field = column, .rest = path.rest}
                                     : query::read_ending(*column, path.rest, true);
    const bool key = json && !ending.ends.empty();
    if (ending.rest.empty()) return {ending.field, {}, key};
    const int lookup = find_lookup(ending.rest);
    path.rest = ending.rest;
    if (lookup < 0 || column == nullptr) query::throw_unknown_segment(path);
    node.value = text.substr(0, text.size() - ending.rest.size() - 2);
    return {ending.field, static_cast<Lookup>(lookup), key};
}

SqlValue parsed_truth(const SqlValue& value) {
    if (const std::int64_t* integer = value.integer()) return *integer != 0;
    if (value.boolean() != nullptr) return value;
    const std::string* text = value.text();
    if (text == nullptr)
        throw ValidationError("isnull takes true or false, not " + value.to_string());
    if (*text == "true" || *text == "True" || *text == "1") return true;
    if (*text == "false" || *text == "False" || *text == "0") return false;
    throw ValidationError("isnull takes true or false, not \"" + *text + '"');
}

/// Throws `FieldError` if a lookup has not as many values as it takes.
void require_values(const FieldInfo& field, Lookup lookup, std::size_t values) {
    if (lookup == Lookup::in || lookup == Lookup::has_keys || lookup == Lookup::has_any_keys)
        return;
    const std::size_t wanted = lookup == Lookup::range ? 2 : 1;
    if (values != wanted)
        throw FieldError(field.full_name() + ": the lookup " +
                         std::string(lookup_names[static_cast<int>(lookup)]) +
                         (wanted == 1 ? " takes one value" : " takes two values") + ", not " +
                         std::to_string(values));
}

bool is_decimal(const ExprNode& given, const FieldInfo& field) {
    return given.type != nullptr && given.type->kind == FieldKind::decimal &&
           field.type->kind == FieldKind::decimal;
}

/// Text is a list of JSON or, where elements are looked for, one of them.
void resolve_array(ExprNode& right, const FieldInfo& field, Lookup lookup) {
    const std::string* text = right.value.text();
    const bool is_list =
        right.value.array() != nullptr || (text != nullptr && text->starts_with('['));
    if (!is_list && (lookup == Lookup::contains || compares_arrays(lookup)))
        right.value = SqlArray{.element = right.value.kind(), .values = {right.value}};
    right.value = parsed_value(field, right.value);
}

/// Text is read as the field's type: of JSON as a whole a document, at a key a string.
void resolve_value(ExprNode& right, const Named& named, Lookup lookup) {
    if (lookup == Lookup::isnull) {
        right.value = parsed_truth(right.value);
    } else if (named.field->type->kind == FieldKind::array) {
        resolve_array(right, *named.field, lookup);
    } else if (named.field->type->kind != FieldKind::json) {
        if (!matches_text(lookup) && !searches_text(lookup) && !is_decimal(right, *named.field))
            right.value = parsed_value(*named.field, right.value);
    } else if (!named.of_json && right.value.text() != nullptr && !matches_text(lookup)) {
        right.value = parsed_value(*named.field, right.value);
        right.type = &field_type<Json>;
    }
}

/// Throws `ValidationError` if a key is no text, but NULL, a number or a column.
void require_keys(const FieldInfo& field, const ExprNode* key, const ExprNode* end) {
    for (; key < end; key += key->size)
        if (key->kind != ExprKind::value || key->value.text() == nullptr)
            throw ValidationError(field.full_name() + ": a key is text");
}

const FieldInfo* field_of(const Query& query, const ExprNode& node);

const FieldInfo* field_of_path(const Query& query, const ExprNode& node) {
    ExprNode path = node;
    const Named named = split_lookup(query, path);
    return named.lookup || named.of_json ? nullptr : named.field;
}

const FieldInfo* field_of_arithmetic(const Query& query, const ExprNode& node) {
    const ExprNode* left = &node + 1;
    const FieldInfo* of_left = field_of(query, *left);
    const FieldInfo* of_right = field_of(query, left[left->size]);
    if (of_left == nullptr || of_right == nullptr) return of_left != nullptr ? of_left : of_right;
    return &query::arithmetic_field(static_cast<char>(node.op), *of_left, *of_right);
}

/// A field like an expression of a row, as far as names and types tell; else nullptr.
const FieldInfo* field_of(const Query& query, const ExprNode& node) {
    if (node.kind == ExprKind::path) return field_of_path(query, node);
    if (node.type != nullptr) return query::field_of_type(node.type);
    if (node.kind == ExprKind::arithmetic) return field_of_arithmetic(query, node);
    if (node.kind != ExprKind::function) return nullptr;
    const auto function = static_cast<Function>(node.op);
    if (const auto kind = query::result_kind(function)) return &query::field_of_kind(*kind);
    return node.size > 1 ? field_of(query, *(&node + 1)) : nullptr;
}

/// Text beside an expression of names that came at run time is read as a value of its kind.
void resolve_comparison(const Query& query, ExprNode* node) {
    ExprNode* left = node + 1;
    ExprNode* right = left + left->size;
    const auto at_run_time = [](const ExprNode& part) { return part.at_run_time(); };
    if (matches_text(static_cast<Lookup>(node->op)) || std::none_of(left, right, at_run_time))
        return;
    const FieldInfo* field = field_of(query, *left);
    if (field == nullptr || field->type->kind == FieldKind::json ||
        field->type->kind == FieldKind::text)
        return;
    for (; right < node + node->size; right += right->size)
        if (right->kind == ExprKind::value && right->value.text() != nullptr)
            right->value = parsed_value(*field, right->value);
}

/// How many values are given: a list for a field that is no array is as many as it has.
std::size_t count_values(const FieldInfo& field, ExprNode* right, const ExprNode* end) {
    std::size_t values = 0;
    for (; right < end; right += right->size) {
        const SqlArray* const list =
            field.type->kind == FieldKind::array ? nullptr : right->value.array();
        values += list == nullptr ? 1 : list->values.size();
        if (list != nullptr && list->values.size() == 1)
            right->value = SqlValue(list->values.front());
    }
    return values;
}

void resolve_lookup(const Query& query, ExprNode* node) {
    ExprNode* left = node + 1;
    if (left->kind != ExprKind::path) return resolve_comparison(query, node);
    if (!left->at_run_time()) return;
    const std::string whole(left->path());
    const Named named = split_lookup(query, *left);
    if (named.lookup) {
        if (static_cast<Lookup>(node->op) != Lookup::exact)
            throw FieldError("\"" + whole + "\" ends in a lookup already, and another follows it");
        node->op = static_cast<unsigned char>(*named.lookup);
    }
    const FieldInfo& field = *named.field;
    const auto lookup = static_cast<Lookup>(node->op);
    require_values(field, lookup, count_values(field, left + 1, node + node->size));
    if (field.type->kind == FieldKind::array &&
        ((matches_text(lookup) && lookup != Lookup::contains) || searches_text(lookup)))
        throw FieldError(field.full_name() + " is an array, and has no lookup " +
                         std::string(lookup_names[node->op]));
    if (compares_arrays(lookup) && field.type->kind != FieldKind::array)
        throw FieldError(field.full_name() + " is no array, and has no lookup " +
                         std::string(lookup_names[node->op]));
    if (asks_for_keys(lookup) && field.type->kind != FieldKind::json)
        throw FieldError(field.full_name() + " is no JSON, and has no keys");
    if (asks_for_keys(lookup)) return require_keys(field, left + 1, node + node->size);
    for (ExprNode* right = left + 1; right < node + node->size; right += right->size)
        if (right->kind == ExprKind::value && (!right->value.is_null() || lookup == Lookup::isnull))
            resolve_value(*right, named, lookup);
}

/// Throws `FieldError` if a path names neither an annotation nor a field.
void require_known(const Query& query, const ExprNode& node) {
    if (node.kind != ExprKind::path || !node.at_run_time()) return;
    if (query.find_annotation(node.path().substr(0, node.path().find("__"))) != nullptr) return;
    (void)query::follow_all(*query.model, node.path());
}

/// Whether the value is a decimal with no more digits than the field has, before and behind the
/// point.
bool fits(const ExprNode& given, const FieldInfo& field) {
    return is_decimal(given, field) && given.type->decimal_places <= field.type->decimal_places &&
           given.type->max_digits - given.type->decimal_places <=
               field.type->max_digits - field.type->decimal_places;
}

/// Text that is none of the choices could not be read back.
void require_choice(const FieldInfo& field, const SqlValue& value) {
    const std::string* text = value.text();
    if (text == nullptr || std::ranges::count(field.choices, *text, &Choice::text) != 0) return;
    throw ValidationError(field.full_name() + " has no choice " + model::shown(*text));
}

}  // namespace

}  // namespace aside::query

namespace aside::detail {

bool takes_several(std::string_view path) {
    for (const Lookup lookup : {Lookup::in, Lookup::range, Lookup::has_keys, Lookup::has_any_keys})
        if (path.ends_with("__" + std::string(lookup_names[static_cast<int>(lookup)]))) return true;
    return false;
}

void resolve_run_time_conditions(const Query& query, Expr& expr, std::size_t begin) {
    for (std::size_t i = begin; i < expr.size(); ++i) {
        if (expr[i].kind == ExprKind::lookup) query::resolve_lookup(query, &expr[i]);
        query::require_known(query, expr[i]);
    }
}

void resolve_assignments(const ModelInfo& model, std::vector<Assignment>& assignments) {
    const Query query(model);
    for (Assignment& assignment : assignments) {
        const bool at_run_time = came_at_run_time(assignment.name);
        const FieldInfo& field = model.at(at_run_time ? assignment.run_time_name : assignment.name);
        assignment.name = field.name;
        resolve_run_time_conditions(query, assignment.value, 0);
        ExprNode& given = assignment.value.front();
        if (!at_run_time || given.kind != ExprKind::value || query::fits(given, field)) continue;
        given.value = parsed_value(field, given.value);
        if (field.text_choices) query::require_choice(field, given.value);
    }
}

void resolve_run_time_order(const Query& query, OrderTerm& term) {
    resolve_run_time_conditions(query, term.expr, 0);
}

}  // namespace aside::detail
