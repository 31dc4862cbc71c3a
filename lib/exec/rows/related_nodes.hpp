#pragma once
// The nodes behind relation members: how rows on the other side are looked up, and those that were
// prefetched.
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "aside/detail/evaluation.hpp"
#include "aside/detail/mutex.hpp"
#include "aside/detail/query.hpp"
#include "aside/detail/related.hpp"
#include "exec/names.hpp"

namespace aside::exec {

/// Reads the rows that a relation names, and keeps them. One object and its copies share a node, or
/// all rows of one result do.
///
/// Thread-safe. `mutex_` is not held while the database works: two threads that ask at once both
/// read, and the first one's objects are kept.
class LookupNode final : public RelatedNode {
public:
    LookupNode(std::string alias, FetchMode mode)
        : RelatedNode(Kind::lookup), alias_(std::move(alias)), mode_(mode) {}

    [[nodiscard]] const std::string& alias() const { return alias_; }
    [[nodiscard]] FetchMode mode() const { return mode_; }
    /// Adds the key that another row of the result, a peer, has here. `ask` then reads the row of
    /// that key, too.
    void add_peer(SqlValue key);
    /// The node that an earlier `ask` has kept for the key; nullptr if there was none.
    [[nodiscard]] const ObjectNode* found(const SqlValue& key) const;
    /// Reads the row that the key names, and those that the keys of peers name, and keeps them.
    /// Throws `FieldFetchBlocked` if the query forbids reading (`fetch_raise`).
    const ObjectNode& ask(Runner& runner, const Wanted& wanted, const SqlValue& key);

private:
    [[nodiscard]] std::vector<SqlValue> keys_to_ask_for(const SqlValue& key) const;

    const std::string alias_;
    const FetchMode mode_;
    mutable Mutex mutex_;
    std::vector<SqlValue> peers_ ASIDE_GUARDED_BY(mutex_);
    std::unordered_map<std::string, RelatedSlot> found_ ASIDE_GUARDED_BY(mutex_);
};

/// Rows that were prefetched for a related manager, until a change through it drops them.
/// Thread-safe.
class RowsNode final : public RelatedNode {
public:
    RowsNode(std::string alias, std::shared_ptr<Evaluation> rows)
        : RelatedNode(Kind::rows), alias_(std::move(alias)), rows_(std::move(rows)) {}

    [[nodiscard]] const std::string& alias() const { return alias_; }
    /// The evaluation of the rows; nullptr if they were dropped.
    [[nodiscard]] std::shared_ptr<Evaluation> rows() const;
    void drop();

private:
    const std::string alias_;
    mutable Mutex mutex_;
    std::shared_ptr<Evaluation> rows_ ASIDE_GUARDED_BY(mutex_);
};

/// Binds the relation members of an object that was written to a database to its key: its relations
/// are read from that database.
void bind_relations(const ModelInfo& model, void* object, std::string_view alias);
/// Forgets the rows that the object's relation members know.
void forget_related(const ModelInfo& model, void* object);
[[nodiscard]] inline RelationMember& relation_member_of(const RelationInfo& relation,
                                                        void* object) {
    return *static_cast<RelationMember*>(relation.in(object));
}

}  // namespace aside::exec
