// g++: argument_has_the_wrong_type<aside::detail::coalesce_function, double>
// clang: argument_has_the_wrong_type<aside::detail::coalesce_function, double>
#include "shop.hpp"
namespace shop {
#ifdef FIXED
void program() { (void)Item::objects.filter(Coalesce("price"_f, 1.5_dec) > 2); }
#else
void program() { (void)Item::objects.filter(Coalesce("price"_f, 1.5) > 2); }
#endif
}  // namespace shop
