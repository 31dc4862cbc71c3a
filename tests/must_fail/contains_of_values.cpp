// g++: rows_are_no_objects<aside::Record<
// clang: rows_are_no_objects<aside::Record<
#include "pizzeria.hpp"
namespace pizzeria {
#ifdef FIXED
void program() { (void)Pizza::objects.only("name"_f).contains(Pizza()); }
#else
void program() { (void)Pizza::objects.values("name"_f).contains(Pizza()); }
#endif
}  // namespace pizzeria
