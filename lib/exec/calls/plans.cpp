// The bodies of plans that are compiled once for all models and rows.
#include "aside/detail/compiled_plans.hpp"
#include "exec/names.hpp"
#include "model/uniqueness.hpp"
#include "query/one_row.hpp"

namespace aside::exec {
namespace {

/// Whether a query asks for one row at most, by an index, and for nothing that belongs to it.
bool is_of_row(const Query& query) {
    return query.prefetched.empty() && query.operation == SetOperation::none && !query.raw &&
           query::pins_one_row(query);
}
/// The intent of asking whether there are rows, or how many.
Intent intent_of_question(const Evaluation& rows) {
    return !rows.has_rows() && is_of_row(rows.query()) ? Intent::read_of_row : Intent::read;
}
/// Whether a creation inserts one row.
bool creates_one_row(const Query& query) {
    return !query.owners || !query.owners->creates ||
           query.owners->relation->resolved().join == nullptr;
}
Intent intent_of_creation(const Query& query) {
    return creates_one_row(query) ? Intent::write_of_row : Intent::short_write;
}

template <class Body>
auto plan_over(Intent intent, Evaluated rows, Body body) {
    Place place = rows->query().place;
    return plan(std::move(place), intent, std::move(rows), body);
}
template <class State, class Body>
auto plan_over(Intent intent, const Query& query, State state, Body body) {
    return plan(query.place, intent, std::move(state), body);
}
/// One of the cached rows.
FoundRow cached_row(const Evaluation& evaluation, const RowSet& rows, std::size_t index) {
    const char* first = static_cast<const char*>(rows.data);
    return {RowBuffer(evaluation.row_type()),
            {rows.owner, first + index * evaluation.row_type().size, 1}};
}

}  // namespace

}  // namespace aside::exec

