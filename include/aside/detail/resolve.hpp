#pragma once
// Paths against models, at compile time.
#include <string_view>
#include <type_traits>

#include "aside/detail/check.hpp"
#include "aside/detail/expr.hpp"
#include "aside/detail/field_type.hpp"
#include "aside/detail/reflect.hpp"
#include "aside/detail/related.hpp"

namespace aside {

/// A name that `annotate` or `alias` gave, and the type of its expression.
template <fixed_string Name, class T>
struct Named {
    static constexpr fixed_string name = Name;
    using type = T;
};
/// Names of annotations and aliases that a queryset's later methods may use; never written by hand.
template <class... Annotation>
struct Names : Annotation... {};

namespace detail {

/// Stands for the type of a name that was not given.
struct no_annotation {};
template <fixed_string Name, class T>
std::type_identity<T> annotation_named(const Named<Name, T>*);
template <fixed_string Name>
std::type_identity<no_annotation> annotation_named(...);
/// The type of the annotation of that name, or `no_annotation`.
template <class N, fixed_string Name>
using annotation_t =
    typename decltype(annotation_named<Name>(static_cast<const N*>(nullptr)))::type;

/// The model's description; made on first use, and never destroyed, so that work that ends late can
/// still read it.
template <class M>
const ModelInfo& model_info();

/// The type of a path that ends on a relation to `T`: a row of it, or its key.
template <class T>
struct related {
    using model = T;
};
template <class T>
inline constexpr bool is_related = false;
template <class T>
inline constexpr bool is_related<related<T>> = true;

template <class Member>
concept relation_member = std::is_base_of_v<RelationMember, Member>;

/// The meaning of a path of a model. `Lookup` is the lookup that it ends in, -1 if it ends in none;
/// `Length` is the number of characters before that lookup; `Own` says that it is a column of the
/// model itself.
template <class Type, int Lookup, std::size_t Length, bool Own>
struct resolved {
    using type = Type;
    static constexpr bool ok = true;
    static constexpr int lookup = Lookup;
    static constexpr std::size_t length = Length;
    static constexpr bool own_column = Own;
};
struct unknown_type {};
struct unresolved : resolved<unknown_type, -1, 0, false> {
    static constexpr bool ok = false;
};
/// The type of a field whose name is known at run time only.
struct run_time_type {};
struct star_type {};

template <class M>
concept has_meta = requires {
    M::meta;
};

template <class M>
consteval std::size_t key_member() {
    if constexpr (has_meta<M>) {
        constexpr std::string_view named = M::meta.primary_key();
        if constexpr (!named.empty())
            return find_member<M>(named);
        else
            return find_member<M>("id");
    } else {
        return find_member<M>("id");
    }
}

template <class M>
constexpr std::size_t find_path_member(std::string_view segment) {
    const std::size_t member = find_member<M>(segment);
    return member == not_found && segment == "pk" ? key_member<M>() : member;
}

/// The type of a model's key; of a key that is a relation, that of the other model's.
template <class Member>
struct key_type_of_member {
    using type = Member;
};
template <relation_member Member>
struct key_type_of_member<Member> {
    using type = typename Member::key_type;
};
template <class M>
using key_type = typename key_type_of_member<member_type<M, key_member<M>()>>::type;

/// The type that values of a path have: of a relation, the key's.
template <class Type>
struct column_value {
    using type = Type;
};
template <class T>
struct column_value<related<T>> {
    using type = key_type<T>;
};
template <class T>
struct column_value<std::optional<related<T>>> {
    using type = std::optional<key_type<T>>;
};
template <class Type>
using column_value_t = typename column_value<Type>::type;

template <class T>
consteval bool is_complete() {
    return requires { sizeof(T); };
}

/// The member that a foreign key's column stands for (`box_id`), or `not_found`.
template <class M>
constexpr std::size_t find_key_column(std::string_view segment) {
    return segment.ends_with("_id") ? find_member<M>(segment.substr(0, segment.size() - 3))
                                    : not_found;
}
constexpr std::size_t end_of_segment(std::string_view path, std::size_t begin) {
    const std::size_t split = find_separator(path.substr(begin));
    return split == not_found ? path.size() : begin + split;
}

constexpr bool reads_date(Function f) {
    return f == Function::year || f == Function::month || f == Function::day ||
           f == Function::week || f == Function::week_day || f == Function::iso_week_day ||
           f == Function::iso_year || f == Function::quarter;
}
constexpr bool reads_time(Function f) {
    return f == Function::hour || f == Function::minute || f == Function::second;
}
/// The type of a function that a path may end in, of a value that is not NULL; `unknown_type` if it
/// takes no such type.
template <Function Transform, class T>
consteval auto transformed_value() {
    constexpr bool dated = std::is_same_v<T, Date> || std::is_same_v<T, DateTime>;
    constexpr bool timed = std::is_same_v<T, Time> || std::is_same_v<T, DateTime>;
    if constexpr ((reads_date(Transform) && dated) || (reads_time(Transform) && timed))
        return std::type_identity<std::int64_t>{};
    else if constexpr (Transform == Function::date && dated)
        return std::type_identity<Date>{};
    else if constexpr (Transform == Function::time && timed)
        return std::type_identity<Time>{};
    else if constexpr (Transform == Function::length && std::is_same_v<T, std::string>)
        return std::type_identity<std::int64_t>{};
    else if constexpr (Transform == Function::array_length && array_member<T>)
        return std::type_identity<std::int64_t>{};
    else if constexpr ((Transform == Function::lower || Transform == Function::upper ||
                        Transform == Function::trim) &&
                       std::is_same_v<T, std::string>)
        return std::type_identity<std::string>{};
    else if constexpr (Transform == Function::abs && std::is_integral_v<T> &&
                       !std::is_same_v<T, bool>)
        return std::type_identity<std::int64_t>{};
    else if constexpr (Transform == Function::abs &&
                       (is_decimal<T> || std::is_same_v<T, Duration> || std::is_same_v<T, double>))
        return std::type_identity<T>{};
    else
        return std::type_identity<unknown_type>{};
}
template <Function Transform, class Type>
using transformed_t = std::conditional_t<
    is_optional<Type>,
    std::optional<typename decltype(transformed_value<Transform, without_optional<Type>>())::type>,
    typename decltype(transformed_value<Transform, Type>())::type>;

/// The type of a part of an array: an element may not be there.
template <class Type, ArrayPart::Kind Part>
using array_part_t =
    std::conditional_t<Part == ArrayPart::Kind::element,
                       with_optional<typename without_optional<Type>::value_type>, Type>;
/// The lookup of that name behind something of that type, or -1.
template <class Type>
consteval int find_lookup_of(std::string_view name) {
    const int lookup = find_lookup(name);
    const bool of_json = std::is_same_v<without_optional<Type>, Json>;
    return of_json && lookup >= 0 && !is_of_json(static_cast<Lookup>(lookup)) ? -1 : lookup;
}

/// The end of a path behind something of that type: nothing more, transforms, a lookup.
template <class Type, fixed_string Path, std::size_t End, bool Own>
consteval auto resolve_end() {
    if constexpr (End >= Path.view().size()) {
        return resolved<Type, -1, Path.view().size(), Own>{};
    } else if constexpr (constexpr int lookup = find_lookup_of<Type>(Path.view().substr(End + 2));
                         lookup >= 0) {
        return resolved<Type, lookup, End, Own>{};
    } else {
        constexpr std::size_t next = end_of_segment(Path.view(), End + 2);
        constexpr const Transform* transform =
            find_transform(Path.view().substr(End + 2, next - End - 2));
        constexpr auto part = array_part(Path.view().substr(End + 2, next - End - 2)).kind;
        if constexpr (std::is_same_v<without_optional<Type>, Json>)
            return resolve_end<std::optional<Json>, Path, next, false>();
        else if constexpr (array_member<without_optional<Type>> && part != ArrayPart::Kind::none)
            return resolve_end<array_part_t<Type, part>, Path, next, false>();
        else if constexpr (transform == nullptr)
            return unresolved{};
        else if constexpr (std::is_same_v<
                               without_optional<transformed_t<transform->function, Type>>,
                               unknown_type>)
            return unresolved{};
        else
            return resolve_end<transformed_t<transform->function, Type>, Path, next, false>();
    }
}
/// A path from `Begin` on, in the model `M`; `Optional` if a relation before it may be empty.
template <class M, fixed_string Path, std::size_t Begin, bool Optional>
consteval auto resolve_from() {
    constexpr std::string_view whole = Path.view();
    constexpr std::size_t end = end_of_segment(whole, Begin);
    constexpr std::string_view segment = whole.substr(Begin, end - Begin);
    constexpr std::size_t member = find_path_member<M>(segment);
    constexpr std::size_t column = find_key_column<M>(segment);
    if constexpr (member != not_found) {
        using Member = member_type<M, member>;
        if constexpr (!relation_member<Member>) {
            using Type = std::conditional_t<Optional, with_optional<Member>, Member>;
            return resolve_end<Type, Path, end, Begin == 0>();
        } else {
            using T = typename Member::target;
            static_assert(is_complete<T>(),
                          "aside: every model that a relation names must be complete where objects "
                          "are queried or saved: include its definition (see T below)");
            constexpr bool optional = Optional || Member::is_nullable || Member::is_many;
            using Type = std::conditional_t<optional, std::optional<related<T>>, related<T>>;
            constexpr bool goes_on = [] {
                if (end >= Path.view().size()) return false;
                const std::size_t next_end = end_of_segment(Path.view(), end + 2);
                const auto next = Path.view().substr(end + 2, next_end - end - 2);
                return find_path_member<T>(next) != not_found ||
                       find_key_column<T>(next) != not_found || next_end < Path.view().size() ||
                       find_lookup(next) < 0;
            }();
            if constexpr (goes_on)
                return resolve_from<T, Path, end + 2, optional>();
            else
                return resolve_end < Type, Path, end, Begin == 0 && Member::has_column > ();
        }
    } else if constexpr (column != not_found) {
        using Member = member_type<M, column>;
        if constexpr (!relation_member<Member>) {
            return unresolved{};
        } else if constexpr (!Member::has_column) {
            return unresolved{};
        } else {
            using Key = typename Member::key_type;
            using Type =
                std::conditional_t<Optional || Member::is_nullable, std::optional<Key>, Key>;
            return resolve_end<Type, Path, end, Begin == 0>();
        }
    } else {
        return unresolved{};
    }
}

template <class N, fixed_string Path>
consteval bool begins_with_annotation() {
    constexpr std::size_t end = end_of_segment(Path.view(), 0);
    return !std::is_same_v<annotation_t<N, fixed_string<end + 1>(Path.view().substr(0, end))>,
                           no_annotation>;
}
template <class M, class N, fixed_string Path>
consteval auto resolve() {
    if constexpr (Path.view() == "*") {
        return resolved<star_type, -1, 1, false>{};
    } else if constexpr (std::is_same_v<N, Names<>>) {
        return resolve_from<M, Path, 0, false>();
    } else {
        constexpr std::size_t end = end_of_segment(Path.view(), 0);
        using Annotated = annotation_t<N, fixed_string<end + 1>(Path.view().substr(0, end))>;
        if constexpr (std::is_same_v<Annotated, no_annotation>)
            return resolve_from<M, Path, 0, false>();
        else
            return resolve_end<Annotated, Path, end, false>();
    }
}
template <class M, class N, fixed_string Path>
using resolve_t = decltype(resolve<M, N, Path>());

/// A path that must name a field and end in no lookup.
template <class M, class N, fixed_string Path>
consteval auto path_error() {
    using R = resolve_t<M, N, Path>;
    if constexpr (R::ok && R::lookup < 0)
        return std::type_identity<fine>{};
    else
        return std::type_identity<model_has_no_such_field<M, spelled<Path>>>{};
}
template <class M, class N, fixed_string Path>
using path_error_t = typename decltype(path_error<M, N, Path>())::type;

/// A path that must name a column of the model itself.
template <class M, fixed_string Path>
consteval auto column_error() {
    using R = resolve_t<M, Names<>, Path>;
    if constexpr (R::ok && R::lookup < 0 && R::own_column)
        return std::type_identity<fine>{};
    else
        return std::type_identity<model_has_no_such_field<M, spelled<Path>>>{};
}
template <class M, fixed_string Path>
using column_error_t = typename decltype(column_error<M, Path>())::type;

/// A path that must lead through relations only; `Single`: through such as lead to one row.
template <class M, fixed_string Path, bool Single, std::size_t Begin>
consteval bool leads_through_relations() {
    constexpr std::string_view whole = Path.view();
    constexpr std::size_t end = end_of_segment(whole, Begin);
    constexpr std::size_t member = find_member<M>(whole.substr(Begin, end - Begin));
    if constexpr (member == not_found) {
        return false;
    } else {
        using Member = member_type<M, member>;
        if constexpr (!relation_member<Member>)
            return false;
        else if constexpr (Single && Member::is_many)
            return false;
        else if constexpr (end >= whole.size())
            return true;
        else
            return leads_through_relations<typename Member::target, Path, Single, end + 2>();
    }
}
template <class M, fixed_string Path, bool Single>
using relation_error_t = std::conditional_t<leads_through_relations<M, Path, Single, 0>(), fine,
                                            model_has_no_such_relation<M, spelled<Path>>>;

template <class D>
std::type_identity<D> model_of(const Model<D>*);
/// A model, or a row that is one and more.
template <class T>
concept model_object = requires {
    model_of(static_cast<const T*>(nullptr));
};
template <model_object T>
using model_t = typename decltype(model_of(static_cast<const T*>(nullptr)))::type;

/// The value of an object's key.
template <class M>
const key_type<M>& key_of(const M& object) {
    using Member = member_type<M, key_member<M>()>;
    const auto& member = *static_cast<const Member*>(model_info<M>().key().in(&object));
    if constexpr (relation_member<Member>)
        return member.pk();
    else
        return member;
}

/// `-name` without its sign.
template <fixed_string Path>
consteval auto without_sign() {
    if constexpr (Path.view().starts_with('-'))
        return fixed_string<Path.view().size()>(Path.view().substr(1));
    else
        return Path;
}

}  // namespace detail
}  // namespace aside
