// g++: model_has_no_such_field<shop::Order, .*'d', 'a', 't', 'a', '_', '_', 'k'
// clang: model_has_no_such_field<shop::Order, .*'d', 'a', 't', 'a', '_', '_', 'k'
#include "json.hpp"
namespace shop {
#ifdef FIXED
void program() { (void)Order::objects.filter("data__k"_f = 5); }
#else
void program() { (void)Order::objects.all().update("data__k"_f = 5); }
#endif
}  // namespace shop
