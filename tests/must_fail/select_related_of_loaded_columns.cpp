// g++: rows_are_no_objects<aside::Partial<
// clang: rows_are_no_objects<aside::Partial<
#include "pizzeria.hpp"
namespace pizzeria {
#ifdef FIXED
void program() { (void)Pizza::objects.only("name"_f, "box__name"_f); }
#else
void program() { (void)Pizza::objects.only("name"_f).select_related("box"_f); }
#endif
}  // namespace pizzeria
