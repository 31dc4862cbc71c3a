// g++: text_is_joined_by_Concat<std::(__cxx11::basic_)?string
// clang: text_is_joined_by_Concat<std::(basic_)?string
#include "shop.hpp"
namespace shop {
#ifdef FIXED
void program() { (void)Item::objects.filter(Concat("name"_f, "!") == "a!"); }
#else
void program() { (void)Item::objects.filter("name"_f + "!" == "a!"); }
#endif
}  // namespace shop
