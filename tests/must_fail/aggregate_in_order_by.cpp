// g++: aggregate_is_not_allowed_here<
// clang: aggregate_is_not_allowed_here<
#include "shop.hpp"
namespace shop {
#ifdef FIXED
void program() { (void)Item::objects.alias("n"_f = Count("stock"_f)).order_by("n"_f); }
#else
void program() { (void)Item::objects.order_by(Count("stock"_f).desc()); }
#endif
}  // namespace shop
