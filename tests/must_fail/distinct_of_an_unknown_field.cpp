// g++: model_has_no_such_field<shop::Item, .*path<.t., .i., .t., .l., .e.>
// clang: model_has_no_such_field<shop::Item, .*path<.t., .i., .t., .l., .e.>
#include "shop.hpp"
namespace shop {
#ifdef FIXED
void program() { (void)Item::objects.distinct("name"_f); }
#else
void program() { (void)Item::objects.distinct("title"_f); }
#endif
}  // namespace shop
