// g++: rows_are_no_objects<aside::Record<
// clang: rows_are_no_objects<aside::Record<
#include "pizzeria.hpp"
namespace pizzeria {
#ifdef FIXED
void program() { (void)Pizza::objects.only("name"_f); }
#else
void program() { (void)Pizza::objects.values("name"_f).only("name"_f); }
#endif
}  // namespace pizzeria
