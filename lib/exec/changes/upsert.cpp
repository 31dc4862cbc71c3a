// get_or_create and update_or_create.
#include "aside/error.hpp"
#include "aside/query_methods.hpp"
#include "exec/changes/atomic_write.hpp"
#include "exec/changes/races.hpp"
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

/// Updates the row that the object was read from, its moments too, and reads it again.
void update_row(Runner& runner, const ModelInfo& model, void* object,
                const std::vector<Assignment>& assigned) {
    Query own(model);
    filter_object(own, object);
    std::vector<Assignment> changes = assigned;
    set_moments(fields_to_insert(model, false), object, false);
    for (const FieldInfo& field : model.fields) {
        if (!field.auto_now) continue;
        Assignment moment{.name = field.name};
        ExprWriter(moment.value).value(member_value(field, object));
        changes.push_back(std::move(moment));
    }
    update_rows(runner, own, changes);
    refresh_object(runner, model, object, {});
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
    // An assignment whose path came at run time may end in a lookup.
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
    exec::AtomicWrite whole(runner, "get_or_create()");
    // Where one transaction writes at a time, no other writer can insert the row from here on.
    if (runner.dialect().features().one_writer && exec::find_row(runner, query, found) != nullptr)
        return false;
    const auto taken = exec::insert_unless_taken(
        runner, whole.session(), [&] { create_object(runner, query, object, &assigned, through); });
    if (taken && exec::find_row(runner, query, found) == nullptr) std::rethrow_exception(taken);
    whole.commit();
    return !taken;
}

bool update_or_create_row(Runner& runner, const Query& query, RowBuffer& found, void* object,
                          const std::vector<Assignment>& assigned,
                          const std::vector<Assignment>& defaults,
                          const std::vector<Assignment>& through) {
    exec::AtomicWrite whole(runner, "update_or_create()");
    Query locked = query;
    if (runner.dialect().features().row_locks && !locked.distinct && !locked.lock)
        locked.lock = exec::own_rows;
    void* row = exec::find_row(runner, locked, found);
    std::exception_ptr taken;
    if (row == nullptr) {
        taken = exec::insert_unless_taken(runner, whole.session(), [&] {
            std::vector<Assignment> all = assigned;
            all.insert(all.end(), defaults.begin(), defaults.end());
            assign_members(*query.model, object, all);
            create_object(runner, query, object, &all, through);
        });
        if (taken) row = exec::find_row(runner, locked, found);
        if (taken && row == nullptr) std::rethrow_exception(taken);
    }
    if (row != nullptr && !defaults.empty()) exec::update_row(runner, *query.model, row, defaults);
    whole.commit();
    return row == nullptr;
}

}  // namespace aside::detail
