// g++: value_has_the_wrong_type<shop::Item, .*'s', 't', 'o', 'c', 'k'>
// clang: value_has_the_wrong_type<shop::Item, .*'s', 't', 'o', 'c', 'k'>
#include "shop.hpp"
namespace shop {
#ifdef FIXED
void program() { (void)Item::objects.all().update("stock"_f = "stock"_f * 2); }
#else
void program() { (void)Item::objects.all().update("stock"_f = "stock"_f * 1.5); }
#endif
}  // namespace shop
