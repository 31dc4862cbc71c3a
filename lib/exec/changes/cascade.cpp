#include "exec/changes/cascade.hpp"

#include <algorithm>

#include "exec/changes/races.hpp"

namespace aside::exec {
namespace {

/// The columns that name rows of the model and let their own rows go with them.
sql::Fields following_columns(const ModelInfo& model) {
    sql::Fields columns = join_columns(model);
    const auto add = [&](const FieldInfo& column) {
        if (column.relation->type->on_delete == cascade &&
            std::ranges::find(columns, &column) == columns.end())
            columns.push_back(&column);
    };
    for (const RelationInfo& relation : model.relations) {
        const ResolvedRelation& resolved = relation.resolved();
        if (resolved.join != nullptr) continue;
        if (!relation.has_column())
            add(*resolved.hops.front().to);
        else if (resolved.target == &model)
            add(model.fields[relation.field]);
    }
    return columns;
}

/// Whether rows of one model name rows of another.
bool names(const ModelInfo& model, const ModelInfo& other) {
    return &model != &other && std::ranges::any_of(model.relations, [&](const auto& relation) {
        return relation.has_column() && &relation.target() == &other;
    });
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

bool Cascade::may_follow(const ModelInfo& model) { return !following_columns(model).empty(); }

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
    std::vector<Found> next{{.model = &model, .keys = keys}};
    while (!next.empty()) {
        const Found level = std::move(next.back());
        next.pop_back();
        for (const FieldInfo* column : following_columns(*level.model)) {
            Found& found = found_of(*column->model);
            KeySet more = rows_that_name(*column, level.keys).without(found.keys);
            if (column->model == &model) more = more.without(keys);
            for (const SqlValue& key : more) found.keys.add(key);
            if (!more.empty()) next.push_back({.model = column->model, .keys = std::move(more)});
        }
    }
}

backend::Deletions Cascade::remove_found() {
    backend::Deletions removed;
    while (!found_.empty()) {
        // One that no other names; where they name each other, any.
        auto next = std::ranges::find_if(found_, [&](const Found& each) {
            return std::ranges::none_of(
                found_, [&](const Found& other) { return names(*other.model, *each.model); });
        });
        if (next == found_.end()) next = std::prev(found_.end());
        const FieldInfo& key = next->model->key();
        next->keys.in_batches(session_, 0, [&](std::span<const SqlValue> some) {
            removed[next->model->full_table()] += remove(session_, rows_where(key, some));
        });
        found_.erase(next);
    }
    return removed;
}

}  // namespace aside::exec
