// g++: outer_ref_outside_of_a_subquery<aside::Defaults<
// clang: outer_ref_outside_of_a_subquery<aside::Defaults<
#include "pizzeria.hpp"
namespace pizzeria {
#ifdef FIXED
void program() { (void)Box::objects.get_or_create("id"_f = 1, aside::defaults("name"_f = "x")); }
#else
void program() {
    (void)Box::objects.get_or_create("id"_f = 1, aside::defaults("name"_f = OuterRef("name"_f)));
}
#endif
}  // namespace pizzeria
