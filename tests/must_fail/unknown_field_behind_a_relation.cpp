// g++: model_has_no_such_field<pizzeria::Pizza.*'b', 'o', 'x', '_', '_', 'c'
// clang: model_has_no_such_field<pizzeria::Pizza.*'b', 'o', 'x', '_', '_', 'c'
#include "pizzeria.hpp"
namespace pizzeria {
#ifdef FIXED
void program() { (void)Pizza::objects.filter("box__name"_f = "a"); }
#else
void program() { (void)Pizza::objects.filter("box__colour"_f = "a"); }
#endif
}  // namespace pizzeria
