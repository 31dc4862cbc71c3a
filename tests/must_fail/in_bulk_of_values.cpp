// g++: rows_are_no_objects<std::tuple<
// clang: rows_are_no_objects<std::tuple<
#include "pizzeria.hpp"
namespace pizzeria {
#ifdef FIXED
void program() { (void)Pizza::objects.in_bulk({1, 2}); }
#else
void program() { (void)Pizza::objects.values_list("name"_f).in_bulk({1, 2}); }
#endif
}  // namespace pizzeria
