// DELETE over querysets, with the join rows that go along.
#include <algorithm>
#include <optional>

#include "aside/error.hpp"
#include "exec/changes/atomic_write.hpp"
#include "exec/changes/cascade.hpp"
#include "exec/changes/races.hpp"
#include "exec/changes/write_objects.hpp"
#include "exec/rows/fetch.hpp"
#include "exec/rows/key_set.hpp"
#include "query/returned_rows.hpp"
#include "query/truth.hpp"

namespace aside::exec {
namespace {

/// The keys of a query's rows, which are locked from then on, so that no row comes that names one.
/// A row may have changed before it was locked: the conditions are asked once more.
KeySet locked_keys(Session& session, const Query& query) {
    const FieldInfo& key = query.model->key();
    KeySet found;
    found.read(session, query, key);
    if (!session.dialect().features().row_locks) return found;
    KeySet locked;
    found.in_batches(session, 0, [&](std::span<const SqlValue> some) {
        lock_now(session, rows_where(key, some));
        Query still = query;
        narrow(still, key, some);
        locked.read(session, still, key);
    });
    return locked;
}

/// The keys are read first: the conditions may ask for the very join rows that go.
/// `remove_own(rows)` deletes rows of the query's own.
template <class Remove>
void remove_with_join_rows(Session& session, const Query& query, const sql::Fields& joins,
                           Remove remove_own) {
    const FieldInfo& key = query.model->key();
    locked_keys(session, query).in_batches(session, 0, [&](std::span<const SqlValue> some) {
        for (const FieldInfo* column : joins) remove(session, rows_where(*column, some));
        remove_own(rows_where(key, some));
    });
}

template <class Refused>
[[noreturn]] void explain(const DatabaseError& error, const ModelInfo& model,
                          const std::string& why) {
    throw Refused(
        {.message = error.message(),
         .sql = error.sql(),
         .code = error.code(),
         .explanation = "a " + std::string(model.type_name) + " cannot be deleted, since " + why,
         .sqlstate = error.sqlstate(),
         .constraint = error.constraint(),
         .schema = error.schema(),
         .table = error.table(),
         .column = error.column()});
}

constexpr const char* why_protected =
    "other rows name it, or name what goes with it, by a relation that protects it: delete those "
    "first, or let them name another one";
constexpr const char* why_restricted =
    "other rows that stay name it, or name what goes with it: delete those in the same "
    "transaction, or let them name another one";

/// Whether the constraint that has refused a deletion is of a relation that restricts. Asked where
/// it is checked at once, as one that protects is, and PostgreSQL up to 17 has one SQLSTATE for
/// both.
bool is_of_restriction(const DatabaseError& error, const ModelInfo& model) {
    return std::ranges::any_of(model.relations, [&](const RelationInfo& relation) {
        if (relation.has_column()) return false;
        const FieldInfo& column = *relation.resolved().hops.front().to;
        return column.relation != nullptr && column.relation->type->on_delete == restrict &&
               column.model->table == error.table() &&
               error.constraint().find('_' + column.column + '_') != std::string::npos;
    });
}

template <class Removal>
void explaining_refusals(const Session& session, const ModelInfo& model, Removal removal) {
    try {
        removal();
    } catch (const ProtectedError& error) {
        const bool at_once = !session.dialect().features().deferrable_constraints;
        if (at_once && error.sqlstate() == "23503" && is_of_restriction(error, model))
            explain<RestrictedError>(error, model, why_restricted);
        explain<ProtectedError>(error, model, why_protected);
    } catch (const RestrictedError& error) {
        explain<RestrictedError>(error, model, why_restricted);
    }
}

/// Deletes the query's rows and the join rows that go along.
template <class Remove>
void remove_all(Session& session, const Query& query, const sql::Fields& joins, Remove remove_own) {
    explaining_refusals(session, *query.model, [&] {
        if (joins.empty())
            remove_own(query);
        else
            remove_with_join_rows(session, query, joins, remove_own);
    });
}

/// The name by which an engine has counted the rows of a model's table, which names a schema that
/// the engine finds without that, or none where it finds the table in another; the end if it goes
/// by its own, or none were counted.
backend::Deletions::iterator other_name(backend::Deletions& counted, const ModelInfo& model) {
    if (counted.contains(model.full_table())) return counted.end();
    if (!model.schema.empty()) return counted.find(model.table);
    return std::ranges::find_if(counted, [&](const auto& each) {
        const std::string_view name = each.first;
        return name.size() > model.table.size() && name.ends_with(model.table) &&
               name[name.size() - model.table.size() - 1] == '.';
    });
}

/// Has the rows of a model's table go by the name that the model gives it: that of `own`.
void rename_own(backend::Deletions& counted, const ModelInfo& model, backend::Deletions& own) {
    const auto found = other_name(counted, model);
    if (found == counted.end()) return;
    own.begin()->second += found->second;
    counted.erase(found);
}

/// Deletes the query's rows and counts what goes along, where the engine does not count that.
backend::Deletions remove_and_count(Session& session, const Query& query) {
    const ModelInfo& model = *query.model;
    backend::Deletions removed;
    explaining_refusals(session, model, [&] {
        if (!Cascade::may_follow(model)) {
            removed[model.full_table()] = remove(session, query);
            return;
        }
        const KeySet keys = locked_keys(session, query);
        Cascade along(session);
        along.find(model, keys);
        removed = along.remove_join_rows_and_count();
        keys.in_batches(session, 0, [&](std::span<const SqlValue> some) {
            remove(session, rows_where(model.key(), some));
        });
    });
    return removed;
}

DeleteResult result_of(backend::Deletions by_table) {
    DeleteResult result{.by_table = std::move(by_table)};
    std::erase_if(result.by_table, [](const auto& each) { return each.second == 0; });
    for (const auto& [table, rows] : result.by_table) result.total += rows;
    return result;
}

}  // namespace

}  // namespace aside::exec

