// g++: argument_is_no_column<aside::RunTimeField
// clang: argument_is_no_column<aside::RunTimeField
#include "pizzeria.hpp"
namespace pizzeria {
#ifdef FIXED
void program() { (void)Pizza::objects.values_list("name"_f); }
#else
void program() { (void)Pizza::objects.values_list(aside::field("name")); }
#endif
}  // namespace pizzeria
