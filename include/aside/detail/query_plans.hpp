#pragma once
// The plans behind the methods that ask the database: what each will do, with what and where.
#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aside/aggregate.hpp"
#include "aside/detail/describe.hpp"
#include "aside/detail/evaluation.hpp"
#include "aside/detail/execute.hpp"
#include "aside/detail/plan.hpp"
#include "aside/options.hpp"
#include "aside/q.hpp"
#include "aside/record.hpp"
#include "aside/rows.hpp"

namespace aside {

/// An aggregate was due, as in `aggregate("n"_f = Count("*"_f))`.
template <class Value>
struct aggregate_takes_aggregates;

/// Keywords kept apart from the others; `defaults(...)` makes it.
template <KeywordArgument... Keyword>
class Defaults {
public:
    explicit Defaults(std::vector<detail::Assignment> assignments)
        : assignments_(std::move(assignments)) {}
    static constexpr bool is_defaults = true;
    template <class M, class N>
    using error =
        typename detail::first_error<typename Keyword::template assignment_error<M, N>...>::type;
    [[nodiscard]] const std::vector<detail::Assignment>& assignments() const {
        return assignments_;
    }

private:
    std::vector<detail::Assignment> assignments_;
};
/// What `get_or_create` assigns only to a new object, and `update_or_create` also to one that it
/// finds.
template <KeywordArgument... Keyword>
[[nodiscard]] Defaults<Keyword...> defaults(Keyword... keyword) {
    return Defaults<Keyword...>(std::vector<detail::Assignment>{keyword.assignment()...});
}

namespace detail {

template <class T>
inline constexpr bool is_defaults = false;
template <class... Keyword>
inline constexpr bool is_defaults<Defaults<Keyword...>> = true;

template <class M, class... Keyword>
std::vector<Assignment> assignments_of(const Keyword&... keyword) {
    std::vector<Assignment> assignments{keyword.assignment()...};
    resolve_assignments(model_info<M>(), assignments);
    return assignments;
}
template <class M, class N, class Keyword>
consteval auto aggregate_error() {
    using V = typename Keyword::value_type;
    if constexpr (!requires { V::is_aggregate; })
        return std::type_identity<aggregate_takes_aggregates<V>>{};
    else
        return std::type_identity<typename V::template error<M, N>>{};
}
/// What is wrong with the keywords of `aggregate()`, or `fine`.
template <class M, class N, class... Keyword>
using aggregates_error =
    typename first_error<typename decltype(aggregate_error<M, N, Keyword>())::type...>::type;
template <class M, class N, class Keyword>
consteval auto aggregate_value() {
    if constexpr (std::is_same_v<aggregates_error<M, N, Keyword>, fine>)
        return std::type_identity<operand_t<M, N, typename Keyword::value_type>>{};
    else
        return std::type_identity<bool>{};  // said already: what follows is to add no further error
}
template <class M, class N, class Keyword>
using aggregate_result = typename decltype(aggregate_value<M, N, Keyword>())::type;

/// What is wrong with the keys of `in_bulk()`, or `fine`.
template <class M, class N, fixed_string Path, class Key>
consteval auto key_error() {
    using R = resolve_t<M, N, Path>;
    if constexpr (!std::is_same_v<path_error_t<M, N, Path>, fine>)
        return std::type_identity<path_error_t<M, N, Path>>{};
    else if constexpr (!comparable<M, N, typename R::type, Key>())
        return std::type_identity<
            value_has_the_wrong_type<M, spelled<Path>, typename R::type, Key>>{};
    else
        return std::type_identity<fine>{};
}
template <class M, class N, fixed_string Path, class Key>
using key_error_t = typename decltype(key_error<M, N, Path, Key>())::type;
template <class Range>
using range_value_t = std::decay_t<decltype(*std::declval<const Range&>().begin())>;

/// What `get_or_create` and `update_or_create` need to know.
struct Upsert {
    Query query{};
    std::vector<Assignment> create{};
    std::vector<Assignment> defaults{};

