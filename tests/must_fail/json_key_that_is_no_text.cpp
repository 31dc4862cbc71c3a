// g++: value_has_the_wrong_type<shop::Order, .*'k', 'e', 'y'>, aside::Json, int
// clang: value_has_the_wrong_type<shop::Order, .*'k', 'e', 'y'>, aside::Json, int
#include "json.hpp"
namespace shop {
#ifdef FIXED
void program() { (void)Order::objects.filter("data__has_key"_f = "5"); }
#else
void program() { (void)Order::objects.filter("data__has_key"_f = 5); }
#endif
}  // namespace shop
