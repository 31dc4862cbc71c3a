// g++: case_values_have_different_types<std::(__cxx11::basic_)?string.*, (int|long( int)?)>
// clang: case_values_have_different_types<std::(basic_)?string.*, (int|long( int)?)>
#include "shop.hpp"
namespace shop {
#ifdef FIXED
void program() { (void)Item::objects.order_by(Case(When("id"_f > 1, "name"_f)).otherwise("x")); }
#else
void program() { (void)Item::objects.order_by(Case(When("id"_f > 1, "name"_f)).otherwise(5)); }
#endif
}  // namespace shop
