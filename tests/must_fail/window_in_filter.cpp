// g++: aggregate_is_not_allowed_here<aside::Comparison<aside::WindowOf<
// clang: aggregate_is_not_allowed_here<aside::Comparison<aside::WindowOf<
#include "shop.hpp"
namespace shop {
#ifdef FIXED
void program() { (void)Item::objects.annotate("n"_f = aside::RowNumber().over()); }
#else
void program() { (void)Item::objects.filter(aside::RowNumber().over() > 1); }
#endif
}  // namespace shop
