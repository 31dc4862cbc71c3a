#pragma once
// Every method that asks the database, once for querysets and managers, each beside its `a` mirror.
#include <initializer_list>
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
#include "aside/iteration.hpp"
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
    explicit Defaults(std::vector<detail::Assignment> assignments) : assignments_(std::move(assignments)) {}
    template <class M, class N>
    using error = typename detail::first_error<typename Keyword::template assignment_error<M, N>...>::type;
    [[nodiscard]] const std::vector<detail::Assignment>& assignments() const { return assignments_; }

private:
    std::vector<detail::Assignment> assignments_;
};
/// What `get_or_create` assigns only to a new object, and `update_or_create` also to one that it finds.
template <KeywordArgument... Keyword>
[[nodiscard]] Defaults<Keyword...> defaults(Keyword... keyword) {
    return Defaults<Keyword...>(std::vector<detail::Assignment>{keyword.assignment()...});
}

namespace detail {

template <class T>
inline constexpr bool is_defaults = false;
template <class... Keyword>
inline constexpr bool is_defaults<Defaults<Keyword...>> = true;

template <class M, class N, class... Keyword>
constexpr void check_assignments() {
    (void)sizeof(typename first_error<typename Keyword::template assignment_error<M, N>...>::type);
}
template <class M, class N, class Keyword>
consteval auto aggregate_error() {
    using V = typename Keyword::value_type;
    if constexpr (!requires { V::is_aggregate; }) return std::type_identity<aggregate_takes_aggregates<V>>{};
    else return std::type_identity<typename V::template error<M, N>>{};
}

/// What `get_or_create` and `update_or_create` need to know.
struct Upsert {
    Query query{};
    std::vector<Assignment> create{};
    std::vector<Assignment> defaults{};

