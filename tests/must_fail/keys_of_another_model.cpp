// g++: value_has_the_wrong_type<pizzeria::Pizza, aside::detail::path<.p., .k.>, long( int)?, aside::detail::related<pizzeria::Topping>
// clang: value_has_the_wrong_type<pizzeria::Pizza, aside::detail::path<.p., .k.>, long( int)?, aside::detail::related<pizzeria::Topping>
#include "pizzeria.hpp"
namespace pizzeria {
#ifdef FIXED
void program() {
    (void)Pizza::objects.filter("pk"_f.in(Pizza::objects), "box__pk"_f.in(Box::objects),
                                "box_id"_f.in(Box::objects), "box__id__in"_f = Box::objects.all());
}
#else
void program() { (void)Pizza::objects.filter("pk"_f.in(Topping::objects.all())); }
#endif
}  // namespace pizzeria
