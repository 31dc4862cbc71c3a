// g++: value_has_the_wrong_type<shop::Item, aside::detail::path<.i., .d.>, long( int)?, aside::Record<
// clang: value_has_the_wrong_type<shop::Item, aside::detail::path<.i., .d.>, long( int)?, aside::Record<
#include "shop.hpp"
namespace shop {
#ifdef FIXED
void program() { (void)Item::objects.filter("id"_f.in(Other::objects.values("id"_f))); }
#else
void program() { (void)Item::objects.filter("id"_f.in(Other::objects.values("id"_f, "name"_f))); }
#endif
}  // namespace shop