    /// A keyword, which finds and, unless it ends in a lookup, creates.
    void add(Assignment assignment);
    [[nodiscard]] std::vector<Assignment> all() const;
};
template <class M, class N, class Argument>
void add_to_upsert(Upsert& upsert, const Argument& argument) {
    if constexpr (is_defaults<Argument>) {
        upsert.defaults = argument.assignments();
        resolve_assignments(model_info<M>(), upsert.defaults);
    } else {
        write_conditions<M, N>(upsert.query.where, argument);
        if constexpr (requires { Argument::template assigns<M, N>; })
            if constexpr (Argument::template assigns<M, N>) upsert.add(argument.assignment());
    }
}

template <class Row>
RowSet load_rows(Runner& runner, const Query& query) {
    auto rows = std::make_shared<std::vector<Row>>();
    fetch_rows(runner, query, sink_into(*rows));
    return {rows, rows->data(), rows->size()};
}
template <class Row, void (*Fetch)(Runner&, const Query&, RowSink)>
Row only_row(Runner& runner, const Query& query) {
    std::vector<Row> rows;
    Fetch(runner, query, sink_into(rows));
    return std::move(rows.front());
}
template <class Row>
std::optional<Row> optional_row(std::vector<Row>&& rows) {
    if (rows.empty()) return std::nullopt;
    return std::move(rows.front());
}

template <class M, class Range>
std::vector<M> copied_objects(Range&& range) {
    std::vector<M> objects;
    for (auto&& object : range) objects.push_back(object);
    return objects;
}
template <class Range>
std::vector<SqlValue> key_values(const Range& keys) {
    std::vector<SqlValue> values;
    for (const auto& key : keys) values.push_back(as_sql(key));
    return values;
}

template <class... C>
struct record_targets;
template <class... C>
struct record_targets<Record<C...>> {
    static std::array<Target, sizeof...(C)> of(Record<C...>& record) {
        return {Target{&field_type<decltype(C::value)>, &static_cast<C&>(record).value}...};
    }
};

/// Makes plans over what `Self` says by `evaluation()`; each is a query or an evaluation with one
/// captureless body.
template <class Self, class M, class Row, class N>
class QueryPlans {
protected:
    using Evaluated = std::shared_ptr<Evaluation>;

    [[nodiscard]] const Self& self() const { return static_cast<const Self&>(*this); }

    template <class... C>
    auto plan_get(C... conditions) const {
        Query query = self().evaluation()->query();
        if constexpr (sizeof...(C) > 0) {
            require_unsliced(query, "get");
            write_conditions<M, N>(query.where, conditions...);
        }
        std::string alias = query.alias;
        return detail::plan(std::move(alias), Intent::read, std::move(query),
                            [](Runner& runner, Query& narrowed) {
                                return only_row<Row, fetch_only_row>(runner, narrowed);
                            });
    }

    auto plan_create(M object) const {
        return plan_with(Intent::write, std::move(object),
                         [](Runner& runner, Evaluation&, M& inserted) {
                             insert_object(runner, model_info<M>(), &inserted, nullptr);
                             return std::move(inserted);
                         });
    }
    template <class... K>
    auto plan_create_from(K... values) const {
        return plan_with(Intent::write, assignments_of<M>(values...),
                         [](Runner& runner, Evaluation&, std::vector<Assignment>& assigned) {
                             M object{};
                             assign_members(model_info<M>(), &object, assigned);
                             insert_object(runner, model_info<M>(), &object, &assigned);
                             return object;
                         });
    }

    template <class... A>
    Upsert upsert_of(const A&... arguments) const {
        Upsert upsert{.query = self().evaluation()->query()};
        require_unsliced(upsert.query, "get_or_create");
        (add_to_upsert<M, N>(upsert, arguments), ...);
        return upsert;
    }
    template <class... A>
    auto plan_get_or_create(A... arguments) const {
        return plan_with(
            Intent::write, upsert_of(arguments...),
            [](Runner& runner, Evaluation&, Upsert& upsert) {
                M object{};
                const auto assigned = upsert.all();
                assign_members(model_info<M>(), &object, assigned);
                std::vector<M> found;
                const bool created =
                    get_or_create_row(runner, upsert.query, sink_into(found), &object, assigned);
                return Created<M>{created ? std::move(object) : std::move(found.front()), created};
            });
    }
    template <class... A>
    auto plan_update_or_create(A... arguments) const {
        return plan_with(
            Intent::write, upsert_of(arguments...),
            [](Runner& runner, Evaluation&, Upsert& upsert) {
                M object{};
                std::vector<M> found;
                const bool created = update_or_create_row(runner, upsert.query, sink_into(found),
                                                          &object, upsert.create, upsert.defaults);
                return Created<M>{created ? std::move(object) : std::move(found.front()), created};
            });
    }

