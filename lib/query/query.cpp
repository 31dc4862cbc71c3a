#include "aside/detail/query.hpp"

#include <algorithm>

#include "aside/error.hpp"
#include "query/lookup.hpp"
#include "query/set_operations.hpp"

template class std::vector<aside::SqlValue>;
template class std::vector<aside::detail::ExprNode>;
template class std::vector<aside::detail::OrderTerm>;
template class std::vector<aside::detail::ValueTerm>;
template class std::vector<aside::detail::Annotation>;
template class std::vector<aside::detail::PrefetchTerm>;
template class std::vector<aside::detail::Assignment>;
template class std::vector<aside::detail::Aggregate>;

namespace aside::detail {

Query::Query() = default;
Query::Query(const ModelInfo& of) : model(&of) {}
Query::Query(const Query&) = default;
Query::Query(Query&&) noexcept = default;
Query& Query::operator=(const Query&) = default;
Query& Query::operator=(Query&&) noexcept = default;
Query::~Query() = default;

SqlValue unsigned_as_sql(std::uint64_t value) {
    if (value > static_cast<std::uint64_t>(INT64_MAX))
        throw DataError(
            std::to_string(value) +
            " is more than a 64-bit signed integer, the largest that SQL has, can hold");
    return static_cast<std::int64_t>(value);
}

SqlValue double_as_sql(double value) {
    if (value != value)
        throw DataError("NaN is no value that SQL could hold or compare: it would become NULL");
    return value;
}

}  // namespace aside::detail

namespace aside::query {

using namespace detail;

namespace {

bool refers_to(const Query& query, const Expr& expr, ExprKind kind, bool Annotation::*property) {
    for (std::size_t i = 0; i < expr.size();) {
        if (expr[i].kind == kind) return true;
        if (expr[i].kind == ExprKind::path) {
            const auto* named =
                query.find_annotation(expr[i].path().substr(0, expr[i].path().find("__")));
            if (named != nullptr && named->*property) return true;
        }
        i += expr[i].kind == ExprKind::window ? expr[i].size : 1;
    }
    return false;
}

/// Throws for an aggregate of an aggregate: there are no rows to compute it of.
void require_no_nested_aggregate(const Query& query, const Expr& expr) {
    for (const ExprNode& node : expr) {
        if (node.kind != ExprKind::aggregate) continue;
        for (const ExprNode* part = &node + 1; part != &node + node.size; ++part) {
            if (part->kind != ExprKind::path) continue;
            const Annotation* named = query.find_annotation(part->path());
            if (named != nullptr && named->aggregate)
                throw FieldError("aside: \"" + std::string(part->path()) +
                                 "\" is an aggregate, of which annotate() cannot compute another: "
                                 "aggregate() can");
        }
    }
}

/// Throws if a name that is taken is given to another expression. `"n"_f = "n"_f` names the one
/// that has it. Elsewhere the compiler refuses such a name, but not where types have forgotten it.
void require_same(const Annotation& known, const Annotation& given) {
    const bool same = given.expr.size() == 1 && given.expr.front().kind == ExprKind::path &&
                      given.expr.front().path() == known.name;
    if (!same)
        throw FieldError("aside: \"" + std::string(known.name) +
                         "\" is the name of an earlier annotation of this queryset");
}

/// Makes an annotation the last column of every row.
void select_annotation(Query& query, Annotation& annotation) {
    annotation.selected = true;
    annotation.place = 0;
    for (const Annotation& other : query.annotations)
        annotation.place = std::max(annotation.place, other.place + 1);
    if (!query.values.empty())
        query.values.push_back(named_value({annotation.name, annotation.type}));
}

/// Groups rows for aggregates: by the columns of `values`, else by the key.
void group_rows(Query& query) {
    const bool by_key = query.values.empty() || query.loads_columns();
    if (by_key && query.sliced()) query.order = query.ordering();  // it says which rows there are
    query.default_order = false;  // a model's ordering is not of groups
    if (by_key) {
        if (query.grouping == Grouping::none) query.grouping = Grouping::key;
        return;
    }
    query.grouping = Grouping::columns;
    query.group_by.clear();
    query.grouped_after = query.values.front().after;
    for (const ValueTerm& value : query.values)
        if (!refers_to(query, value.expr, ExprKind::aggregate, &Annotation::aggregate))
            query.group_by.push_back(value.expr);
}

void require_no_slice(const Query& query, std::string_view what) {
    if (query.sliced())
        throw NotSupportedError("aside: " + std::string(what) + "() cannot follow a slice of a " +
                                std::string(query.model->type_name) +
                                " queryset: call it before the slice");
}

}  // namespace

}  // namespace aside::query

