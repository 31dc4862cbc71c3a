// g++: model_has_no_such_field<shop::Item, aside::detail::path<'p', 'r', 'i', 'z', 'e'>
// clang: model_has_no_such_field<shop::Item, aside::detail::path<'p', 'r', 'i', 'z', 'e'>
#include "shop.hpp"
namespace shop {
#ifdef FIXED
void program() { (void)Item::objects.order_by("-price"_f).count(); }
#else
void program() { (void)Item::objects.order_by("-prize"_f).count(); }
#endif
}  // namespace shop
