// g++: model_has_no_such_field<pizzeria::Pizza.*'t', 'o', 'p'
// clang: model_has_no_such_field<pizzeria::Pizza.*'t', 'o', 'p'
#include "pizzeria.hpp"
namespace pizzeria {
#ifdef FIXED
void program() { Pizza::objects.create("name"_f = "x", "price"_f = 1); }
#else
void program() { Pizza::objects.create("name"_f = "x", "toppings"_f = 1); }
#endif
}  // namespace pizzeria
