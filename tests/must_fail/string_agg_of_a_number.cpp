// g++: argument_has_the_wrong_type<aside::detail::string_function, long int
// clang: argument_has_the_wrong_type<aside::detail::string_function, long
#include "shop.hpp"
namespace shop {
#ifdef FIXED
void program() { (void)Item::objects.aggregate("all"_f = StringAgg("name"_f, ", ")); }
#else
void program() { (void)Item::objects.aggregate("all"_f = StringAgg("stock"_f, ", ")); }
#endif
}  // namespace shop
