#pragma once
// What a relation member knows of the rows on its other side. Copies of an object share it.
#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "aside/value.hpp"

namespace aside::detail {

class Runner;
struct ModelInfo;
struct RelationInfo;

/// The rows that relation members know, in one of three kinds of node. Members of several objects
/// may refer to one node, which lives as long as one of them does.
class RelatedNode {
public:
    enum class Kind : unsigned char {
        object,  ///< a row on the other side, or that there is none (`ObjectNode`)
        lookup,  ///< how rows are looked up, and those that were (in lib/exec)
        rows     ///< rows that were prefetched (in lib/exec)
    };

    explicit RelatedNode(Kind kind) : kind_(kind) {}
    RelatedNode(const RelatedNode&) = delete;
    RelatedNode& operator=(const RelatedNode&) = delete;
    virtual ~RelatedNode() = default;

    [[nodiscard]] Kind kind() const { return kind_; }
    void retain() noexcept { owners_.fetch_add(1, std::memory_order_relaxed); }
    void release() noexcept {
        if (owners_.fetch_sub(1, std::memory_order_acq_rel) == 1) delete this;
    }

private:
    std::atomic<std::uint32_t> owners_{1};
    const Kind kind_;
};

/// A row on the other side of a relation to one row; without an object, the knowledge that there is
/// none.
class ObjectNode : public RelatedNode {
public:
    explicit ObjectNode(const void* object, std::shared_ptr<const void> owner = {})
        : RelatedNode(Kind::object), object_(object), owner_(std::move(owner)) {}
    [[nodiscard]] const void* object() const { return object_; }

private:
    const void* object_;
    std::shared_ptr<const void> owner_;
};
template <class T>
class OwnObjectNode final : public ObjectNode {
public:
    OwnObjectNode() : ObjectNode(&own_) {}
    explicit OwnObjectNode(const T& object) : ObjectNode(&own_), own_(object) {}
    [[nodiscard]] T& own() { return own_; }

private:
    T own_{};
};

/// A member's reference to a node, or to none.
///
/// Any number of threads may read and `install` at once. A node stays until the slot is assigned to
/// or destroyed; no other thread may use the slot then.
class RelatedSlot {
public:
    RelatedSlot() = default;
    explicit RelatedSlot(RelatedNode* owned) : node_(owned) {}
    RelatedSlot(const RelatedSlot& other) : node_(other.node()) {
        if (RelatedNode* shared = node()) shared->retain();
    }
    RelatedSlot(RelatedSlot&& other) noexcept : node_(other.take()) {}
    RelatedSlot& operator=(RelatedSlot other) noexcept {
        reset(other.take());
        return *this;
    }
    ~RelatedSlot() {
        if (RelatedNode* last = node_.load(std::memory_order_relaxed)) last->release();
    }

    [[nodiscard]] RelatedNode* node() const { return node_.load(std::memory_order_acquire); }
    /// Takes the node over if the slot has none; gives the node that the slot then has.
    RelatedNode* install(std::unique_ptr<RelatedNode> node) const;
    /// Replaces the node by one that is taken over.
    void reset(RelatedNode* owned = nullptr) noexcept {
        RelatedNode* const old = take();
        node_.store(owned, std::memory_order_release);
        if (old != nullptr) old->release();
    }

private:
    // No other thread uses the slot: an exchange would be paid for nothing, by each row that moves.
    RelatedNode* take() noexcept {
        RelatedNode* const old = node();
        node_.store(nullptr, std::memory_order_relaxed);
        return old;
    }

    mutable std::atomic<RelatedNode*> node_{nullptr};
};

/// The base of every relation member, always its first.
class RelationMember {
public:
    [[nodiscard]] const RelatedSlot& related_slot() const { return slot_; }
    [[nodiscard]] RelatedSlot& related_slot() { return slot_; }

private:
    RelatedSlot slot_;
};

/// The base of a relation member without a column. It knows the key of the object that it is a
/// member of, and which relation of its model it is.
class OwnedMember : public RelationMember {
public:
    /// Set when the library reads, creates or saves the object.
    void bind_owner(const RelationInfo& relation, const SqlValue& key);
    [[nodiscard]] bool has_owner() const { return relation_ != nullptr; }
    [[nodiscard]] const RelationInfo* relation() const { return relation_; }
    [[nodiscard]] SqlValue owner_key() const;

private:
    const RelationInfo* relation_ = nullptr;
    std::int64_t integer_ = 0;
    std::shared_ptr<const SqlValue> other_{};  ///< a key that is no integer
};

/// The owner's key. Throws `ValidationError` that names the related model if the object has not
/// been saved.
[[nodiscard]] SqlValue required_owner_key(const OwnedMember& member, const ModelInfo& related);

/// The row that a relation to one row names: that of `target` whose `field` is the key.
struct Wanted {
    const ModelInfo& (*target)();
    std::string_view field;
    SqlValue (*key)(const RelationMember& member);  ///< throws if there is none
};
/// The object of a relation member, read if the member does not know it yet: once a member.
/// nullptr: there is none. Throws `FieldFetchBlocked` if the row was read with `fetch_raise`. The
/// object lives as long as the member is neither assigned to nor destroyed.
[[nodiscard]] const void* find_object(const RelationMember& member, const Wanted& wanted);
[[nodiscard]] const void* find_object(Runner& runner, const RelationMember& member,
                                      const Wanted& wanted);
/// The object of a relation member, read if the member does not know it yet: once a member. Throws
/// the target's `DoesNotExist` if there is none, and `FieldFetchBlocked` if the row was read with
/// `fetch_raise`. The object lives as long as the member is neither assigned to nor destroyed.
[[nodiscard]] const void* get_object(const RelationMember& member, const Wanted& wanted);
[[nodiscard]] const void* get_object(Runner& runner, const RelationMember& member,
                                     const Wanted& wanted);
/// The database that the member's rows are in, empty: "default".
[[nodiscard]] std::string related_alias(const RelationMember& member);
/// Makes copies of the member from here on share the objects that are looked up.
void share_lookups(const RelationMember& member);

}  // namespace aside::detail
