#pragma once
// Paths against models, at compile time.
#include <string_view>
#include <type_traits>

#include "aside/detail/check.hpp"
#include "aside/detail/expr.hpp"
#include "aside/detail/field_type.hpp"
#include "aside/detail/reflect.hpp"

namespace aside {

/// Names of annotations and aliases that a queryset's later methods may use; never written by hand.
template <class... Annotation>
struct Names {};

namespace detail {

/// The model's description; made on first use, and never destroyed, so that work that ends late can
/// still read it.
template <class M>
const ModelInfo& model_info();

/// What a path of a model stands for. `Lookup` is the lookup that it ends in, -1 where it ends in
/// none; `Length` is how many characters of the path stand before that lookup.
template <class Type, int Lookup, std::size_t Length>
struct resolved {
    using type = Type;
    static constexpr bool ok = true;
    static constexpr int lookup = Lookup;
    static constexpr std::size_t length = Length;
};
struct unknown_type {};
struct unresolved : resolved<unknown_type, -1, 0> {
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

template <class M, class N, fixed_string Path>
consteval auto resolve() {
    constexpr std::string_view whole = Path.view();
    constexpr std::size_t split = find_separator(whole);
    constexpr std::size_t member = find_path_member<M>(whole.substr(0, split));
    if constexpr (whole == "*") {
        return resolved<star_type, -1, 1>{};
    } else if constexpr (member == not_found) {
        return unresolved{};
    } else if constexpr (split == not_found) {
        return resolved<member_type<M, member>, -1, whole.size()>{};
    } else {
        constexpr int lookup = find_lookup(whole.substr(split + 2));
        if constexpr (lookup < 0)
            return unresolved{};
        else
            return resolved<member_type<M, member>, lookup, split>{};
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