    [[nodiscard]] std::vector<Assignment> all() const;
};
template <class M, class N, class Argument>
void add_to_upsert(Upsert& upsert, const Argument& argument) {
    if constexpr (is_defaults<Argument>) {
        upsert.defaults = argument.assignments();
    } else {
        write_conditions<M, N>(upsert.query.where, argument);
        if constexpr (requires { Argument::path; })
            if constexpr (resolve_t<M, N, Argument::path>::lookup < 0) upsert.create.push_back(argument.assignment());
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

}  // namespace detail

/// The methods that ask the database. `Self` says by `evaluation()` what they ask of.
///
/// Each `x()` works on the caller's thread and blocks it; `ax()` returns at once and does the same on the arena. What an
/// `x()` throws, the future of `ax()` throws. Arguments are taken by value before an `ax()` returns.
template <class Self, class M, class Row, class N>
class QueryMethods {
public:
    /// The only row for which all conditions hold. Throws `M::DoesNotExist` and `M::MultipleObjectsReturned`.
    template <class... C> Row get(C... conditions) const { return plan_get(std::move(conditions)...).run(); }
    template <class... C> Future<Row> aget(C... conditions) const { return plan_get(std::move(conditions)...).submit(); }

    /// Inserts an object and gives it back with its key.
    M create(M object) const { return plan_create(std::move(object)).run(); }
    Future<M> acreate(M object) const { return plan_create(std::move(object)).submit(); }

    /// Inserts an object made of these values; other members keep their initialisers, or their `db_default`.
    template <KeywordArgument... K> M create(K... values) const { return plan_create_from(std::move(values)...).run(); }
    template <KeywordArgument... K> Future<M> acreate(K... values) const { return plan_create_from(std::move(values)...).submit(); }

    /// The row that keywords and conditions find, or a new one made of the keywords and `defaults(...)`. One row even when
    /// raced. Throws `M::MultipleObjectsReturned`.
    template <class... A> Created<M> get_or_create(A... arguments) const { return plan_get_or_create(std::move(arguments)...).run(); }
    template <class... A> Future<Created<M>> aget_or_create(A... arguments) const { return plan_get_or_create(std::move(arguments)...).submit(); }

    /// Assigns `defaults(...)` to the row that keywords and conditions find, or makes a new one of both. One row even when
    /// raced. Throws `M::MultipleObjectsReturned`.
    template <class... A> Created<M> update_or_create(A... arguments) const { return plan_update_or_create(std::move(arguments)...).run(); }
    template <class... A> Future<Created<M>> aupdate_or_create(A... arguments) const { return plan_update_or_create(std::move(arguments)...).submit(); }

    /// Inserts all objects or, on an error, none, and gives them back with their keys (without, where conflicts are ignored).
    std::vector<M> bulk_create(std::vector<M> objects, BulkCreateOptions<M> options = {}) const { return plan_bulk_create(std::move(objects), options).run(); }
    Future<std::vector<M>> abulk_create(std::vector<M> objects, BulkCreateOptions<M> options = {}) const { return plan_bulk_create(std::move(objects), options).submit(); }

    /// The same of any range of objects.
    template <detail::range_like Range> std::vector<M> bulk_create(const Range& objects, BulkCreateOptions<M> options = {}) const { return plan_bulk_create(detail::copied_objects<M>(objects), options).run(); }
    template <detail::range_like Range> Future<std::vector<M>> abulk_create(const Range& objects, BulkCreateOptions<M> options = {}) const { return plan_bulk_create(detail::copied_objects<M>(objects), options).submit(); }

    /// Writes these fields of all objects, or of none on an error; gives how many rows were there. Throws `ValidationError`
    /// for an object without a key and `FieldError` for the key among the fields.
    std::int64_t bulk_update(std::vector<M> objects, FieldNames<M> fields, BulkUpdateOptions options = {}) const { return plan_bulk_update(std::move(objects), fields, options).run(); }
    Future<std::int64_t> abulk_update(std::vector<M> objects, FieldNames<M> fields, BulkUpdateOptions options = {}) const { return plan_bulk_update(std::move(objects), fields, options).submit(); }

    /// The same of any range of objects.
    template <detail::range_like Range> std::int64_t bulk_update(const Range& objects, FieldNames<M> fields, BulkUpdateOptions options = {}) const { return plan_bulk_update(detail::copied_objects<M>(objects), fields, options).run(); }
    template <detail::range_like Range> Future<std::int64_t> abulk_update(const Range& objects, FieldNames<M> fields, BulkUpdateOptions options = {}) const { return plan_bulk_update(detail::copied_objects<M>(objects), fields, options).submit(); }

    /// Assigns values or expressions to every row, in one statement; gives how many rows matched.
    template <KeywordArgument... K> std::int64_t update(K... values) const { return plan_update(std::move(values)...).run(); }
    template <KeywordArgument... K> Future<std::int64_t> aupdate(K... values) const { return plan_update(std::move(values)...).submit(); }

    /// How many rows there are; of rows that are there already, without asking.
    std::int64_t count() const { return plan_count().run(); }
    Future<std::int64_t> acount() const { return plan_count().submit(); }

    /// Whether there is any row.
    bool exists() const { return plan_exists().run(); }
    Future<bool> aexists() const { return plan_exists().submit(); }

    /// Whether the object is among the rows. Throws `ValidationError` for an unsaved one.
    bool contains(const M& object) const { return plan_contains(object).run(); }
    Future<bool> acontains(M object) const { return plan_contains(object).submit(); }

    /// The first row or none; where nothing orders them, the one with the least key.
    std::optional<Row> first() const { return plan_first().run(); }
    Future<std::optional<Row>> afirst() const { return plan_first().submit(); }

    /// The last row or none; where nothing orders them, the one with the greatest key.
    std::optional<Row> last() const { return plan_last().run(); }
    Future<std::optional<Row>> alast() const { return plan_last().submit(); }

    /// The first row by these fields, by `get_latest_by` where none are given. Throws `M::DoesNotExist`.
    template <fixed_string... Path> Row earliest(Field<Path>... fields) const { return plan_earliest(false, fields...).run(); }
    template <fixed_string... Path> Future<Row> aearliest(Field<Path>... fields) const { return plan_earliest(false, fields...).submit(); }

    /// The last row by these fields, by `get_latest_by` where none are given. Throws `M::DoesNotExist`.
    template <fixed_string... Path> Row latest(Field<Path>... fields) const { return plan_earliest(true, fields...).run(); }
    template <fixed_string... Path> Future<Row> alatest(Field<Path>... fields) const { return plan_earliest(true, fields...).submit(); }

    /// The rows with these keys, by key; keys without a row are left out.
    template <detail::range_like Range> auto in_bulk(const Range& keys) const { return plan_in_bulk(Field<"pk">{}, detail::key_values(keys)).run(); }
    template <detail::range_like Range> auto ain_bulk(const Range& keys) const { return plan_in_bulk(Field<"pk">{}, detail::key_values(keys)).submit(); }

    template <class Key> auto in_bulk(std::initializer_list<Key> keys) const { return plan_in_bulk(Field<"pk">{}, detail::key_values(keys)).run(); }
    template <class Key> auto ain_bulk(std::initializer_list<Key> keys) const { return plan_in_bulk(Field<"pk">{}, detail::key_values(keys)).submit(); }

    /// The same by a unique field. Throws `FieldError` for a field that is not.
    template <fixed_string Path, detail::range_like Range> auto in_bulk(Field<Path> field, const Range& keys) const { return plan_in_bulk(field, detail::key_values(keys)).run(); }
    template <fixed_string Path, detail::range_like Range> auto ain_bulk(Field<Path> field, const Range& keys) const { return plan_in_bulk(field, detail::key_values(keys)).submit(); }

    template <fixed_string Path, class Key> auto in_bulk(Field<Path> field, std::initializer_list<Key> keys) const { return plan_in_bulk(field, detail::key_values(keys)).run(); }
    template <fixed_string Path, class Key> auto ain_bulk(Field<Path> field, std::initializer_list<Key> keys) const { return plan_in_bulk(field, detail::key_values(keys)).submit(); }

    /// Functions over all rows: `aggregate("total"_f = Sum("amount"_f))["total"_f]`.
    template <KeywordArgument... K> auto aggregate(K... aggregates) const { return plan_aggregate(std::move(aggregates)...).run(); }
    template <KeywordArgument... K> auto aaggregate(K... aggregates) const { return plan_aggregate(std::move(aggregates)...).submit(); }

    /// All rows, evaluated once for a queryset and its copies.
    Rows<Row> list() const { return plan_list().run(); }
    Future<Rows<Row>> alist() const { return plan_list().submit(); }

    /// The row at that index, of the cached rows or by a query of one row. Throws `M::DoesNotExist` behind the end.
    Row item(std::int64_t index) const { return plan_item(index).run(); }
    Future<Row> aitem(std::int64_t index) const { return plan_item(index).submit(); }

    /// How the engine would run it. Throws `NotSupportedError` for an option that the engine does not have.
    std::string explain(ExplainOptions options = {}) const { return plan_explain(options).run(); }
    Future<std::string> aexplain(ExplainOptions options = {}) const { return plan_explain(options).submit(); }

    /// The rows as they are read, at most a chunk of them in memory. Blocks in `begin` and wherever a chunk ends.
    [[nodiscard]] Iteration<Row> iterator(IteratorOptions options = {}) const { return Iteration<Row>(self().evaluation()->query(), options.chunk_size); }

    Row operator[](std::int64_t index) const { return item(index); }

protected:
    // What an operation needs: the evaluation that it asks, or a query of its own.
    using Evaluated = std::shared_ptr<detail::Evaluation>;

    auto plan_delete() const {
        return plan(detail::Intent::write, [](detail::Runner& runner, Evaluated& rows) {
            const detail::DropOnExit drop(*rows);
            return detail::delete_rows(runner, rows->query());
        });
    }

private:
    [[nodiscard]] const Self& self() const { return static_cast<const Self&>(*this); }

    /// A plan over the evaluation of this queryset.
    template <class Body>
    auto plan(detail::Intent intent, Body body) const {
        Evaluated rows = self().evaluation();
        std::string alias = rows->query().alias;
        return detail::plan(std::move(alias), intent, std::move(rows), body);
    }
    /// A plan over the evaluation and something else.
    template <class Extra, class Body>
    auto plan_with(detail::Intent intent, Extra extra, Body) const {
        struct State {
            Evaluated rows;
            Extra extra;
        };
        Evaluated rows = self().evaluation();
        std::string alias = rows->query().alias;
        return detail::plan(std::move(alias), intent, State{std::move(rows), std::move(extra)},
                            [](detail::Runner& runner, State& state) { return Body()(runner, *state.rows, state.extra); });
    }

    template <class... C>
    auto plan_get(C... conditions) const {
        detail::check_conditions<M, N, C...>();
        detail::Query query = self().evaluation()->query();
        if constexpr (sizeof...(C) > 0) {
            detail::require_unsliced(query, "get");
            detail::write_conditions<M, N>(query.where, conditions...);
        }
        std::string alias = query.alias;
        return detail::plan(std::move(alias), detail::Intent::read, std::move(query),
                            [](detail::Runner& runner, detail::Query& narrowed) {
                                return detail::only_row<Row, detail::fetch_only_row>(runner, narrowed);
                            });
    }

    auto plan_create(M object) const {
        return plan_with(detail::Intent::write, std::move(object),
                         [](detail::Runner& runner, detail::Evaluation&, M& inserted) {
                             detail::insert_object(runner, detail::model_info<M>(), &inserted, nullptr);
                             return std::move(inserted);
                         });
    }
    template <class... K>
    auto plan_create_from(K... values) const {
        detail::check_assignments<M, N, K...>();
        return plan_with(detail::Intent::write, std::vector<detail::Assignment>{values.assignment()...},
                         [](detail::Runner& runner, detail::Evaluation&, std::vector<detail::Assignment>& assigned) {
                             M object{};
                             detail::assign_members(detail::model_info<M>(), &object, assigned);
                             detail::insert_object(runner, detail::model_info<M>(), &object, &assigned);
                             return object;
                         });
    }

    template <class... A>
    detail::Upsert upsert_of(const A&... arguments) const {
        detail::check_conditions<M, N, A...>();
        detail::Upsert upsert{.query = self().evaluation()->query()};
        detail::require_unsliced(upsert.query, "get_or_create");
        (detail::add_to_upsert<M, N>(upsert, arguments), ...);
        return upsert;
    }
    template <class... A>
    auto plan_get_or_create(A... arguments) const {
        return plan_with(detail::Intent::write, upsert_of(arguments...),
                         [](detail::Runner& runner, detail::Evaluation&, detail::Upsert& upsert) {
                             M object{};
                             const auto assigned = upsert.all();
                             detail::assign_members(detail::model_info<M>(), &object, assigned);
                             std::vector<M> found;
                             const bool created = detail::get_or_create_row(runner, upsert.query, detail::sink_into(found),
                                                                            &object, assigned);
                             return Created<M>{created ? std::move(object) : std::move(found.front()), created};
                         });
    }
    template <class... A>
    auto plan_update_or_create(A... arguments) const {
        return plan_with(detail::Intent::write, upsert_of(arguments...),
                         [](detail::Runner& runner, detail::Evaluation&, detail::Upsert& upsert) {
                             M object{};
                             std::vector<M> found;
                             const bool created = detail::update_or_create_row(
                                 runner, upsert.query, detail::sink_into(found), &object, upsert.create, upsert.defaults);
                             return Created<M>{created ? std::move(object) : std::move(found.front()), created};
                         });
    }

    struct BulkCreate {
        std::vector<M> objects;
        BulkCreateOptions<M> options;
    };
    auto plan_bulk_create(std::vector<M> objects, BulkCreateOptions<M> options) const {
        return plan_with(
            detail::Intent::write, BulkCreate{std::move(objects), options},
            [](detail::Runner& runner, detail::Evaluation& rows, BulkCreate& bulk) {
                const detail::DropOnExit drop(rows);
                const detail::BulkInsert request{
                    .batch_size = bulk.options.batch_size,
                    .ignore_conflicts = bulk.options.ignore_conflicts,
                    .update_conflicts = bulk.options.update_conflicts,
                    .update_fields = {bulk.options.update_fields.begin(), bulk.options.update_fields.end()},
                    .unique_fields = {bulk.options.unique_fields.begin(), bulk.options.unique_fields.end()}};
                detail::insert_objects(runner, detail::model_info<M>(), detail::objects_in(bulk.objects), request);
                return std::move(bulk.objects);
            });
    }
    struct BulkUpdate {
        std::vector<M> objects;
        FieldNames<M> fields;
        BulkUpdateOptions options;
    };
    auto plan_bulk_update(std::vector<M> objects, FieldNames<M> fields, BulkUpdateOptions options) const {
        return plan_with(detail::Intent::write, BulkUpdate{std::move(objects), fields, options},
                         [](detail::Runner& runner, detail::Evaluation& rows, BulkUpdate& bulk) {
                             const detail::DropOnExit drop(rows);
                             return detail::update_objects(runner, rows.query(), detail::objects_in(bulk.objects),
                                                           {bulk.fields.begin(), bulk.fields.end()});
                         });
    }

    template <class... K>
    auto plan_update(K... values) const {
        detail::check_assignments<M, N, K...>();
        detail::require_unsliced(self().evaluation()->query(), "update");
        return plan_with(detail::Intent::write, std::vector<detail::Assignment>{values.assignment()...},
                         [](detail::Runner& runner, detail::Evaluation& rows, std::vector<detail::Assignment>& assigned) {
                             const detail::DropOnExit drop(rows);
                             return detail::update_rows(runner, rows.query(), assigned);
                         });
    }

    auto plan_count() const {
        return plan(detail::Intent::read, [](detail::Runner& runner, Evaluated& rows) { return rows->count(runner); });
    }
    auto plan_exists() const {
        return plan(detail::Intent::read, [](detail::Runner& runner, Evaluated& rows) { return rows->exists(runner); });
    }
    auto plan_contains(const M& object) const {
        static_assert(std::is_base_of_v<M, Row>, "aside: contains() is for querysets whose rows are objects");
        detail::require_key(detail::model_info<M>(), &object, "contains");
        detail::require_unsliced(self().evaluation()->query(), "contains");
        return plan_with(detail::Intent::read, object,
                         [](detail::Runner& runner, detail::Evaluation& rows, M& wanted) {
                             if (rows.has_rows()) {
                                 const Rows<Row> all(rows.rows(runner));
                                 return std::find(all.begin(), all.end(), wanted) != all.end();
                             }
                             detail::Query query = rows.query();
                             detail::filter_key(query, detail::member_value(query.model->key(), &wanted));
                             return detail::rows_exist(runner, query);
                         });
    }

    auto plan_first() const {
        return plan(detail::Intent::read, [](detail::Runner& runner, Evaluated& rows) {
            std::vector<Row> found;
            if (rows->has_rows()) {
                const Rows<Row> all(rows->rows(runner));
                if (!all.empty()) found.push_back(all[detail::first_of(rows->query(), all.data(), sizeof(Row), all.size())]);
            } else {
                detail::fetch_first_row(runner, rows->query(), detail::sink_into(found));
            }
            return detail::optional_row(std::move(found));
        });
    }
    auto plan_last() const {
        detail::require_unsliced(self().evaluation()->query(), "last");
        return plan(detail::Intent::read, [](detail::Runner& runner, Evaluated& rows) {
            detail::Query query = rows->query();
            query.reversed = !query.reversed;
            std::vector<Row> found;
            detail::fetch_first_row(runner, query, detail::sink_into(found));
            return detail::optional_row(std::move(found));
        });
    }
    template <fixed_string... Path>
    auto plan_earliest(bool latest, Field<Path>...) const {
        (void)sizeof(typename detail::first_error<detail::path_error_t<M, N, detail::without_sign<Path>()>...>::type);
        detail::Query query = self().evaluation()->query();
        detail::order_for_earliest(query, {Field<Path>::path.view()...}, latest);
        std::string alias = query.alias;
        return detail::plan(std::move(alias), detail::Intent::read, std::move(query),
                            [](detail::Runner& runner, detail::Query& ordered) {
                                return detail::only_row<Row, detail::fetch_existing_first_row>(runner, ordered);
                            });
    }

    template <fixed_string Path>
    auto plan_in_bulk(Field<Path>, std::vector<SqlValue> keys) const {
        (void)sizeof(detail::path_error_t<M, N, Path>);
        using Key = typename detail::resolve_t<M, N, Path>::type;
        static_assert(std::is_base_of_v<M, Row>, "aside: in_bulk() is for querysets whose rows are objects");
        return plan_with(detail::Intent::read, std::move(keys),
                         [](detail::Runner& runner, detail::Evaluation& rows, std::vector<SqlValue>& wanted) {
                             std::vector<Row> found;
                             const detail::Query& query = rows.query();
                             detail::fetch_by_keys(runner, query, Field<Path>::path.view(), wanted, detail::sink_into(found));
                             const detail::FieldInfo& field = query.model->at(Field<Path>::path.view());
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
        (void)sizeof(typename detail::first_error<
                     typename decltype(detail::aggregate_error<M, N, K>())::type...>::type);
        using Result = Record<Column<K::path, detail::operand_t<M, N, typename K::value_type>>...>;
        std::vector<detail::Aggregate> erased;
        (erased.push_back(detail::aggregate_of_assignment(aggregates.assignment())), ...);
        if constexpr ((K::value_type::run_time || ...))
            for (auto& aggregate : erased) detail::resolve_run_time_conditions(detail::model_info<M>(), aggregate.expr, 0);
        return plan_with(detail::Intent::read, std::move(erased),
                         [](detail::Runner& runner, detail::Evaluation& rows, std::vector<detail::Aggregate>& wanted) {
                             Result record{};
                             const auto targets = detail::record_targets<Result>::of(record);
                             detail::aggregate_rows(runner, rows.query(), wanted, targets);
                             return record;
                         });
    }

    auto plan_list() const {
        return plan(detail::Intent::read, [](detail::Runner& runner, Evaluated& rows) { return Rows<Row>(rows->rows(runner)); });
    }
    auto plan_item(std::int64_t index) const {
        detail::require_index(index);
        return plan_with(detail::Intent::read, index,
                         [](detail::Runner& runner, detail::Evaluation& rows, std::int64_t& at) -> Row {
                             if (rows.has_rows()) {
                                 const Rows<Row> all(rows.rows(runner));
                                 detail::require_row_at(rows.query(), at, all.size());
                                 return all[static_cast<std::size_t>(at)];
                             }
                             std::vector<Row> found;
                             detail::fetch_row_at(runner, rows.query(), at, detail::sink_into(found));
                             return std::move(found.front());
                         });
    }
    struct Explanation {
        bool analyze;
        std::string format;
    };
    auto plan_explain(ExplainOptions options) const {
        return plan_with(detail::Intent::read, Explanation{options.analyze, std::string(options.format)},
                         [](detail::Runner& runner, detail::Evaluation& rows, Explanation& wanted) {
                             return detail::explain_query(runner, rows.query(), {wanted.analyze, wanted.format});
                         });
    }
};

}  // namespace aside
