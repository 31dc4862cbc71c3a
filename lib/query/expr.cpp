#include "aside/detail/expr.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "aside/error.hpp"
#include "model/unstorable.hpp"
#include "query/depth.hpp"
#include "query/equalities.hpp"
#include "query/lookup.hpp"

namespace aside::query {

using namespace detail;

namespace {

/// The most nodes of a condition that is put together while a program runs. Engines take fewer
/// parameters than that.
constexpr std::size_t most_nodes = 1'000'000;

bool joins(ExprKind kind) {
    return kind == ExprKind::all_of || kind == ExprKind::any_of || kind == ExprKind::odd_of;
}

/// Refuses a date that no column holds where the condition is made, by the name of what it is
/// compared to.
void require_storable_beside(std::string_view path, const SqlValue& value) {
    try {
        if (const Date* date = value.date()) model::require_storable(*date);
        if (const DateTime* moment = value.date_time()) model::require_storable(*moment);
    } catch (const model::Unstorable& error) {
        throw DataError(std::string(path) + ": " + error.what());
    }
}

}  // namespace

void require_path_length(std::string_view path) {
    constexpr std::size_t longest = 4096;
    if (path.size() > longest)
        throw FieldError("aside: a path has " + std::to_string(longest) + " bytes at most, not " +
                         std::to_string(path.size()) + ": \"" + std::string(path.substr(0, 64)) +
                         "...\"");
}

void write_lookup(ExprWriter& writer, Lookup lookup, std::string_view path,
                  std::span<const SqlValue> values) {
    const std::size_t node = writer.begin(ExprKind::lookup, static_cast<unsigned char>(lookup));
    writer.path(path);
    for (const SqlValue& value : values) writer.value(value);
    writer.end(node);
}

}  // namespace aside::query

namespace aside::detail {

void ExprWriter::make_room() {
    constexpr std::size_t usual_size = 10;  // one filter call of three conditions
    if (target_.capacity() == 0) target_.reserve(usual_size);
}

std::size_t ExprWriter::begin(ExprKind kind, unsigned char op, std::string_view name) {
    make_room();
    ExprNode& node = add(kind);
    node.op = op;
    node.name = name;
    return target_.size() - 1;
}

void ExprWriter::end(std::size_t opened) {
    const ExprKind kind = target_[opened].kind;
    if (query::joins(kind)) splice_children(opened);
    const std::size_t size = target_.size() - opened;
    if (size == 1 && (query::joins(kind) || kind == ExprKind::negation || kind == ExprKind::filter))
        target_.pop_back();
    else if (query::joins(kind) && target_[opened + 1].size == size - 1)
        target_.erase(target_.begin() + static_cast<std::ptrdiff_t>(opened));
    else
        target_[opened].size = static_cast<std::uint32_t>(size);
}

/// `a && b && c` is one list of three, however it was put together: engines limit how deep
/// conditions are nested.
void ExprWriter::splice_children(std::size_t opened) {
    const ExprKind kind = target_[opened].kind;
    for (std::size_t child = opened + 1; child < target_.size();) {
        if (target_[child].kind == kind)
            target_.erase(target_.begin() + static_cast<std::ptrdiff_t>(child));
        else
            child += target_[child].size;
    }
}

/// Adds a node to be filled in its place: a node is much to move.
ExprNode& ExprWriter::add(ExprKind kind) {
    ExprNode& node = target_.emplace_back();
    node.kind = kind;
    return node;
}

std::size_t join_condition(Expr& condition, std::size_t depth, ExprKind kind, const Expr& other,
                           std::size_t depth_of_other) {
    if (other.empty()) return depth;
    if (condition.empty()) {
        condition = other;
        return depth_of_other;
    }
    const bool has_list = condition.front().kind == kind;
    const bool adds_list = other.front().kind == kind;
    const std::size_t joined =
        std::max(depth + (has_list ? 0 : 1), depth_of_other + (adds_list ? 0 : 1));
    query::require_depth(joined);
    if (condition.size() + other.size() > query::most_nodes)
        throw NotSupportedError("aside: a condition has " + std::to_string(query::most_nodes) +
                                " parts at most: a comparison of a path with a value has three");
    /// `other` may be a part of this very expression.
    const Expr more(other.begin() + (adds_list ? 1 : 0), other.end());
    if (!has_list) condition.insert(condition.begin(), ExprNode{.kind = kind});
    condition.insert(condition.end(), more.begin(), more.end());
    condition.front().size = static_cast<std::uint32_t>(condition.size());
    return joined;
}

void ExprWriter::path(std::string_view name) { add(ExprKind::path).name = name; }

void ExprWriter::run_time_path(std::string_view name) {
    query::require_path_length(name);
    add(ExprKind::path).value = SqlValue(name);
}

void ExprWriter::value(SqlValue value, const FieldType* type) {
    ExprNode& node = add(ExprKind::value);
    node.value = std::move(value);
    node.type = type;
}

void ExprWriter::comparison(Lookup lookup, std::string_view path, SqlValue value,
                            const FieldType* type) {
    constexpr std::uint32_t nodes = 3;
    if (value.kind() == SqlValue::Kind::date || value.kind() == SqlValue::Kind::date_time)
        query::require_storable_beside(path, value);
    make_room();
    target_.resize(target_.size() + nodes);
    ExprNode* const node = &target_.back() - 2;
    node[0].kind = ExprKind::lookup;
    node[0].op = static_cast<unsigned char>(lookup);
    node[0].size = nodes;
    node[1].name = path;  // a node is made as a path
    node[2].kind = ExprKind::value;
    node[2].value = std::move(value);
    node[2].type = type;
}

void ExprWriter::query(ExprKind kind, std::shared_ptr<const Query> query) {
    add(kind).query = std::move(query);
}

void ExprWriter::leaf(ExprKind kind) { add(kind); }

void ExprWriter::append(const Expr& expr) {
    const bool several = !expr.empty() && expr.front().size != expr.size();
    const std::size_t node = several ? begin(ExprKind::all_of) : 0;
    const std::size_t begun = target_.size();
    target_.insert(target_.end(), expr.begin(), expr.end());
    if (expr.size() >= query::many_nodes) query::merge_equalities(target_, begun);
    if (several) end(node);
}

void write_order_term(ExprWriter& writer, const OrderTerm& term) {
    unsigned char flags = term.descending ? descending_flag : 0;
    if (term.nulls == OrderTerm::Nulls::first) flags |= nulls_first_flag;
    if (term.nulls == OrderTerm::Nulls::last) flags |= nulls_last_flag;
    const std::size_t node = writer.begin(ExprKind::order_term, flags);
    writer.append(term.expr);
    writer.end(node);
}

std::shared_ptr<const Query> shared_query(Query query) {
    (void)query::checked_depth(query);
    return std::make_shared<const Query>(std::move(query));
}

}  // namespace aside::detail
