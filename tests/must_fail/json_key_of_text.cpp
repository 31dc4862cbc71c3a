// g++: value_has_the_wrong_type<shop::Order, .*'n', 'a', 'm', 'e'>, std::.*string
// clang: value_has_the_wrong_type<shop::Order, .*'n', 'a', 'm', 'e'>, std::.*string
#include "json.hpp"
namespace shop {
#ifdef FIXED
void program() { (void)Order::objects.filter("data"_f.has_key("k")); }
#else
void program() { (void)Order::objects.filter("name"_f.has_key("k")); }
#endif
}  // namespace shop
