#include "exec/rows/relation_loader.hpp"

#include <iterator>
#include <optional>
#include <utility>

#include "exec/rows/fetch.hpp"
#include "exec/rows/prefetch.hpp"
#include "exec/rows/related_nodes.hpp"
#include "exec/rows/row_reader.hpp"
#include "sql/compiler.hpp"

namespace aside::exec {

RelationLoader::RelationLoader(Session& session, const Level& from, const RelationInfo& relation,
                               Query rows)
    : session_(session),
      from_(from),
      relation_(relation),
      rows_(std::move(rows)),
      next_read_(asked_.end()) {
    next_.model = rows_.model;
}

const FieldInfo& RelationLoader::owner_field() const {
    return relation_.has_column() ? from_.model->fields[relation_.field] : from_.model->key();
}

RelatedSlot& RelationLoader::slot_of(void* object) const {
    return relation_member_of(relation_, object).related_slot();
}

SqlValue RelationLoader::owner_key(const void* object) const {
    return member_value(owner_field(), object);
}

std::shared_ptr<RowBuffer> RelationLoader::no_rows() const {
    return std::make_shared<RowBuffer>(*rows_.model->objects.rows);
}

// ---- asking

void RelationLoader::ask(const Run& run) {
    KeySet keys;
    for (void* object : from_.objects) {
        if (pass_on_known(object)) continue;
        SqlValue key = owner_key(object);
        if (key.is_null() && !relation_.many()) continue;
        keys.add(std::move(key));
        waiting_.push_back(object);
    }
    if (keys.empty()) return;
    const std::size_t own = sql::select(rows_, session_.dialect()).params.size();
    const auto ask_for = [&](std::span<const SqlValue> some) {
        const bool all_read = next_read_ == asked_.end();
        Asked& asked = asked_.emplace_back(rows_of(some));
        if (all_read) next_read_ = std::prev(asked_.end());
        asked.statement.emplace(session_, sql::Question::rows, asked.query);
        run(asked.statement->run());
    };
    keys.in_batches(session_, own, ask_for, keys.size());
}

Query RelationLoader::rows_of(std::span<const SqlValue> keys) const {
    Query query = rows_;
    if (relation_.many())
        query.owners = Owners{&relation_, {keys.begin(), keys.end()}, true};
    else
        narrow(query, *relation_.resolved().hops.front().to, keys);
    return query;
}

// Objects whose relation is known already are passed on as they are.
bool RelationLoader::pass_on_known(void* object) {
    return relation_.many() ? pass_on_known_rows(object) : pass_on_known_object(object);
}

bool RelationLoader::pass_on_known_object(void* object) {
    const RelatedNode* node = slot_of(object).node();
    if (node == nullptr || node->kind() != RelatedNode::Kind::object) return false;
    const void* known = static_cast<const ObjectNode*>(node)->object();
    if (known != nullptr) next_.objects.push_back(const_cast<void*>(known));
    return true;
}

bool RelationLoader::pass_on_known_rows(void* object) {
    const RelatedNode* node = slot_of(object).node();
    if (node == nullptr || node->kind() != RelatedNode::Kind::rows) return false;
    const std::shared_ptr<Evaluation> rows = static_cast<const RowsNode*>(node)->rows();
    RowSet cached;
    if (!rows || !rows->cached_rows(cached)) return false;
    add_to_next({const_cast<void*>(cached.data), rows_.model->objects.rows->size, cached.size});
    return true;
}

void RelationLoader::add_to_next(const Objects& objects) {
    for (std::size_t i = 0; i < objects.count; ++i) next_.objects.push_back(objects[i]);
}

// ---- reading

void RelationLoader::read(Result& result) {
    Asked& asked = *next_read_++;
    if (relation_.many())
        read_by_owner(result, asked.query);
    else
        read_by_key(result, asked);
}

void RelationLoader::read_by_key(Result& result, Asked& asked) {
    const FieldInfo& field = *relation_.resolved().hops.front().to;
    asked.rows = no_rows();
    read_result(result, asked.query, *asked.rows);
    const Objects all = asked.rows->all();
    for (std::size_t i = 0; i < all.count; ++i) {
        found_.try_emplace(member_value(field, all[i]).to_string(),
                           Found{asked.rows, RelatedSlot(new ObjectNode(all[i], asked.rows))});
        next_.objects.push_back(all[i]);
    }
}

void RelationLoader::read_by_owner(Result& result, const Query& query) {
    RowReader reader(query);
    std::optional<SqlValue> latest;
    RowBuffer* rows = nullptr;
    while (result.step()) {
        SqlValue owner = typed_value(result.cells().at(0), owner_field());
        if (!latest || *latest != owner) {
            std::shared_ptr<RowBuffer>& owned = found_[owner.to_string()].rows;
            if (!owned) owned = no_rows();
            rows = owned.get();
            latest = std::move(owner);
        }
        reader.read(result.cells(), *rows);
    }
}

// ---- giving

Level RelationLoader::finish() {
    if (relation_.many())
        finish_many();
    else
        finish_one();
    return std::move(next_);
}

void RelationLoader::finish_one() {
    for (const Asked& asked : asked_)
        if (!rows_.prefetched.empty()) prefetch_from(session_, rows_, *asked.rows, 0);
    for (void* object : waiting_) {
        const auto at = found_.find(owner_key(object).to_string());
        slot_of(object) =
            at == found_.end() ? RelatedSlot(new ObjectNode(nullptr)) : at->second.node;
    }
}

void RelationLoader::finish_many() {
    // Done at the end, when the rows are not moved any more.
    for (auto& [key, each] : found_) add_to_next(each.rows->all());
    // The relations that the queryset of a `Prefetch` asks for itself.
    if (!rows_.prefetched.empty() && !waiting_.empty()) prefetch(session_, rows_, next_.objects);
    std::unordered_map<std::string, RelatedSlot> nodes;
    for (void* object : waiting_) {
        const SqlValue key = owner_key(object);
        auto [node, is_new] = nodes.try_emplace(key.to_string());
        if (is_new) {
            tell_parent(object, key);
            node->second = RelatedSlot(make_node(key));
        }
        slot_of(object) = node->second;
    }
}

/// The rows know the object that they were read for: a copy of it, whose relations are its own.
void RelationLoader::tell_parent(const void* object, const SqlValue& key) const {
    const auto at = found_.find(key.to_string());
    if (relation_.kind() != RelationKind::reverse_foreign_key || at == found_.end()) return;
    const RelatedSlot parent(from_.model->objects.copy_node(object));
    const Objects all = at->second.rows->all();
    for (std::size_t i = 0; i < all.count; ++i) {
        RelatedSlot& slot =
            relation_member_of(*relation_.resolved().inverse, all[i]).related_slot();
        if (slot.node() == nullptr || slot.node()->kind() != RelatedNode::Kind::object)
            slot = parent;
    }
}

RelatedNode* RelationLoader::make_node(const SqlValue& key) const {
    const auto at = found_.find(key.to_string());
    const std::shared_ptr<RowBuffer> rows = at == found_.end() ? no_rows() : at->second.rows;
    Query query = rows_;
    query.place = {.alias = rows_.place.alias};  // the rows outlive transactions
    query.owners = Owners{&relation_, {key}};
    auto evaluation = make_evaluation(std::move(query), rows->type());
    evaluation->keep({rows, rows->data(), rows->size()});
    return new RowsNode(rows_.place.alias, std::move(evaluation));
}

}  // namespace aside::exec
