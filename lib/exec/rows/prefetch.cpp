// Relations of many objects, loaded by one statement each.
#include "exec/rows/prefetch.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <unordered_map>

#include "aside/detail/call.hpp"
#include "aside/detail/reading.hpp"
#include "aside/error.hpp"
#include "aside/prefetch.hpp"
#include "exec/database/runner.hpp"
#include "exec/rows/fetch.hpp"
#include "exec/rows/key_set.hpp"
#include "exec/rows/related.hpp"
#include "exec/rows/row_reader.hpp"
#include "sql/compiler.hpp"

namespace aside::exec {
namespace {

/// The objects at one place of the paths.
struct Level {
    const ModelInfo* model = nullptr;
    std::vector<void*> objects{};
};

/// Rows on the other side of a relation, by the key that leads to them.
struct Found {
    std::shared_ptr<RowBuffer> rows{};
    RelatedSlot node{};
};
using ByKey = std::unordered_map<std::string, Found>;

/// Loads one relation for all objects of a level.
class RelationLoader {
public:
    RelationLoader(Session& session, const Level& from, const RelationInfo& relation, Query rows)
        : session_(session), from_(from), relation_(relation), rows_(std::move(rows)) {
        next_.model = rows_.model;
    }

    Level load() {
        if (relation_.many())
            load_many();
        else
            load_one();
        return std::move(next_);
    }

private:
    [[nodiscard]] const FieldInfo& owner_field() const {
        return relation_.has_column() ? from_.model->fields[relation_.field] : from_.model->key();
    }
    [[nodiscard]] RelatedSlot& slot_of(void* object) const {
        return relation_member_of(relation_, object).related_slot();
    }
    [[nodiscard]] SqlValue owner_key(const void* object) const {
        return member_value(owner_field(), object);
    }

    [[nodiscard]] std::shared_ptr<RowBuffer> no_rows() const {
        return std::make_shared<RowBuffer>(*rows_.model->objects.rows);
    }

    /// One statement a relation, unless the engine cannot take all keys at once.
    template <class Read>
    void in_chunks(const KeySet& keys, Read read) const {
        const std::size_t own = sql::select(rows_, session_.dialect()).params.size();
        keys.in_batches(session_, own, read, keys.size());
    }

    // ---- to one row

    /// Objects whose relation is known already are passed on as they are.
    bool pass_on_known(void* object) {
        const RelatedNode* node = slot_of(object).node();
        if (node == nullptr || node->kind() != RelatedNode::Kind::object) return false;
        const void* known = static_cast<const ObjectNode*>(node)->object();
        if (known != nullptr) next_.objects.push_back(const_cast<void*>(known));
        return true;
    }
    void load_one() {
        KeySet keys;
        std::vector<void*> waiting;
        for (void* object : from_.objects) {
            if (pass_on_known(object)) continue;
            SqlValue key = owner_key(object);
            if (key.is_null()) continue;
            keys.add(std::move(key));
            waiting.push_back(object);
        }
        if (keys.empty()) return;
        const ByKey found = read_ones(keys);
        for (void* object : waiting) {
            const auto at = found.find(owner_key(object).to_string());
            slot_of(object) =
                at == found.end() ? RelatedSlot(new ObjectNode(nullptr)) : at->second.node;
        }
    }
    ByKey read_ones(const KeySet& keys) {
        const FieldInfo& field = *relation_.resolved().hops.front().to;
        ByKey found;
        in_chunks(keys, [&](std::span<const SqlValue> some) {
            Query query = rows_;
            narrow(query, field, some);
            const std::shared_ptr<RowBuffer> rows = no_rows();
            read_rows(session_, query, *rows);
            const Objects all = rows->all();
            for (std::size_t i = 0; i < all.count; ++i) {
                found.try_emplace(member_value(field, all[i]).to_string(),
                                  Found{rows, RelatedSlot(new ObjectNode(all[i], rows))});
                next_.objects.push_back(all[i]);
            }
        });
        return found;
    }

    // ---- to many rows

