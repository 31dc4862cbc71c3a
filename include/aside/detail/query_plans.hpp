#pragma once
// The plans behind the methods that ask the database: what each will do, with what and where.
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
#include "aside/detail/selection.hpp"
#include "aside/options.hpp"
#include "aside/q.hpp"
#include "aside/record.hpp"
#include "aside/rows.hpp"

namespace aside {

/// An aggregate was due, as in `aggregate("n"_f = Count("*"_f))`.
template <class Value>
struct aggregate_takes_aggregates;

/// `through_defaults(...)` is for the related managers of many-to-many relations whose join table is
/// a model.
template <class Manager>
struct through_defaults_need_a_through_model;

/// Keywords kept apart from the others; `defaults(...)` makes it.
template <KeywordArgument... Keyword>
class Defaults {
public:
    explicit Defaults(std::vector<detail::Assignment> assignments)
        : assignments_(std::move(assignments)) {}
    static constexpr bool is_defaults = true;
    static constexpr detail::Contents contents = (detail::plain_contents | ... | Keyword::contents);
    template <class M, class N>
    using error =
        typename detail::first_error<typename Keyword::template assignment_error<M, N>...>::type;
    [[nodiscard]] const std::vector<detail::Assignment>& assignments() const {
        return assignments_;
    }

private:
    std::vector<detail::Assignment> assignments_;
};
/// Values of join rows; `through_defaults(...)` makes it.
template <KeywordArgument... Keyword>
class ThroughDefaults {
public:
    explicit ThroughDefaults(std::vector<detail::Assignment> assignments)
        : assignments_(std::move(assignments)) {}
    static constexpr bool is_through_defaults = true;
    static constexpr detail::Contents contents = (detail::plain_contents | ... | Keyword::contents);
    /// For the methods of `Self`, which knows what its join rows are.
    template <class Self>
    static consteval auto check() {
        if constexpr (!requires { typename Self::template through_of<typename Self::target>; }) {
            return std::type_identity<through_defaults_need_a_through_model<Self>>{};
        } else {
            using Rows = typename Self::template through_of<typename Self::target>;
            if constexpr (std::is_void_v<Rows>)
                return std::type_identity<through_defaults_need_a_through_model<Self>>{};
            else
                return std::type_identity<typename detail::first_error<
                    typename Keyword::template assignment_error<Rows, Names<>>...>::type>{};
        }
    }
    template <class Self>
    using error = typename decltype(check<Self>())::type;
    [[nodiscard]] const std::vector<detail::Assignment>& assignments() const {
        return assignments_;
    }

private:
    std::vector<detail::Assignment> assignments_;
};
/// Further values of the join rows that `add`, `create`, `set`, `get_or_create` and
/// `update_or_create` of a many-to-many relation through a model make.
template <KeywordArgument... Keyword>
[[nodiscard]] ThroughDefaults<Keyword...> through_defaults(Keyword... keyword) {
    return ThroughDefaults<Keyword...>(std::vector<detail::Assignment>{keyword.assignment()...});
}

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
template <class T>
inline constexpr bool is_through_defaults = false;
template <class... Keyword>
inline constexpr bool is_through_defaults<ThroughDefaults<Keyword...>> = true;
template <class T>
concept CreateArgument = KeywordArgument<T> || is_through_defaults<T>;

template <class Self, class M, class N, class Argument>
struct create_argument_error {
    using type = typename Argument::template assignment_error<M, N>;
};
template <class Self, class M, class N, class... Keyword>
struct create_argument_error<Self, M, N, ThroughDefaults<Keyword...>> {
    using type = typename ThroughDefaults<Keyword...>::template error<Self>;
};
/// What is wrong with the arguments of `create()`, or `fine`.
template <class Self, class M, class N, class... Argument>
using create_error =
    typename first_error<outer_error_t<Argument>...,
                         typename create_argument_error<Self, M, N, Argument>::type...>::type;
template <class Self, class M, class N, class Argument>
struct upsert_argument_error : condition_error<M, N, Argument> {};
template <class Self, class M, class N, class... Keyword>
struct upsert_argument_error<Self, M, N, ThroughDefaults<Keyword...>>
    : create_argument_error<Self, M, N, ThroughDefaults<Keyword...>> {};
/// What is wrong with the arguments of `get_or_create()`, or `fine`.
template <class Self, class M, class N, class... Argument>
using upsert_error =
    typename first_error<outer_error_t<Argument>...,
                         typename upsert_argument_error<Self, M, N, Argument>::type...>::type;

/// What `create()` needs to know.
struct Creation {
    std::vector<Assignment> assigned{};
    std::vector<Assignment> through{};
};
template <class Argument>
void add_to_creation(Creation& creation, const Argument& argument) {
    if constexpr (is_through_defaults<Argument>)
        creation.through = argument.assignments();
    else
        creation.assigned.push_back(argument.assignment());
}
template <class M, class... Argument>
Creation creation_of(const Argument&... argument) {
    Creation creation;
    (add_to_creation(creation, argument), ...);
    resolve_assignments(model_info<M>(), creation.assigned);
    return creation;
}

template <class M, class... Keyword>
std::vector<Assignment> assignments_of(const Keyword&... keyword) {
    std::vector<Assignment> assignments{keyword.assignment()...};
    resolve_assignments(model_info<M>(), assignments);
    return assignments;
}
template <class M, class N, class Keyword>
consteval auto aggregate_error() {
    using V = typename Keyword::value_type;
    if constexpr ((contents_of<V>() & has_aggregate) == 0)
        return std::type_identity<aggregate_takes_aggregates<V>>{};
    else if constexpr (!std::is_same_v<outer_error_t<V>, fine>)
        return std::type_identity<outer_error_t<V>>{};
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

/// The pairs of `bulk_add`, as keys. Either half is an object or a key.
template <class Range>
std::vector<KeyPair> key_pairs(const Range& pairs) {
    std::vector<KeyPair> keys;
    for (const auto& [owner, target] : pairs) keys.emplace_back(as_sql(owner), as_sql(target));
    return keys;
}
template <class Member>
consteval bool goes_through_join_table() {
    if constexpr (relation_member<Member>)
        return Member::relation_kind == RelationKind::many_to_many ||
               Member::relation_kind == RelationKind::reverse_many_to_many;
    else
        return false;
}
/// What is wrong with the path of `bulk_add`, or `fine`.
template <class M, fixed_string Path>
consteval auto join_table_error() {
    constexpr std::size_t member = find_member<M>(Path.view());
    if constexpr (member == not_found)
        return std::type_identity<model_has_no_such_relation<M, spelled<Path>>>{};
    else if constexpr (!goes_through_join_table<member_type<M, member>>())
        return std::type_identity<model_has_no_such_relation<M, spelled<Path>>>{};
    else
        return std::type_identity<fine>{};
}
template <class M, fixed_string Path>
using join_table_error_t = typename decltype(join_table_error<M, Path>())::type;

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
template <class M, class N, class Row, fixed_string Path, class Key>
using in_bulk_error_t =
    typename first_error<objects_error_t<M, Row>, key_error_t<M, N, Path, Key>>::type;
template <class Range>
using range_value_t = std::decay_t<decltype(*std::declval<const Range&>().begin())>;

/// What `get_or_create` and `update_or_create` need to know.
struct Upsert {
    Query query{};
    std::vector<Assignment> create{};
    std::vector<Assignment> defaults{};
    std::vector<Assignment> through{};

    /// A keyword, which finds and, unless it ends in a lookup, creates.
    void add(Assignment assignment);
    [[nodiscard]] std::vector<Assignment> all() const;
};
template <class M, class N, class Argument>
void add_to_upsert(Upsert& upsert, const Argument& argument) {
    if constexpr (is_through_defaults<Argument>) {
        upsert.through = argument.assignments();
    } else if constexpr (is_defaults<Argument>) {
        upsert.defaults = argument.assignments();
        resolve_assignments(model_info<M>(), upsert.defaults);
    } else {
        write_conditions<M, N>(upsert.query, upsert.query.where, argument);
        if constexpr (requires { Argument::template assigns<M, N>; })
            if constexpr (Argument::template assigns<M, N>) upsert.add(argument.assignment());
    }
}

/// The first of rows that nobody else needs.
template <class Row>
Row&& first_row(const RowBuffer& rows) {
    return std::move(*static_cast<Row*>(rows.data()));
}
template <class Row>
std::optional<Row> optional_row(Runner& runner, const Query& query) {
    const RowBuffer rows = fetch_first_row(runner, query, row_type<Row>);
    if (rows.empty()) return std::nullopt;
    return first_row<Row>(rows);
}

/// Of rows that are no objects, the first; else which one `first_of` says.
template <class M, class Row>
std::size_t first_index_of(const Query& query, const Rows<Row>& rows) {
    if constexpr (std::is_base_of_v<M, Row>)
        return first_of(query, rows.data(), sizeof(Row), rows.size());
    else
        return 0;
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

/// The value of a member, of a relation its key.
template <class Key, class M, fixed_string Path>
Key member_key(const M& object, const FieldInfo& field) {
    using Member = member_type<M, find_path_member<M>(Path.view())>;
    const auto& member = *static_cast<const Member*>(field.in(&object));
    if constexpr (relation_member<Member>)
        return member.pk();
    else
        return member;
}
/// The same of a row; where it is what was loaded of an object, the value of its column.
template <class Key, class M, fixed_string Path, class Row>
Key row_key(const Row& row, const FieldInfo& field) {
    if constexpr (!std::is_base_of_v<M, Row>)
        return row[Field<Path>{}];
    else
        return member_key<Key, M, Path>(static_cast<const M&>(row), field);
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
            write_filter<M, N>(query, conditions...);
        }
        std::string alias = query.alias;
        return detail::plan(std::move(alias), Intent::read, std::move(query),
                            [](Runner& runner, Query& narrowed) -> Row {
                                return first_row<Row>(
                                    fetch_only_row(runner, narrowed, row_type<Row>));
                            });
    }

    auto plan_create(M object) const {
        return plan_with(Intent::write, std::move(object),
                         [](Runner& runner, Evaluation& rows, M& inserted) {
                             rows.drop_prefetched();
                             create_object(runner, rows.query(), &inserted, nullptr, {});
                             return std::move(inserted);
                         });
    }
    template <class... K>
    auto plan_create_from(K... values) const {
        return plan_with(Intent::write, creation_of<M>(values...),
                         [](Runner& runner, Evaluation& rows, Creation& creation) {
                             rows.drop_prefetched();
                             M object{};
                             assign_members(model_info<M>(), &object, creation.assigned);
                             create_object(runner, rows.query(), &object, &creation.assigned,
                                           creation.through);
                             return object;
                         });
    }

    template <class... A>
    Upsert upsert_of(const A&... arguments) const {
        Upsert upsert{.query = self().writing_evaluation()->query()};
        require_unsliced(upsert.query, "get_or_create");
        select_objects_alone(upsert.query);
        ExprWriter writer(upsert.query.where);
        const std::size_t call = writer.begin(ExprKind::filter);
        (add_to_upsert<M, N>(upsert, arguments), ...);
        writer.end(call);
        return upsert;
    }
    template <class... A>
    auto plan_get_or_create(A... arguments) const {
        return plan_with(
            Intent::write, upsert_of(arguments...),
            [](Runner& runner, Evaluation& rows, Upsert& upsert) {
                rows.drop_prefetched();
                M object{};
                const auto assigned = upsert.all();
                assign_members(model_info<M>(), &object, assigned);
                RowVector<M> found;
                const bool created =
                    get_or_create_row(runner, upsert.query, found, &object, assigned,
                                      upsert.through);
                return Created<M>{created ? std::move(object) : std::move(found[0]), created};
            });
    }
    template <class... A>
    auto plan_update_or_create(A... arguments) const {
        return plan_with(
            Intent::write, upsert_of(arguments...),
            [](Runner& runner, Evaluation& rows, Upsert& upsert) {
                rows.drop_prefetched();
                M object{};
                RowVector<M> found;
                const bool created =
                    update_or_create_row(runner, upsert.query, found, &object,
                                         upsert.create, upsert.defaults, upsert.through);
                return Created<M>{created ? std::move(object) : std::move(found[0]), created};
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
                insert_objects(runner, rows.query(), objects_in(bulk.objects), request);
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
                             return update_objects(
                                 runner, rows.query(), objects_in(bulk.objects),
                                 {.fields = {bulk.fields.begin(), bulk.fields.end()},
                                  .batch_size = bulk.options.batch_size});
                         });
    }

    auto plan_bulk_add(std::string_view name, std::vector<KeyPair> pairs) const {
        const RelationInfo* relation = model_info<M>().find_relation(name);
        struct BulkAdd {
            const RelationInfo* relation;
            std::vector<KeyPair> pairs;
        };
        return plan_with(Intent::write, BulkAdd{relation, std::move(pairs)},
                         [](Runner& runner, Evaluation&, BulkAdd& bulk) {
                             return add_join_rows(runner, *bulk.relation, bulk.pairs);
                         });
    }

    template <class... K>
    auto plan_update(K... values) const {
        require_changeable(self().evaluation()->query(), "update");
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
        require_key(model_info<M>(), &object, "contains");
        return plan_with(Intent::read, object, [](Runner& runner, Evaluation& rows, M& wanted) {
            if (rows.has_rows()) {
                const Rows<Row> all(rows.rows(runner));
                if constexpr (are_objects<M, Row>) {
                    for (const Row& row : all)
                        if (row.pk() == wanted.pk()) return true;
                    return false;
                }
            }
            require_unsliced(rows.query(), "contains");
            Query query = rows.query();
            filter_key(query, member_value(query.model->key(), &wanted));
            return rows_exist(runner, query);
        });
    }

    auto plan_first() const {
        return plan(Intent::read, [](Runner& runner, Evaluated& rows) -> std::optional<Row> {
            if (!rows->has_rows()) return optional_row<Row>(runner, rows->query());
            const Rows<Row> all(rows->rows(runner));
            if (all.empty()) return std::nullopt;
            return all[first_index_of<M>(rows->query(), all)];
        });
    }
    auto plan_last() const {
        require_orderable(self().evaluation()->query(), "last");
        return plan(Intent::read, [](Runner& runner, Evaluated& rows) {
            Query query = rows->query();
            query.reversed = !query.reversed;
            return optional_row<Row>(runner, query);
        });
    }
    template <fixed_string... Path>
    auto plan_earliest(bool latest, Field<Path>...) const {
        Query query = self().evaluation()->query();
        order_for_earliest(query, {Field<Path>::path.view()...}, latest);
        std::string alias = query.alias;
        return detail::plan(std::move(alias), Intent::read, std::move(query),
                            [](Runner& runner, Query& ordered) -> Row {
                                return first_row<Row>(
                                    fetch_existing_first_row(runner, ordered, row_type<Row>));
                            });
    }

    template <fixed_string Path>
    auto plan_in_bulk(Field<Path>, std::vector<SqlValue> keys) const {
        using R = resolve_t<M, N, Path>;
        using Type = std::conditional_t<R::ok, typename R::type, bool>;
        using Key = std::conditional_t<is_related<without_optional<Type>>,
                                       without_optional<column_value_t<Type>>, Type>;
        return plan_with(
            Intent::read, std::move(keys),
            [](Runner& runner, Evaluation& rows, std::vector<SqlValue>& wanted) {
                std::map<Key, Row> by_key;
                if constexpr (are_objects<M, Row>) {
                    RowVector<Row> found;
                    const Query& query = rows.query();
                    fetch_by_keys(runner, query, Path.view(), wanted, found);
                    const FieldInfo& field = query.model->at(Path.view());
                    for (std::size_t i = 0; i < found.size(); ++i) {
                        Row& row = found[i];
                        Key key = row_key<Key, M, Path>(row, field);
                        by_key.emplace(std::move(key), std::move(row));
                    }
                }
                return by_key;
            });
    }

    template <class... K>
    auto plan_aggregate(K... aggregates) const {
        using Result = Record<Column<K::path, aggregate_result<M, N, K>>...>;
        require_own_rows(self().evaluation()->query(), "aggregate");
        std::vector<Aggregate> erased;
        (erased.push_back(aggregate_of_assignment(aggregates.assignment())), ...);
        if constexpr (((plain_contents | ... | K::contents) & has_run_time) != 0)
            for (auto& aggregate : erased)
                resolve_run_time_conditions(self().evaluation()->query(), aggregate.expr, 0);
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
                             return first_row<Row>(
                                 fetch_row_at(runner, rows.query(), at, row_type<Row>));
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

    /// A plan over the evaluation of this queryset.
    template <class Body>
    auto plan(Intent intent, Body body) const {
        Evaluated rows = evaluation_for(intent);
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
        Evaluated rows = evaluation_for(intent);
        std::string alias = rows->query().alias;
        return detail::plan(
            std::move(alias), intent, State{std::move(rows), std::move(extra)},
            [](Runner& runner, State& state) { return Body()(runner, *state.rows, state.extra); });
    }

private:
    [[nodiscard]] Evaluated evaluation_for(Intent intent) const {
        return intent == Intent::write ? self().writing_evaluation() : self().evaluation();
    }
};

}  // namespace detail
}  // namespace aside
