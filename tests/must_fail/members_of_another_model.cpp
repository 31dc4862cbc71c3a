// g++: value_has_the_wrong_type<pizzeria::Pizza, aside::detail::path<.b., .o., .x.>, std::optional<aside::detail::related<pizzeria::Box> ?>, aside::detail::related<pizzeria::Topping>
// clang: value_has_the_wrong_type<pizzeria::Pizza, aside::detail::path<.b., .o., .x.>, std::optional<aside::detail::related<pizzeria::Box> ?>, aside::detail::related<pizzeria::Topping>
#include "pizzeria.hpp"
namespace pizzeria {
#ifdef FIXED
void program() { (void)Pizza::objects.filter("box"_f.in(Box::objects)); }
#else
void program() { (void)Pizza::objects.filter("box"_f.in(Topping::objects)); }
#endif
}  // namespace pizzeria
