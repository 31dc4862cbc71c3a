#include "exec/changes/cascade.hpp"

#include <algorithm>

#include "exec/changes/races.hpp"

namespace aside::exec {
namespace {

/// The columns that name rows of the model and let their own rows go with them, but for those of
/// join tables that no model declares.
sql::Fields following_columns(const ModelInfo& model) {
    sql::Fields columns;
    const auto add = [&](const FieldInfo& column) {
        if (column.relation->type->on_delete == cascade &&
            std::ranges::find(columns, &column) == columns.end())
            columns.push_back(&column);
    };
    for (const RelationInfo& relation : model.relations) {
        const ResolvedRelation& resolved = relation.resolved();
        if (resolved.join != nullptr) {
            if (resolved.automatic_join) continue;
            add(*resolved.join_owner);
            if (resolved.target == &model) add(*resolved.join_target);
        } else if (!relation.has_column()) {
            add(*resolved.hops.front().to);
        } else if (resolved.target == &model) {
            add(model.fields[relation.field]);
        }
    }
    return columns;
}

}  // namespace

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

std::int64_t remove(Session& session, const Query& rows) {
    return session.change(sql::remove(rows, session.dialect()), *rows.model);
}

bool Cascade::may_follow(const ModelInfo& model) {
    return !following_columns(model).empty() || !join_columns(model).empty();
}

Cascade::Found& Cascade::found_of(const ModelInfo& model) {
    const auto known = std::ranges::find(found_, &model, &Found::model);
    return known != found_.end() ? *known : found_.emplace_back(Found{.model = &model});
}

KeySet Cascade::rows_that_name(const FieldInfo& column, const KeySet& keys) {
    KeySet found;
    const FieldInfo& key = column.model->key();
    keys.in_batches(session_, 0, [&](std::span<const SqlValue> some) {
        lock_now(session_, rows_where(column, some));
        found.read(session_, rows_where(column, some), key);
    });
    return found;
}

// By levels, not by recursion: a model that names itself may do so to any depth.
void Cascade::find(const ModelInfo& model, const KeySet& keys) {
    found_of(model).keys = keys;
    std::vector<Found> next{{.model = &model, .keys = keys}};
    while (!next.empty()) {
        const Found level = std::move(next.back());
        next.pop_back();
        for (const FieldInfo* column : following_columns(*level.model)) {
            Found& found = found_of(*column->model);
            KeySet more = rows_that_name(*column, level.keys).without(found.keys);
            for (const SqlValue& key : more) found.keys.add(key);
            if (!more.empty()) next.push_back({.model = column->model, .keys = std::move(more)});
        }
    }
}

backend::Deletions Cascade::remove_join_rows_and_count() {
    backend::Deletions removed;
    for (const Found& found : found_) {
        removed[found.model->full_table()] += static_cast<std::int64_t>(found.keys.size());
        for (const FieldInfo* column : join_columns(*found.model)) {
            std::int64_t rows = 0;
            found.keys.in_batches(session_, 0, [&](std::span<const SqlValue> some) {
                rows += remove(session_, rows_where(*column, some));
            });
            const bool is_counted =
                std::ranges::find(found_, column->model, &Found::model) != found_.end();
            if (!is_counted) removed[column->model->full_table()] += rows;
        }
    }
    return removed;
}

}  // namespace aside::exec
