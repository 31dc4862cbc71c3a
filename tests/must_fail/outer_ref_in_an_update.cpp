// g++: outer_ref_outside_of_a_subquery<aside::Keyword<
// clang: outer_ref_outside_of_a_subquery<aside::Keyword<
#include "pizzeria.hpp"
namespace pizzeria {
#ifdef FIXED
void program() {
    (void)Pizza::objects.update(
        "name"_f = Subquery(Box::objects.filter("pk"_f == OuterRef("box"_f)).values("name"_f)));
}
#else
void program() { (void)Pizza::objects.update("name"_f = OuterRef("name"_f)); }
#endif
}  // namespace pizzeria
