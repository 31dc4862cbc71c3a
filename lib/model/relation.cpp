// The meaning of a relation, known once the models of both sides are.
#include <mutex>

#include "aside/detail/field_type.hpp"
#include "aside/error.hpp"

namespace aside::detail {

struct RelationInfo::Lazy {
    std::once_flag once;
    ResolvedRelation resolved;
    std::string join_name;
    std::unique_ptr<ModelInfo> join;  ///< of an automatic join table
    RelationType owner_type;          ///< of that table's column for this side
    RelationType target_type;         ///< and for the other
};

}  // namespace aside::detail

namespace aside::model {

using namespace detail;

namespace {

[[noreturn]] void cannot_reverse(const RelationInfo& relation, const std::string& why) {
    throw ImproperlyConfigured(relation.full_name() + " is to reverse \"" +
                               std::string(relation.type->remote) + "\" of " +
                               std::string(relation.target().type_name) + ", which " + why);
}

/// The relation that a reverse member reverses.
const RelationInfo& reversed(const RelationInfo& relation, RelationKind kind) {
    const RelationInfo* found = relation.target().find_relation(relation.type->remote);
    if (found == nullptr) cannot_reverse(relation, "is no relation of it");
    if (found->kind() != kind) cannot_reverse(relation, "is a relation of another kind");
    if (&found->target() != relation.model) cannot_reverse(relation, "leads to another model");
    return *found;
}

const FieldInfo& column_of(const RelationInfo& relation) {
    return relation.model->fields[relation.field];
}

/// The reverse member of the target that names this relation, if it has one.
const RelationInfo* inverse_of(const RelationInfo& relation, RelationKind kind) {
    for (const RelationInfo& candidate : relation.target().relations)
        if (candidate.kind() == kind && candidate.type->remote == relation.name &&
            &candidate.target() == relation.model)
            return &candidate;
    return nullptr;
}

void resolve_reference(const RelationInfo& relation, ResolvedRelation& resolved) {
    const FieldInfo& column = column_of(relation);
    resolved.hops = {{&column, &resolved.target->key(), false, column.type->nullable}};
    resolved.inverse = inverse_of(relation, relation.kind() == RelationKind::one_to_one
                                                ? RelationKind::reverse_one_to_one
                                                : RelationKind::reverse_foreign_key);
}

void resolve_reverse_reference(const RelationInfo& relation, ResolvedRelation& resolved) {
    const bool single = relation.kind() == RelationKind::reverse_one_to_one;
    const RelationInfo& forward =
        reversed(relation, single ? RelationKind::one_to_one : RelationKind::foreign_key);
    resolved.hops = {{&relation.model->key(), &column_of(forward), !single, true}};
    resolved.inverse = &forward;
}

/// The columns of a join table that is declared as a model: the first two relations to the two
/// models, in the order of the members.
void find_join_columns(const RelationInfo& relation, ResolvedRelation& resolved) {
    for (const FieldInfo& field : resolved.join->fields) {
        if (field.relation == nullptr) continue;
        const ModelInfo* leads_to = &field.relation->target();
        if (resolved.join_owner == nullptr && leads_to == relation.model)
            resolved.join_owner = &field;
        else if (resolved.join_target == nullptr && leads_to == resolved.target)
            resolved.join_target = &field;
    }
    if (resolved.join_owner == nullptr || resolved.join_target == nullptr)
        throw ImproperlyConfigured(relation.full_name() + " goes through " +
                                   std::string(resolved.join->type_name) +
                                   ", which has no foreign keys to both of its sides");
}

FieldInfo join_column(const ModelInfo& side, const std::string& name) {
    FieldInfo field;
    field.column = name;
    field.type = side.key().relation != nullptr
                     ? side.key().relation->resolved().hops.front().to->type
                     : side.key().type;
    field.text_choices = side.key().text_choices;
    field.choices = side.key().choices;
    field.index = true;
    return field;
}

/// The join table that no model declares, as Django would make it.
void describe_join(const RelationInfo& relation, RelationInfo::Lazy& lazy) {
    const ModelInfo& owner = *relation.model;
    const ModelInfo& target = *lazy.resolved.target;
    if (owner.distribution() != nullptr || target.distribution() != nullptr)
        throw ImproperlyConfigured(relation.full_name() +
                                   " needs a join table that is distributed as its sides are: name "
                                   "a model for it, ManyToMany<" +
                                   own_name(target.type_name) + ", aside::Through<...>>");
    auto join = std::make_unique<ModelInfo>();
    lazy.join_name = relation.full_name();
    join->type_name = lazy.join_name;
    join->schema = owner.schema;
    join->table = owner.table + '_' + std::string(relation.name);
    const std::string owner_name = own_name(owner.type_name);
    const std::string target_name = own_name(target.type_name);
    const bool same_name = owner_name == target_name;
    FieldInfo id;
    id.name = "id";
    id.column = "id";
    id.type = &field_type<std::int64_t>;
    id.primary_key = true;
    join->fields.push_back(std::move(id));
    join->fields.push_back(join_column(owner, (same_name ? "from_" : "") + owner_name + "_id"));
    join->fields.push_back(join_column(target, (same_name ? "to_" : "") + target_name + "_id"));
    lazy.owner_type = {.kind = RelationKind::foreign_key, .target = owner.self};
    lazy.target_type = {.kind = RelationKind::foreign_key, .target = target.self};
    // The names of the two fields stand for nothing that a user writes; their columns' do.
    join->fields[1].name = "owner";
    join->fields[2].name = "target";
    join->relations.push_back({.name = "owner", .type = &lazy.owner_type, .field = 1});
    join->relations.push_back({.name = "target", .type = &lazy.target_type, .field = 2});
    join->unique_together = {{"owner", "target"}};
    join->managed = owner.managed || target.managed;
    complete_model(*join);
    lazy.join = std::move(join);
}

void resolve_many_to_many(const RelationInfo& relation, RelationInfo::Lazy& lazy) {
    ResolvedRelation& resolved = lazy.resolved;
    if (relation.type->through != nullptr) {
        resolved.join = &relation.type->through();
        find_join_columns(relation, resolved);
    } else {
        describe_join(relation, lazy);
        resolved.automatic_join = true;
        resolved.join = lazy.join.get();
        resolved.join_owner = &resolved.join->fields[1];
        resolved.join_target = &resolved.join->fields[2];
    }
    resolved.inverse = inverse_of(relation, RelationKind::reverse_many_to_many);
    resolved.symmetric = resolved.target == relation.model && !relation.type->asymmetric &&
                         resolved.inverse == nullptr;
    if (resolved.symmetric) resolved.inverse = &relation;
}

void resolve_reverse_many_to_many(const RelationInfo& relation, ResolvedRelation& resolved) {
    const RelationInfo& forward = reversed(relation, RelationKind::many_to_many);
    const ResolvedRelation& there = forward.resolved();
    resolved.join = there.join;
    resolved.join_owner = there.join_target;
    resolved.join_target = there.join_owner;
    resolved.automatic_join = there.automatic_join;
    resolved.inverse = &forward;
}

void add_join_hops(const RelationInfo& relation, ResolvedRelation& resolved) {
    resolved.hops = {{&relation.model->key(), resolved.join_owner, true, true},
                     {resolved.join_target, &resolved.target->key(), false, false}};
}

void resolve(const RelationInfo& relation, RelationInfo::Lazy& lazy) {
    lazy.resolved.target = &relation.target();
    switch (relation.kind()) {
        case RelationKind::foreign_key:
        case RelationKind::one_to_one:
            return resolve_reference(relation, lazy.resolved);
        case RelationKind::reverse_foreign_key:
        case RelationKind::reverse_one_to_one:
            return resolve_reverse_reference(relation, lazy.resolved);
        case RelationKind::many_to_many:
            resolve_many_to_many(relation, lazy);
            break;
        case RelationKind::reverse_many_to_many:
            resolve_reverse_many_to_many(relation, lazy.resolved);
            break;
    }
    add_join_hops(relation, lazy.resolved);
}

}  // namespace

}  // namespace aside::model

