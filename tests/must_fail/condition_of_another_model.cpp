// g++: model_has_no_such_field<shop::Item, aside::Q<shop::Other>
// clang: model_has_no_such_field<shop::Item, aside::Q<shop::Other>
#include "shop.hpp"
namespace shop {
void program() {
#ifdef FIXED
    const aside::Q<Item> named = "name"_f == "x";
#else
    const aside::Q<Other> named = "name"_f == "x";
#endif
    (void)Item::objects.filter(named);
}
}  // namespace shop
