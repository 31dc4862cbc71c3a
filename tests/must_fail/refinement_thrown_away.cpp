// g++: ignoring return value .*nodiscard
// clang: ignoring return value .*nodiscard
#include "shop.hpp"
#pragma GCC diagnostic error "-Wunused-result"
namespace shop {
#ifdef FIXED
void program() { (void)Item::objects.filter("stock"_f > 3); }
#else
void program() { Item::objects.filter("stock"_f > 3); }
#endif
}  // namespace shop
