// g++: aggregate_is_not_allowed_here<aside::Comparison<aside::AggregateOf<
// clang: aggregate_is_not_allowed_here<aside::Comparison<aside::AggregateOf<
#include "shop.hpp"
namespace shop {
#ifdef FIXED
void program() { (void)Item::objects.alias("n"_f = Count("stock"_f)).filter("n"_f > 1); }
#else
void program() { (void)Item::objects.filter(Count("stock"_f) > 1); }
#endif
}  // namespace shop
