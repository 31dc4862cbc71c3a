// g++: outer_ref_outside_of_a_subquery<aside::AggregateOf<
// clang: outer_ref_outside_of_a_subquery<aside::AggregateOf<
#include "pizzeria.hpp"
namespace pizzeria {
#ifdef FIXED
void program() { (void)Box::objects.aggregate("n"_f = Count("*"_f).filter("id"_f == 1)); }
#else
void program() {
    (void)Box::objects.aggregate("n"_f = Count("*"_f).filter("id"_f == OuterRef("pk"_f)));
}
#endif
}  // namespace pizzeria
