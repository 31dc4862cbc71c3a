#include <algorithm>

#include "aside/error.hpp"
#include "exec/related.hpp"
#include "exec/related_rows.hpp"
#include "exec/runner.hpp"
#include "exec/write_objects.hpp"

namespace aside::detail {
namespace {

using query::Conflict;

Conflict conflict_of(const ModelInfo& model, const BulkInsert& request) {
    if (request.ignore_conflicts && request.update_conflicts)
        throw FieldError("aside: bulk_create() can ignore conflicts or update, not both");
    if (request.ignore_conflicts) return {.action = Conflict::Action::ignore};
    if (!request.update_conflicts) return {};
    if (request.unique_fields.empty() || request.update_fields.empty())
        throw FieldError(
            "aside: bulk_create() with update_conflicts needs unique_fields and update_fields");
    Conflict conflict{Conflict::Action::update, named_fields(model, request.unique_fields),
                      named_fields(model, request.update_fields)};
    for (const FieldInfo* field : conflict.update)
        if (field->primary_key)
            throw FieldError("aside: bulk_create() cannot update the key " + field->full_name());
    return conflict;
}

/// More parameters than this make a statement slower to prepare than it saves in executions.
constexpr std::size_t enough_parameters = 2000;

/// Inserts objects that all have a key, or all want one.
class Batches {
public:
    Batches(exec::Session& session, const ModelInfo& model, const Conflict& conflict,
            bool key_given, const BulkInsert& request)
        : session_(session),
          model_(model),
          conflict_(conflict),
          key_given_(key_given),
          fields_(fields_to_insert(model, key_given)) {
        if (!request.assigned_fields.empty()) leave_to_database(request.assigned_fields);
        const std::size_t limit =
            std::min(enough_parameters, static_cast<std::size_t>(session.parameter_limit()));
        rows_ = std::max<std::size_t>(1, limit / std::max<std::size_t>(1, fields_.size()));
        if (request.batch_size != 0) rows_ = std::min(rows_, request.batch_size);
        // The engine promises no order of what it returns, and DEFAULT VALUES is one row.
        if (wants_returned_key() || fields_.empty()) rows_ = 1;
    }

    void insert(const std::vector<void*>& objects) {
        for (std::size_t begin = 0; begin < objects.size(); begin += rows_)
            insert_batch({objects.data() + begin, std::min(rows_, objects.size() - begin)});
    }

private:
    [[nodiscard]] bool wants_returned_key() const {
        return conflict_.action == Conflict::Action::update;
    }

    /// Fields with a default of the database's that nobody assigned.
    void leave_to_database(std::span<const std::string_view> assigned) {
        std::erase_if(fields_, [&](const FieldInfo* field) {
            return field->has_db_default &&
                   std::ranges::find(assigned, field->name) == assigned.end();
        });
    }
    void insert_batch(std::span<void* const> batch) {
        const query::Fields returning =
            wants_returned_key() ? query::Fields{&model_.key()} : query::Fields{};
        if (batch.size() != prepared_rows_) {
            sql_ = query::insert(model_, fields_, batch.size(), conflict_, returning,
                                 session_.dialect());
            prepared_rows_ = batch.size();
        }
        exec::Result result = session_.prepare(sql_);
        int parameter = 0;
        for (const void* object : batch)
            parameter = bind_fields(result.binder(), fields_, object, parameter);
        while (result.step()) read_fields(result.cells(), returning, batch.front());
        result.finish();
        if (!key_given_ && conflict_.action == Conflict::Action::error) set_keys(batch);
    }
    /// One INSERT numbers its rows without a gap, since no other connection can write in between.
    void set_keys(std::span<void* const> batch) {
        std::int64_t key = session_.last_insert_id() - static_cast<std::int64_t>(batch.size());
        for (void* object : batch) set_key(model_, object, ++key);
    }

    exec::Session& session_;
    const ModelInfo& model_;
    const Conflict& conflict_;
    bool key_given_;
    query::Fields fields_;
    std::size_t rows_ = 1;
    std::size_t prepared_rows_ = 0;
    std::string sql_;
};

/// Objects that will have keys of their own, and objects that the database gives theirs.
struct Keyed {
    std::vector<void*> keyed{};
    std::vector<void*> unkeyed{};
};
Keyed prepare(const Query& query, Objects objects) {
    const ModelInfo& model = *query.model;
    const query::Fields fields = fields_to_insert(model, false);
    const FieldInfo* owner = owner_column(query);
    Keyed prepared;
    for (std::size_t i = 0; i < objects.count; ++i) {
        if (owner != nullptr) set_member(*owner, objects[i], query.owners->keys.front());
        require_insertable_key(model, objects[i]);
        set_moments(fields, objects[i], true);
        (key_unset(model, objects[i]) ? prepared.unkeyed : prepared.keyed).push_back(objects[i]);
    }
    return prepared;
}

/// Where conflicts are ignored, objects have the keys that they came with.
void bind_keyed(const ModelInfo& model, Objects objects, std::string_view alias) {
    if (model.relations.empty()) return;
    for (std::size_t i = 0; i < objects.count; ++i)
        if (!key_unset(model, objects[i])) bind_relations(model, objects[i], alias);
}

void add_to_owner(Runner& runner, exec::Session& session, const Query& query, Objects objects) {
    KeySet keys;
    for (std::size_t i = 0; i < objects.count; ++i)
        keys.add(member_value(query.model->key(), objects[i]));
    related_rows(runner, session, query, {})->add(keys);
}

}  // namespace

void insert_objects(Runner& runner, const Query& query, Objects objects,
                    const BulkInsert& request) {
    const ModelInfo& model = *query.model;
    const Conflict conflict = conflict_of(model, request);
    const bool joins = creates_join_rows(query);
    if (joins && request.ignore_conflicts)
        throw FieldError("aside: bulk_create() through " + query.owners->relation->full_name() +
                         " cannot ignore conflicts: it would not know which rows to relate");
    if (objects.count == 0) return;
    const Keyed prepared = prepare(query, objects);
    const Lease session = runner.write();
    exec::TransactionScope scope(*session);
    if (!prepared.keyed.empty())
        Batches(*session, model, conflict, true, request).insert(prepared.keyed);
    if (!prepared.unkeyed.empty())
        Batches(*session, model, conflict, false, request).insert(prepared.unkeyed);
    if (joins) add_to_owner(runner, *session, query, objects);
    scope.commit();
    bind_keyed(model, objects, runner.alias());
}

}  // namespace aside::detail
