// g++: outer_ref_outside_of_a_subquery<aside::Comparison<
// clang: outer_ref_outside_of_a_subquery<aside::Comparison<
#include "pizzeria.hpp"
namespace pizzeria {
#ifdef FIXED
void program() {
    (void)Box::objects.filter(Exists(Pizza::objects.filter("box"_f == OuterRef("pk"_f))));
}
#else
void program() { (void)Pizza::objects.get("box"_f == OuterRef("pk"_f)); }
#endif
}  // namespace pizzeria
