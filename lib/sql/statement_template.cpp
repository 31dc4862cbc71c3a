#include "sql/statement_template.hpp"

#include <algorithm>
#include <cstring>

#include "aside/detail/driver.hpp"

namespace aside::sql {

using detail::ExprKind;
using detail::ExprNode;
using detail::Lookup;
using detail::Query;

namespace {

/// The width of counts and lengths in a shape. A query with larger ones has no shape.
using Count = std::uint16_t;
static_assert(QueryFingerprint::longest <= 0xffff);

template <class Size>
Count counted(Size size) {
    return static_cast<Count>(size);
}

/// The part that every query has, without padding.
struct QueryShape {
    const detail::ModelInfo* model;
    std::int64_t offset;
    std::int64_t limit;
    Count related;
    Count conditions;
    Count order;
    Count values;
    Question question;
    bool limited;
    bool reversed;
    bool distinct;
    bool default_order;
    bool owned;
    std::uint16_t always_zero;
};
/// A value counts as NULL or as of its kind only.
struct NodeShape {
    Count size;
    Count path;  ///< the length of the text that follows
    ExprKind kind;
    unsigned char op;
    SqlValue::Kind value;
    bool zero;  ///< a value that is no parameter is zero
};
struct ValueShape {
    NodeShape node;
    const detail::FieldType* type;
};
struct OrderShape {
    bool descending;
    detail::OrderTerm::Nulls nulls;
    unsigned char always_zero[6];
};
struct ColumnShape {
    const detail::FieldType* type;
    std::size_t after;
    std::size_t guarded;
};
struct OwnersShape {
    const detail::RelationInfo* relation;
    std::uint32_t keys;
    std::uint32_t tells_owner;
};

/// Lookups whose SQL is one for all values of a kind. Those that match text escape it, and spell
/// some of it differently.
bool is_common(const ExprNode& lookup) {
    const auto wanted = static_cast<Lookup>(lookup.op);
    return detail::binds_its_value(wanted) || wanted == Lookup::in || wanted == Lookup::range ||
           wanted == Lookup::isnull;
}

/// Whether a path has one SQL for all values. A year has not: it is compared by its first and last
/// moment, if the year has those.
bool is_common_path(std::string_view path) {
    return !path.ends_with("__year") && !path.ends_with("__iso_year");
}

NodeShape shape_of(const ExprNode& node) {
    return {.size = counted(node.size),
            .path = 0,
            .kind = node.kind,
            .op = node.op,
            .value = node.value.kind(),
            .zero = false};
}

bool append_path(QueryFingerprint& shape, const ExprNode& node) {
    const std::string_view path = node.path();
    NodeShape part = shape_of(node);
    part.path = counted(path.size());
    shape.append(part);
    shape.append_text(path);
    return is_common_path(path);
}

bool append_node(QueryFingerprint& shape, const ExprNode& node, bool whole_value) {
    NodeShape part = shape_of(node);
    switch (node.kind) {
        case ExprKind::all_of:
        case ExprKind::any_of:
        case ExprKind::odd_of:
        case ExprKind::negation:
        case ExprKind::filter:
            shape.append(part);
            return true;
        case ExprKind::lookup:
            shape.append(part);
            return is_common(node);
        case ExprKind::path:
            return append_path(shape, node);
        case ExprKind::value:
            part.zero = whole_value && node.value == SqlValue(false);
            shape.append(ValueShape{part, node.type});
            return true;
        default:
            return false;
    }
}

bool append_conditions(QueryFingerprint& shape, const detail::Expr& conditions) {
    bool whole_value = false;  // of isnull, whose operand is no parameter
    for (const ExprNode& node : conditions) {
        if (!append_node(shape, node, whole_value)) return false;
        if (node.kind == ExprKind::lookup)
            whole_value = static_cast<Lookup>(node.op) == Lookup::isnull;
    }
    return true;
}

/// A column by its path; an expression has values of its own.
bool append_column(QueryFingerprint& shape, const detail::Expr& column) {
    return column.size() == 1 && column.front().kind == ExprKind::path &&
           append_path(shape, column.front());
}

bool append_order(QueryFingerprint& shape, const Query& query) {
    for (const detail::OrderTerm& term : query.order) {
        shape.append(OrderShape{term.descending, term.nulls, {}});
        if (!append_column(shape, term.expr)) return false;
    }
    return true;
}

bool append_values(QueryFingerprint& shape, const Query& query) {
    for (const detail::ValueTerm& value : query.values) {
        shape.append(ColumnShape{value.type, value.after, value.guarded});
        if (!append_column(shape, value.expr)) return false;
    }
    return true;
}

bool append_owners(QueryFingerprint& shape, const Query& query) {
    constexpr std::size_t most_keys = 64;  // more rarely occur again in that number
    if (!query.owners) return true;
    const auto& [relation, keys, tells_owner, creates] = *query.owners;
    if (keys.size() > most_keys) return false;
    shape.append(OwnersShape{relation, static_cast<std::uint32_t>(keys.size()), tells_owner});
    return true;
}

/// Whether all of the query is part of a shape. A new member of Query does not compile here until
/// it is decided which it is. The run of a query, the objects that its rows name, and their
/// prefetched rows do not concern its statement.
bool append_query(QueryFingerprint& shape, Question question, const Query& query) {
    const auto& [model, place, where, order, default_order, reversed, distinct, none, offset, limit,
                 owners, related, prefetched, fetch_mode, values, annotations, grouping, group_by,
                 grouped_after, operation, others, raw, lock, distinct_on] = query;
    const bool plain = !none && annotations.empty() && grouping == detail::Grouping::none &&
                       group_by.empty() && grouped_after == 0 &&
                       operation == detail::SetOperation::none && others.empty() && !raw && !lock &&
                       distinct_on.empty();
    if (!plain) return false;
    shape.append(QueryShape{.model = model,
                            .offset = offset,
                            .limit = limit.value_or(0),
                            .related = counted(related.size()),
                            .conditions = counted(where.size()),
                            .order = counted(order.size()),
                            .values = counted(values.size()),
                            .question = question,
                            .limited = limit.has_value(),
                            .reversed = reversed,
                            .distinct = distinct,
                            .default_order = default_order,
                            .owned = owners.has_value(),
                            .always_zero = 0});
    for (const std::string& path : related) {
        shape.append(path.size());
        shape.append_text(path);
    }
    return append_conditions(shape, where) && append_order(shape, query) &&
           append_values(shape, query) && append_owners(shape, query);
}

}  // namespace

void QueryFingerprint::append_text(std::string_view text) {
    if (text.empty()) return;
    const std::size_t words = (text.size() + word - 1) / word;
    char* const place = static_cast<char*>(room(words * word));
    if (place == nullptr) return;
    std::memset(place + (words - 1) * word, 0, word);
    std::memcpy(place, text.data(), text.size());
}

QueryFingerprint::QueryFingerprint(Question question, const Query& query) {
    if (!append_query(*this, question, query) || !whole_) size_ = 0;
}

std::unique_ptr<StatementTemplate> StatementTemplate::of(Question question, const Query& query,
                                                         const Dialect& dialect) {
    DraftStatement written = write(question, query, dialect, true);
    auto common = std::make_unique<StatementTemplate>();
    if (!common->find_parameters(written.writer, written.plain ? *written.plain : query))
        return nullptr;
    common->sql_ = text_of(std::move(written.writer));
    return common;
}

std::unique_ptr<StatementTemplate> StatementTemplate::of(const detail::PreparedQuery& form,
                                                         std::span<const SqlValue> values,
                                                         const Dialect& dialect) {
    const Query query = detail::filled(form, values);
    if (!QueryFingerprint(Question::rows, query)) return nullptr;
    auto common = of(Question::rows, query, dialect);
    if (common) common->find_among_values(query.where);
    return common;
}

/// Finds the parameters among the values of a prepared query: these are the values of its
/// conditions, in order.
void StatementTemplate::find_among_values(const detail::Expr& conditions) {
    for (Parameter& parameter : parameters_) {
        if (parameter.from != From::conditions) continue;
        const auto first = conditions.begin();
        parameter.index = static_cast<std::uint32_t>(
            std::count_if(first, first + parameter.index,
                          [](const ExprNode& node) { return node.kind == ExprKind::value; }));
    }
}

bool StatementTemplate::find_parameters(const SqlWriter& writer, const Query& query) {
    if (writer.origins.size() != writer.params.size()) return false;
    for (std::size_t i = 0; i < writer.params.size(); ++i) {
        const Origin& origin = writer.origins[i];
        Parameter& parameter = parameters_.emplace_back();
        if (origin.stored_as != nullptr && !detail::stores_as_given(*origin.stored_as))
            parameter.stored_as = origin.stored_as;
        if (origin.constant)
            parameter.constant = writer.params[i];
        else if (!find(parameter, origin, query))
            return false;
    }
    return true;
}

bool StatementTemplate::find(Parameter& parameter, const Origin& origin, const Query& query) {
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

void StatementTemplate::bind(detail::Binder& binder, std::size_t index, const Query& query) const {
    const Parameter& parameter = parameters_[index];
    bind(binder, index, parameter,
         parameter.from == From::conditions ? query.where[parameter.index].value
         : parameter.from == From::owners   ? query.owners->keys[parameter.index]
                                            : parameter.constant);
}

void StatementTemplate::bind(detail::Binder& binder, std::size_t index,
                             std::span<const SqlValue> values) const {
    const Parameter& parameter = parameters_[index];
    bind(binder, index, parameter,
         parameter.from == From::shape ? parameter.constant : values[parameter.index]);
}

void StatementTemplate::bind(detail::Binder& binder, std::size_t index, const Parameter& parameter,
                             const SqlValue& value) {
    const int place = static_cast<int>(index);
    using detail::Lifetime;
    if (parameter.stored_as == nullptr)
        return detail::bind(binder, place, value, Lifetime::lasting);
    detail::bind(binder, place, detail::stored_value(*parameter.stored_as, value),
                 Lifetime::passing);
}

}  // namespace aside::sql
