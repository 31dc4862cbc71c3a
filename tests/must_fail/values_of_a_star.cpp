// g++: argument_is_no_column<.*Field
// clang: argument_is_no_column<.*Field
#include "pizzeria.hpp"
namespace pizzeria {
#ifdef FIXED
void program() { (void)Pizza::objects.values("n"_f = Count("*"_f)); }
#else
void program() { (void)Pizza::objects.values("*"_f); }
#endif
}  // namespace pizzeria