namespace aside::detail {

void prepare_relation(RelationInfo& relation) {
    relation.lazy = std::make_shared<RelationInfo::Lazy>();
}

const ResolvedRelation& RelationInfo::resolved() const {
    std::call_once(lazy->once, [this] {
        lazy->resolved = {};
        model::resolve(*this, *lazy);
    });
    return lazy->resolved;
}

std::string RelationInfo::full_name() const {
    return std::string(model->type_name) + '.' + std::string(name);
}

void bind_empty_reference(Binder& binder, int parameter, const FieldInfo& field) {
    if (field.primary_key) return binder.null(parameter);
    throw ValidationError(field.full_name() + " is not set: assign a saved " +
                          std::string(field.relation->target().type_name) +
                          " or set_pk(key), or make the relation nullable");
}

void assigned_without_key(const ModelInfo& target) {
    throw ValidationError("a " + std::string(target.type_name) +
                          " without a key cannot be assigned to a relation: save it first");
}

void reference_is_empty(const ModelInfo& target) {
    target.throw_does_not_exist("the relation names no " + std::string(target.type_name) +
                                ": test it with `if (relation)` before reading it");
    __builtin_unreachable();
}

SqlValue required_key(const ModelInfo& model, const void* object, std::string_view path) {
    if (!key_unset(model, object)) return member_value(model.key(), object);
    const std::string what = "a " + std::string(model.type_name) + " without a key";
    throw ValidationError((path.empty() ? what : '"' + std::string(path) + "\" was given " + what) +
                          ", which can be neither compared nor assigned: save it first");
}

void OwnedMember::bind_owner(const RelationInfo& relation, const SqlValue& key) {
    relation_ = &relation;
    other_.reset();
    integer_ = 0;
    if (key.integer() != nullptr)
        integer_ = *key.integer();
    else
        other_ = std::make_shared<const SqlValue>(key);
}

SqlValue OwnedMember::owner_key() const { return other_ ? *other_ : SqlValue(integer_); }

SqlValue required_owner_key(const OwnedMember& member, const ModelInfo& related) {
    if (!member.has_owner())
        throw ValidationError("the relation to " + std::string(related.type_name) +
                              " belongs to an object that was not saved: save it first, or call "
                              "aside::bind(object) where you have set its key by hand");
    return member.owner_key();
}

}  // namespace aside::detail
