// g++: operands_do_not_combine<aside::Decimal<8, 2>, '\+', double>
// clang: operands_do_not_combine<aside::Decimal<8, 2>, '\+', double>
#include "shop.hpp"
namespace shop {
#ifdef FIXED
void program() { (void)Item::objects.filter("price"_f + 1.5_dec > 2); }
#else
void program() { (void)Item::objects.filter("price"_f + 1.5 > 2); }
#endif
}  // namespace shop
