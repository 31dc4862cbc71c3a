// g++: argument_is_no_date<shop::Item.*'n'.*string
// clang: argument_is_no_date<shop::Item.*'n'.*string
#include "shop.hpp"
namespace shop {
#ifdef FIXED
void program() { (void)Item::objects.dates("added"_f, "year"); }
#else
void program() { (void)Item::objects.dates("name"_f, "year"); }
#endif
}  // namespace shop
