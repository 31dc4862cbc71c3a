#pragma once
// The plans behind the methods that ask the database: the work, its state and its place.
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "aside/detail/arguments.hpp"
#include "aside/detail/compiled_plans.hpp"
#include "aside/record.hpp"

namespace aside::detail {

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
/// The value of a field in a row, of a relation its key. If the row holds only loaded columns of an
/// object, it is the value of the column.
template <class Key, class M, fixed_string Path, class Row>
Key row_key(const Row& row, const FieldInfo& field) {
    if constexpr (!std::is_base_of_v<M, Row>)
        return row[Field<Path>{}];
    else
        return member_key<Key, M, Path>(static_cast<const M&>(row), field);
}

/// The name of the column that has a field's value in a row of values. For the key it is its own
/// name, unless a column is called "pk".
template <class M, fixed_string Path, class... C>
consteval auto column_of_field() {
    if constexpr (Path == fixed_string("pk") && !names_column<"pk", C...>)
        return member_column_name<M, key_member<M>()>();
    else
        return Path;
}
template <class M, fixed_string Path, class... C>
struct row_by_field_error<M, Record<C...>, Path> {
    using type = std::conditional_t<names_column<column_of_field<M, Path, C...>(), C...>, fine,
                                    rows_are_no_objects<Record<C...>>>;
};
template <class Key, class M, fixed_string Path, class... C>
Key row_key(const Record<C...>& row, const FieldInfo&) {
    const auto& value = column_named<column_of_field<M, Path, C...>()>(row);
    if constexpr (is_optional<std::decay_t<decltype(value)>> && !is_optional<Key>)
        return *value;  // it was found by it
    else
        return value;
}

/// Whether the types of conditions tell the whole query of `Self` with them, but for the values.
template <class Self, class M, class... C>
consteval bool fills_form() {
    if constexpr (requires { Self::has_no_state; })
        return sizeof...(C) > 0 && sizeof...(C) <= PreparedQuery::most_terms &&
               (is_term<M, Names<>, C>() && ...);
    else
        return false;
}
template <std::size_t Count>
struct FormValues {
    SqlValue values[Count];
};
/// The only row of such a query, read into the result itself.
template <class Row, const PreparedQuery& Form, std::size_t Count>
Row only_row(Runner& runner, FormValues<Count>& filled) {
    Row row = Row();
    read_only_row(runner, Form, filled.values, &row);
    return row;
}

/// The plan of a get by a prepared query. `submit` alone looks whether a unique field finds the
/// row.
template <class Row, const PreparedQuery& Form, std::size_t Count>
struct OnlyRowPlan {
    FormValues<Count> filled;

    /// Runs it on this thread and gives the row; blocks.
    Row run() && {
        return run_here({}, Intent::read,
                        [this](Runner& runner) { return only_row<Row, Form>(runner, filled); });
    }
    /// Runs it on the arena and gives a future of the row.
    Future<Row> submit() && {
        const Intent intent = intent_of_get(Form, filled.values);
        return submit_operation({}, intent, std::move(filled), only_row<Row, Form, Count>);
    }
};

/// Makes plans over the query or evaluation that `Self` gives by `evaluation()`. Each has one
/// captureless body, compiled once if it needs no type.
template <class Self, class M, class Row, class N>
class QueryPlans {
protected:
    [[nodiscard]] const Self& self() const { return static_cast<const Self&>(*this); }
    /// A plan over a query of its own, which is changed in place, since it is large.
    template <class Given>
    auto row_plan(FoundRow (*find)(Runner&, RowQuery&), Given (*give)(FoundRow&&)) const {
        return TypedPlan<Given, FoundRow, RowQuery>{
            {{self().query(), &row_type<Row>}, Intent::read, find}, give};
    }

    template <class... C>
    auto plan_get(C... conditions) const {
        if constexpr (fills_form<Self, M, C...>()) {
            return OnlyRowPlan<Row, prepared_query<M, C...>, sizeof...(C)>{
                {{conditions.term_value()...}}};
        } else {
            auto typed = row_plan(find_only_row, row_of<Row>);
            if constexpr (sizeof...(C) > 0) {
                Query& query = typed.plan.state.query;
                require_unsliced(query, "get");
                write_filter<M, N>(query, conditions...);
            }
            typed.plan.intent = intent_of_get(typed.plan.state.query);
            return typed;
        }
    }

