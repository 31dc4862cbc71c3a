// g++: querysets_have_different_rows<shop::Item, shop::Other>
// clang: querysets_have_different_rows<shop::Item, shop::Other>
#include "shop.hpp"
namespace shop {
#ifdef FIXED
void program() {
    (void)Item::objects.values_list("id"_f).union_(Other::objects.values_list("id"_f));
}
#else
void program() { (void)Item::objects.union_(Other::objects.all()); }
#endif
}  // namespace shop
