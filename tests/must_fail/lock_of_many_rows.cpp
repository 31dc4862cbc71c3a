// g++: model_has_no_such_relation<pizzeria::Pizza.*'t', 'o', 'p'
// clang: model_has_no_such_relation<pizzeria::Pizza.*'t', 'o', 'p'
#include "pizzeria.hpp"
namespace pizzeria {
#ifdef FIXED
void program() { (void)Pizza::objects.select_for_update({.of = {"self"_f, "box"_f}}); }
#else
void program() { (void)Pizza::objects.select_for_update({.of = {"self"_f, "toppings"_f}}); }
#endif
}  // namespace pizzeria
