#include "query/shape.hpp"

#include "aside/detail/driver.hpp"

namespace aside::query {

using detail::ExprKind;
using detail::ExprNode;
using detail::Lookup;
using detail::Query;

namespace {

template <class Plain>
void append(Shape& shape, const Plain& plain) {
    static_assert(std::has_unique_object_representations_v<Plain>);
    shape.append(&plain, sizeof plain);
}

/// With its length before it, so that no two lists of texts look alike.
void append_text(Shape& shape, std::string_view text) {
    append(shape, text.size());
    shape.append(text.data(), text.size());
}

/// A value counts as NULL or as of its kind only.
struct NodeShape {
    std::uint32_t size;
    ExprKind kind;
    unsigned char op;
    SqlValue::Kind value;
    unsigned char always_zero;
};
/// What every query has, without padding.
struct QueryShape {
    const detail::ModelInfo* model;
    std::int64_t offset;
    std::int64_t limit;
    std::size_t related;
    std::size_t conditions;
    std::size_t order;
    std::size_t values;
    std::uint16_t always_zero;
    Question question;
    bool limited;
    bool reversed;
    bool distinct;
    bool default_order;
    bool owned;
};

/// Lookups whose SQL is one for all values of a kind. Those that match text escape what they look
/// for, and spell some of it differently.
bool is_common(const ExprNode& lookup) {
    switch (static_cast<Lookup>(lookup.op)) {
        case Lookup::exact:
        case Lookup::not_equal:
        case Lookup::gt:
        case Lookup::gte:
        case Lookup::lt:
        case Lookup::lte:
        case Lookup::in:
        case Lookup::range:
        case Lookup::isnull:
            return true;
        default:
            return false;
    }
}

/// A year is compared by its first and last moment, where there are such.
bool is_common_path(std::string_view path) { return !path.ends_with("year"); }

bool append_node(Shape& shape, const ExprNode& node, bool whole_value) {
    append(shape, NodeShape{node.size, node.kind, node.op, node.value.kind(), 0});
    switch (node.kind) {
        case ExprKind::all_of:
        case ExprKind::any_of:
        case ExprKind::odd_of:
        case ExprKind::negation:
        case ExprKind::filter:
            return true;
        case ExprKind::lookup:
            return is_common(node);
        case ExprKind::path:
            append_text(shape, node.path());
            return is_common_path(node.path());
        case ExprKind::value:
            append(shape, node.type);
            if (whole_value) append(shape, node.value == SqlValue(0));
            return true;
        default:
            return false;
    }
}

bool append_conditions(Shape& shape, const detail::Expr& conditions) {
    bool whole_value = false;  // of isnull, whose operand is no parameter
    for (const ExprNode& node : conditions) {
        if (!append_node(shape, node, whole_value)) return false;
        if (node.kind == ExprKind::lookup)
            whole_value = static_cast<Lookup>(node.op) == Lookup::isnull;
    }
    return true;
}

/// A column by its path; what is computed has values of its own.
bool append_columns(Shape& shape, const detail::Expr& column) {
    if (column.size() != 1 || column.front().kind != ExprKind::path) return false;
    return append_node(shape, column.front(), false);
}

bool append_order(Shape& shape, const Query& query) {
    for (const detail::OrderTerm& term : query.order) {
        append(shape, term.descending);
        append(shape, static_cast<unsigned char>(term.nulls));
        if (!append_columns(shape, term.expr)) return false;
    }
    return true;
}

bool append_values(Shape& shape, const Query& query) {
    for (const detail::ValueTerm& value : query.values) {
        append(shape, value.type);
        append(shape, value.after);
        append(shape, value.guarded);
        if (!append_columns(shape, value.expr)) return false;
    }
    return true;
}

bool append_owners(Shape& shape, const Query& query) {
    constexpr std::size_t most_keys = 64;  // more are rarely met again in the same number
    if (!query.owners) return true;
    if (query.owners->keys.size() > most_keys) return false;
    append(shape, query.owners->relation);
    append(shape, query.owners->tells_owner);
    append(shape, query.owners->keys.size());
    return true;
}

/// Whether nothing is in the query that is no part of a shape. A new member of Query does not
/// compile here until somebody has decided which it is. Where a query is run, what fetches objects
/// that its rows name, and what is prefetched for them are no matter of its statement.
bool append_query(Shape& shape, Question question, const Query& query) {
    const auto& [model, place, where, order, default_order, reversed, distinct, none, offset, limit,
                 owners, related, prefetched, fetch_mode, values, annotations, grouping, group_by,
                 grouped_after, operation, others, raw, lock, distinct_on] = query;
    const bool plain = !none && annotations.empty() && grouping == detail::Grouping::none &&
                       group_by.empty() && grouped_after == 0 &&
                       operation == detail::SetOperation::none && others.empty() && !raw && !lock &&
                       distinct_on.empty();
    if (!plain) return false;
    append(shape, QueryShape{.model = model,
                             .offset = offset,
                             .limit = limit.value_or(0),
                             .related = related.size(),
                             .conditions = where.size(),
                             .order = order.size(),
                             .values = values.size(),
                             .always_zero = 0,
                             .question = question,
                             .limited = limit.has_value(),
                             .reversed = reversed,
                             .distinct = distinct,
                             .default_order = default_order,
                             .owned = owners.has_value()});
    for (const std::string& path : related) append_text(shape, path);
    return append_conditions(shape, where) && append_order(shape, query) &&
           append_values(shape, query) && append_owners(shape, query);
}

}  // namespace

Shape::Shape(Question question, const Query& query) {
    if (!append_query(*this, question, query) || !whole_) size_ = 0;
}

CommonStatement::CommonStatement(Question question, const Query& query, const Dialect& dialect) {
    const Written written = write(question, query, dialect, true);
    const SqlWriter& writer = written.writer;
    sql_ = writer.sql;
    usable_ = writer.origins.size() == writer.params.size();
    for (std::size_t i = 0; usable_ && i < writer.params.size(); ++i) {
        const Origin& origin = writer.origins[i];
        Parameter& parameter = parameters_.emplace_back();
        if (origin.stored_as != nullptr && !detail::stores_as_given(*origin.stored_as))
            parameter.stored_as = origin.stored_as;
        if (origin.constant)
            parameter.constant = writer.params[i];
        else
            usable_ = find(parameter, origin, written.plain ? *written.plain : query);
    }
}

bool CommonStatement::find(Parameter& parameter, const Origin& origin, const Query& query) {
    for (const ExprNode& node : query.where) {
        if (&node.value != origin.value) continue;
        parameter.from = From::conditions;
        parameter.index = static_cast<std::uint32_t>(&node - query.where.data());
        return true;
    }
    if (!query.owners) return false;
    for (const SqlValue& key : query.owners->keys) {
        if (&key != origin.value) continue;
        parameter.from = From::owners;
        parameter.index = static_cast<std::uint32_t>(&key - query.owners->keys.data());
        return true;
    }
    return false;
}

void CommonStatement::bind(detail::Binder& binder, std::size_t index, const Query& query) const {
    const Parameter& parameter = parameters_[index];
    const SqlValue& value = parameter.from == From::conditions ? query.where[parameter.index].value
                            : parameter.from == From::owners   ? query.owners->keys[parameter.index]
                                                               : parameter.constant;
    const int place = static_cast<int>(index);
    if (parameter.stored_as == nullptr) return detail::bind(binder, place, value);
    detail::bind_temporary(binder, place, detail::stored_value(*parameter.stored_as, value));
}

}  // namespace aside::query
