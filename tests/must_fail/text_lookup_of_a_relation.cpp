// g++: value_has_the_wrong_type<pizzeria::Pizza.*'b', 'o', 'x'
// clang: value_has_the_wrong_type<pizzeria::Pizza.*'b', 'o', 'x'
#include "pizzeria.hpp"
namespace pizzeria {
#ifdef FIXED
void program() { (void)Pizza::objects.filter("box__name__contains"_f = "x"); }
#else
void program() { (void)Pizza::objects.filter("box__contains"_f = "x"); }
#endif
}  // namespace pizzeria
