#pragma once
// Arguments of the methods that write or take keys: the checks of their types, and their form as
// plain data.
#include <string>
#include <string_view>
#include <vector>

#include "aside/aggregate.hpp"
#include "aside/detail/changing.hpp"
#include "aside/detail/describe.hpp"
#include "aside/detail/selection.hpp"
#include "aside/q.hpp"

namespace aside {

/// An aggregate was due, as in `aggregate("n"_f = Count("*"_f))`.
template <class Value>
struct aggregate_takes_aggregates;

/// `through_defaults(...)` needs the related manager of a many-to-many relation whose join table is
/// a model.
template <class Manager>
struct through_defaults_need_a_through_model;

/// Keywords kept apart from the others; `defaults(...)` makes it.
template <KeywordArgument... Keyword>
class Defaults : detail::CopiedWhenMoved<Defaults<Keyword...>> {
public:
    explicit Defaults(std::vector<detail::Assignment> assignments)
        : assignments_(std::move(assignments)) {}
    static constexpr bool is_defaults = true;
    static constexpr detail::Contents contents = (detail::plain_contents | ... | Keyword::contents);
    template <class M, class N>
    using error =
        typename detail::first_error<typename Keyword::template assignment_error<M, N>...>::type;
    [[nodiscard]] const std::vector<detail::Assignment>& assignments() const {
        return assignments_;
    }

private:
    std::vector<detail::Assignment> assignments_;
};
/// Values of join rows; `through_defaults(...)` makes it.
template <KeywordArgument... Keyword>
class ThroughDefaults : detail::CopiedWhenMoved<ThroughDefaults<Keyword...>> {
public:
    explicit ThroughDefaults(std::vector<detail::Assignment> assignments)
        : assignments_(std::move(assignments)) {}
    static constexpr bool is_through_defaults = true;
    static constexpr detail::Contents contents = (detail::plain_contents | ... | Keyword::contents);
    /// The values of join rows for the methods of `Self`, which knows their model.
    template <class Self>
    static consteval auto check() {
        if constexpr (!requires { typename Self::template through_of<typename Self::target>; }) {
            return std::type_identity<through_defaults_need_a_through_model<Self>>{};
        } else {
            using Rows = typename Self::template through_of<typename Self::target>;
            if constexpr (std::is_void_v<Rows>)
                return std::type_identity<through_defaults_need_a_through_model<Self>>{};
            else
                return std::type_identity<typename detail::first_error<
                    typename Keyword::template assignment_error<Rows, Names<>>...>::type>{};
        }
    }
    template <class Self>
    using error = typename decltype(check<Self>())::type;
    [[nodiscard]] const std::vector<detail::Assignment>& assignments() const {
        return assignments_;
    }

private:
    std::vector<detail::Assignment> assignments_;
};
/// Further values of the join rows that `add`, `create`, `set`, `get_or_create` and
/// `update_or_create` of a many-to-many relation through a model make.
template <KeywordArgument... Keyword>
[[nodiscard]] ThroughDefaults<Keyword...> through_defaults(Keyword... keyword) {
    return ThroughDefaults<Keyword...>(std::vector<detail::Assignment>{keyword.assignment()...});
}

/// Values that `get_or_create` assigns only to a new object, and `update_or_create` also to an
/// object that it finds.
template <KeywordArgument... Keyword>
[[nodiscard]] Defaults<Keyword...> defaults(Keyword... keyword) {
    return Defaults<Keyword...>(std::vector<detail::Assignment>{keyword.assignment()...});
}

namespace detail {

template <class T>
inline constexpr bool is_defaults = false;
template <class... Keyword>
inline constexpr bool is_defaults<Defaults<Keyword...>> = true;
template <class T>
inline constexpr bool is_through_defaults = false;
template <class... Keyword>
inline constexpr bool is_through_defaults<ThroughDefaults<Keyword...>> = true;
template <class T>
concept CreateArgument = KeywordArgument<T> || is_through_defaults<T>;

template <class Self, class M, class N, class Argument>
struct create_argument_error {
    using type = typename Argument::template assignment_error<M, N>;
};
template <class Self, class M, class N, class... Keyword>
struct create_argument_error<Self, M, N, ThroughDefaults<Keyword...>> {
    using type = typename ThroughDefaults<Keyword...>::template error<Self>;
};
/// The compile error of the arguments of `create()`, or `fine`.
template <class Self, class M, class N, class... Argument>
using create_error =
    typename first_error<outer_error_t<Argument>...,
                         typename create_argument_error<Self, M, N, Argument>::type...>::type;
template <class Self, class M, class N, class Argument>
struct upsert_argument_error : condition_error<M, N, Argument> {};
template <class Self, class M, class N, class... Keyword>
struct upsert_argument_error<Self, M, N, ThroughDefaults<Keyword...>>
    : create_argument_error<Self, M, N, ThroughDefaults<Keyword...>> {};
/// The compile error of the arguments of `get_or_create()`, or `fine`.
template <class Self, class M, class N, class... Argument>
using upsert_error =
    typename first_error<outer_error_t<Argument>...,
                         typename upsert_argument_error<Self, M, N, Argument>::type...>::type;

/// The state of a `create()` call.
struct Creation {
    std::vector<Assignment> assigned{};
    std::vector<Assignment> through{};
};
template <class Argument>
void add_to_creation(Creation& creation, const Argument& argument) {
    if constexpr (is_through_defaults<Argument>)
        creation.through = argument.assignments();
    else
        creation.assigned.push_back(argument.assignment());
}
template <class M, class... Argument>
Creation creation_of(const Argument&... argument) {
    Creation creation;
    (add_to_creation(creation, argument), ...);
    resolve_assignments(model_info<M>(), creation.assigned);
    return creation;
}

template <class M, class... Keyword>
std::vector<Assignment> assignments_of(const Keyword&... keyword) {
    std::vector<Assignment> assignments{keyword.assignment()...};
    resolve_assignments(model_info<M>(), assignments);
    return assignments;
}
template <class M, class N, class Keyword>
consteval auto aggregate_error() {
    using V = typename Keyword::value_type;
    if constexpr ((contents_of<V>() & has_aggregate) == 0)
        return std::type_identity<aggregate_takes_aggregates<V>>{};
    else if constexpr (!std::is_same_v<outer_error_t<V>, fine>)
        return std::type_identity<outer_error_t<V>>{};
    else
        return std::type_identity<typename V::template error<M, N>>{};
}
/// The compile error of the keywords of `aggregate()`, or `fine`.
template <class M, class N, class... Keyword>
using aggregates_error =
    typename first_error<typename decltype(aggregate_error<M, N, Keyword>())::type...>::type;
template <class M, class N, class Keyword>
consteval auto aggregate_value() {
    if constexpr (std::is_same_v<aggregates_error<M, N, Keyword>, fine>)
        return std::type_identity<operand_t<M, N, typename Keyword::value_type>>{};
    else
        return std::type_identity<bool>{};  // reported already: no further error must follow
}
template <class M, class N, class Keyword>
using aggregate_result = typename decltype(aggregate_value<M, N, Keyword>())::type;

/// The pairs of `bulk_add`, as keys. Either half is an object or a key.
template <class Range>
std::vector<KeyPair> key_pairs(const Range& pairs) {
    std::vector<KeyPair> keys;
    for (const auto& [owner, target] : pairs) keys.emplace_back(as_sql(owner), as_sql(target));
    return keys;
}
template <class Member>
consteval bool goes_through_join_table() {
    if constexpr (relation_member<Member>)
        return Member::relation_kind == RelationKind::many_to_many ||
               Member::relation_kind == RelationKind::reverse_many_to_many;
    else
        return false;
}
/// The compile error of the path of `bulk_add`, or `fine`.
template <class M, fixed_string Path>
consteval auto join_table_error() {
    constexpr std::size_t member = find_member<M>(Path.view());
    if constexpr (member == not_found)
        return std::type_identity<model_has_no_such_relation<M, spelled<Path>>>{};
    else if constexpr (!goes_through_join_table<member_type<M, member>>())
        return std::type_identity<model_has_no_such_relation<M, spelled<Path>>>{};
    else
        return std::type_identity<fine>{};
}
template <class M, fixed_string Path>
using join_table_error_t = typename decltype(join_table_error<M, Path>())::type;

/// The compile error of the keys of `in_bulk()`, or `fine`.
template <class M, class N, fixed_string Path, class Key>
consteval auto key_error() {
    using R = resolve_t<M, N, Path>;
    if constexpr (!std::is_same_v<path_error_t<M, N, Path>, fine>)
        return std::type_identity<path_error_t<M, N, Path>>{};
    else if constexpr (!comparable<M, N, typename R::type, Key>())
        return std::type_identity<
            value_has_the_wrong_type<M, spelled<Path>, typename R::type, Key>>{};
    else
        return std::type_identity<fine>{};
}
template <class M, class N, fixed_string Path, class Key>
using key_error_t = typename decltype(key_error<M, N, Path, Key>())::type;
/// The compile error of rows that are looked up by a field, or `fine`.
template <class M, class Row, fixed_string Path>
struct row_by_field_error {
    using type = objects_error_t<M, Row>;
};
template <class M, class N, class Row, fixed_string Path, class Key>
using in_bulk_error_t = typename first_error<typename row_by_field_error<M, Row, Path>::type,
                                             key_error_t<M, N, Path, Key>>::type;
template <class Range>
using range_value_t = std::decay_t<decltype(*std::declval<const Range&>().begin())>;

/// The state of a `get_or_create` or `update_or_create` call.
struct Upsert {
    Query query{};
    std::vector<Assignment> create{};
    std::vector<Assignment> defaults{};
    std::vector<Assignment> through{};

