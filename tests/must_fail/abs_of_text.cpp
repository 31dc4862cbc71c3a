// g++: argument_has_the_wrong_type<aside::detail::abs_function, std::(__cxx11::basic_)?string
// clang: argument_has_the_wrong_type<aside::detail::abs_function, std::(basic_)?string
#include "shop.hpp"
namespace shop {
#ifdef FIXED
void program() { (void)Item::objects.filter(Abs("stock"_f) > 3); }
#else
void program() { (void)Item::objects.filter(Abs("name"_f) > 3); }
#endif
}  // namespace shop
