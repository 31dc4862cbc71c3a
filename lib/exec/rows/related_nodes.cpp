#include "exec/rows/related_nodes.hpp"

#include "aside/detail/changing.hpp"
#include "aside/detail/reading.hpp"
#include "aside/error.hpp"
#include "aside/related_manager.hpp"
#include "exec/database/runner.hpp"
#include "exec/rows/fetch.hpp"
#include "query/lookup.hpp"

namespace aside::exec {
namespace {

LookupNode* lookup_in(RelatedNode* node) {
    return node != nullptr && node->kind() == RelatedNode::Kind::lookup
               ? static_cast<LookupNode*>(node)
               : nullptr;
}

LookupNode& lookup_of(const RelationMember& member) {
    RelatedNode* node = member.related_slot().node();
    if (node == nullptr)
        node = member.related_slot().install(std::make_unique<LookupNode>("", FetchMode::one));
    return *lookup_in(node);
}

const ObjectNode* known_node(const RelationMember& member, const Wanted& wanted) {
    RelatedNode* node = member.related_slot().node();
    if (node == nullptr) return nullptr;
    if (node->kind() == RelatedNode::Kind::object) return static_cast<ObjectNode*>(node);
    const LookupNode* lookup = lookup_in(node);
    return lookup == nullptr ? nullptr : lookup->found(wanted.key(member));
}

[[noreturn]] void no_such_row(const RelationMember& member, const Wanted& wanted) {
    const ModelInfo& target = wanted.target();
    target.throw_does_not_exist(
        wanted.field == "pk"
            ? "the " + std::string(target.type_name) + " with the key " +
                  wanted.key(member).to_string() + ", which the relation names, is not there"
            : "no " + std::string(target.type_name) + " names this object by its \"" +
                  std::string(wanted.field) + '"');
    __builtin_unreachable();
}

}  // namespace

void LookupNode::add_peer(SqlValue key) {
    const Lock lock(mutex_);
    peers_.push_back(std::move(key));
}

const ObjectNode* LookupNode::found(const SqlValue& key) const {
    const Lock lock(mutex_);
    const auto at = found_.find(key.to_string());
    return at == found_.end() ? nullptr : static_cast<ObjectNode*>(at->second.node());
}

std::vector<SqlValue> LookupNode::keys_to_ask_for(const SqlValue& key) const {
    const Lock lock(mutex_);
    std::vector<SqlValue> keys{key};
    std::unordered_map<std::string, bool> seen{{key.to_string(), true}};
    for (const SqlValue& peer : peers_)
        if (seen.try_emplace(peer.to_string(), true).second && !found_.contains(peer.to_string()))
            keys.push_back(peer);
    return keys;
}

const ObjectNode& LookupNode::ask(Runner& runner, const Wanted& wanted, const SqlValue& key) {
    const ModelInfo& target = wanted.target();
    if (mode_ == FetchMode::raise)
        throw FieldFetchBlocked("a related " + std::string(target.type_name) +
                                " was not loaded, and fetch_mode(fetch_raise) forbids to load it "
                                "now: name the relation in select_related or prefetch_related");
    const std::vector<SqlValue> keys = keys_to_ask_for(key);
    const auto objects = std::make_shared<RowBuffer>(*target.objects.rows);
    Query query(target);
    query.place.alias = alias_;
    query.default_order = false;
    query.fetch_mode = mode_;
    if (keys.size() == 1) {
        ExprWriter writer(query.where);
        query::write_lookup(writer, Lookup::exact, wanted.field, keys);
        fetch_rows(runner, query, *objects);
    } else {
        fetch_by_keys(runner, query, wanted.field, keys, *objects);
    }

    const FieldInfo& field = target.at(wanted.field);
    const Objects all = objects->all();
    const Lock lock(mutex_);
    for (std::size_t i = 0; i < all.count; ++i)
        found_.try_emplace(member_value(field, all[i]).to_string(),
                           RelatedSlot(new ObjectNode(all[i], objects)));
    for (const SqlValue& asked : keys) {
        if (found_.contains(asked.to_string())) continue;
        found_.try_emplace(asked.to_string(), RelatedSlot(new ObjectNode(nullptr)));
    }
    return *static_cast<ObjectNode*>(found_.at(key.to_string()).node());
}

std::shared_ptr<Evaluation> RowsNode::rows() const {
    const Lock lock(mutex_);
    return rows_;
}

void RowsNode::drop() {
    const Lock lock(mutex_);
    rows_.reset();
}

void bind_relations(const ModelInfo& model, void* object, std::string_view alias) {
    bind_relations(model, object);
    if (alias == "default") return;
    for (const RelationInfo& relation : model.relations) {
        RelatedSlot& slot = relation_member_of(relation, object).related_slot();
        if (slot.node() == nullptr) slot.reset(new LookupNode(std::string(alias), FetchMode::one));
    }
}

void forget_related(const ModelInfo& model, void* object) {
    for (const RelationInfo& relation : model.relations)
        relation_member_of(relation, object).related_slot().reset();
}

}  // namespace aside::exec

