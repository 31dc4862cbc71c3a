// Inserting one object, and many.
#include <algorithm>
#include <optional>

#include "aside/error.hpp"
#include "aside/temporal.hpp"
#include "exec/changes/write_objects.hpp"
#include "exec/database/runner.hpp"
#include "exec/rows/related_nodes.hpp"
#include "model/unstorable.hpp"

namespace aside::exec {
namespace {

SqlValue moment_for(const FieldInfo& field, DateTime moment) {
    const auto day = std::chrono::floor<std::chrono::days>(moment);
    if (field.type->kind == FieldKind::date) return Date(day);
    if (field.type->kind == FieldKind::time) return Time(moment - day);
    return moment;
}

[[noreturn]] void throw_not_inserted(const ModelInfo& model, const std::string& sql) {
    throw IntegrityError({.message = "no row was inserted into " + model.full_table(),
                          .sql = sql,
                          .explanation = "a conflict that the table ignores, or a trigger, has the "
                                         "database leave it out, or deletes it or changes its key "
                                         "afterwards"});
}

bool is_assigned(const FieldInfo& field, const std::vector<Assignment>& assigned) {
    for (const Assignment& assignment : assigned)
        if (assignment.name == field.name) return true;
    return false;
}

}  // namespace

void set_moments(const sql::Fields& fields, void* object, bool is_new) {
    std::optional<DateTime> moment;  // of all of them; most models have none
    for (const FieldInfo* field : fields) {
        if (!field->auto_now && !(is_new && field->auto_now_add)) continue;
        if (!moment) moment = now();
        set_member(*field, object, moment_for(*field, *moment));
    }
}

sql::Fields named_fields(const ModelInfo& model, std::span<const std::string_view> names) {
    sql::Fields fields;
    for (const std::string_view name : names) fields.push_back(&model.at(name));
    return fields;
}

std::size_t rows_in_arrays(const Session& session, const sql::Fields& fields) {
    const auto is_array = [](const FieldInfo* field) {
        return field->type->kind == FieldKind::array;
    };
    if (std::ranges::any_of(fields, is_array)) return 0;
    return session.dialect().limits().rows_in_arrays;
}

void bind_field(Binder& binder, const FieldInfo& field, const void* object, int parameter) {
    try {
        field.type->bind(field.in(object), binder, parameter, field);
    } catch (const model::Unstorable& error) {
        model::throw_unstorable(field, error);
    }
}

int bind_fields(Binder& binder, const sql::Fields& fields, const void* object, int first) {
    for (const FieldInfo* field : fields) bind_field(binder, *field, object, first++);
    return first;
}

void read_fields(const Cells& cells, const sql::Fields& fields, void* object) {
    int column = 0;
    for (const FieldInfo* field : fields)
        field->type->read(field->in(object), cells.at(column++), *field);
}

sql::Fields fields_to_insert(const ModelInfo& model, bool key_given) {
    sql::Fields fields;
    for (const FieldInfo& field : model.fields)
        if (key_given || !field.primary_key) fields.push_back(&field);
    return fields;
}

void require_insertable_key(const ModelInfo& model, const void* object) {
    if (!model.key().automatic && key_unset(model, object))
        throw ValidationError(model.key().full_name() +
                              " is the key and is not set: set it before saving");
}

bool returns_key(const Session& session, const ModelInfo& model, bool key_given) {
    return key_given ? !session.counts_changes(model) : !session.numbers_rows(model);
}

bool row_exists(Session& session, const ModelInfo& model, const void* object) {
    Result result = session.prepare(sql::select_by_key(model, {&model.key()}, session.dialect()));
    bind_fields(result.binder(), sql::fields_of_row(model), object);
    return result.step();
}

void set_key(const ModelInfo& model, void* object, std::int64_t key) {
    const FieldInfo& field = model.key();
    field.type->read(field.in(object), {.type = CellType::integer, .integer = key}, field);
}

}  // namespace aside::exec

namespace aside::detail {

void assign_members(const ModelInfo& model, void* object,
                    const std::vector<Assignment>& assignments) {
    for (const Assignment& assignment : assignments) {
        const FieldInfo& field = model.at(assignment.name);
        const ExprNode& given = assignment.value.front();
        if (given.kind != ExprKind::value)
            throw FieldError(field.full_name() +
                             ": a new object takes plain values, not expressions over rows");
        set_member(field, object, given.value);
    }
}

void insert_object(Runner& runner, const ModelInfo& model, void* object,
                   const std::vector<Assignment>* assigned) {
    exec::require_insertable_key(model, object);
    const bool key_given = !model.key().automatic || !key_unset(model, object);
    sql::Fields fields = exec::fields_to_insert(model, key_given);
    exec::set_moments(fields, object, true);
    sql::Fields returned;
    if (assigned != nullptr) {
        std::erase_if(fields, [&](const FieldInfo* field) {
            const bool left_out = field->has_db_default && !exec::is_assigned(*field, *assigned);
            if (left_out) returned.push_back(field);
            return left_out;
        });
    }
    const exec::Lease session = runner.write("an insertion by create() or save()");
    const bool key_returned = exec::returns_key(*session, model, key_given);
    if (key_returned) returned.push_back(&model.key());
    const std::string sql = sql::insert(model, fields, 1, {}, returned, runner.dialect());
    if (key_returned && key_given) returned.pop_back();  // the key is as it was given
    exec::Result result = session->prepare(sql);
    exec::bind_fields(result.binder(), fields, object);
    while (result.step()) exec::read_fields(result.cells(), returned, object);
    if (result.rows() == 0) exec::throw_not_inserted(model, sql);
    // Triggers have changed something, too, which may be this row.
    const bool changed_more = session->all_changes() != 1;
    const std::int64_t key = session->last_insert_id();
    result.finish();
    if (!key_given && !key_returned) exec::set_key(model, object, key);
    if (changed_more && !exec::row_exists(*session, model, object)) {
        if (!key_given) exec::set_key(model, object, 0);
        exec::throw_not_inserted(model, sql);
    }
    exec::bind_relations(model, object, runner.alias());
}

}  // namespace aside::detail
