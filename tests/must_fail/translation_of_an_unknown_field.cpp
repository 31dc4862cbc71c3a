// g++: model_has_no_such_field<shop::Item, .*path<.t., .i., .t., .l., .e.>
// clang: model_has_no_such_field<shop::Item, .*path<.t., .i., .t., .l., .e.>
#include "shop.hpp"
namespace shop {
#ifdef FIXED
void program() { (void)Item::objects.raw("SELECT 1", aside::translations("name"_f = "title")); }
#else
void program() { (void)Item::objects.raw("SELECT 1", aside::translations("title"_f = "name")); }
#endif
}  // namespace shop
