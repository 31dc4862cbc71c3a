// g++: argument_is_no_condition<aside::Field<
// clang: argument_is_no_condition<aside::Field<
#include "shop.hpp"
namespace shop {
#ifdef FIXED
void program() { (void)Item::objects.filter("listed"_f == true); }
#else
void program() { (void)Item::objects.filter("listed"_f); }
#endif
}  // namespace shop