    struct BulkCreate {
        std::vector<M> objects;
        BulkCreateOptions<M> options;
    };
    auto plan_bulk_create(std::vector<M> objects, BulkCreateOptions<M> options) const {
        return plan_with(
            Intent::write, BulkCreate{std::move(objects), options},
            [](Runner& runner, Evaluation& rows, BulkCreate& bulk) {
                const DropOnExit drop(rows);
                const BulkInsert request{.batch_size = bulk.options.batch_size,
                                         .ignore_conflicts = bulk.options.ignore_conflicts,
                                         .update_conflicts = bulk.options.update_conflicts,
                                         .update_fields = {bulk.options.update_fields.begin(),
                                                           bulk.options.update_fields.end()},
                                         .unique_fields = {bulk.options.unique_fields.begin(),
                                                           bulk.options.unique_fields.end()}};
                insert_objects(runner, model_info<M>(), objects_in(bulk.objects), request);
                return std::move(bulk.objects);
            });
    }
    struct BulkUpdate {
        std::vector<M> objects;
        FieldNames<M> fields;
        BulkUpdateOptions options;
    };
    auto plan_bulk_update(std::vector<M> objects, FieldNames<M> fields,
                          BulkUpdateOptions options) const {
        return plan_with(Intent::write, BulkUpdate{std::move(objects), fields, options},
                         [](Runner& runner, Evaluation& rows, BulkUpdate& bulk) {
                             const DropOnExit drop(rows);
                             return update_objects(runner, rows.query(), objects_in(bulk.objects),
                                                   {bulk.fields.begin(), bulk.fields.end()});
                         });
    }

    template <class... K>
    auto plan_update(K... values) const {
        require_unsliced(self().evaluation()->query(), "update");
        return plan_with(Intent::write, assignments_of<M>(values...),
                         [](Runner& runner, Evaluation& rows, std::vector<Assignment>& assigned) {
                             const DropOnExit drop(rows);
                             return update_rows(runner, rows.query(), assigned);
                         });
    }

    auto plan_count() const {
        return plan(Intent::read,
                    [](Runner& runner, Evaluated& rows) { return rows->count(runner); });
    }
    auto plan_exists() const {
        return plan(Intent::read,
                    [](Runner& runner, Evaluated& rows) { return rows->exists(runner); });
    }
    auto plan_contains(const M& object) const {
        static_assert(std::is_base_of_v<M, Row>,
                      "aside: contains() is for querysets whose rows are objects");
        require_key(model_info<M>(), &object, "contains");
        return plan_with(Intent::read, object, [](Runner& runner, Evaluation& rows, M& wanted) {
            if (rows.has_rows()) {
                const Rows<Row> all(rows.rows(runner));
                return std::any_of(all.begin(), all.end(),
                                   [&](const M& row) { return row.pk() == wanted.pk(); });
            }
            require_unsliced(rows.query(), "contains");
            Query query = rows.query();
            filter_key(query, member_value(query.model->key(), &wanted));
            return rows_exist(runner, query);
        });
    }

    auto plan_first() const {
        return plan(Intent::read, [](Runner& runner, Evaluated& rows) {
            std::vector<Row> found;
            if (rows->has_rows()) {
                const Rows<Row> all(rows->rows(runner));
                if (!all.empty())
                    found.push_back(
                        all[first_of(rows->query(), all.data(), sizeof(Row), all.size())]);
            } else {
                fetch_first_row(runner, rows->query(), sink_into(found));
            }
            return optional_row(std::move(found));
        });
    }
    auto plan_last() const {
        require_unsliced(self().evaluation()->query(), "last");
        return plan(Intent::read, [](Runner& runner, Evaluated& rows) {
            Query query = rows->query();
            query.reversed = !query.reversed;
            std::vector<Row> found;
            fetch_first_row(runner, query, sink_into(found));
            return optional_row(std::move(found));
        });
    }
    template <fixed_string... Path>
    auto plan_earliest(bool latest, Field<Path>...) const {
        Query query = self().evaluation()->query();
        order_for_earliest(query, {Field<Path>::path.view()...}, latest);
        std::string alias = query.alias;
        return detail::plan(std::move(alias), Intent::read, std::move(query),
                            [](Runner& runner, Query& ordered) {
                                return only_row<Row, fetch_existing_first_row>(runner, ordered);
                            });
    }

