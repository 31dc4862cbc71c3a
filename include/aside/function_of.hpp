#pragma once
// The expression that a function of one row's values is.
#include "aside/detail/signatures.hpp"
#include "aside/expression.hpp"

namespace aside {

/// A function of one row's values. The name of `Signature` appears in the compiler's messages.
template <class Signature, class... Argument>
struct [[nodiscard]] FunctionOf : Lookups<FunctionOf<Signature, Argument...>>,
                                  detail::CopiedWhenMoved<FunctionOf<Signature, Argument...>> {
    detail::value_pack<Argument...> arguments;
    constexpr explicit FunctionOf(Argument... a) : arguments(std::move(a)...) {}

    static constexpr detail::Contents contents =
        (detail::plain_contents | ... | detail::contents_of<Argument>());
    static constexpr bool may_be_condition = true;
    using label = FunctionOf;

    template <class M, class N>
    static consteval auto check() {
        using Problem =
            typename detail::first_error<detail::operand_error_t<M, N, Argument>...>::type;
        if constexpr (!std::is_same_v<Problem, detail::fine>) {
            return std::type_identity<Problem>{};
        } else {
            using Wrong = typename decltype(Signature::template wrong<detail::without_optional<
                                                detail::argument_t<M, N, Argument>>...>())::type;
            if constexpr (std::is_same_v<Wrong, detail::unknown_type>)
                return std::type_identity<detail::fine>{};
            else
                return std::type_identity<argument_has_the_wrong_type<Signature, Wrong>>{};
        }
    }
    template <class M, class N>
    using error = typename decltype(check<M, N>())::type;
    template <class M, class N>
    using value = typename Signature::template result<detail::argument_t<M, N, Argument>...>;

    void write(detail::ExprWriter& writer) const {
        const std::size_t node = writer.begin(detail::ExprKind::function,
                                              static_cast<unsigned char>(Signature::function));
        if constexpr (requires { Signature::type; }) writer.type(node, Signature::type);
        arguments.write(writer);
        writer.end_operation(node);
    }
};

namespace detail {

template <class Signature, class... A>
constexpr auto function_of(A&&... arguments) {
    return FunctionOf<Signature, owned_t<A>...>(own(std::forward<A>(arguments))...);
}

}  // namespace detail

}  // namespace aside
