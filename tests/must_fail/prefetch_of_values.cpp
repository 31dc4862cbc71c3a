// g++: rows_are_no_objects<aside::Record<
// clang: rows_are_no_objects<aside::Record<
#include "pizzeria.hpp"
namespace pizzeria {
#ifdef FIXED
void program() { (void)Pizza::objects.prefetch_related("toppings"_f).values("name"_f); }
#else
void program() { (void)Pizza::objects.values("name"_f).prefetch_related("toppings"_f); }
#endif
}  // namespace pizzeria