namespace aside::detail {

void add_annotation(Query& query, Annotation annotation) {
    resolve_run_time_conditions(query, annotation.expr, 0);
    for (Annotation& known : query.annotations) {
        if (known.name != annotation.name) continue;
        query::require_same(known, annotation);
        if (annotation.selected) query::select_annotation(query, known);
        return;
    }
    require_own_rows(query, "annotate");
    query::require_no_nested_aggregate(query, annotation.expr);
    annotation.after = query.where.size();
    annotation.aggregate =
        query::refers_to(query, annotation.expr, ExprKind::aggregate, &Annotation::aggregate);
    annotation.window =
        query::refers_to(query, annotation.expr, ExprKind::window, &Annotation::window);
    if (annotation.aggregate) query::group_rows(query);
    if (annotation.selected) query::select_annotation(query, annotation);
    query.annotations.push_back(std::move(annotation));
}

void require_unsliced(const Query& query, std::string_view what) {
    require_own_rows(query, what);
    query::require_no_slice(query, what);
}

void require_orderable(const Query& query, std::string_view what) {
    if (query.raw) require_own_rows(query, what);
    query::require_no_slice(query, what);
}

void require_changeable(const Query& query, std::string_view what) {
    require_unsliced(query, what);
    if (query.grouping == Grouping::columns)
        throw NotSupportedError("aside: " + std::string(what) +
                                "() cannot follow annotate() of an aggregate after values(): its "
                                "rows are groups");
}

void require_deletable(const Query& query) {
    require_changeable(query, "delete_");
    if (query.distinct || (!query.values.empty() && !query.loads_columns()))
        throw NotSupportedError(std::string("aside: delete_() cannot follow ") +
                                (query.distinct ? "distinct()" : "values() or values_list()") +
                                ": it deletes whole rows");
}

void lock_rows(Query& query, const RowLock& lock) {
    require_own_rows(query, "select_for_update");
    if (lock.nowait && lock.skip_locked)
        throw NotSupportedError(
            "aside: select_for_update() either throws for locked rows (nowait) or leaves them out "
            "(skip_locked)");
    query.lock = lock;
}

void require_two_values(std::size_t values) {
    if (values != 2)
        throw FieldError("the lookup range takes two values, not " + std::to_string(values));
}

void require_index(std::int64_t index) {
    if (index < 0)
        throw NotSupportedError("aside: a queryset has no negative index (" +
                                std::to_string(index) + "): use reverse() and an index from 0");
}

void limit_to(Query& query, std::int64_t rows) {
    query.limit = std::min(rows, query.limit.value_or(rows));
}

void slice_query(Query& query, std::int64_t start, std::optional<std::int64_t> stop) {
    require_index(start);
    if (stop) require_index(*stop);
    std::optional<std::int64_t> limit = query.limit;
    if (limit) limit = std::max<std::int64_t>(0, *limit - start);
    if (stop) {
        const std::int64_t wanted = std::max<std::int64_t>(0, *stop - start);
        limit = limit ? std::min(*limit, wanted) : wanted;
    }
    if (__builtin_add_overflow(query.offset, start, &query.offset))
        query.limit = 0;
    else
        query.limit = limit;
}

void append_negated(Expr& target, const Expr& conditions) {
    ExprWriter writer(target);
    const std::size_t negation = writer.begin(ExprKind::negation);
    writer.append(conditions);
    writer.end(negation);
}

void append_exclusion(Expr& target, const Expr& conditions) {
    ExprWriter writer(target);
    const std::size_t call = writer.begin(ExprKind::filter);
    append_negated(target, conditions);
    writer.end(call);
}

void replace_ordering(Query& query, std::vector<OrderTerm> terms) {
    for (OrderTerm& term : terms) {
        resolve_run_time_order(query, term);
        if (query.operation != SetOperation::none)
            (void)query::column_position(query, term.expr.front());
    }
    query.order = std::move(terms);
    query.default_order = false;
}

void select_values(Query& query, std::vector<ValueTerm> values) {
    if (query.operation != SetOperation::none) select_values_of_parts(query, values);
    const bool aggregates = std::ranges::any_of(values, [&](const ValueTerm& value) {
        return value.expr.size() > 1 &&
               query::refers_to(query, value.expr, ExprKind::aggregate, &Annotation::aggregate);
    });
    if (aggregates) query::group_rows(query);
    for (ValueTerm& value : values) value.after = query.where.size();
    query.values = std::move(values);
    query.related.clear();
    query.prefetched.clear();
}

void select_objects_alone(Query& query) {
    query.values.clear();
    for (Annotation& annotation : query.annotations) annotation.selected = false;
}

void filter_key(Query& query, SqlValue key) {
    ExprWriter writer(query.where);
    query::write_lookup(writer, Lookup::exact, "pk", {&key, 1});
}

void filter_object(Query& query, const void* object) {
    filter_key(query, member_value(query.model->key(), object));
    const FieldInfo* const distribution = query.model->distribution();
    if (distribution == nullptr || distribution == &query.model->key()) return;
    const SqlValue value = member_value(*distribution, object);
    ExprWriter writer(query.where);
    query::write_lookup(writer, Lookup::exact, distribution->name, {&value, 1});
}

OrderTerm order_by_path(std::string_view path, bool descending, OrderTerm::Nulls nulls) {
    OrderTerm term{.descending = descending, .nulls = nulls};
    ExprWriter(term.expr).path(path);
    return term;
}

OrderTerm order_by_name(std::string_view name) {
    if (name == "?") {
        OrderTerm term;
        ExprWriter(term.expr).leaf(ExprKind::random);
        return term;
    }
    const bool descending = name.starts_with('-');
    return order_by_path(descending ? name.substr(1) : name, descending, OrderTerm::Nulls::engine);
}

OrderTerm order_by_run_time_name(std::string_view name) {
    if (name == "?") return order_by_name(name);
    OrderTerm term{.descending = name.starts_with('-')};
    ExprWriter(term.expr).run_time_path(term.descending ? name.substr(1) : name);
    return term;
}

void order_for_earliest(Query& query, const std::vector<std::string_view>& names, bool latest) {
    require_orderable(query, latest ? "latest" : "earliest");
    const auto& wanted = names.empty() ? query.model->get_latest_by : names;
    if (wanted.empty())
        throw FieldError("aside: earliest() and latest() of " +
                         std::string(query.model->type_name) +
                         " need fields, or get_latest_by(...) in its meta");
    std::vector<OrderTerm> terms;
    terms.reserve(wanted.size());
    for (const std::string_view name : wanted) terms.push_back(order_by_name(name));
    replace_ordering(query, std::move(terms));
    query.reversed = query.reversed != latest;
}

void require_row_at(const Query& query, std::int64_t index, std::size_t size) {
    if (index >= 0 && static_cast<std::size_t>(index) < size) return;
    query.model->throw_does_not_exist(std::string(query.model->type_name) +
                                      ": the queryset has no row at index " +
                                      std::to_string(index));
}

void require_key(const ModelInfo& model, const void* object, std::string_view what) {
    if (key_unset(model, object))
        throw ValidationError(std::string(model.type_name) + ": " + std::string(what) +
                              "() needs an object with a key: save it first");
}

std::size_t first_of(const Query& query, const void* rows, std::size_t stride, std::size_t count) {
    if (query.ordered()) return 0;
    const auto key = [&](std::size_t i) {
        return member_value(query.model->key(), static_cast<const char*>(rows) + i * stride);
    };
    const auto less = [](const SqlValue& a, const SqlValue& b) {
        const auto of = [](const auto* x, const auto* y) { return x && y && *x < *y; };
        return of(a.integer(), b.integer()) || of(a.text(), b.text()) || of(a.uuid(), b.uuid()) ||
               of(a.date(), b.date()) || of(a.date_time(), b.date_time()) ||
               of(a.time(), b.time()) || of(a.duration(), b.duration()) ||
               of(a.decimal(), b.decimal()) || of(a.real(), b.real()) ||
               of(a.boolean(), b.boolean()) || of(a.blob(), b.blob()) ||
               (a.json() && b.json() && a.json()->text() < b.json()->text());
    };
    std::size_t first = 0;
    for (std::size_t i = 1; i < count; ++i)
        if (query.reversed ? less(key(first), key(i)) : less(key(i), key(first))) first = i;
    return first;
}

Aggregate aggregate_of_assignment(Assignment assignment) {
    return {assignment.name, std::move(assignment.value)};
}

}  // namespace aside::detail
