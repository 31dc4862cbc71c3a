// g++: argument_has_the_wrong_type<aside::detail::sum_function, std::(__cxx11::basic_)?string
// clang: argument_has_the_wrong_type<aside::detail::sum_function, std::(basic_)?string
#include "shop.hpp"
namespace shop {
#ifdef FIXED
void program() { (void)Item::objects.aggregate("total"_f = Sum("stock"_f)); }
#else
void program() { (void)Item::objects.aggregate("total"_f = Sum("name"_f)); }
#endif
}  // namespace shop
