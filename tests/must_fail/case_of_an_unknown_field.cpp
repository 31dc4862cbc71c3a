// g++: model_has_no_such_field<shop::Item, aside::detail::path<'i', 'x'>
// clang: model_has_no_such_field<shop::Item, aside::detail::path<'i', 'x'>
#include "shop.hpp"
namespace shop {
#ifdef FIXED
void program() { (void)Item::objects.annotate("n"_f = Case(When("id"_f > 1, 1))); }
#else
void program() { (void)Item::objects.annotate("n"_f = Case(When("ix"_f > 1, 1))); }
#endif
}  // namespace shop
