// g++: value_has_the_wrong_type<shop::Order, .*'n', 'o'>, std::optional<aside::Json>, int
// clang: value_has_the_wrong_type<shop::Order, .*'n', 'o'>, std::optional<aside::Json>, int
#include "json.hpp"
namespace shop {
#ifdef FIXED
void program() { (void)Order::objects.filter("data__no"_f.startswith("5")); }
#else
void program() { (void)Order::objects.filter("data__no"_f.startswith(5)); }
#endif
}  // namespace shop
