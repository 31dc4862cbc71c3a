// g++: value_has_the_wrong_type<shop::Order, .*'p', 'a', 'i', 'd'>, std::optional<aside::Json>, bool
// clang: value_has_the_wrong_type<shop::Order, .*'p', 'a', 'i', 'd'>, std::optional<aside::Json>, bool
#include "json.hpp"
namespace shop {
#ifdef FIXED
void program() { (void)Order::objects.filter("data__paid"_f == true); }
#else
void program() { (void)Order::objects.filter("data__paid"_f > true); }
#endif
}  // namespace shop
