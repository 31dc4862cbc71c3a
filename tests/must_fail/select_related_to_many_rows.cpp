// g++: model_has_no_such_relation<pizzeria::Pizza.*'t', 'o', 'p'
// clang: model_has_no_such_relation<pizzeria::Pizza.*'t', 'o', 'p'
#include "pizzeria.hpp"
namespace pizzeria {
#ifdef FIXED
void program() { (void)Pizza::objects.select_related("box"_f); }
#else
void program() { (void)Pizza::objects.select_related("toppings"_f); }
#endif
}  // namespace pizzeria
