// Saving, refreshing and checking one object.
#include <algorithm>

#include "aside/detail/reading.hpp"
#include "aside/error.hpp"
#include "exec/changes/races.hpp"
#include "exec/changes/write_objects.hpp"
#include "exec/database/runner.hpp"
#include "exec/rows/related_nodes.hpp"
#include "query/lookup.hpp"

namespace aside::exec {
namespace {

sql::Fields fields_to_update(const ModelInfo& model, std::span<const std::string_view> names) {
    sql::Fields fields;
    if (names.empty()) {
        // A row does not go from one node to another.
        for (const FieldInfo& field : model.fields)
            if (!field.primary_key && &field != model.distribution()) fields.push_back(&field);
        return fields;
    }
    for (const std::string_view name : names) {
        const FieldInfo& field = model.at(name);
        if (field.primary_key)
            throw FieldError("aside: the key " + field.full_name() + " cannot be updated");
        if (&field == model.distribution())
            throw FieldError("aside: " + field.full_name() +
                             " tells the node of the row, and cannot be updated");
        fields.push_back(&field);
    }
    return fields;
}

/// Updates the object's row; false if there is no such row.
bool update_object(Session& session, const ModelInfo& model, void* object,
                   const sql::Fields& fields) {
    if (fields.empty()) return row_exists(session, model, object);
    Result result =
        session.prepare_change(sql::update_by_key(model, fields, session.dialect()), model);
    bind_fields(result.binder(), sql::fields_of_row(model), object,
                bind_fields(result.binder(), fields, object));
    while (result.step()) {
    }
    return result.rows() > 0;
}

/// Throws if the row lies on another node than the object says, so that it was not found: it would
/// be inserted there once more.
void require_on_its_node(Runner& runner, const ModelInfo& model, const void* object) {
    const FieldInfo* const distribution = model.distribution();
    if (distribution == nullptr) return;
    Query anywhere(model);
    filter_key(anywhere, member_value(model.key(), object));
    if (rows_exist(runner, anywhere))
        throw DatabaseError("save() was to update a " + std::string(model.type_name) +
                            ", but its row has another " + std::string(distribution->name) +
                            ", which tells its node: delete it, and create another");
}

Query others_with_same(const ModelInfo& model, const void* object,
                       const std::vector<std::string_view>& names) {
    Query query(model);
    ExprWriter writer(query.where);
    const auto equals = [&](std::string_view name, const SqlValue& value) {
        query::write_lookup(writer, Lookup::exact, name, {&value, 1});
    };
    for (const std::string_view name : names) equals(name, member_value(model.at(name), object));
    if (!key_unset(model, object)) {
        const std::size_t negation = writer.begin(ExprKind::negation);
        equals("pk", member_value(model.key(), object));
        writer.end(negation);
    }
    return query;
}

/// Throws if the object names a row that does not exist.
void require_named_rows(Runner& runner, const ModelInfo& model, const void* object) {
    std::string problems;
    for (const FieldInfo& field : model.fields) {
        if (field.relation == nullptr) continue;
        const SqlValue key = member_value(field, object);
        Query named(field.relation->target());
        filter_key(named, key);
        if (key.is_null() || rows_exist(runner, named)) continue;
        problems += (problems.empty() ? "" : "; ") + std::string(field.name) + ": there is no " +
                    std::string(named.model->type_name) + " with the key " + key.to_string();
    }
    if (!problems.empty())
        throw ValidationError(std::string(model.type_name) + " is not valid: " + problems);
}

}  // namespace

}  // namespace aside::exec

namespace aside::detail {

void save_object(Runner& runner, const ModelInfo& model, void* object, const SaveRequest& request) {
    const bool update_only = request.force_update || !request.fields.empty();
    if (request.force_insert && update_only)
        throw FieldError("aside: save() cannot both insert only and update only");
    const sql::Fields fields = exec::fields_to_update(model, request.fields);
    const bool unset = key_unset(model, object);
    if (update_only) require_key(model, object, "save with force_update or update_fields");
    if (request.force_insert || unset) return insert_object(runner, model, object, nullptr);
    const exec::Lease session = runner.write("save()");
    exec::set_moments(fields, object, false);
    if (exec::update_object(*session, model, object, fields)) {
        exec::bind_relations(model, object, runner.alias());
        return;
    }
    if (update_only)
        throw DatabaseError("save() was to update a " + std::string(model.type_name) +
                            ", but its row is not there, or the database has left it as it was");
    exec::require_on_its_node(runner, model, object);
    const auto taken = exec::insert_unless_taken(
        runner, *session, [&] { insert_object(runner, model, object, nullptr); });
    if (!taken) return;
    if (!exec::update_object(*session, model, object, fields)) {
        if (!exec::row_exists(*session, model, object)) std::rethrow_exception(taken);
        throw DatabaseError("save() was to update a " + std::string(model.type_name) +
                            ", but the database has left its row as it was");
    }
    exec::bind_relations(model, object, runner.alias());
}

void refresh_object(Runner& runner, const ModelInfo& model, void* object,
                    std::span<const std::string_view> fields) {
    sql::Fields columns = exec::named_fields(model, fields);
    if (columns.empty())
        for (const FieldInfo& field : model.fields) columns.push_back(&field);
    runner.read_by([&](exec::Session& session) {
        exec::Result result = session.prepare(sql::select_by_key(model, columns, runner.dialect()));
        exec::bind_fields(result.binder(), sql::fields_of_row(model), object);
        if (!result.step())
            model.throw_does_not_exist("the row of this " + std::string(model.type_name) +
                                       " is gone");
        exec::read_fields(result.cells(), columns, object);
    });
    if (!fields.empty()) return;
    exec::forget_related(model, object);
    exec::bind_relations(model, object, runner.alias());
}

void validate_object(Runner& runner, const ModelInfo& model, const void* object) {
    validate_fields(model, object);
    exec::require_named_rows(runner, model, object);
    std::vector<std::vector<std::string_view>> unique = model.unique_together;
    for (const FieldInfo& field : model.fields)
        if (field.unique) unique.push_back({field.name});
    for (auto& names : unique) {
        if (!model.distributed_by.empty() && names.front() != model.key().name)
            names.push_back(model.distributed_by);  // they are unique on each node
        const bool any_null = std::ranges::any_of(names, [&](std::string_view name) {
            return member_value(model.at(name), object).is_null();
        });
        if (any_null || !rows_exist(runner, exec::others_with_same(model, object, names))) continue;
        std::string listed;
        for (const std::string_view name : names)
            listed += (listed.empty() ? "" : ", ") + std::string(name);
        throw ValidationError(std::string(model.type_name) +
                              " is not valid: another one has the same " + listed);
    }
}

}  // namespace aside::detail
