// g++: Item.*'l', 'i', 's', 't', 'e', 'd'.*bool.*int
// clang: Item.*'l', 'i', 's', 't', 'e', 'd'.*bool.*int
#include "shop.hpp"
namespace shop {
#ifdef FIXED
void program() { (void)Item::objects.filter("listed"_f = true); }
#else
void program() { (void)Item::objects.filter("listed"_f = 1); }
#endif
}  // namespace shop