    /// A keyword, which finds and, unless it ends in a lookup, creates.
    void add(Assignment assignment);
    [[nodiscard]] std::vector<Assignment> all() const;
};
/// An `Upsert` that looks among these rows. Throws `NotSupportedError` for a slice.
[[nodiscard]] Upsert upsert_into(const Query& rows);
template <class M, class N, class Argument>
void add_to_upsert(Upsert& upsert, const Argument& argument) {
    if constexpr (is_through_defaults<Argument>) {
        upsert.through = argument.assignments();
    } else if constexpr (is_defaults<Argument>) {
        upsert.defaults = argument.assignments();
        resolve_assignments(model_info<M>(), upsert.defaults);
    } else {
        write_conditions<M, N>(upsert.query, upsert.query.where, argument);
        if constexpr (requires { Argument::template assigns<M, N>; })
            if constexpr (Argument::template assigns<M, N>) upsert.add(argument.assignment());
    }
}

template <class M, class N, class... Argument>
Upsert upsert_of(const Query& rows, const Argument&... arguments) {
    Upsert upsert = upsert_into(rows);
    ExprWriter writer(upsert.query.where);
    const std::size_t call = writer.begin(ExprKind::filter);
    (add_to_upsert<M, N>(upsert, arguments), ...);
    writer.end(call);
    return upsert;
}

template <class M, class Range>
std::vector<M> copied_objects(Range&& range) {
    std::vector<M> objects;
    for (auto&& object : range) objects.push_back(object);
    return objects;
}
template <class Range>
std::vector<SqlValue> key_values(const Range& keys) {
    std::vector<SqlValue> values;
    for (const auto& key : keys) values.push_back(as_sql(key));
    return values;
}

}  // namespace detail
}  // namespace aside
