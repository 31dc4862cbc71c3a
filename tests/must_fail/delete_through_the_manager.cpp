// g++: Manager<shop::Item>’ has no member named ‘delete_’
// clang: no member named 'delete_' in 'aside::Manager<shop::Item>'
// of any length
#include "shop.hpp"
namespace shop {
#ifdef FIXED
void program() { Item::objects.all().delete_(); }
#else
void program() { Item::objects.delete_(); }
#endif
}  // namespace shop
