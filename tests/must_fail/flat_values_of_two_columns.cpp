// g++: flat_takes_one_column<
// clang: flat_takes_one_column<
#include "pizzeria.hpp"
namespace pizzeria {
#ifdef FIXED
void program() { (void)Pizza::objects.values_list(aside::flat, "name"_f); }
#else
void program() { (void)Pizza::objects.values_list(aside::flat, "name"_f, "id"_f); }
#endif
}  // namespace pizzeria