namespace aside::detail {

using exec::cached_row;
using exec::plan_over;

Intent intent_of_get(const Query& query) {
    return exec::is_of_row(query) ? Intent::read_of_row : Intent::read;
}

Intent intent_of_get(const PreparedQuery& form, std::span<const SqlValue> values) {
    const ModelInfo& model = form.model();
    for (std::size_t i = 0; i < values.size(); ++i) {
        const PreparedTerm& term = form.terms[i];
        if (term.lookup != Lookup::exact || values[i].is_null()) continue;
        const FieldInfo* const field = model.find(term.path);
        if (field != nullptr && model::is_unique(model, *field)) return Intent::read_of_row;
    }
    return Intent::read;
}

Intent intent_of_save(const ModelInfo& model, const void* object, bool one_statement) {
    return one_statement || key_unset(model, object) ? Intent::write_of_row : Intent::short_write;
}

template struct Plan<RowSet, Evaluated>;
template struct Plan<FoundRow, RowQuery>;
template struct Plan<FoundRow, RowAt>;
template struct Plan<FoundRow, Evaluated>;
template struct Plan<std::int64_t, Evaluated>;
template struct Plan<bool, Evaluated>;
template struct Plan<RowBuffer, Aggregates>;
template struct Plan<std::string, Explanation>;
template struct Plan<RowBuffer, ObjectToCreate>;
template struct Plan<RowBuffer, ObjectOfKeywords>;
template struct Plan<CreatedRow, ObjectToUpsert>;
template struct Plan<std::int64_t, RowsToUpdate>;
template struct Plan<RowSet, RowsToUpdate>;
template struct Plan<DeleteResult, Evaluated>;
template struct Plan<std::int64_t, PairsToAdd>;
template struct Plan<void, RowsToRelate>;

Plan<RowSet, Evaluated> list_plan(Evaluated rows) {
    return plan_over(Intent::read, std::move(rows),
                     [](Runner& runner, Evaluated& all) { return all->rows(runner); });
}

RowSet rows_here(const Evaluated& rows) {
    RowSet cached;
    return rows->cached_rows(cached) ? cached : list_plan(rows).run();
}

FoundRow find_only_row(Runner& runner, RowQuery& of) {
    return {fetch_only_row(runner, std::move(of.query), *of.type)};
}

FoundRow find_first_row(Runner& runner, RowQuery& of) {
    return {fetch_first_row(runner, std::move(of.query), *of.type)};
}

void reverse_for_last(Query& query) {
    require_orderable(query, "last");
    query.reversed = !query.reversed;
}

void limit_to_earliest(Query& query, std::initializer_list<std::string_view> names, bool latest) {
    order_for_earliest(query, names, latest);
    limit_to(query, 1);
}

Plan<FoundRow, Evaluated> first_plan(Evaluated rows) {
    return plan_over(Intent::read, std::move(rows), [](Runner& runner, Evaluated& of) {
        const Query& query = of->query();
        const RowType& type = of->row_type();
        if (!of->has_rows()) return FoundRow{fetch_first_row(runner, Query(query), type)};
        const RowSet all = of->rows(runner);
        if (all.size == 0) return FoundRow{RowBuffer(type)};
        const bool objects = query.values.empty();
        return cached_row(*of, all, objects ? first_of(query, all.data, type.size, all.size) : 0);
    });
}

Plan<FoundRow, RowAt> item_plan(Evaluated rows, std::int64_t index) {
    require_index(index);
    const Query& query = rows->query();
    return plan_over(
        Intent::read, query, RowAt{std::move(rows), index}, [](Runner& runner, RowAt& at) {
            Evaluation& of = *at.rows;
            if (!of.has_rows())
                return FoundRow{fetch_row_at(runner, of.query(), at.index, of.row_type())};
            const RowSet all = of.rows(runner);
            require_row_at(of.query(), at.index, all.size);
            return cached_row(of, all, static_cast<std::size_t>(at.index));
        });
}

Plan<std::int64_t, Evaluated> count_plan(Evaluated rows) {
    const Intent intent = exec::intent_of_question(*rows);
    return plan_over(intent, std::move(rows),
                     [](Runner& runner, Evaluated& of) { return of->count(runner); });
}

Plan<bool, Evaluated> exists_plan(Evaluated rows) {
    const Intent intent = exec::intent_of_question(*rows);
    return plan_over(intent, std::move(rows),
                     [](Runner& runner, Evaluated& of) { return of->exists(runner); });
}

Plan<RowBuffer, Aggregates> aggregate_plan(Aggregates aggregates, bool at_run_time) {
    const Query& query = aggregates.rows->query();
    require_selectable(query, "aggregate");
    if (at_run_time)
        for (Aggregate& aggregate : aggregates.wanted)
            resolve_run_time_conditions(query, aggregate.expr, 0);
    return plan_over(Intent::read, query, std::move(aggregates),
                     [](Runner& runner, Aggregates& over) {
                         RowBuffer row(*over.type);
                         std::vector<void*> places(over.columns.size());
                         over.type->columns(row.append(), places.data());
                         std::vector<Target> targets;
                         for (std::size_t i = 0; i < places.size(); ++i)
                             targets.push_back({over.columns[i].type, places[i]});
                         aggregate_rows(runner, over.rows->query(), over.wanted, targets);
                         return row;
                     });
}

Plan<std::string, Explanation> explain_plan(Evaluated rows, const ExplainOptions& options) {
    const Query& query = rows->query();
    return plan_over(Intent::read, query,
                     Explanation{std::move(rows), options, std::string(options.format)},
                     [](Runner& runner, Explanation& wanted) {
                         wanted.options.format = wanted.format;
                         return explain_query(runner, wanted.rows->query(), wanted.options);
                     });
}

Plan<RowBuffer, ObjectToCreate> create_plan(Evaluated rows, RowBuffer object) {
    const Query& query = rows->query();
    return plan_over(
        exec::intent_of_creation(query), query, ObjectToCreate{std::move(rows), std::move(object)},
        [](Runner& runner, ObjectToCreate& create) {
            create.rows->drop_prefetched();
            create_object(runner, create.rows->query(), create.object.data(), nullptr, {});
            return std::move(create.object);
        });
}

Plan<RowBuffer, ObjectOfKeywords> create_plan(Evaluated rows, Creation creation,
                                              const RowType& type) {
    const Query& query = rows->query();
    return plan_over(exec::intent_of_creation(query), query,
                     ObjectOfKeywords{std::move(rows), std::move(creation), &type},
                     [](Runner& runner, ObjectOfKeywords& create) {
                         create.rows->drop_prefetched();
                         const Query& rows = create.rows->query();
                         RowBuffer object(*create.type);
                         void* place = object.append();
                         assign_members(*rows.model, place, create.creation.assigned);
                         create_object(runner, rows, place, &create.creation.assigned,
                                       create.creation.through);
                         return object;
                     });
}

Plan<CreatedRow, ObjectToUpsert> get_or_create_plan(Evaluated rows, Upsert upsert,
                                                    const RowType& type) {
    const Query& query = rows->query();
    return plan_over(
        Intent::short_write, query, ObjectToUpsert{std::move(rows), std::move(upsert), &type},
        [](Runner& runner, ObjectToUpsert& wanted) {
            wanted.rows->drop_prefetched();
            const Upsert& upsert = wanted.upsert;
            const auto assigned = upsert.all();
            RowBuffer object(*wanted.type);
            RowBuffer found(*wanted.type);
            void* place = object.append();
            assign_members(*upsert.query.model, place, assigned);
            const bool created =
                get_or_create_row(runner, upsert.query, found, place, assigned, upsert.through);
            return CreatedRow{std::move(created ? object : found), created};
        });
}

Plan<CreatedRow, ObjectToUpsert> update_or_create_plan(Evaluated rows, Upsert upsert,
                                                       const RowType& type) {
    const Query& query = rows->query();
    return plan_over(Intent::short_write, query,
                     ObjectToUpsert{std::move(rows), std::move(upsert), &type},
                     [](Runner& runner, ObjectToUpsert& wanted) {
                         wanted.rows->drop_prefetched();
                         const Upsert& upsert = wanted.upsert;
                         RowBuffer object(*wanted.type);
                         RowBuffer found(*wanted.type);
                         const bool created =
                             update_or_create_row(runner, upsert.query, found, object.append(),
                                                  upsert.create, upsert.defaults, upsert.through);
                         return CreatedRow{std::move(created ? object : found), created};
                     });
}

Plan<std::int64_t, RowsToUpdate> update_plan(Evaluated rows, std::vector<Assignment> assigned) {
    const Query& query = rows->query();
    require_changeable(query, "update");
    // A change of one row at most may share its commit.
    const Intent intent = query::pins_one_row(query) ? Intent::write_of_row : Intent::write;
    return plan_over(intent, query, RowsToUpdate{std::move(rows), std::move(assigned)},
                     [](Runner& runner, RowsToUpdate& update) {
                         const DropOnExit drop(*update.rows);
                         return update_rows(runner, update.rows->query(), update.assigned);
                     });
}

Plan<DeleteResult, Evaluated> delete_plan(Evaluated rows) {
    return plan_over(Intent::write, std::move(rows), [](Runner& runner, Evaluated& of) {
        const DropOnExit drop(*of);
        return delete_rows(runner, of->query());
    });
}

Plan<RowSet, RowsToUpdate> update_returning_plan(Evaluated rows, std::vector<Assignment> assigned) {
    const Query& query = rows->query();
    require_changeable(query, "update_returning");
    return plan_over(Intent::write, query, RowsToUpdate{std::move(rows), std::move(assigned)},
                     [](Runner& runner, RowsToUpdate& update) {
                         const DropOnExit drop(*update.rows);
                         return update_and_return(runner, update.rows->query(), update.assigned,
                                                  update.rows->row_type());
                     });
}

Plan<RowSet, Evaluated> delete_returning_plan(Evaluated rows) {
    require_changeable(rows->query(), "delete_returning");
    return plan_over(Intent::write, std::move(rows), [](Runner& runner, Evaluated& of) {
        const DropOnExit drop(*of);
        return delete_and_return(runner, of->query(), of->row_type());
    });
}

Plan<std::int64_t, PairsToAdd> bulk_add_plan(const Evaluated& rows, std::string_view relation,
                                             std::vector<KeyPair> pairs) {
    const Query& query = rows->query();
    return plan_over(Intent::write, query,
                     PairsToAdd{query.model->find_relation(relation), std::move(pairs)},
                     [](Runner& runner, PairsToAdd& bulk) {
                         return add_join_rows(runner, *bulk.relation, bulk.pairs);
                     });
}

Plan<void, RowsToRelate> change_plan(Evaluated related, RelatedChange change, ChangeRelated make) {
    const Query& query = related->query();
    return plan_over(Intent::write, query,
                     RowsToRelate{std::move(related), std::move(change), make},
                     [](Runner& runner, RowsToRelate& rows) {
                         const DropOnExit drop(*rows.related);
                         rows.make(runner, rows.related->query(), rows.change);
                     });
}

}  // namespace aside::detail
