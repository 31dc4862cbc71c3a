// g++: model_has_no_such_field<shop::Item.*'b', 'e', 'g', 'i', 'n', 's'
// clang: model_has_no_such_field<shop::Item.*'b', 'e', 'g', 'i', 'n', 's'
#include "shop.hpp"
namespace shop {
#ifdef FIXED
void program() { (void)Item::objects.filter("name__startswith"_f = "a"); }
#else
void program() { (void)Item::objects.filter("name__begins"_f = "a"); }
#endif
}  // namespace shop
