// g++: argument_has_the_wrong_type<aside::detail::lower_function, long int>
// clang: argument_has_the_wrong_type<aside::detail::lower_function, long>
#include "shop.hpp"
namespace shop {
#ifdef FIXED
void program() { (void)Item::objects.filter(Lower("name"_f) == "a"); }
#else
void program() { (void)Item::objects.filter(Lower("stock"_f) == "a"); }
#endif
}  // namespace shop
