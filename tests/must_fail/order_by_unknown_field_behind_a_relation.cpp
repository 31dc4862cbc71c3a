// g++: model_has_no_such_field<pizzeria::Pizza
// clang: model_has_no_such_field<pizzeria::Pizza
#include "pizzeria.hpp"
namespace pizzeria {
#ifdef FIXED
void program() { (void)Pizza::objects.order_by("-box__name"_f); }
#else
void program() { (void)Pizza::objects.order_by("-box__colour"_f); }
#endif
}  // namespace pizzeria
