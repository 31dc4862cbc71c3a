// g++: aggregate_is_not_allowed_here<aside::Keyword<
// clang: aggregate_is_not_allowed_here<aside::Keyword<
#include "shop.hpp"
namespace shop {
#ifdef FIXED
void program() { (void)Item::objects.update("stock"_f = "stock"_f + 1); }
#else
void program() { (void)Item::objects.update("stock"_f = Sum("stock"_f)); }
#endif
}  // namespace shop
