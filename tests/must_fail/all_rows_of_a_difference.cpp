// g++: argument_is_no_queryset<aside::all_t>
// clang: argument_is_no_queryset<aside::all_t>
#include "shop.hpp"
namespace shop {
#ifdef FIXED
void program() { (void)Item::objects.union_(Item::objects, aside::all); }
#else
void program() { (void)Item::objects.difference(Item::objects, aside::all); }
#endif
}  // namespace shop
