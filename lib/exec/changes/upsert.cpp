// get_or_create and update_or_create.
#include "aside/error.hpp"
#include "aside/query_methods.hpp"
#include "exec/changes/atomic_write.hpp"
#include "exec/changes/write_objects.hpp"
#include "exec/rows/fetch.hpp"

namespace aside::exec {
namespace {

/// The row that the query finds; nullptr if there is none. Throws for several.
void* find_row(Runner& runner, const Query& query, RowBuffer& found) {
    Query two = query;
    two.limit = 2;
    fetch_rows(runner, two, found);
    if (found.size() > 1)
        query.model->throw_multiple("more than one " + std::string(query.model->type_name) +
                                    " matches, where one was wanted");
    return found.empty() ? nullptr : found.data();
}

}  // namespace

}  // namespace aside::exec

namespace aside::detail {

Upsert upsert_into(const Query& rows) {
    require_unsliced(rows, "get_or_create");
    Upsert upsert{.query = rows};
    select_objects_alone(upsert.query);
    return upsert;
}

void Upsert::add(Assignment assignment) {
    // One whose path came at run time may end in a lookup.
    const std::string_view name = assignment.run_time_name;
    if (!name.empty() && query.model->find(name) == nullptr) return;
    create.push_back(std::move(assignment));
    resolve_assignments(*query.model, create);
}

std::vector<Assignment> Upsert::all() const {
    std::vector<Assignment> both = create;
    both.insert(both.end(), defaults.begin(), defaults.end());
    return both;
}

bool get_or_create_row(Runner& runner, const Query& query, RowBuffer& found, void* object,
                       const std::vector<Assignment>& assigned,
                       const std::vector<Assignment>& through) {
    if (exec::find_row(runner, query, found) != nullptr) return false;
    // Only the holder of the writer may look again and then insert: no other writer can come in
    // between.
    exec::AtomicWrite whole(runner, "get_or_create()");
    if (exec::find_row(runner, query, found) != nullptr) return false;
    create_object(runner, query, object, &assigned, through);
    whole.commit();
    return true;
}

bool update_or_create_row(Runner& runner, const Query& query, RowBuffer& found, void* object,
                          const std::vector<Assignment>& create,
                          const std::vector<Assignment>& defaults,
                          const std::vector<Assignment>& through) {
    const ModelInfo& model = *query.model;
    exec::AtomicWrite whole(runner, "update_or_create()");
    void* row = exec::find_row(runner, query, found);
    if (row == nullptr) {
        std::vector<Assignment> all = create;
        all.insert(all.end(), defaults.begin(), defaults.end());
        assign_members(model, object, all);
        create_object(runner, query, object, &all, through);
    } else if (!defaults.empty()) {
        Query own(model);
        filter_key(own, member_value(model.key(), row));
        std::vector<Assignment> changes = defaults;
        exec::set_moments(exec::fields_to_insert(model, false), row, false);
        for (const FieldInfo& field : model.fields) {
            if (!field.auto_now) continue;
            Assignment moment{.name = field.name};
            ExprWriter(moment.value).value(member_value(field, row));
            changes.push_back(std::move(moment));
        }
        update_rows(runner, own, changes);
        refresh_object(runner, model, row, {});
    }
    whole.commit();
    return row == nullptr;
}

}  // namespace aside::detail
