#pragma once
// Members that lead to one row of another model.
#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>

#include "aside/detail/plan.hpp"
#include "aside/detail/related.hpp"
#include "aside/detail/resolve.hpp"

namespace aside {

/// `ForeignKey<Box, aside::cascade, aside::nullable>`: the relation may be NULL.
struct nullable {};

namespace detail {

template <OnDelete Action, class... Option>
inline constexpr bool reference_nullable = Action == set_null ||
                                           (std::is_same_v<Option, nullable> || ...);
template <class... Option>
struct reference_key {
    using type = std::int64_t;
};
template <class First, class... Rest>
struct reference_key<First, Rest...> {
    using type =
        typename std::conditional_t<std::is_same_v<First, nullable>, reference_key<Rest...>,
                                    std::type_identity<First>>::type;
};

[[noreturn]] void assigned_without_key(const ModelInfo& target);
[[noreturn]] void reference_is_empty(const ModelInfo& target);

/// A key of a row of `T`, and that row once it has been asked for.
template <class T, class Key, bool Nullable>
class Reference : public RelationMember {
public:
    using target = T;
    using key_type = Key;
    static constexpr bool is_nullable = Nullable;
    static constexpr bool is_many = false;
    static constexpr bool has_column = true;

    Reference() = default;
    Reference(std::nullptr_t) { require_nullable(); }
    /// Names the row of that object. Throws `ValidationError` if the object has no key yet.
    Reference(const T& object) { assign(object); }
    Reference& operator=(std::nullptr_t) {
        require_nullable();
        clear();
        return *this;
    }
    Reference& operator=(const T& object) {
        assign(object);
        return *this;
    }

    /// The other row's key, value-initialised if the relation is empty.
    [[nodiscard]] const Key& pk() const { return key_; }
    /// Names the row of that key, and forgets the row that it knows. The database is not asked.
    void set_pk(Key key) {
        related_slot().reset();
        key_ = std::move(key);
        set_ = true;
    }
    /// Whether it names a row.
    [[nodiscard]] explicit operator bool() const { return set_; }

    /// The other row: read by one query if it is not known yet, then kept. Blocks. Safe to call
    /// from several threads. Throws `T::DoesNotExist` if the relation is empty or its row is gone.
    [[nodiscard]] const T& get() const {
        return *static_cast<const T*>(get_object(*this, wanted()));
    }
    /// The other row; asks, blocks and throws like `get()`.
    [[nodiscard]] const T& operator*() const { return get(); }
    /// The other row; asks, blocks and throws like `get()`.
    [[nodiscard]] const T* operator->() const { return &get(); }
    /// Reads the other row on the arena if it is not known yet; `get()` then has it too. The future
    /// throws `T::DoesNotExist` if the relation is empty or its row is gone.
    [[nodiscard]] Future<T> aget() const {
        share_lookups(*this);
        return plan(Place{.alias = related_alias(*this)}, Intent::read, Reference(*this),
                    [](Runner& runner, Reference& member) {
                        return *static_cast<const T*>(get_object(runner, member, wanted()));
                    })
            .submit();
    }

    friend bool operator==(const Reference& a, const Reference& b) {
        return a.set_ == b.set_ && a.key_ == b.key_;
    }

    // For code that reads and writes the column.
    [[nodiscard]] Key& column_value() {
        related_slot().reset();
        set_ = true;
        return key_;
    }
    void clear() {
        related_slot().reset();
        key_ = Key();
        set_ = false;
    }

private:
    static constexpr void require_nullable() {
        static_assert(Nullable,
                      "aside: this relation is never empty: aside::nullable, as one of its "
                      "arguments, would let it be");
    }
    static Wanted wanted() {
        return {&model_info<T>, "pk", [](const RelationMember& member) {
                    const auto& self = static_cast<const Reference&>(member);
                    if (!self.set_) reference_is_empty(model_info<T>());
                    return as_sql(self.key_);
                }};
    }
    void assign(const T& object) {
        if (key_unset(model_info<T>(), &object)) assigned_without_key(model_info<T>());
        key_ = key_of(object);
        set_ = true;
        related_slot().reset(new OwnObjectNode<T>(object));
    }

