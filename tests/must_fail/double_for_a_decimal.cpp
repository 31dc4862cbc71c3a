// g++: Item.*'p', 'r', 'i', 'c', 'e'.*Decimal<8, 2>.*double
// clang: Item.*'p', 'r', 'i', 'c', 'e'.*Decimal<8, 2>.*double
#include "shop.hpp"
namespace shop {
#ifdef FIXED
void program() { (void)Item::objects.create("price"_f = 9.90_dec); }
#else
void program() { (void)Item::objects.create("price"_f = 9.90); }
#endif
}  // namespace shop
