// DELETE over querysets, with the join rows that go along.
#include <algorithm>
#include <optional>

#include "aside/error.hpp"
#include "exec/changes/atomic_write.hpp"
#include "exec/changes/races.hpp"
#include "exec/changes/write_objects.hpp"
#include "exec/rows/fetch.hpp"
#include "exec/rows/key_set.hpp"
#include "query/returned_rows.hpp"
#include "query/truth.hpp"

namespace aside::exec {
namespace {

/// The columns of join tables that name rows of the model and let join rows go with them. A table
/// of Django's making leaves that to the program that deletes.
sql::Fields join_columns(const ModelInfo& model) {
    sql::Fields columns;
    const auto add = [&](const FieldInfo* column) {
        if (column->relation->type->on_delete == cascade &&
            std::ranges::find(columns, column) == columns.end())
            columns.push_back(column);
    };
    for (const RelationInfo& relation : model.relations) {
        const ResolvedRelation& resolved = relation.resolved();
        if (resolved.join == nullptr) continue;
        add(resolved.join_owner);
        if (resolved.target == &model) add(resolved.join_target);
    }
    return columns;
}

/// Deletes rows; gives how many.
std::int64_t remove(Session& session, const Query& rows) {
    return session.change(sql::remove(rows, session.dialect()), rows.model->table);
}

/// The keys are read first: the conditions may ask for the very join rows that go. The rows are
/// locked, so that no join row comes meanwhile. `remove_own(rows)` deletes rows of the query's own.
template <class Remove>
void remove_with_join_rows(Session& session, const Query& query, const sql::Fields& joins,
                           Remove remove_own) {
    const FieldInfo& key = query.model->key();
    KeySet keys;
    keys.read(session, query, key);
    keys.in_batches(session, 0, [&](std::span<const SqlValue> some) {
        lock_now(session, rows_where(key, some));
        for (const FieldInfo* column : joins) remove(session, rows_where(*column, some));
        remove_own(rows_where(key, some));
    });
}

template <class Refused>
[[noreturn]] void explain(const Refused& error, const ModelInfo& model, const std::string& why) {
    throw Refused(
        {.message = error.message(),
         .sql = error.sql(),
         .code = error.code(),
         .explanation = "a " + std::string(model.type_name) + " cannot be deleted, since " + why,
         .sqlstate = error.sqlstate(),
         .constraint = error.constraint(),
         .table = error.table(),
         .column = error.column()});
}

template <class Removal>
void explaining_refusals(const ModelInfo& model, Removal removal) {
    try {
        removal();
    } catch (const ProtectedError& error) {
        explain(error, model,
                "other rows name it, or name what goes with it, by a relation that protects it: "
                "delete those first, or let them name another one");
    } catch (const RestrictedError& error) {
        explain(error, model,
                "other rows that stay name it, or name what goes with it: delete those in the same "
                "transaction, or let them name another one");
    }
}

/// Deletes the query's rows and the join rows that go along.
template <class Remove>
void remove_all(Session& session, const Query& query, const sql::Fields& joins, Remove remove_own) {
    explaining_refusals(*query.model, [&] {
        if (joins.empty())
            remove_own(query);
        else
            remove_with_join_rows(session, query, joins, remove_own);
    });
}

}  // namespace

}  // namespace aside::exec

namespace aside::detail {

DeleteResult delete_rows(Runner& runner, const Query& query) {
    if (query::has_no_rows(query)) return {};
    const ModelInfo& model = *query.model;
    const sql::Fields joins = exec::join_columns(model);
    // One statement is all or nothing by itself, but a block around it has to stay usable.
    std::optional<exec::AtomicWrite> whole;
    if (!joins.empty() || runner.block() != nullptr) whole.emplace(runner, "delete_()");
    const exec::Lease session = runner.write("delete_()");
    exec::DeletionCount deleted(*session);
    // Made before anything is deleted: afterwards no memory may be needed.
    backend::Deletions own_rows{{model.table, 0}};
    std::int64_t removed = 0;
    exec::remove_all(*session, query, joins,
                     [&](const Query& rows) { removed += exec::remove(*session, rows); });
    if (whole) exec::explaining_refusals(model, [&] { whole->commit(); });
    DeleteResult result;
    // The rows that a view shows have been counted: those that its triggers delete from other
    // tables would count a second time.
    if (session->counts_changes(model.table)) result.by_table = deleted.take();
    result.by_table.merge(own_rows);
    // A table that is emptied as a whole is not watched row by row.
    const auto own = result.by_table.find(model.table);
    own->second = std::max(own->second, removed);
    if (own->second == 0) result.by_table.erase(own);
    for (const auto& [table, rows] : result.by_table) result.total += rows;
    return result;
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
        exec::explaining_refusals(*query.model, [&] { whole.commit(); });
    }
    return {rows, rows->data(), rows->size()};
}

}  // namespace aside::detail