    Key key_{};
    bool set_ = false;
};

}  // namespace detail

/// A column that names a row of `T`: `ForeignKey<Box, aside::set_null>`. Options are
/// `aside::nullable` and the type of the other model's key, if it is not `std::int64_t`.
///
/// Copies share the other row once it was read.
template <class T, OnDelete Action = cascade, class... Option>
class ForeignKey : public detail::Reference<T, typename detail::reference_key<Option...>::type,
                                            detail::reference_nullable<Action, Option...>> {
    using Base = detail::Reference<T, typename detail::reference_key<Option...>::type,
                                   detail::reference_nullable<Action, Option...>>;

public:
    static constexpr auto relation_kind = detail::RelationKind::foreign_key;
    static constexpr OnDelete on_delete = Action;
    using Base::Base;
    using Base::operator=;
};

/// A column that names a row of `T`, each row at most once: `OneToOne<Box, aside::set_null>`.
/// Options are `aside::nullable` and the type of the other model's key, if it is not
/// `std::int64_t`.
///
/// Copies share the other row once it was read.
template <class T, OnDelete Action = cascade, class... Option>
class OneToOne : public detail::Reference<T, typename detail::reference_key<Option...>::type,
                                          detail::reference_nullable<Action, Option...>> {
    using Base = detail::Reference<T, typename detail::reference_key<Option...>::type,
                                   detail::reference_nullable<Action, Option...>>;

public:
    static constexpr auto relation_kind = detail::RelationKind::one_to_one;
    static constexpr OnDelete on_delete = Action;
    using Base::Base;
    using Base::operator=;
};

/// The row of `T` whose `OneToOne` called `Name` names this object.
template <class T, fixed_string Name>
class ReverseOneToOne : public detail::OwnedMember {
public:
    using target = T;
    static constexpr auto relation_kind = detail::RelationKind::reverse_one_to_one;
    static constexpr std::string_view remote = Name.view();
    static constexpr bool is_nullable = true;
    static constexpr bool is_many = false;
    static constexpr bool has_column = false;

    /// The other row: read by one query if it is not known yet, then kept. Blocks. Safe to call
    /// from several threads. Throws `T::DoesNotExist` if there is none, and `ValidationError` if
    /// the object has not been saved.
    [[nodiscard]] const T& get() const {
        return *static_cast<const T*>(detail::get_object(*this, wanted()));
    }
    /// The other row; asks and throws like `get()`.
    [[nodiscard]] const T& operator*() const { return get(); }
    /// The other row; asks and throws like `get()`.
    [[nodiscard]] const T* operator->() const { return &get(); }
    /// Whether there is one: asks like `get()`.
    [[nodiscard]] explicit operator bool() const {
        return detail::find_object(*this, wanted()) != nullptr;
    }
    /// Reads the other row on the arena if it is not known yet; `get()` then has it too. The future
    /// throws `T::DoesNotExist` if there is none.
    [[nodiscard]] Future<T> aget() const {
        detail::share_lookups(*this);
        return detail::plan(
                   detail::Place{.alias = detail::related_alias(*this)}, detail::Intent::read,
                   ReverseOneToOne(*this),
                   [](detail::Runner& runner, ReverseOneToOne& member) {
                       return *static_cast<const T*>(detail::get_object(runner, member, wanted()));
                   })
            .submit();
    }
    // The relation is the other row's: it says nothing about whether two objects are equal.
    friend bool operator==(const ReverseOneToOne&, const ReverseOneToOne&) { return true; }

private:
    static detail::Wanted wanted() {
        return {&detail::model_info<T>, Name.view(), [](const detail::RelationMember& member) {
                    return detail::required_owner_key(static_cast<const ReverseOneToOne&>(member),
                                                      detail::model_info<T>());
                }};
    }
};

}  // namespace aside
