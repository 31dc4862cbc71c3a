// g++: model_has_no_such_field<shop::Item, aside::detail::path<'p', 'r', 'i', 'z', 'e'>
// clang: model_has_no_such_field<shop::Item, aside::detail::path<'p', 'r', 'i', 'z', 'e'>
#include "shop.hpp"
namespace shop {
#ifdef FIXED
void program() { (void)Item{}.save({.update_fields = {"price"_f}}); }
#else
void program() { (void)Item{}.save({.update_fields = {"prize"_f}}); }
#endif
}  // namespace shop
