// The changes of related managers: relating rows, parting them, creating related ones.
#include "exec/changes/atomic_write.hpp"
#include "exec/changes/races.hpp"
#include "exec/changes/related_rows.hpp"

namespace aside::exec {
namespace {

/// The row of the query's owner, by which those that change its relation come one after the other.
Query owner_of(const Query& query) {
    return rows_where(*query.owners->relation->resolved().hops.front().from,
                      query.owners->keys.front());
}

template <class Change>
void change_related(Runner& runner, const Query& query, const std::vector<Assignment>& through,
                    Change change) {
    AtomicWrite whole(runner, "a change of a relation");
    lock_now(whole.session(), owner_of(query));
    change(*related_rows(runner, whole.session(), query, through));
    whole.commit();
}

KeySet keys_of(const Query& query, const RelatedChange& change) {
    return {query.model->key(), change.keys};
}

/// Inserts an object that names the query's owner by this column.
void insert_owned(Runner& runner, const Query& query, const FieldInfo& column, void* object,
                  const std::vector<Assignment>* assigned) {
    set_member(column, object, query.owners->keys.front());
    if (assigned == nullptr) return insert_object(runner, *query.model, object, nullptr);
    std::vector<Assignment> with_owner = *assigned;
    with_owner.push_back({.name = column.name});
    insert_object(runner, *query.model, object, &with_owner);
}

}  // namespace

const FieldInfo* owner_column(const Query& query) {
    if (!query.owners || !query.owners->creates) return nullptr;
    const RelationInfo& relation = *query.owners->relation;
    return relation.kind() == RelationKind::reverse_foreign_key
               ? relation.resolved().hops.front().to
               : nullptr;
}

bool creates_join_rows(const Query& query) {
    return query.owners && query.owners->creates &&
           query.owners->relation->resolved().join != nullptr;
}

std::unique_ptr<RelatedRows> related_rows(Runner& runner, Session& session, const Query& query,
                                          const std::vector<Assignment>& through) {
    if (query.owners->relation->resolved().join != nullptr)
        return join_rows(runner, session, query, through);
    return owned_rows(session, query);
}

}  // namespace aside::exec

namespace aside::detail {

void add_related(Runner& runner, const Query& query, const RelatedChange& change) {
    const exec::KeySet keys = exec::keys_of(query, change);
    if (keys.empty()) return;
    exec::change_related(runner, query, change.through,
                         [&](exec::RelatedRows& rows) { rows.add(keys); });
}

void remove_related(Runner& runner, const Query& query, const RelatedChange& change) {
    const exec::KeySet keys = exec::keys_of(query, change);
    if (keys.empty()) return;
    exec::change_related(runner, query, {}, [&](exec::RelatedRows& rows) { rows.remove(keys); });
}

void clear_related(Runner& runner, const Query& query, const RelatedChange&) {
    exec::change_related(runner, query, {}, [](exec::RelatedRows& rows) { rows.clear(); });
}

void set_related(Runner& runner, const Query& query, const RelatedChange& change) {
    const exec::KeySet wanted = exec::keys_of(query, change);
    exec::change_related(runner, query, change.through, [&](exec::RelatedRows& rows) {
        if (!rows.can_part()) return rows.add(wanted);
        if (change.clear) {
            rows.clear();
            return rows.add(wanted);
        }
        const exec::KeySet related = rows.keys();
        rows.remove(related.without(wanted));
        rows.add(wanted.without(related));
    });
}

void create_object(Runner& runner, const Query& query, void* object,
                   const std::vector<Assignment>* assigned,
                   const std::vector<Assignment>& through) {
    if (const FieldInfo* column = exec::owner_column(query))
        return exec::insert_owned(runner, query, *column, object, assigned);
    const ModelInfo& model = *query.model;
    if (!exec::creates_join_rows(query)) return insert_object(runner, model, object, assigned);
    exec::change_related(runner, query, through, [&](exec::RelatedRows& rows) {
        insert_object(runner, model, object, assigned);
        rows.add({model.key(), {member_value(model.key(), object)}});
    });
}

}  // namespace aside::detail
