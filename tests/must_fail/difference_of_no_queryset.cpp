// g++: argument_is_no_queryset<int>
// clang: argument_is_no_queryset<int>
#include "shop.hpp"
namespace shop {
#ifdef FIXED
void program() { (void)Item::objects.difference(Item::objects.filter("id"_f == 5)); }
#else
void program() { (void)Item::objects.difference(5); }
#endif
}  // namespace shop
