#pragma once
// From a struct to its description at run time.
#include <string_view>
#include <vector>

#include "aside/detail/resolve.hpp"
#include "aside/detail/row_buffer.hpp"
#include "aside/meta.hpp"

namespace aside::detail {

/// Stops the compiler with the name of the error.
template <class M>
consteval void check_model() {
    static_assert(key_member<M>() != not_found,
                  "aside: a model has a primary key: add `std::int64_t id = 0;`, or name one with "
                  ".primary_key() in meta(...)");
    constexpr bool plain_names = [] {
        for (const std::string_view name : member_names<M>)
            if (find_separator(name) != not_found || name == "pk") return false;
        return true;
    }();
    static_assert(plain_names,
                  "aside: a member's name contains no \"__\", which separates the steps of a path, "
                  "and is not \"pk\"");
    if constexpr (has_meta<M>) {
        (void)sizeof(typename decltype(M::meta)::template error<M>);
        static_assert(
            type_name<M>().find('<') == std::string_view::npos || decltype(M::meta)::has_table,
            "aside: a model that is a template names its table: meta(aside::table(\"...\"))");
    } else {
        static_assert(
            type_name<M>().find('<') == std::string_view::npos,
            "aside: a model that is a template names its table: meta(aside::table(\"...\"))");
    }
}

template <class M, class T>
consteval const FieldType* checked_field_type() {
    if constexpr (relation_member<T>) {
        if constexpr (T::has_column) return &field_type<T>;
        return nullptr;
    } else {
        static_assert(kind_of<T>().has_value(),
                      "aside: no field has this type: use bool, std::int16_t, std::int32_t, "
                      "std::int64_t, double, std::string, "
                      "aside::Blob, Date, DateTime, Time, Duration, Decimal, Uuid, Json, an enum "
                      "class, a std::vector of one of these but Json, std::optional of one of "
                      "these, a relation, or specialise aside::FieldTraits");
        if constexpr (kind_of<T>().has_value())
            return &field_type<T>;
        else
            return nullptr;
    }
}

template <class Member>
constexpr RelationType make_relation_type() {
    RelationType type{.kind = Member::relation_kind,
                      .target = &model_info<typename Member::target>};
    if constexpr (Member::has_column) type.on_delete = Member::on_delete;
    if constexpr (requires { Member::remote; }) type.remote = Member::remote;
    if constexpr (requires { typename Member::through_model; }) {
        type.asymmetric = Member::asymmetric;
        if constexpr (!std::is_void_v<typename Member::through_model>)
            type.through = &model_info<typename Member::through_model>;
    }
    return type;
}
template <class Member>
inline constexpr RelationType relation_type = make_relation_type<Member>();

template <class M, class T>
consteval const RelationType* checked_relation_type() {
    if constexpr (!relation_member<T>) {
        return nullptr;
    } else {
        using Other = typename T::target;
        static_assert(is_complete<Other>(),
                      "aside: every model that a relation names must be complete where objects are "
                      "queried or saved: include its definition");
        if constexpr (T::has_column)
            static_assert(std::is_same_v<typename T::key_type, key_type<Other>>,
                          "aside: a relation's key has the type of the other model's: "
                          "ForeignKey<T, on_delete, Key>");
        return &relation_type<T>;
    }
}

template <class M, class... T, std::size_t... I>
ModelInfo describe_members(type_list<T...>, std::index_sequence<I...>) {
    static constexpr const FieldType* types[] = {checked_field_type<M, T>()...};
    static constexpr const RelationType* relations[] = {checked_relation_type<M, T>()...};
    constexpr auto addresses = member_addresses<M>();
    const auto* base = reinterpret_cast<const char*>(&phantom<M>.value);
    MemberInfo described[sizeof...(T)];
    for (std::size_t i = 0; i < sizeof...(T); ++i)
        described[i] = {member_names<M>[i], types[i], relations[i],
                        static_cast<std::size_t>(static_cast<const char*>(addresses[i].of) - base)};
    return describe_model(type_name<M>(), described);
}

template <class M>
ModelInfo describe_columns() {
    check_model<M>();
    ModelInfo model =
        describe_members<M>(member_types<M>{}, std::make_index_sequence<member_count<M>>{});
    if constexpr (has_meta<M>) M::meta.template apply<M>(model);
    return model;
}

/// A column that names rows of `M` by an enumeration stores the choices that the key stores. `M` is
/// described anew for that: its own description may wait for the one that is being made.
template <class M>
void take_choices(FieldInfo& column) {
    using Key = member_type<M, key_member<M>()>;
    if constexpr (relation_member<Key>) {
        take_choices<typename Key::target>(column);
    } else if constexpr (std::is_enum_v<Key>) {
        ModelInfo named = describe_columns<M>();
        FieldInfo& key = field_named(named, member_names<M>[key_member<M>()]);
        column.text_choices = key.text_choices;
        column.choices = std::move(key.choices);
        column.max_length = key.max_length;
    }
}
template <class Member>
concept names_enumerator = reference_member<Member> && std::is_enum_v<typename Member::key_type>;
template <class Member>
void take_choices_of_key(ModelInfo& model, std::string_view name) {
    if constexpr (names_enumerator<Member>)
        take_choices<typename Member::target>(field_named(model, name));
}
template <class M, class... T, std::size_t... I>
void take_choices_of_keys([[maybe_unused]] ModelInfo& model, type_list<T...>,
                          std::index_sequence<I...>) {
    if constexpr ((names_enumerator<T> || ...))
        (take_choices_of_key<T>(model, member_names<M>[I]), ...);
}

template <class M>
constexpr ObjectOperations object_operations() {
    return {.rows = &row_type<M>,
            .make_node = [](void*& object) -> RelatedNode* {
                auto* node = new OwnObjectNode<M>;
                object = &node->own();
                return node;
            },
            .copy_node = [](const void* object) -> RelatedNode* {
                return new OwnObjectNode<M>(*static_cast<const M*>(object));
            }};
}

template <class M>
ModelInfo* make_model_info() {
    auto* model = new ModelInfo(describe_columns<M>());
    take_choices_of_keys<M>(*model, member_types<M>{}, std::make_index_sequence<member_count<M>>{});
    model->throw_does_not_exist = [](const std::string& message) {
        throw typename M::DoesNotExist(message);
    };
    model->throw_multiple = [](const std::string& message) {
        throw typename M::MultipleObjectsReturned(message);
    };
    model->self = &model_info<M>;
    model->objects = object_operations<M>();
    complete_model(*model);
    return model;
}

template <class M>
const ModelInfo& model_info() {
    static const ModelInfo& model = *make_model_info<M>();
    return model;
}

}  // namespace aside::detail