namespace aside::detail {

DeleteResult delete_rows(Runner& runner, const Query& query) {
    if (query::has_no_rows(query)) return {};
    const ModelInfo& model = *query.model;
    if (!runner.dialect().features().counts_cascades) {
        exec::AtomicWrite whole(runner, "delete_()");
        backend::Deletions removed = exec::remove_and_count(whole.session(), query);
        exec::explaining_refusals(whole.session(), model, [&] { whole.commit(); });
        return exec::result_of(std::move(removed));
    }
    const sql::Fields joins = exec::join_columns(model);
    // One statement is all or nothing by itself, but a block around it has to stay usable.
    std::optional<exec::AtomicWrite> whole;
    if (!joins.empty() || runner.block() != nullptr) whole.emplace(runner, "delete_()");
    const exec::Lease session = runner.write("delete_()");
    exec::DeletionCount deleted(*session);
    // Made before anything is deleted: afterwards no memory may be needed.
    backend::Deletions own_rows{{model.full_table(), 0}};
    std::int64_t removed = 0;
    exec::remove_all(*session, query, joins,
                     [&](const Query& rows) { removed += exec::remove(*session, rows); });
    if (whole) exec::explaining_refusals(*session, model, [&] { whole->commit(); });
    // The rows that a view shows have been counted: those that its triggers delete from other
    // tables would count a second time.
    backend::Deletions by_table;
    if (session->counts_changes(model)) by_table = deleted.take();
    if (removed > 0) exec::rename_own(by_table, model, own_rows);
    by_table.merge(own_rows);
    // A table that is emptied as a whole is not watched row by row.
    const auto own = by_table.find(model.full_table());
    own->second = std::max(own->second, removed);
    return exec::result_of(std::move(by_table));
}

RowSet delete_and_return(Runner& runner, const Query& query, const RowType& type) {
    auto rows = std::make_shared<RowBuffer>(type);
    const Query returned = query::returned_rows(query, "delete_returning");
    if (!query::has_no_rows(query)) {
        exec::AtomicWrite whole(runner, "delete_returning()");
        exec::Session& session = whole.session();
        const auto read = [&](const Query& some) {
            exec::read_changed(session, sql::remove(some, session.dialect(), &returned), returned,
                               *rows);
        };
        exec::remove_all(session, query, exec::join_columns(*query.model), read);
        exec::explaining_refusals(session, *query.model, [&] { whole.commit(); });
    }
    return {rows, rows->data(), rows->size()};
}

}  // namespace aside::detail
