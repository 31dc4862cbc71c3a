#include <algorithm>
#include <functional>

#include "aside/error.hpp"
#include "exec/changes/atomic_write.hpp"
#include "exec/changes/related_rows.hpp"
#include "exec/changes/write_objects.hpp"
#include "exec/database/runner.hpp"
#include "exec/rows/batches.hpp"
#include "exec/rows/related_nodes.hpp"
#include "exec/session/batch.hpp"
#include "query/kinds.hpp"

namespace aside::exec {
namespace {

using sql::Conflict;

Conflict conflict_of(const ModelInfo& model, const BulkInsert& request,
                     const sql::Dialect& dialect) {
    if (request.ignore_conflicts && request.update_conflicts)
        throw FieldError("aside: bulk_create() can ignore conflicts or update, not both");
    if (request.ignore_conflicts) return {.action = Conflict::Action::ignore};
    if (!request.update_conflicts) return {};
    if (request.unique_fields.empty() || request.update_fields.empty())
        throw FieldError(
            "aside: bulk_create() with update_conflicts needs unique_fields and update_fields");
    Conflict conflict{Conflict::Action::update, named_fields(model, request.unique_fields),
                      named_fields(model, request.update_fields)};
    const FieldInfo* const distribution = model.distribution();
    if (conflict.unique == sql::Fields{&model.key()})
        conflict.unique = sql::key_fields(model, dialect);
    else if (distribution != nullptr && std::ranges::count(conflict.unique, distribution) == 0)
        conflict.unique.push_back(distribution);  // as in the constraint
    for (const FieldInfo* field : conflict.update)
        if (field->primary_key)
            throw FieldError("aside: bulk_create() cannot update the key " + field->full_name());
    return conflict;
}

/// Inserts objects that all have a key, or all want one. If the database gives keys, an object
/// whose row it leaves out (a conflict that the table ignores, or a trigger) has none afterwards.
class InsertBatches {
public:
    InsertBatches(Session& session, const ModelInfo& model, const Conflict& conflict,
                  bool key_given, const BulkInsert& request)
        : session_(session),
          model_(model),
          conflict_(conflict),
          key_given_(key_given),
          fields_(fields_to_insert(model, key_given)) {
        if (!request.assigned_fields.empty()) leave_to_database(request.assigned_fields);
        const std::size_t limit = std::min(session.dialect().limits().parameters_to_insert,
                                           static_cast<std::size_t>(session.parameter_limit()));
        rows_ = std::max<std::size_t>(1, limit / std::max<std::size_t>(1, fields_.size()));
        const sql::Limits& limits = session.dialect().limits();
        in_arrays_ = rows_in_arrays(session, fields_);
        if (in_arrays_ != 0) rows_ = in_arrays_;
        if (request.batch_size != 0) rows_ = std::min(rows_, request.batch_size);
        if (request.batch_size == 0) rows_to_copy_ = limits.rows_to_copy;
        checks_ = conflict_.action == Conflict::Action::error && model_.key().automatic;
        if (updates() || (checks_ && returns_key(session, model, key_given)))
            returned_ = {&model_.key()};
        // Nothing says whose keys are whose if they come in no order.
        apart_ = checks_ && !key_given && !session.dialect().features().ordered_keys;
        // DEFAULT VALUES is one row; and so are rows that are updated, whose keys come in no order
        // of theirs, unless arrays keep them in the objects'.
        const bool ordered = in_arrays_ != 0 && !key_given;
        if (fields_.empty() || (updates() && !ordered) || apart_) rows_ = 1;
    }

