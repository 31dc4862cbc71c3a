// g++: model_has_no_such_field<shop::Item, aside::detail::path<'p', 'r', 'i', 'z', 'e'>
// clang: model_has_no_such_field<shop::Item, aside::detail::path<'p', 'r', 'i', 'z', 'e'>
#include "shop.hpp"
namespace shop {
#ifdef FIXED
void program() { (void)Item::aobjects.get("price"_f = 3); }
#else
void program() { (void)Item::aobjects.get("prize"_f = 3); }
#endif
}  // namespace shop
