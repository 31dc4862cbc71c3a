// g++: argument_is_no_ordering<const char\*>
// clang: argument_is_no_ordering<const char ?\*>
#include "shop.hpp"
namespace shop {
#ifdef FIXED
void program() { (void)Item::objects.order_by("name"_f); }
#else
void program() { (void)Item::objects.order_by("name"); }
#endif
}  // namespace shop