    void insert(const std::vector<void*>& objects) {
        if (copied(objects)) return;
        in_batches(std::span<void* const>(objects), rows_ * statements_together(session_),
                   [&](std::span<void* const> some) { insert_some(some); });
    }

private:
    /// Leaves fields with a default of the database's to it, if none of the arguments assigned
    /// them.
    void leave_to_database(std::span<const std::string_view> assigned) {
        std::erase_if(fields_, [&](const FieldInfo* field) {
            return field->has_db_default &&
                   std::ranges::find(assigned, field->name) == assigned.end();
        });
    }
    /// Whether they were inserted by what the engine has for many rows.
    [[nodiscard]] bool copied(std::span<void* const> objects) {
        const bool may = conflict_.action == Conflict::Action::error && !fields_.empty();
        if (!may || rows_to_copy_ == 0 || objects.size() < rows_to_copy_) return false;
        sql::Fields fields = fields_;
        if (!key_given_) fields.insert(fields.begin(), &model_.key());
        backend::NewRows rows{.sql = session_.dialect().copy(model_, fields),
                              .schema = model_.schema,
                              .table = model_.table,
                              .types = types_of(fields),
                              .wants_keys = !key_given_,
                              .count = objects.size()};
        for (const FieldInfo* field : fields) rows.columns.push_back(field->column);
        rows.bind = [&](std::size_t row, std::int64_t key, Binder& binder) {
            if (!key_given_) binder.integer(0, key);
            bind_fields(binder, fields_, objects[row], key_given_ ? 0 : 1);
        };
        const auto inserted = session_.copy(rows, keys_);
        if (!inserted) return false;
        if (static_cast<std::size_t>(*inserted) != objects.size()) throw_left_out(rows.sql);
        if (!key_given_) give_keys(objects);
        return true;
    }
    [[nodiscard]] static std::vector<CellType> types_of(const sql::Fields& fields) {
        std::vector<CellType> types;
        for (const FieldInfo* field : fields) types.push_back(query::bound_kind(*field));
        return types;
    }
    [[noreturn]] void throw_left_out(const std::string& sql) const {
        throw IntegrityError({.message = "not every row was inserted into " + model_.full_table(),
                              .sql = sql,
                              .explanation = "a trigger was made meanwhile: try again"});
    }
    /// Inserts them by statements of many rows, if the keys that come back tell their objects.
    /// Else, as when a row is left out, that is undone, and from here on each row has a statement
    /// of its own.
    void insert_some(std::span<void* const> objects) {
        if (!checks_) return insert_or_update(objects);
        if ((rows_ > 1 || apart_) && objects.size() > 1) {
            TransactionScope together(session_);
            if (insert_together(objects)) return together.commit();
            rows_ = 1;
            apart_ = false;
        }
        for (void* const& object : objects) insert_one({&object, 1});
    }
    /// Those that the database leaves out keep the keys that they have.
    void insert_or_update(std::span<void* const> objects) {
        if (updates() && rows_ > 1 && objects.size() > 1) {
            if (update_together(objects)) return;
            rows_ = 1;
        }
        std::vector<void*> doubtful;  // triggers may have changed the row, or deleted it
        send(objects, [&](std::span<void* const> part) {
            if (updates() && model_.key().automatic && all_changes_ != 1)
                doubtful.push_back(part.front());
        });
        for (void* const& object : doubtful)
            if (!are_there({&object, 1})) set_key(model_, object, 0);
    }
    /// False, and nothing is done, if a row comes twice, which a statement of many refuses, or it
    /// is not known which row is whose.
    [[nodiscard]] bool update_together(std::span<void* const> objects) {
        TransactionScope together(session_);
        bool known = true;
        try {
            send(objects, [&](std::span<void* const> part) {
                known = known && are_theirs_ && keys_.size() == part.size();
                if (known) give_keys(part);
            });
        } catch (const DatabaseError& error) {
            constexpr std::string_view row_twice = "21000";
            if (error.sqlstate() != row_twice) throw;
            known = false;
        }
        if (known) together.commit();
        return known;
    }
    /// Whether a row that came back has what the object has in the fields that tell it from others.
    [[nodiscard]] bool is_row_of(const Cells& cells, const void* object) const {
        int column = 0;  // the key's
        return std::ranges::all_of(conflict_.unique, [&](const FieldInfo* field) {
            return typed_value(cells.at(++column), *field) == member_value(*field, object);
        });
    }
    /// False if it is not known which row is whose.
    [[nodiscard]] bool insert_together(std::span<void* const> objects) {
        bool known = true;
        bool changed_more = false;
        send(objects, [&](std::span<void* const> part) {
            known = known && tells_keys(part);
            if (known && !key_given_) give_keys(part);
            changed_more |= all_changes_ != static_cast<std::int64_t>(part.size());
        });
        return known && (!changed_more || are_there(objects));
    }
    /// Runs statements of `rows_` objects each; calls `inserted` after each with its objects.
    template <class Inserted>
    void send(std::span<void* const> objects, Inserted inserted) {
        std::vector<std::span<void* const>> parts;
        std::size_t next = 0;
        Batch sent(session_, [&](Result& result) {
            const auto part = parts[next++];
            read(result, part);
            inserted(part);
        });
        in_batches(objects, rows_, [&](std::span<void* const> part) {
            parts.push_back(part);
            sent.add(insertion(part));
        });
        sent.flush();
    }
    void insert_one(std::span<void* const> object) {
        Result result = insertion(object);
        read(result, object);
        result.finish();
        if (inserted_ != 0 && !key_given_ && returned_.empty())
            set_key(model_, object.front(), session_.last_insert_id());
        const bool there = inserted_ != 0 && (all_changes_ == 1 || are_there(object));
        if (!there) set_key(model_, object.front(), 0);
    }
    /// Whether the rows of these objects exist: triggers may have changed them.
    [[nodiscard]] bool are_there(std::span<void* const> objects) const {
        return std::ranges::all_of(
            objects, [&](const void* object) { return row_exists(session_, model_, object); });
    }
    /// The statement that inserts them, bound.
    [[nodiscard]] Result insertion(std::span<void* const> batch) {
        if (batch.size() > 1 && in_arrays_ != 0) return insertion_of_arrays(batch);
        if (batch.size() != prepared_rows_) {
            sql_ = sql::insert(model_, fields_, batch.size(), conflict_, returned_,
                               session_.dialect());
            prepared_rows_ = batch.size();
        }
        Result result = session_.prepare(sql_);
        int parameter = 0;
        for (const void* object : batch)
            parameter = bind_fields(result.binder(), fields_, object, parameter);
        return result;
    }
    [[nodiscard]] Result insertion_of_arrays(std::span<void* const> batch) {
        if (sql_of_arrays_.empty()) {
            sql::Fields returned = returned_;
            if (updates())
                returned.insert(returned.end(), conflict_.unique.begin(), conflict_.unique.end());
            sql_of_arrays_ =
                sql::insert_arrays(model_, fields_, conflict_, returned, session_.dialect());
        }
        Result result = session_.prepare(sql_of_arrays_);
        Binder& arrays = result.arrays(types_of(fields_));
        for (const void* object : batch) bind_fields(arrays, fields_, object);
        return result;
    }
    void read(Result& result, std::span<void* const> batch) {
        keys_.clear();
        are_theirs_ = true;
        while (result.step()) {
            if (batch.size() == 1)
                read_fields(result.cells(), returned_, batch.front());
            else if (updates() && are_theirs_)
                are_theirs_ =
                    keys_.size() < batch.size() && is_row_of(result.cells(), batch[keys_.size()]);
            keys_.push_back(result.cells().at(0).integer);
        }
        inserted_ = static_cast<std::size_t>(result.rows());
        all_changes_ = session_.all_changes();
    }
    /// Whether a row was inserted for each object, and `keys_` are theirs. Rows are inserted in the
    /// order of the statement, and the keys that the database gives ascend. If it numbers rows and
    /// nothing else was changed, there is no gap between them. Nothing says that they come back in
    /// that order (https://sqlite.org/lang_returning.html), and once the largest of all keys is
    /// taken they are random.
    [[nodiscard]] bool tells_keys(std::span<void* const> batch) {
        if (inserted_ != batch.size()) return false;
        if (key_given_) return true;
        if (!returned_.empty())
            return std::ranges::adjacent_find(keys_, std::greater_equal()) == keys_.end();
        const auto rows = static_cast<std::int64_t>(batch.size());
        if (all_changes_ != rows) return false;
        const std::int64_t before = session_.last_insert_id() - rows;
        for (std::int64_t i = 1; i <= rows; ++i) keys_.push_back(before + i);
        return true;
    }
    void give_keys(std::span<void* const> batch) {
        for (std::size_t i = 0; i < keys_.size(); ++i) set_key(model_, batch[i], keys_[i]);
    }
    [[nodiscard]] bool updates() const { return conflict_.action == Conflict::Action::update; }

