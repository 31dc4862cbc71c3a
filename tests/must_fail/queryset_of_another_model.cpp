// g++: no match for ‘operator\|’ .*QuerySet<shop::Item.*QuerySet<shop::Other
// clang: invalid operands to binary expression .*QuerySet<shop::Item.*QuerySet<shop::Other
// of any length
#include "shop.hpp"
namespace shop {
#ifdef FIXED
void program() { (void)(Item::objects.all() | Item::objects.none()); }
#else
void program() { (void)(Item::objects.all() | Other::objects.none()); }
#endif
}  // namespace shop