    template <fixed_string Path>
    auto plan_in_bulk(Field<Path>, std::vector<SqlValue> keys) const {
        using R = resolve_t<M, N, Path>;
        using Key = std::conditional_t<R::ok, typename R::type, bool>;
        static_assert(std::is_base_of_v<M, Row>,
                      "aside: in_bulk() is for querysets whose rows are objects");
        return plan_with(
            Intent::read, std::move(keys),
            [](Runner& runner, Evaluation& rows, std::vector<SqlValue>& wanted) {
                std::vector<Row> found;
                const Query& query = rows.query();
                fetch_by_keys(runner, query, Field<Path>::path.view(), wanted, sink_into(found));
                const FieldInfo& field = query.model->at(Field<Path>::path.view());
                std::map<Key, Row> by_key;
                for (Row& row : found) {
                    Key key = *static_cast<const Key*>(field.in(static_cast<const M*>(&row)));
                    by_key.emplace(std::move(key), std::move(row));
                }
                return by_key;
            });
    }

    template <class... K>
    auto plan_aggregate(K... aggregates) const {
        using Result = Record<Column<K::path, aggregate_result<M, N, K>>...>;
        std::vector<Aggregate> erased;
        (erased.push_back(aggregate_of_assignment(aggregates.assignment())), ...);
        if constexpr ((K::value_type::run_time || ...))
            for (auto& aggregate : erased)
                resolve_run_time_conditions(model_info<M>(), aggregate.expr, 0);
        return plan_with(Intent::read, std::move(erased),
                         [](Runner& runner, Evaluation& rows, std::vector<Aggregate>& wanted) {
                             Result record{};
                             const auto targets = record_targets<Result>::of(record);
                             aggregate_rows(runner, rows.query(), wanted, targets);
                             return record;
                         });
    }

    auto plan_list() const {
        return plan(Intent::read,
                    [](Runner& runner, Evaluated& rows) { return Rows<Row>(rows->rows(runner)); });
    }
    auto plan_item(std::int64_t index) const {
        require_index(index);
        return plan_with(Intent::read, index,
                         [](Runner& runner, Evaluation& rows, std::int64_t& at) -> Row {
                             if (rows.has_rows()) {
                                 const Rows<Row> all(rows.rows(runner));
                                 require_row_at(rows.query(), at, all.size());
                                 return all[static_cast<std::size_t>(at)];
                             }
                             std::vector<Row> found;
                             fetch_row_at(runner, rows.query(), at, sink_into(found));
                             return std::move(found.front());
                         });
    }
    struct Explanation {
        bool analyze;
        std::string format;
    };
    auto plan_explain(ExplainOptions options) const {
        return plan_with(
            Intent::read, Explanation{options.analyze, std::string(options.format)},
            [](Runner& runner, Evaluation& rows, Explanation& wanted) {
                return explain_query(runner, rows.query(), {wanted.analyze, wanted.format});
            });
    }

    auto plan_delete() const {
        return plan(Intent::write, [](Runner& runner, Evaluated& rows) {
            const DropOnExit drop(*rows);
            return delete_rows(runner, rows->query());
        });
    }

private:
    /// A plan over the evaluation of this queryset.
    template <class Body>
    auto plan(Intent intent, Body body) const {
        Evaluated rows = self().evaluation();
        std::string alias = rows->query().alias;
        return detail::plan(std::move(alias), intent, std::move(rows), body);
    }
    /// A plan over the evaluation and something else.
    template <class Extra, class Body>
    auto plan_with(Intent intent, Extra extra, Body) const {
        struct State {
            Evaluated rows;
            Extra extra;
        };
        Evaluated rows = self().evaluation();
        std::string alias = rows->query().alias;
        return detail::plan(
            std::move(alias), intent, State{std::move(rows), std::move(extra)},
            [](Runner& runner, State& state) { return Body()(runner, *state.rows, state.extra); });
    }
};

}  // namespace detail
}  // namespace aside
