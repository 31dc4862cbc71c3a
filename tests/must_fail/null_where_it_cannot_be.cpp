// g++: Item.*'n', 'a', 'm', 'e'.*string.*nullptr
// clang: Item.*'n', 'a', 'm', 'e'.*string.*nullptr
#include "shop.hpp"
namespace shop {
#ifdef FIXED
void program() { (void)Item::objects.all().update("stock"_f = nullptr); }
#else
void program() { (void)Item::objects.all().update("name"_f = nullptr); }
#endif
}  // namespace shop