    void load_many() {
        KeySet keys;
        std::vector<void*> waiting;
        for (void* object : from_.objects) {
            if (pass_on_known_rows(object)) continue;
            keys.add(owner_key(object));
            waiting.push_back(object);
        }
        if (keys.empty()) return;
        const ByKey found = read_many(keys);
        std::unordered_map<std::string, RelatedSlot> nodes;
        for (void* object : waiting) {
            const SqlValue key = owner_key(object);
            auto [node, is_new] = nodes.try_emplace(key.to_string());
            if (is_new) {
                tell_parent(object, key, found);
                node->second = RelatedSlot(make_node(key, found));
            }
            slot_of(object) = node->second;
        }
    }
    bool pass_on_known_rows(void* object) {
        const RelatedNode* node = slot_of(object).node();
        if (node == nullptr || node->kind() != RelatedNode::Kind::rows) return false;
        const std::shared_ptr<Evaluation> rows = static_cast<const RowsNode*>(node)->rows();
        RowSet cached;
        if (!rows || !rows->cached_rows(cached)) return false;
        add_to_next({const_cast<void*>(cached.data), rows_.model->objects.rows->size, cached.size});
        return true;
    }
    void add_to_next(const Objects& objects) {
        for (std::size_t i = 0; i < objects.count; ++i) next_.objects.push_back(objects[i]);
    }
    ByKey read_many(const KeySet& keys) {
        ByKey found;
        in_chunks(keys, [&](std::span<const SqlValue> some) {
            Query query = rows_;
            query.owners = Owners{&relation_, {some.begin(), some.end()}, true};
            read_by_owner(query, found);
        });
        // Only now: the rows are not moved any more.
        for (auto& [key, each] : found) {
            add_to_next(each.rows->all());
        }
        prefetch_inner();
        return found;
    }
    void read_by_owner(const Query& query, ByKey& found) {
        QueryStatement statement(session_, sql::Question::rows, query);
        Result result = statement.run();
        RowReader reader(query);
        std::optional<SqlValue> latest;
        RowBuffer* rows = nullptr;
        while (result.step()) {
            SqlValue owner = typed_value(result.cells().at(0), owner_field());
            if (!latest || *latest != owner) {
                std::shared_ptr<RowBuffer>& owned = found[owner.to_string()].rows;
                if (!owned) owned = no_rows();
                rows = owned.get();
                latest = std::move(owner);
            }
            reader.read(result.cells(), *rows);
        }
    }
    /// The rows know the object that they were read for: a copy of it, whose relations are its own.
    void tell_parent(const void* object, const SqlValue& key, const ByKey& found) const {
        const auto at = found.find(key.to_string());
        if (relation_.kind() != RelationKind::reverse_foreign_key || at == found.end()) return;
        const RelatedSlot parent(from_.model->objects.copy_node(object));
        const Objects all = at->second.rows->all();
        for (std::size_t i = 0; i < all.count; ++i) {
            RelatedSlot& slot =
                relation_member_of(*relation_.resolved().inverse, all[i]).related_slot();
            if (slot.node() == nullptr || slot.node()->kind() != RelatedNode::Kind::object)
                slot = parent;
        }
    }
    /// Prefetches the relations that the queryset of a `Prefetch` asks for itself.
    void prefetch_inner() {
        if (!rows_.prefetched.empty()) prefetch(session_, rows_, next_.objects);
    }
    RelatedNode* make_node(const SqlValue& key, const ByKey& found) const {
        const auto at = found.find(key.to_string());
        const std::shared_ptr<RowBuffer> rows = at == found.end() ? no_rows() : at->second.rows;
        Query query = rows_;
        query.place = {.alias = rows_.place.alias};  // the rows outlive transactions
        query.owners = Owners{&relation_, {key}};
        auto evaluation = make_evaluation(std::move(query), rows->type());
        evaluation->keep({rows, rows->data(), rows->size()});
        return new RowsNode(rows_.place.alias, std::move(evaluation));
    }

    Session& session_;
    const Level& from_;
    const RelationInfo& relation_;
    const Query rows_;
    Level next_;
};

/// Goes along all paths, each of their relations once.
class Prefetcher {
public:
    Prefetcher(Session& session, const Query& query, const std::vector<void*>& objects)
        : session_(session), query_(query) {
        levels_[""] = {query.model, objects};
    }
    void load(const PrefetchTerm& term) {
        std::string reached;
        for (std::size_t begin = 0; begin < term.path.size();) {
            const std::size_t end = std::min(term.path.find("__", begin), term.path.size());
            const std::string next = term.path.substr(0, end);
            const bool last = end == term.path.size();
            if (!levels_.contains(next))
                load_level(reached, next, term.path.substr(begin, end - begin),
                           last ? term.rows : nullptr);
            else if (last && term.rows)
                throw FieldError("aside: \"" + term.path +
                                 "\" is prefetched already, by another queryset: name the one with "
                                 "a queryset first");
            reached = next;
            begin = end + 2;
        }
    }

private:
    /// A slice is of each owner's rows; if a relation leads to one row, that is the first.
    static void slice_one_of_each(Query& rows) {
        rows.none = rows.none || rows.offset > 0 || rows.limit == 0;
        rows.offset = 0;
        rows.limit.reset();
    }
    void load_level(const std::string& from, const std::string& to, const std::string& name,
                    const std::shared_ptr<const Query>& custom) {
        const Level& level = levels_[from];
        const RelationInfo* relation = level.model->find_relation(name);
        if (relation == nullptr)
            throw FieldError("aside: prefetch_related: " + std::string(level.model->type_name) +
                             " has no relation \"" + name + '"');
        Query rows = custom ? *custom : Query(*relation->resolved().target);
        require_own_rows(rows, "prefetch_related");
        if (!relation->many()) slice_one_of_each(rows);
        if (rows.place.alias.empty()) rows.place.alias = query_.place.alias;
        if (rows.fetch_mode == FetchMode::one) rows.fetch_mode = query_.fetch_mode;
        levels_[to] = RelationLoader(session_, level, *relation, std::move(rows)).load();
    }

    Session& session_;
    const Query& query_;
    std::map<std::string, Level> levels_;
};

}  // namespace

void prefetch(Session& session, const Query& query, const std::vector<void*>& objects) {
    if (objects.empty()) return;
    Prefetcher prefetcher(session, query, objects);
    for (const PrefetchTerm& term : query.prefetched) prefetcher.load(term);
}

void prefetch_from(Session& session, const Query& query, const RowBuffer& rows, std::size_t first) {
    std::vector<void*> objects;
    const Objects all = rows.all();
    for (std::size_t i = first; i < all.count; ++i) objects.push_back(all[i]);
    prefetch(session, query, objects);
}

}  // namespace aside::exec

namespace aside::detail {

void prefetch_for_objects(const Query& query, const std::vector<void*>& objects) {
    auto body = [&](Runner& runner) { exec::prefetch(*runner.read(), query, objects); };
    run_here(query.place, body);
}

}  // namespace aside::detail