namespace aside::detail {

RelatedNode* RelatedSlot::install(std::unique_ptr<RelatedNode> node) const {
    RelatedNode* there = nullptr;
    if (node_.compare_exchange_strong(there, node.get(), std::memory_order_acq_rel))
        return node.release();
    return there;
}

const void* find_object(Runner& runner, const RelationMember& member, const Wanted& wanted) {
    if (const ObjectNode* node = exec::known_node(member, wanted)) return node->object();
    const SqlValue key = wanted.key(member);
    return exec::lookup_of(member).ask(runner, wanted, key).object();
}

const void* find_object(const RelationMember& member, const Wanted& wanted) {
    if (const ObjectNode* node = exec::known_node(member, wanted)) return node->object();
    (void)wanted.key(member);  // an empty relation asks nothing
    const void* object = nullptr;
    auto body = [&](Runner& runner) { object = find_object(runner, member, wanted); };
    run_here({.alias = related_alias(member)}, Intent::read, body);
    return object;
}

const void* get_object(const RelationMember& member, const Wanted& wanted) {
    const void* object = find_object(member, wanted);
    if (object == nullptr) exec::no_such_row(member, wanted);
    return object;
}

const void* get_object(Runner& runner, const RelationMember& member, const Wanted& wanted) {
    const void* object = find_object(runner, member, wanted);
    if (object == nullptr) exec::no_such_row(member, wanted);
    return object;
}

std::string related_alias(const RelationMember& member) {
    const RelatedNode* node = member.related_slot().node();
    if (node == nullptr || node->kind() == RelatedNode::Kind::object) return {};
    if (node->kind() == RelatedNode::Kind::rows)
        return static_cast<const exec::RowsNode*>(node)->alias();
    return static_cast<const exec::LookupNode*>(node)->alias();
}

void share_lookups(const RelationMember& member) {
    if (member.related_slot().node() == nullptr) (void)exec::lookup_of(member);
}

void bind_relations(const ModelInfo& model, void* object) {
    SqlValue key;
    for (const RelationInfo& relation : model.relations) {
        if (relation.has_column()) continue;
        if (key.is_null()) key = member_value(model.key(), object);
        static_cast<OwnedMember&>(exec::relation_member_of(relation, object))
            .bind_owner(relation, key);
    }
}

std::shared_ptr<Evaluation> prefetched_rows(const OwnedMember& member) {
    const RelatedNode* node = member.related_slot().node();
    if (node == nullptr || node->kind() != RelatedNode::Kind::rows) return nullptr;
    return static_cast<const exec::RowsNode*>(node)->rows();
}

Query related_query(const OwnedMember& member, const ModelInfo& target, bool creates) {
    SqlValue key = required_owner_key(member, target);
    if (const auto prefetched = prefetched_rows(member)) {
        Query query = prefetched->query();
        query.owners->creates = creates;
        return query;
    }
    Query query(target);
    query.place.alias = related_alias(member);
    query.owners = Owners{member.relation(), {std::move(key)}, false, creates};
    return query;
}

}  // namespace aside::detail