    Session& session_;
    const ModelInfo& model_;
    const Conflict& conflict_;
    bool key_given_;
    sql::Fields fields_;
    std::size_t rows_ = 1;
    std::size_t prepared_rows_ = 0;
    std::string sql_;
    std::string sql_of_arrays_;
    std::size_t in_arrays_ = 0;     ///< rows of a statement that takes arrays; 0: it takes values
    std::size_t rows_to_copy_ = 0;  ///< from so many on; 0: never
    bool apart_ = false;            ///< each row has a statement, of which many go together
    bool checks_ = false;           ///< whether rows may be left out, and keys have to be found out
    sql::Fields returned_;
    bool are_theirs_ = true;        ///< the rows of the latest statement, in their order
    std::size_t inserted_ = 0;      ///< by the latest statement
    std::int64_t all_changes_ = 0;  ///< those of triggers included
    std::vector<std::int64_t>
        keys_;  ///< that came back from the latest statement, 0 for no integer
};

/// Objects that will have keys of their own, and objects that the database gives theirs.
struct Keyed {
    std::vector<void*> keyed{};
    std::vector<void*> unkeyed{};
};
Keyed prepare(const Query& query, Objects objects) {
    const ModelInfo& model = *query.model;
    const sql::Fields fields = fields_to_insert(model, false);
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

/// Binds objects to the keys that they came with, if conflicts are ignored.
void bind_keyed(const ModelInfo& model, Objects objects, std::string_view alias) {
    if (model.relations.empty()) return;
    for (std::size_t i = 0; i < objects.count; ++i)
        if (!key_unset(model, objects[i])) bind_relations(model, objects[i], alias);
}

void add_to_owner(Runner& runner, Session& session, const Query& query, Objects objects) {
    KeySet keys;  // of those that were inserted
    for (std::size_t i = 0; i < objects.count; ++i)
        if (!key_unset(*query.model, objects[i]))
            keys.add(member_value(query.model->key(), objects[i]));
    related_rows(runner, session, query, {})->add(keys);
}

}  // namespace

}  // namespace aside::exec

namespace aside::detail {

void insert_objects(Runner& runner, const Query& query, Objects objects,
                    const BulkInsert& request) {
    const ModelInfo& model = *query.model;
    const sql::Conflict conflict = exec::conflict_of(model, request, runner.dialect());
    const bool joins = exec::creates_join_rows(query);
    if (joins && request.ignore_conflicts)
        throw FieldError("aside: bulk_create() through " + query.owners->relation->full_name() +
                         " cannot ignore conflicts: it would not know which rows to relate");
    if (objects.count == 0) return;
    const exec::Keyed prepared = exec::prepare(query, objects);
    exec::AtomicWrite whole(runner, "bulk_create()");
    if (!prepared.keyed.empty())
        exec::InsertBatches(whole.session(), model, conflict, true, request).insert(prepared.keyed);
    if (!prepared.unkeyed.empty())
        exec::InsertBatches(whole.session(), model, conflict, false, request)
            .insert(prepared.unkeyed);
    if (joins) exec::add_to_owner(runner, whole.session(), query, objects);
    whole.commit();
    exec::bind_keyed(model, objects, runner.alias());
}

}  // namespace aside::detail