    auto plan_create(M object) const {
        RowVector<M> created;
        *static_cast<M*>(created.append()) = std::move(object);
        return TypedPlan{create_plan(self().writing_evaluation(), std::move(created)),
                         only_row_of<M>};
    }
    template <class... K>
    auto plan_create_from(K... values) const {
        return TypedPlan{
            create_plan(self().writing_evaluation(), creation_of<M>(values...), row_type<M>),
            only_row_of<M>};
    }
    template <class... A>
    auto plan_get_or_create(A... arguments) const {
        Evaluated rows = self().writing_evaluation();
        Upsert upsert = upsert_of<M, N>(rows->query(), arguments...);
        return TypedPlan{get_or_create_plan(std::move(rows), std::move(upsert), row_type<M>),
                         created_of<M>};
    }
    template <class... A>
    auto plan_update_or_create(A... arguments) const {
        Evaluated rows = self().writing_evaluation();
        Upsert upsert = upsert_of<M, N>(rows->query(), arguments...);
        return TypedPlan{update_or_create_plan(std::move(rows), std::move(upsert), row_type<M>),
                         created_of<M>};
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

    auto plan_bulk_add(std::string_view relation, std::vector<KeyPair> pairs) const {
        return bulk_add_plan(self().evaluation(), relation, std::move(pairs));
    }

    template <class... K>
    auto plan_update(K... values) const {
        return update_plan(self().writing_evaluation(), assignments_of<M>(values...));
    }
    template <class... K>
    auto plan_update_returning(K... values) const {
        return TypedPlan{
            update_returning_plan(self().writing_evaluation(), assignments_of<M>(values...)),
            rows_of<Row>};
    }
    auto plan_delete() const { return delete_plan(self().writing_evaluation()); }

    auto plan_delete_returning() const {
        return TypedPlan{delete_returning_plan(self().writing_evaluation()), rows_of<Row>};
    }

    auto plan_count() const { return count_plan(self().evaluation()); }
    auto plan_exists() const { return exists_plan(self().evaluation()); }
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
        return TypedPlan{first_plan(self().evaluation()), optional_row_of<Row>};
    }
    auto plan_last() const {
        auto typed = row_plan(find_first_row, optional_row_of<Row>);
        reverse_for_last(typed.plan.state.query);
        return typed;
    }
    template <fixed_string... Path>
    auto plan_earliest(bool latest, Field<Path>...) const {
        auto typed = row_plan(find_only_row, row_of<Row>);
        limit_to_earliest(typed.plan.state.query, {Path.view()...}, latest);
        return typed;
    }

    template <fixed_string Path>
    auto plan_in_bulk(Field<Path>, std::vector<SqlValue> keys) const {
        using R = resolve_t<M, N, Path>;
        using Type = std::conditional_t<R::ok, typename R::type, bool>;
        using Key = std::conditional_t<is_related<without_optional<Type>>,
                                       without_optional<column_value_t<Type>>, Type>;
        return plan_with(Intent::read, std::move(keys),
                         [](Runner& runner, Evaluation& rows, std::vector<SqlValue>& wanted) {
                             std::map<Key, Row> by_key;
                             using Error = typename row_by_field_error<M, Row, Path>::type;
                             if constexpr (std::is_same_v<Error, fine>) {
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
        using Columns = type_list<Column<K::path, aggregate_result<M, N, K>>...>;
        constexpr Contents contents = (plain_contents | ... | K::contents);
        std::vector<Aggregate> wanted;
        (wanted.push_back(aggregate_of_assignment(aggregates.assignment())), ...);
        return TypedPlan{aggregate_plan({self().evaluation(), std::move(wanted),
                                         column_list<Columns>::columns, &row_type<Result>},
                                        (contents & has_run_time) != 0),
                         only_row_of<Result>};
    }

    auto plan_list() const { return TypedPlan{list_plan(self().evaluation()), rows_of<Row>}; }
    auto plan_item(std::int64_t index) const {
        return TypedPlan{item_plan(self().evaluation(), index), row_of<Row>};
    }
    auto plan_explain(ExplainOptions options) const {
        return explain_plan(self().evaluation(), options);
    }

    /// A plan over the evaluation and something else.
    template <class Extra, class Body>
    auto plan_with(Intent intent, Extra extra, Body) const {
        struct State {
            Evaluated rows;
            Extra extra;
        };
        Evaluated rows = evaluation_for(intent);
        Place place = rows->query().place;
        return detail::plan(
            std::move(place), intent, State{std::move(rows), std::move(extra)},
            [](Runner& runner, State& state) { return Body()(runner, *state.rows, state.extra); });
    }

private:
    [[nodiscard]] Evaluated evaluation_for(Intent intent) const {
        return intent == Intent::read ? self().evaluation() : self().writing_evaluation();
    }
};

}  // namespace aside::detail
